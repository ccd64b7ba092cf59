import Documents
import FlowTesting
import Flows
import Testing

/// What somebody sees who talks with a bot in the terminal.
@Suite struct SimulationTests {
  private func simulation(_ flow: String? = nil, away: Bool = false) throws -> Simulation {
    let ground = try Ground.ground([
      SourceFile(path: "flows/bot.yaml", text: Ground.bot),
      SourceFile(path: "flows/t.flow.yaml", text: flow ?? Ground.flow),
    ])
    var world = World(ground.plan)
    for queue in ground.desk.queues { world.agents[queue] = away ? 0 : 1 }
    return Simulation(ground, Walk(world: world, flow: nil))
  }

  @Test func aNumberPressesAnOptionAndOtherWordsAreWords() throws {
    var talk = try simulation()
    #expect(
      talk.opening == """
        bot: **Hello** there!
        bot: Which colour?
             1. Red
             2. Blue
             3. None
        """)
    #expect(talk.hear("7")?.contains("1. Red") == true, "there is no seventh: not understood")
    #expect(talk.hear("1") == "bot: Your address?")
    #expect(talk.hear("   ") == "")
    let handed = talk.hear("sam@example.com") ?? ""
    #expect(handed.hasPrefix("=> handoff to orders, "))
    #expect(handed.hasSuffix("\nbot: You are number 1, wait not known yet."))
    #expect(talk.hear("/take") == "=> an agent takes the conversation")
    #expect(talk.hear("/where") == "no flow; handoff")
    #expect(talk.hear("/quit") == nil)
  }

  @Test func aServiceAnswersPlainlyOrFailsOnce() throws {
    var talk = try simulation()
    #expect(talk.hear("/fail")?.contains("will fail") == true)
    let failing = talk.hear("blue") ?? ""
    #expect(failing.contains("GET https://shop.internal/stock/blue"))
    #expect(failing.hasSuffix("bot: Your address?"), "\(failing)")
    #expect(talk.walking.answered.count == 1)
    talk = try simulation()
    #expect(talk.hear("blue")?.contains("bot: 0 left.") == true)
  }

  @Test func aFormIsFilledInByNames() throws {
    var talk = try simulation(
      """
      flow: t
      vars:
        name:  { type: text }
        email: { type: email }
      sections:
        start:
          - ask: Who are you?
            fields: { name: Your name, email: Your address }
          - say: "{{ name }}, {{ email }}"
          - end: resolved

      """)
    #expect(talk.opening.hasSuffix("/fill name=…, email=…"))
    #expect(talk.hear("/fill nmae=Sam") == "The form's fields are: name, email")
    #expect(talk.hear("/fill name=Sam, email=sam@")?.contains("email: Your address (") == true)
    let done = talk.hear("/fill email=sam@example.com") ?? ""
    #expect(done.hasPrefix("bot: Sam, sam@example.com"), "what was right is kept")
  }

  @Test func aTalkHasAnEndSomewhere() throws {
    var talk = try simulation()
    for _ in 0..<500 { _ = talk.hear("/restart") }
    #expect(talk.hear("red")?.hasPrefix("A conversation has at most") == true)
    #expect(talk.walking.walk.deeds.count == 400)
  }

  @Test func whatIsShownSteersNoTerminal() throws {
    var talk = try simulation()
    _ = talk.hear("red")
    let shown = talk.hear("\u{1B}[2J\u{202E}oops") ?? ""
    #expect(shown.contains("oops"))
    #expect(!shown.contains("\u{1B}") && !shown.contains("\u{202E}"))
  }
}
