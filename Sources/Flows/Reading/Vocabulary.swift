import Expressions

/// What expressions can speak of besides a flow's own variables.
enum Vocabulary {
  static let customer = types(CustomerFact.allCases, \.type)
  static let conversation = types(ConversationFact.allCases, \.type)
  static let hours = types(HoursFact.allCases, \.type)
  static let desk = types(DeskFact.allCases, \.type)
  static let handoff: [String: ValueType] = ["queue": .string, "eta": .string, "place": .int]
  static let response: [String: ValueType] = ["status": .int, "body": .dyn, "error": .string]
  static let knowledge: [String: ValueType] = ["count": .int]

  /// Names that flows could read once, though no desk ever gave them. They are null to revisions
  /// that were accepted then; the checker knows them no more.
  private static let formerCustomer = ["phone", "country", "company", "plan", "attributes"]
  private static let formerConversation = ["title", "referrer", "facts"]

  /// The names no variable may take.
  static let roots = [
    "customer", "hours", "desk", "conversation", "handoff", "response", "kb", "called", "input",
    "spec",
  ]

  /// What a flow's expressions know before its variables are added.
  static var scope: Scope { scope(customer, conversation) }

  /// The same for a revision that was accepted once.
  static var keptScope: Scope {
    scope(with(formerCustomer, customer), with(formerConversation, conversation))
  }

  private static func scope(
    _ customer: [String: ValueType], _ conversation: [String: ValueType]
  ) -> Scope {
    var scope = Scope()
    scope.declare("customer", as: .record(customer))
    scope.declare("conversation", as: .record(conversation))
    scope.declare("hours", as: .record(hours))
    scope.declare("desk", as: .record(desk))
    scope.declare("handoff", as: .record(handoff))
    scope.declare("response", as: .record(response))
    scope.declare("kb", as: .record(knowledge))
    scope.declare("called", as: .map(.string, .dyn))
    scope.declare("input", as: .string)
    return scope
  }

  /// The scope with what sites sign of their customers.
  static func scope(_ base: Scope, adding attributes: [String]) -> Scope {
    guard !attributes.isEmpty else { return base }
    var scope = base
    guard case .record(let customer)? = scope.type(of: "customer") else { return base }
    let added = Dictionary(attributes.map { ($0, ValueType.string) }) { first, _ in first }
    scope.declare("customer", as: .record(customer.merging(added) { known, _ in known }))
    return scope
  }

  private static func types<Fact: RawRepresentable<String>>(
    _ facts: [Fact], _ type: (Fact) -> ValueType
  ) -> [String: ValueType] {
    Dictionary(uniqueKeysWithValues: facts.map { ($0.rawValue, type($0)) })
  }

  private static func with(
    _ former: [String], _ known: [String: ValueType]
  ) -> [String: ValueType] {
    known.merging(former.map { ($0, .dyn) }) { known, _ in known }
  }
}
