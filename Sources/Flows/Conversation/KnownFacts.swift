package import Expressions

/// What a flow may know of a customer, as `customer.<name>`.
///
/// The one list of it: the checker refuses every other name, and the desk has to give all of these,
/// if only to say that one is absent, which is null.
package enum CustomerFact: String, CaseIterable, Sendable {
  case id, name, email, language, verified
  case firstName = "first_name"
  case lastName = "last_name"

  package var type: ValueType { self == .verified ? .bool : .string }

  /// Whether every conversation has it.
  package var isCertain: Bool {
    switch self {
    case .id, .language, .verified: true
    case .name, .email, .firstName, .lastName: false
    }
  }
}

/// What a flow may know of its conversation, as `conversation.<name>`; the one list, as with
/// customers.
package enum ConversationFact: String, CaseIterable, Sendable {
  case id, number, messages, language, page, channel, queue, rated

  package var type: ValueType {
    switch self {
    case .id, .language, .page, .channel, .queue: .string
    case .number, .messages: .int
    case .rated: .bool
    }
  }

  package var isCertain: Bool {
    switch self {
    case .id, .number, .messages, .language, .channel, .rated: true
    case .page, .queue: false
    }
  }
}

/// What a flow may know of the desk's hours, as `hours.<name>`; all of it is always known.
package enum HoursFact: String, CaseIterable, Sendable {
  case open, today
  case nextOpen = "next_open"

  package var type: ValueType { self == .open ? .bool : .string }
}

/// What a flow may know of what the desk has, as `desk.<name>`; all of it is always known.
package enum DeskFact: String, CaseIterable, Sendable {
  /// Whether the desk sends mail: without it nobody can be promised any.
  case mail

  package var type: ValueType { .bool }
}

/// The facts of one customer.
package struct CustomerFacts: Sendable, Equatable {
  package var id: String
  package var name: String?
  package var email: String?
  package var language: String
  package var isVerified: Bool
  /// What the customer's site has signed of them, by name.
  package var attributes: [String: String]

  package init(
    id: String = "", name: String? = nil, email: String? = nil, language: String = "en",
    isVerified: Bool = false, attributes: [String: String] = [:]
  ) {
    self.attributes = attributes
    self.id = id
    self.name = name
    self.email = email
    self.language = language
    self.isVerified = isVerified
  }

  /// Null for what is absent.
  package subscript(fact: CustomerFact) -> Value {
    switch fact {
    case .id: .string(id)
    case .name: .known(name)
    case .email: .known(email)
    case .language: .string(language)
    case .verified: .bool(isVerified)
    case .firstName: .known(name.map { String($0.prefix { $0 != " " }) })
    case .lastName: .known(lastName)
    }
  }

  /// What stands behind the first word of the name.
  private var lastName: String? {
    guard let words = name?.split(separator: " "), words.count > 1 else { return nil }
    return words.dropFirst().joined(separator: " ")
  }
}

/// The facts of one conversation.
package struct ConversationFacts: Sendable, Equatable {
  package var id: String
  package var number: Int64
  package var messages: Int64
  package var language: String
  package var page: String?
  package var channel: String
  /// The queue it was handed over to.
  package var queue: String?
  package var isRated: Bool
  /// Whether the customer waits for a person; not told to flows.
  package var isWanted: Bool

  package init(
    id: String = "", number: Int64 = 0, messages: Int64 = 0, language: String = "en",
    page: String? = nil, channel: String = "web", queue: String? = nil, isRated: Bool = false,
    isWanted: Bool = false
  ) {
    self.id = id
    self.number = number
    self.messages = messages
    self.language = language
    self.page = page
    self.channel = channel
    self.queue = queue
    self.isRated = isRated
    self.isWanted = isWanted
  }

  /// Null for what is absent.
  package subscript(fact: ConversationFact) -> Value {
    switch fact {
    case .id: .string(id)
    case .number: .int(number)
    case .messages: .int(messages)
    case .language: .string(language)
    case .page: .known(page)
    case .channel: .string(channel)
    case .queue: .known(queue)
    case .rated: .bool(isRated)
    }
  }
}

extension Value {
  fileprivate static func known(_ text: String?) -> Value { text.map(Value.string) ?? .null }
}
