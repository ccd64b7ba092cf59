package import Flows

/// One line of a rehearsed conversation, as a transcript shows it.
package enum TalkLine: Sendable, Equatable {
  case bot(Say)
  case customer(String)
  case tapped(option: String)
  case filled([String: String])
  /// A file, by its name.
  case sent(String)
  case agent(String)
  /// What happened besides words.
  case happened(String)

  package var text: String {
    switch self {
    case .bot(let say): "bot: \(say.text)" + TalkLine.extras(of: say)
    case .customer(let words): "customer: \(words)"
    case .tapped(let option): "customer taps: \(option)"
    case .filled(let fields):
      "customer fills in: "
        + fields.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
        .joined(separator: ", ")
    case .sent(let name): "customer sends: \(name)"
    case .agent(let words): "agent: \(words)"
    case .happened(let what): "=> \(what)"
    }
  }

  private static func extras(of say: Say) -> String {
    var text = ""
    for card in say.cards { text += "\n     [article \(card.id): \(card.title)]" }
    for field in say.fields {
      text += "\n     [field \(field.name): \(field.label)]"
      if let complaint = field.complaint { text += " (\(complaint))" }
      if !field.options.isEmpty { text += ": \(field.options.map(\.id).joined(separator: ", "))" }
    }
    if let wish = say.takes { text += "\n     [takes \(wish.media.joined(separator: ", "))]" }
    if !say.options.isEmpty {
      text += "\n     [\(say.options.map { "\($0.id): \($0.label)" }.joined(separator: " | "))]"
    }
    return text
  }
}

/// Why a rehearsal cannot go on: what was asked of it cannot happen, or the engine did something
/// that must never be.
package struct TryoutFault: Error, Sendable, Equatable {
  /// One sentence without a full stop.
  package let message: String
  package let hint: String?

  package init(_ message: String, hint: String? = nil) {
    self.message = message
    self.hint = hint
  }
}
