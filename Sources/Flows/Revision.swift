import Authoring
import Documents
import Expressions
package import SmallActs

/// One published state of the bot: `bot.yaml` and all flows, read, checked and compiled.
///
/// A revision never changes. Sessions are pinned to the one they began with.
package struct Revision: Sendable {
  /// The first twelve hexadecimal digits of the sources' hash.
  package let id: String
  let bot: Bot
  let flows: [String: Flow]
  let articleCount: Int
  private let queues: [String]
  private let commands: [String: [String: Int]]
  private let triggers: [(normal: String, flow: String)]
  private let sentences: [String: Text]
  private let choices: ChoiceTables
  private let depths: CallDepths
  /// What is known of every language.
  /// The words of every language it hears and speaks: the shipped ones with the author's.
  package let languagesKnown: Languages

  /// The bot's name.
  package var name: String { bot.name }

  /// The names of its flows.
  package var flowNames: [String] { flows.keys.sorted() }

  /// The flows that can begin by themselves: those that no caller has to hand anything.
  package var beginningFlowNames: [String] {
    flows.values.filter(\.params.isEmpty).map(\.name.text).sorted()
  }

  /// How much of each flow's steps and exits tests have to walk through, in percent.
  package var coverageWanted: (steps: Int, exits: Int) { (bot.coverage.steps, bot.coverage.exits) }

  /// The languages it speaks, the base language first.
  package var languages: [String] { bot.languages }

  init(id: String, bot: Bot, flows: [Flow], languages: Languages, desk: DeskNames) {
    self.id = id
    self.bot = bot
    self.flows = Dictionary(
      flows.map { ($0.name.text, $0) }, uniquingKeysWith: { first, _ in first })
    articleCount = desk.articleCount
    queues = desk.queues
    commands = Revision.commandTable(bot)
    triggers = flows.flatMap { flow in flow.triggers.map { ($0.normal, flow.name.text) } }
      .sorted { ($1.0.utf8.count, $0.0) < ($0.0.utf8.count, $1.0) }
    sentences = bot.ownSentences
    choices = ChoiceTables(flows: flows, languages: bot.languages)
    depths = CallDepths(flows)
    languagesKnown = languages
  }

  /// What a stimulus does to a session. Pure: the same arguments give the same turn.
  ///
  /// Nil for the session begins one. Effects that carry an id are to be answered with
  /// `Stimulus.result`; searches, tickets and handoffs at once, in the same transaction.
  package func step(
    _ session: Session?, _ stimulus: Stimulus, _ surroundings: FlowContext
  ) -> Turn {
    Engine.step(self, session, stimulus, surroundings)
  }

  /// Whether the session is older than its flows allow, so that a newer revision may take over.
  package func hasExpired(_ session: Session, at now: Int64) -> Bool {
    guard case .asking = session.state else { return false }
    return now - session.startedAt > bot.limits.age
  }

  /// Whether a message says nothing of the matter: it is a command, a wish for a person with little
  /// else, thanks, yes or no, or a greeting.
  package func isAside(_ words: String, in languages: [String]) -> Bool {
    let normal = Wording.normal(words)
    if normal.isEmpty { return true }
    let isShort = normal.utf8.count { $0 == UInt8(ascii: " ") } < Revision.asideLength
    return Set([bot.baseLanguage] + languages).contains { language in
      if command(for: normal, language: language) != nil { return true }
      let heard = languagesKnown.hearing(words, language)
      return isShort && heard.asksForPerson || heard.isFarewell || heard.isGreeting
        || heard.confirmation != nil || heard.command != nil
    }
  }

  /// A longer message with a wish for a person in it says what it is about, too.
  private static let asideLength = 8

  /// Whether a message does no more than thank or take leave, in one of these languages.
  package func isFarewell(_ words: String, in languages: [String]) -> Bool {
    Set(languages).contains { languagesKnown.hearing(words, $0).isFarewell }
  }

  /// The small act that a whole message is, such as a wish for a person or a thank-you; nil for
  /// anything else.
  package func act(of text: String, language: String) -> SmallAct? {
    languagesKnown.hearing(text, language).act
  }

  // MARK: What the engine looks up

  /// A queue the desk has; its first where the name is unknown or missing.
  func queue(_ name: String?) -> String {
    if let name, queues.contains(name) { return name }
    return queues.first ?? ""
  }

  /// Where a person is looked for when no flow says which queue.
  var personQueue: String? {
    for command in bot.commands {
      if case .handoff(let queue?) = command.action { return queue.text }
    }
    return queues.first
  }

  /// The command the whole message stands for.
  func command(for normal: String, language: String) -> Bot.Command? {
    guard !normal.isEmpty else { return nil }
    let index = commands[language]?[normal] ?? commands[bot.baseLanguage]?[normal]
    return index.map { bot.commands[$0] }
  }

  /// What a message is heard as.
  func hearing(_ words: String, language: String) -> Hearing {
    languagesKnown.hearing(words, language)
  }

  /// The flow whose trigger stands in the message; longer triggers first.
  func triggered(by normal: String) -> String? {
    triggers.first { Wording.contains($0.normal, in: normal) }?.flow
  }

  func chosen(_ normal: String, _ options: [Option], language: String) -> Int? {
    choices.chosen(normal, options, language: language)
  }

  func isWholeOption(_ normal: String, _ options: [Option], language: String) -> Bool {
    choices.isWhole(normal, options, language: language)
  }

  /// Whether a flow can begin inside so many others, with all that it calls.
  func hasRoom(for flow: String, inside count: Int) -> Bool {
    count + depths.depth(of: flow) <= bot.limits.stack
  }

  func sentence(_ sentence: Sentence) -> Text {
    guard let text = sentences[sentence.rawValue] else {
      preconditionFailure("every sentence has words")
    }
    return text
  }

  /// The language to speak with someone whose browser asks for `wanted`, such as `fr-CA`.
  func language(for wanted: String) -> String? {
    let code = wanted.lowercased()
    let short = String(code.prefix { $0 != "-" && $0 != "_" })
    return bot.languages.first { $0.lowercased() == code }
      ?? bot.languages.first { $0.lowercased() == short }
  }

  private static func commandTable(_ bot: Bot) -> [String: [String: Int]] {
    var table: [String: [String: Int]] = [:]
    for (index, command) in bot.commands.enumerated() {
      for (language, phrases) in command.phrases {
        for phrase in phrases where table[language]?[phrase.normal] == nil {
          table[language, default: [:]][phrase.normal] = index
        }
      }
    }
    return table
  }
}
