import Desk
import Expressions

/// What is true of one happening, worked out as far as conditions ask for it.
///
/// A class, so that a few hundred conditions share what one of them has asked for. It belongs to
/// one walk over the rules, on one thread.
final class FactSheet: Activation {
  let happening: Happening?
  let conversation: Conversation
  private let surroundings: Surroundings
  private let fields: [FieldPlan]
  private var known: [Value?]
  private lazy var person = surroundings.person()
  private lazy var wall = wallTime()

  /// What the desk knows besides the conversation.
  struct Surroundings {
    let plan: DeskPlan
    let now: Instant
    let person: () -> PersonHistory
  }

  init(
    _ happening: Happening?, _ conversation: Conversation, _ surroundings: Surroundings,
    _ fields: [FieldPlan]
  ) {
    self.happening = happening
    self.conversation = conversation
    self.surroundings = surroundings
    self.fields = fields
    known = Array(repeating: nil, count: Fact.allCases.count)
  }

  var zone: String { "desk" }

  func offset(of zone: String, at unixSeconds: Int64) -> Int? {
    if zone == self.zone { return surroundings.plan.hours.offset(unixSeconds) }
    return surroundings.plan.zones(zone)?(unixSeconds)
  }

  func value(of name: String, slot: Int) -> Value? {
    guard slot >= 0, slot < known.count else { return field(name) }
    if let value = known[slot] { return value }
    let value = self[Fact.allCases[slot]]
    known[slot] = value
    return value
  }

  /// Nil for a clock that is beyond the year 9999.
  private func wallTime() -> WallTime? {
    let seconds = surroundings.now.milliseconds / 1000
    return Timestamp(seconds: seconds).map {
      WallTime($0, offset: surroundings.plan.hours.offset(seconds))
    }
  }

  private static func map(_ fields: [Field]) -> Value {
    var map = ValueMap()
    for field in fields { map[field.name] = .string(field.value) }
    return .map(map)
  }

  /// `fields`, or one that the desk's settings name; or what a site has signed.
  private func field(_ name: String) -> Value {
    if name == Fact.attributes { return Self.map(conversation.attributes) }
    guard name.hasPrefix("fields.") else { return Self.map(conversation.fields) }
    let wanted = name.dropFirst("fields.".count)
    guard let plan = fields.first(where: { $0.name == wanted }),
      let field = conversation.fields.first(where: { $0.name == wanted })
    else { return .null }
    return plan.kind.value(field.value)
  }
}

// MARK: - Each fact

extension FactSheet {
  subscript(fact: Fact) -> Value {
    switch fact {
    case .text: .known(happening?.text)
    case .by: .string(happening?.by ?? "desk")
    case .reason: .known(happening?.reason)
    case .added: .list((happening?.added ?? []).map(Value.string))
    case .removed: .list((happening?.removed ?? []).map(Value.string))
    case .changed: .list((happening?.changed ?? []).map(Value.string))
    case .target: .known(happening?.target)
    case .share: .known(happening?.share)
    case .subject: .string(conversation.subject)
    case .category: .known(conversation.category)
    case .priority: .string(conversation.priority.rawValue)
    case .urgency: .int(Int64(Priority.allCases.firstIndex(of: conversation.priority) ?? 0))
    case .tags: .list(conversation.tags.map(Value.string))
    case .queue: .known(conversation.queue?.text)
    case .stage: .string(conversation.stage.word.rawValue)
    case .state: .string(conversation.state.rawValue)
    case .agent: .known(conversation.lastAgent?.id.text)
    case .level: .int(Int64(conversation.level))
    case .owed: .string(conversation.owed.word.rawValue)
    case .waiting: span(since: conversation.owed.isPerson ? conversation.owed.since : nil)
    case .silent: span(since: silence)
    case .age: span(since: conversation.times.started)
    case .rating: .known(conversation.rating?.score)
    case .outcome: .known(conversation.outcome)
    case .id: .string(conversation.id.text)
    case .number: .int(conversation.opening?.number ?? 0)
    case .messages: .int(conversation.messageCount)
    case .language: .known(conversation.opening?.language)
    case .page: .known(conversation.opening?.page)
    case .site: .known(conversation.opening?.site)
    case .channel: .known(conversation.opening?.channel)
    case .customerID: .known(conversation.opening?.customer.text)
    case .name: .known(conversation.contact.name)
    case .firstName: .known(conversation.contact.name.map { String($0.prefix { $0 != " " }) })
    case .email: .known(conversation.contact.email)
    case .domain: .known(domain)
    case .verified: .bool(conversation.contact.isVerified)
    case .contactsToday: .int(Int64(person.contacts(within: 1, at: surroundings.now)))
    case .contactsWeek: .int(Int64(person.contacts(within: 7, at: surroundings.now)))
    case .contactsMonth: .int(Int64(person.contacts(within: 30, at: surroundings.now)))
    case .open:
      .bool(surroundings.plan.hours(of: conversation.queue).isOpen(at: surroundings.now))
    case .today: .known(wall?.date.text)
    case .hour: .known(wall?.hour)
    case .weekday: .known(wall.map { Fact.weekdays[($0.date.dayOfWeek + 6) % 7] })
    }
  }

  private var silence: Instant? {
    if case .customer(let since) = conversation.owed { since } else { nil }
  }

  private func span(since begin: Instant?) -> Value {
    guard let begin else { return .duration(nanoseconds: 0) }
    let span = max(0, surroundings.now.since(begin).milliseconds)
    return .duration(nanoseconds: min(span, 100 * 366 * 86_400_000) * 1_000_000)
  }

  private var domain: String? {
    guard let email = conversation.contact.email, let at = email.lastIndex(of: "@") else {
      return nil
    }
    return email[email.index(after: at)...].lowercased()
  }
}

extension Value {
  fileprivate static func known(_ text: String?) -> Value { text.map(Value.string) ?? .null }
  fileprivate static func known(_ number: Int?) -> Value {
    number.map { .int(Int64($0)) } ?? .null
  }
}
