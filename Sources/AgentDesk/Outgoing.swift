package import Desk
package import Wire

/// A command on its way to the desk.
package struct Outgoing: Equatable, Sendable {
  /// How far a command has come.
  package enum State: Equatable, Sendable {
    /// To be sent when the line is up.
    case waiting
    /// Sent; its answer has not come.
    case sent
    /// Safe on the desk's disk at that seq, which our transcript may not have reached yet.
    case done(seq: Int64)
    /// Refused for good; kept so that its author sees it.
    case refused(Refusal)
  }

  package let order: Order
  package let createdAt: Instant
  package internal(set) var state = State.waiting

  package init(_ order: Order, at moment: Instant) {
    self.order = order
    createdAt = moment
  }

  /// The words it would put into the conversation, if any.
  package var words: (text: String, isNote: Bool)? {
    if order.isWithdrawn { return nil }
    if case .say(let text) = order.command {
      // Without words the desk says the file's name.
      return (text.isEmpty && order.file != nil ? "a file" : text, false)
    }
    if case .note(let text) = order.command { return (text, true) }
    return nil
  }

  /// What was typed of it, without anything in place of what was not.
  var saidText: String {
    if case .say(let text) = order.command { return text }
    return ""
  }

  /// Whether the desk has not answered yet.
  package var isOpen: Bool {
    switch state {
    case .waiting, .sent: true
    case .done, .refused: false
    }
  }
}
