import Desk
package import Expressions

/// Everything that a rule's condition and texts can speak of, besides `fields`.
///
/// The one list of it: the checker refuses every other name, the guide is made of it.
package enum Fact: String, Sendable, CaseIterable {
  case text, by, reason, subject, category, priority, urgency, tags, queue, stage, state, agent
  case level, owed, waiting, silent, age, rating, outcome, added, removed, changed, target, share
  case id = "conversation.id"
  case number = "conversation.number"
  case messages = "conversation.messages"
  case language = "conversation.language"
  case page = "conversation.page"
  case site = "conversation.site"
  case channel = "conversation.channel"
  case customerID = "customer.id"
  case name = "customer.name"
  case firstName = "customer.first_name"
  case email = "customer.email"
  case domain = "customer.domain"
  case verified = "customer.verified"
  case contactsToday = "customer.contacts_1d"
  case contactsWeek = "customer.contacts_7d"
  case contactsMonth = "customer.contacts_30d"
  case open = "hours.open"
  case today = "hours.today"
  case hour = "hours.hour"
  case weekday = "hours.weekday"

  package var type: ValueType {
    switch self {
    case .text, .by, .reason, .subject, .category, .priority, .queue, .stage, .state, .agent,
      .owed, .outcome, .target, .id, .language, .page, .site, .channel, .customerID, .name,
      .firstName, .email, .domain, .today, .weekday:
      .string
    case .urgency, .level, .rating, .share, .number, .messages, .contactsToday, .contactsWeek,
      .contactsMonth, .hour:
      .int
    case .tags, .added, .removed, .changed: .list(.string)
    case .waiting, .silent, .age: .duration
    case .verified, .open: .bool
    }
  }

  /// The occasions at which alone it has a value; nil where it may have one at any.
  package var occasions: [Occasion]? {
    switch self {
    case .text:
      [.customerWrites, .agentWrites, .rated, .escalated, .offerDeclined, .released]
    case .added, .removed: [.tagged]
    case .changed: [.fieldSet]
    case .target, .share: [.nearing, .breached]
    case .reason:
      [.handedOver, .missed, .promised, .released, .escalated, .offerDeclined, .lookedUp]
    case .by, .subject, .category, .priority, .urgency, .tags, .queue, .stage, .state, .agent,
      .level, .owed, .waiting, .silent, .age, .rating, .outcome, .id, .number, .messages,
      .language, .page, .site, .channel, .customerID, .name, .firstName, .email, .domain,
      .verified, .contactsToday, .contactsWeek, .contactsMonth, .open, .today, .hour, .weekday:
      nil
    }
  }

  /// What it may be compared with; nil where that is anything.
  package var words: [String]? {
    switch self {
    case .by: ["customer", "bot", "agent", "rule", "desk"]
    case .owed: ["nobody", "customer", "bot", "person"]
    case .weekday: Self.weekdays
    case .target: ["first_answer", "next_answer", "solution"]
    case .text, .reason, .subject, .category, .priority, .urgency, .tags, .queue, .stage, .state,
      .agent, .level, .waiting, .silent, .age, .rating, .outcome, .added, .removed, .changed,
      .share, .id, .number, .messages, .language, .page, .site, .channel, .customerID, .name,
      .firstName, .email, .domain, .verified, .contactsToday, .contactsWeek, .contactsMonth,
      .open, .today, .hour:
      nil
    }
  }

  /// What a customer's site has signed of them, and what customer systems know, by name.
  static let attributes = "customer.attributes"

  static let weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

  /// What a condition may speak of; the slots are the places in `allCases`.
  static func scope(_ names: RuleNames) -> Scope {
    var scope = Scope()
    for fact in allCases { scope.declare(fact.rawValue, as: fact.type) }
    scope.declare(attributes, as: .map(.string, .string))
    scope.declare("fields", as: .map(.string, .dyn))
    for field in names.fields { scope.declare("fields.\(field.name)", as: field.kind.type) }
    return scope
  }
}

extension Fact {
  /// One sentence for the guide.
  package var about: String {
    switch self {
    case .text: "The words that were written; the comment of a rating; why something was declined."
    case .by: "Who did it: customer, bot, agent, rule or desk."
    case .reason:
      "Why: of a handing over, a release, an absence, an escalation, a declined offer; of a look-up, "
        + "found or unknown."
    case .subject: "What the ticket is called."
    case .category: "Its category."
    case .priority: "Its priority: low, normal, high or urgent."
    case .urgency: "Its priority as a number to compare: 0 is low, 3 is urgent."
    case .tags: "Its tags, as in 'vip' in tags."
    case .queue: "The queue it is in."
    case .stage: "Where it stands: bot, waiting, missed, agent, promised, left, resolved, closed."
    case .state:
      "The ticket's state: new, open, waiting_on_customer, on_hold, missed, solved, closed."
    case .agent: "Who has it, or had it last."
    case .level: "How often it was escalated."
    case .owed: "Whose turn it is: nobody, customer, bot or person."
    case .waiting: "How long the customer has waited for a person's answer; 0 where they do not."
    case .silent: "How long the customer has owed an answer; 0 where they do not."
    case .age: "How long ago it began."
    case .rating: "The customer's stars, 1 to 5."
    case .outcome: "The word with which the bot's part ended."
    case .added: "The tags that were put on."
    case .removed: "The tags that were taken off."
    case .changed: "The names of the fields that were set."
    case .target: "Which promise: first_answer, next_answer or solution."
    case .share: "How much of it is used up: 75 or 90, and 100 when it is broken."
    case .id: "The conversation's id."
    case .number: "The ticket's number."
    case .messages: "How many messages there are."
    case .language: "The language the customer's browser asks for."
    case .page: "The address of the page the customer was on."
    case .site: "The site, by its name in the settings."
    case .channel: "How they came: web."
    case .customerID: "The customer's id."
    case .name: "The customer's name."
    case .firstName: "The first word of their name."
    case .email: "Their address."
    case .domain: "What stands behind the @ of their address, in small letters."
    case .verified: "Whether their site has signed who they are."
    case .contactsToday: "How many conversations they began in the last day, this one included."
    case .contactsWeek: "The same in the last 7 days."
    case .contactsMonth: "The same in the last 30 days."
    case .open: "Whether people are there now, for its queue."
    case .today: "The day on the desk's wall, as 2026-12-24."
    case .hour: "The hour on the desk's wall, 0 to 23."
    case .weekday: "The weekday on the desk's wall: mon to sun."
    }
  }
}

extension FieldPlan.Kind {
  /// What an expression takes it for.
  var type: ValueType {
    switch self {
    case .text, .choice, .date: .string
    case .number: .double
    case .yesNo: .bool
    }
  }

  /// A kept value as an expression sees it; null for one that is not of its kind.
  func value(_ text: String) -> Value {
    switch self {
    case .text, .choice, .date: .string(text)
    case .number: Double(text).map(Value.double) ?? .null
    case .yesNo: text == "yes" ? true : text == "no" ? false : .null
    }
  }
}
