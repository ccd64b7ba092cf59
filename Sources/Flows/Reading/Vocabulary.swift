package import Expressions

/// What expressions can speak of besides a flow's own variables.
enum Vocabulary {
  static let customer: [String: ValueType] = [
    "id": .string, "name": .string, "first_name": .string, "last_name": .string, "email": .string,
    "phone": .string, "language": .string, "country": .string, "company": .string, "plan": .string,
    "verified": .bool, "attributes": .dyn,
  ]
  static let conversation: [String: ValueType] = [
    "id": .string, "number": .int, "messages": .int, "language": .string, "queue": .string,
    "page": .string, "title": .string, "referrer": .string, "channel": .string, "rated": .bool,
    "facts": .dyn,
  ]
  static let hours: [String: ValueType] = [
    "open": .bool, "next_open": .string, "today": .string,
  ]
  static let handoff: [String: ValueType] = ["queue": .string, "eta": .string, "place": .int]
  static let response: [String: ValueType] = ["status": .int, "body": .dyn, "error": .string]
  static let knowledge: [String: ValueType] = ["count": .int]

  /// The names no variable may take.
  static let roots = [
    "customer", "hours", "conversation", "handoff", "response", "kb", "called", "input", "spec",
  ]

  /// What a flow's expressions know before its variables are added.
  static var scope: Scope {
    var scope = Scope()
    scope.declare("customer", as: .record(customer))
    scope.declare("conversation", as: .record(conversation))
    scope.declare("hours", as: .record(hours))
    scope.declare("handoff", as: .record(handoff))
    scope.declare("response", as: .record(response))
    scope.declare("kb", as: .record(knowledge))
    scope.declare("called", as: .map(.string, .dyn))
    scope.declare("input", as: .string)
    return scope
  }
}

extension Revision {
  /// What a flow may know of a customer and a conversation, each name with its value's type.
  package static let customerNames = Vocabulary.customer
  package static let conversationNames = Vocabulary.conversation

  /// How a flow can end.
  package static let outcomeNames = Outcome.names
}
