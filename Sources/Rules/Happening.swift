package import Desk

/// Something that has happened to a conversation, as rules see it.
package struct Happening: Equatable, Sendable {
  package let occasion: Occasion
  /// What was written with it.
  package var text: String?
  /// Who did it: customer, bot, agent, rule or desk.
  package var by = "desk"
  package var reason: String?
  package var added: [String] = []
  package var removed: [String] = []
  package var changed: [String] = []
  package var target: String?
  package var share: Int?

  package init(_ occasion: Occasion) { self.occasion = occasion }
}

extension Happening {
  /// What rules see of an event; nil where it is none of their business.
  package init?(_ event: Event) {
    switch event {
    case .started: self.init(.started, by: "customer")
    case .said(let message): self.init(message)
    case .queued(let handoff): self.init(.handedOver, by: "bot", reason: handoff.reason.rawValue)
    case .taken: self.init(.taken, by: "agent")
    case .released(_, let release): self.init(.released, by: "agent", reason: release.rawValue)
    case .transferred(_, .queue, let note): self.init(.handedOver, by: "agent", text: note)
    case .transferred(_, .agent, let note): self.init(.taken, by: "agent", text: note)
    case .withdrawn(let absence): self.init(.missed, by: "desk", reason: absence.rawValue)
    case .promised(_, let absence): self.init(.promised, by: "desk", reason: absence.rawValue)
    case .categorised(_, let author): self.init(.categorised, by: author.word)
    case .prioritised(_, let author): self.init(.prioritised, by: author.word)
    case .resolved(let author): self.init(.resolved, by: author.word)
    case .reopened(let author): self.init(.reopened, by: author.word)
    case .rated(_, let comment): self.init(.rated, by: "customer", text: comment)
    case .tagged(let tagging):
      self.init(.tagged, by: tagging.author.word)
      added = tagging.added
      removed = tagging.removed
    case .recorded(let fields, let author):
      self.init(.fieldSet, by: author.word)
      changed = fields.map(\.name)
    case .escalated(let escalation):
      self.init(
        .escalated, by: escalation.author.word, text: escalation.reason, reason: escalation.reason)
    case .declined(_, let decline):
      self.init(.offerDeclined, by: "agent", text: decline.reason, reason: decline.word)
    case .nearing(let target, let share, _):
      self.init(.nearing)
      self.target = target.rawValue
      self.share = share
    case .breached(let target, _):
      self.init(.breached)
      self.target = target.rawValue
      share = 100
    case .lookedUp(let lookUp):
      guard let word = lookUp.outcome.wordOfAnswer else { return nil }
      self.init(.lookedUp, by: "desk", reason: word)
    case .routed(_, let author): self.init(.handedOver, by: author.word)
    case .noted, .identified, .suggested, .judged, .transferred(_, .bot, _), .concluded,
      .offered, .considered, .followed, .held, .woken, .linked, .unlinked, .closed, .notified,
      .transcriptAsked, .erasureAsked, .erasureWithdrawn, .erased:
      return nil
    }
  }

  private init(
    _ occasion: Occasion, by: String, text: String? = nil, reason: String? = nil
  ) {
    self.occasion = occasion
    self.by = by
    self.text = text
    self.reason = reason
  }

  /// Words of the bot, and of rules, are nobody's occasion.
  private init?(_ message: Message) {
    switch message.author {
    case .customer: self.init(.customerWrites, by: "customer", text: message.text)
    case .agent: self.init(.agentWrites, by: "agent", text: message.text)
    case .bot: return nil
    case .rule: return nil
    }
  }
}

extension Author {
  /// Who that is, as conditions say it.
  fileprivate var word: String {
    switch self {
    case .customer: "customer"
    case .bot: "bot"
    case .agent: "agent"
    case .rule: "rule"
    }
  }
}

extension Decline {
  fileprivate var reason: String? {
    switch self {
    case .refused(let reason): reason
    case .missed, .withdrawn: nil
    }
  }

  fileprivate var word: String {
    switch self {
    case .refused: "refused"
    case .missed: "missed"
    case .withdrawn: "withdrawn"
    }
  }
}

extension Happening {
  /// What happened, as a trace begins with it.
  package var words: String {
    let what = "\(occasion.rawValue) (by \(by))"
    guard let text, !text.isEmpty else { return what }
    let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    return "\(what): \"\(line.count > 80 ? line.prefix(80) + "…" : Substring(line))\""
  }
}

extension LookUp.Outcome {
  /// What the system answered, if it did.
  fileprivate var wordOfAnswer: String? {
    switch self {
    case .found: "found"
    case .unknown: "unknown"
    case .asked, .failed: nil
    }
  }
}
