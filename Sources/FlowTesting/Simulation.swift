import Documents
import Expressions
import Flows
import Legible

/// A conversation with the bot, line by line: what is typed goes in, what is to be shown comes out.
///
/// A line is what the customer writes; a number presses an option; what begins with `/` happens
/// besides.
package struct Simulation: Sendable {
  private let ground: TestGround
  package private(set) var walking: Walking
  /// What is to be shown before the first line.
  package let opening: String
  private var shown = 0
  private var failures = 0

  /// More lines than this make no test, and no conversation anybody would read.
  private static let mostLines = 400
  /// A service is called at most so often for one line.
  private static let readyAnswers = 50

  package init(_ ground: TestGround, _ walk: Walk) {
    self.ground = ground
    var walk = walk
    walk.world.answers = Simulation.answers(failing: 0)
    if !ground.articles.isEmpty { walk.world.shelf.index = ground.index }
    walking = Walking(walk, ground.revision)
    opening = Simulation.shown(walking.tryout.lines[...])
    shown = walking.tryout.lines.count
  }

  package static let help = """
    A line is what the customer writes; a number presses that option. Besides:
      /wait 3m            time passes
      /restart            the server stops and starts
      /hours open|closed  the desk opens or closes
      /agents on|off      somebody is there, or nobody
      /take, /say words   an agent takes over, and writes
      /return [flow]      the agent gives the conversation back
      /fail               the next call of a service fails
      /fill a=x, b=y      fills in the form
      /send photo.jpg     the customer sends a file of that name
      /event name         such as conversation.closed
      /where              tells the flow and the section
      /quit               ends it, as Ctrl-D does
    """

  // MARK: One line

  /// What comes of a line; nil for the wish to leave.
  package mutating func hear(_ line: String) -> String? {
    let words = line.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard !words.isEmpty else { return "" }
    guard walking.walk.deeds.count < Simulation.mostLines else {
      return "A conversation has at most \(Simulation.mostLines) lines; begin another."
    }
    guard words.hasPrefix("/") else { return perform(pressed(words) ?? .user(words)) }
    let parts = words.dropFirst().split(separator: " ", maxSplits: 1).map(String.init)
    return command(parts.first ?? "", parts.count > 1 ? parts[1] : nil)
  }

  /// A number means the option of that number, where there is one.
  private func pressed(_ words: String) -> ChatStep.Deed? {
    guard let number = Int(words), let options = walking.tryout.offer?.options,
      !Simulation.isTyped(options), options.indices.contains(number - 1)
    else { return nil }
    let id = options[number - 1].id
    return .tap(id == "_escape" ? "escape" : id)
  }

  private mutating func command(_ name: String, _ rest: String?) -> String? {
    switch name {
    case "quit", "exit", "q": return nil
    case "help", "?": return Simulation.help
    case "where": return place
    case "fail":
      failures += 1
      return "The next \(failures == 1 ? "call" : "\(failures) calls") of a service will fail."
    default: break
    }
    switch deed(name, rest) {
    case .success(let deed): return perform(deed)
    case .failure(let mistake): return mistake.message
    }
  }

  private struct Mistake: Error {
    let message: String
  }

  private func deed(_ name: String, _ rest: String?) -> Result<ChatStep.Deed, Mistake> {
    switch (name, rest) {
    case ("restart", nil): return .success(.restart)
    case ("agents", "on"): return .success(.agent(.online))
    case ("agents", "off"): return .success(.agent(.offline))
    case ("hours", "open"): return .success(.hours(isOpen: true))
    case ("hours", "closed"): return .success(.hours(isOpen: false))
    case ("take", nil): return .success(.agent(.takes))
    case ("say", let words?): return .success(.agent(.says(words)))
    case ("return", let flow): return returning(flow)
    case ("event", let event?): return .success(.event(event))
    case ("fill", let fields?): return filling(fields)
    case ("send", let name?): return .success(.send(.named(name)))
    case ("wait", let span?):
      guard let milliseconds = Reading.milliseconds(span) else {
        return .failure(Mistake(message: "\(span) is no time span: write /wait 90s, 3m, 2h or 7d"))
      }
      return .success(.wait(milliseconds: milliseconds))
    default:
      let names = ["agents", "event", "fail", "fill", "help", "hours", "quit", "restart", "return"]
      let near = NearestName.suggest(name, among: names + ["say", "send", "take", "wait", "where"])
      let hint = near.map { "did you mean /\($0)? " } ?? ""
      return .failure(Mistake(message: "/\(name) is not understood like that; \(hint)see /help"))
    }
  }

  private func returning(_ flow: String?) -> Result<ChatStep.Deed, Mistake> {
    if let flow, ground.outlines[flow] == nil {
      let near = NearestName.hint(for: flow, among: ground.revision.flowNames) ?? ""
      return .failure(Mistake(message: "there is no flow \(flow); \(near)"))
    }
    return .success(.agent(.returns(flow: flow)))
  }

  private func filling(_ text: String) -> Result<ChatStep.Deed, Mistake> {
    var fields: [String: String] = [:]
    for part in text.split(separator: ",") {
      let sides = part.split(separator: "=", maxSplits: 1).map {
        $0.split(separator: " ").joined(separator: " ")
      }
      guard let name = sides.first else { continue }
      fields[name] = sides.count > 1 ? sides[1] : ""
    }
    for field in walking.tryout.offer?.fields ?? [] where fields[field.name] == nil {
      fields[field.name] = field.value
    }
    return .success(.fill(fields))
  }

  // MARK: What happens

  private mutating func perform(_ deed: ChatStep.Deed) -> String {
    guard walking.tryout.allows(deed) else { return refusal(deed) }
    walking.supply(Simulation.answers(failing: failures))
    let before = walking.answered.count
    walking.perform(deed)
    failures = max(0, failures - (walking.answered.count - before))
    var text = Simulation.shown(walking.tryout.lines[shown...])
    shown = walking.tryout.lines.count
    if let trouble = walking.takeTrouble() { text += "\n!! \(trouble.message)" }
    return text
  }

  private func refusal(_ deed: ChatStep.Deed) -> String {
    switch deed {
    case .agent(.takes): return "Nobody waits for an agent."
    case .agent: return "No agent has the conversation: /take first."
    case .fill:
      let fields = walking.tryout.offer?.fields.map(\.name) ?? []
      return fields.isEmpty
        ? "There is no form to fill in."
        : "The form's fields are: \(fields.joined(separator: ", "))"
    case .send: return "That question takes no such file, or the desk takes none."
    case .bot, .user, .tap, .wait, .restart, .publish, .event, .hours:
      return "That cannot happen now."
    }
  }

  /// First so many failures, then plain answers with nothing in them.
  private static func answers(failing: Int) -> [ServiceAnswer] {
    let failed = ServiceAnswer(.failure("no connection"))
    let fine = ServiceAnswer(.response(status: 200, body: .map(ValueMap())))
    return (0..<readyAnswers).map { $0 < failing ? failed : fine }
  }

  private var place: String {
    guard let session = walking.tryout.session else { return "nowhere" }
    let path = session.path.isEmpty ? "no flow" : session.path.joined(separator: " in ")
    return "\(path); \(walking.tryout.outcome ?? "the bot talks")"
  }

  // MARK: What is shown

  private static func shown(_ lines: ArraySlice<TalkLine>) -> String {
    lines.compactMap { line in
      switch line {
      case .bot(let say): shown(say)
      case .customer, .tapped, .filled, .sent, .agent: nil
      case .happened: line.text
      }
    }.joined(separator: "\n")
  }

  /// Whether the answer is typed, so that a number may be one: only the way out can be pressed.
  private static func isTyped(_ options: [Say.Option]) -> Bool {
    options.allSatisfy { $0.id == "_escape" || $0.id == "_none" }
  }

  private static func shown(_ say: Say) -> String {
    var text = "bot: \(say.text)"
    for card in say.cards { text += "\n     [\(card.title)]" }
    for (index, option) in say.options.enumerated() {
      text += "\n     \(isTyped(say.options) ? "or:" : "\(index + 1).") \(option.label)"
    }
    for field in say.fields {
      text += "\n     \(field.name): \(field.label)"
      if let complaint = field.complaint { text += " (\(complaint))" }
    }
    if say.takes != nil { text += "\n     /send name.jpg" }
    if !say.fields.isEmpty {
      text += "\n     /fill \(say.fields.map { "\($0.name)=…" }.joined(separator: ", "))"
    }
    // What a customer typed may come back; it must not steer the terminal.
    return Legible.lines(text)
  }
}
