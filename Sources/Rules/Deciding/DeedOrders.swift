package import Desk

extension Deed {
  /// The order of the desk's that this is; nil for what the desk has no order for and its seat has
  /// to see to: whom to offer it to, a flow of the bot's, a ticket of its own.
  package func command(by rule: String) -> Command? {
    switch self {
    case .categorise(let category): .categorise(category)
    case .prioritise(let priority): .prioritise(priority)
    case .tag(let added, let removed): .tag(add: added, remove: removed)
    case .setFields(let fields): .setFields(fields)
    case .route(let queue): .route(queue)
    case .escalate(let queue, let reason, let stays):
      .escalate(to: queue, reason: reason, stay: stays)
    case .note(let text): .note(text)
    case .say(let text): .speak(text, nil)
    case .hold(let until, let reason): .hold(until: until, reason: reason)
    case .resolve: .resolve
    case .close: .close
    case .offer, .notify, .startFlow, .openTask: nil
    }
  }
}
