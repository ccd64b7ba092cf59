package import Flows

/// Something a customer must never meet.
package struct Trouble: Sendable, Equatable {
  /// What is wrong, as something that can be looked for again.
  package enum Kind: Sendable, Equatable {
    /// The bot's text has markup in it that was not filled in.
    case markup
    /// The bot's text shows a value that is not there, or is empty.
    case emptyText
    /// A question was put more often than it may be.
    case nagging
    /// The bot counted something that no flow should come to.
    case counted(Metric)
    /// It does not come to an end, nor to a person.
    case stuck
    /// The engine did something that must never be.
    case fault
  }

  package let kind: Kind
  /// One sentence without a full stop.
  package let message: String
  /// The step or question it happened at; empty where that means nothing.
  package let step: String

  package init(_ kind: Kind, _ message: String, at step: String = "") {
    self.kind = kind
    self.message = message
    self.step = step
  }

  /// Whether it is the same trouble, met on another way.
  func isSame(as other: Trouble) -> Bool { kind == other.kind && step == other.step }
}

/// Watches what the bot does and says when it must not be.
package struct Watch: Sendable {
  private let revision: Revision
  private var asks: [String: Int] = [:]
  /// What is written during a call is heard at its end, all at once: then nobody can tell which of
  /// it put a question again, and the count begins with what is written next.
  private var isHeldUp = false
  private var hasTypedMarkup = false
  private var hasTypedNull = false

  package init(_ revision: Revision) { self.revision = revision }

  /// Something is about to happen; whatever is no attempt to answer begins the count of asks anew.
  package mutating func expect(
    _ deed: ChatStep.Deed, language: String, duringCall: Bool = false
  ) {
    if isHeldUp, !duringCall { asks = [:] }
    isHeldUp = duringCall
    switch deed {
    case .user(let words):
      note(words)
      if revision.isCommand(words, language: language) { asks = [:] }
    case .fill(let fields): for words in fields.values { note(words) }
    case .tap, .send: break
    case .bot, .wait, .restart, .publish, .agent, .event, .hours: asks = [:]
    }
  }

  /// What a customer typed may be shown again as it was typed.
  private mutating func note(_ words: String) {
    if words.contains("{{") || words.contains("}}") { hasTypedMarkup = true }
    if Watch.hasNull(words) { hasTypedNull = true }
  }

  /// The first trouble among what the bot did because of it.
  package mutating func see(_ effects: some Sequence<Effect>, turns: Int) -> Trouble? {
    for effect in effects {
      switch effect {
      case .say(let say): if let trouble = see(say) { return trouble }
      case .metric(let metric, let step):
        if let trouble = see(metric, step, turns) { return trouble }
      case .ended, .handoff: asks = [:]
      case .search, .request, .openTicket, .withdraw, .waived, .prioritise, .identify, .record,
        .timer,
        .cancelTimer:
        break
      }
    }
    return nil
  }

  private mutating func see(_ say: Say) -> Trouble? {
    let step = say.question ?? ""
    let texts = [say.text] + say.options.map(\.label) + say.fields.map(\.label)
    if !hasTypedMarkup, texts.contains(where: { $0.contains("{{") || $0.contains("}}") }) {
      return Trouble(.markup, "the bot shows markup: \(say.text.prefix(80))", at: step)
    }
    if texts.contains(where: { text in text.allSatisfy(\.isWhitespace) }) {
      return Trouble(.emptyText, "the bot shows an empty text", at: step)
    }
    if !hasTypedNull, texts.contains(where: Watch.hasNull) {
      return Trouble(.emptyText, "the bot shows null: \(say.text.prefix(80))", at: step)
    }
    guard let key = say.question, let retries = revision.retries(ofQuestion: key) else {
      return nil
    }
    asks[key, default: 0] += 1
    guard !isHeldUp, asks[key, default: 0] > retries + 1 else { return nil }
    return Trouble(
      .nagging, "the question \(key) is put \(asks[key, default: 0]) times without getting on",
      at: key)
  }

  static func hasNull(_ text: String) -> Bool {
    text.split { !$0.isLetter }.contains { $0 == "null" || $0 == "nil" || $0 == "Optional" }
  }

  private mutating func see(_ metric: Metric, _ step: String, _ turns: Int) -> Trouble? {
    switch metric {
    case .templateNull:
      return Trouble(.counted(metric), "a text at \(step) has a value that is not there", at: step)
    case .conditionFailed:
      return Trouble(.counted(metric), "a condition at \(step) cannot be worked out", at: step)
    case .botError:
      // That is what the limit is for.
      if turns > revision.turnLimit { return nil }
      return Trouble(.counted(metric), "the bot breaks off at \(step)", at: step)
    case .answered, .escaped, .failed, .digressed, .idle, .articlesShown, .articleHelped,
      .articleDidNotHelp:
      asks = [:]
    case .asked, .noMatch, .missingTranslation: break
    }
    return nil
  }
}
