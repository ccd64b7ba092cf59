import Desk
import Journal
import Wire

/// How the desk stands, as customers are told: worked out seldom, told when it changes.
struct Welcoming {
  /// What was worked out, for how many agents, and how long it holds at most.
  fileprivate var known: (reception: Reception, online: Int, until: Instant)?
  fileprivate var told: Reception?
  fileprivate var toldAt = Instant(milliseconds: 0)
  /// News that comes too soon after the last waits until then.
  fileprivate var waits: Instant?
  /// How fast people were answered lately, and until when that holds.
  fileprivate var answers: (span: Duration?, until: Instant)?

  /// Photos and who is there may change without anybody saying so.
  fileprivate static let holds = Duration.seconds(60)
  /// Somebody who goes on and off again is not told to thousands of pages.
  fileprivate static let pause = Duration.seconds(5)
  fileprivate static let answersHold = Duration.seconds(600)

  mutating func forget() { known = nil }

  /// When there may be something to tell.
  var nextDue: Instant? {
    guard let changes = told?.changes else { return waits }
    return waits.map { min($0, changes) } ?? changes
  }
}

extension Office {
  /// Whom customers see at most.
  private static let mostFaces = 4

  func reception() -> Reception {
    let online = staff.online
    if let known = welcoming.known, known.online == online, now < known.until {
      return known.reception
    }
    let hours = plan.hours
    let isOpen = hours.isOpen(at: now)
    let changes = hours.change(after: now)
    let reception = Reception(
      isOpen: isOpen, isStaffed: isOpen && online > 0, changes: changes, zone: plan.zone,
      hours: hours.weekly, answersIn: answersIn(), faces: plan.showsFaces ? faces : [])
    let end = now + Welcoming.holds
    welcoming.known = (reception, online, changes.map { min($0, end) } ?? end)
    return reception
  }

  /// In what time three of four had their first answer in the last seven days.
  private func answersIn() -> Duration? {
    if let answers = welcoming.answers, now < answers.until { return answers.span }
    // A figure that cannot be read now is left out; a disk that fails is met by who writes.
    let span = try? record.usualAnswer(since: now + .seconds(-7 * 86_400))
    welcoming.answers = (span, now + Welcoming.answersHold)
    return span
  }

  /// Some who are there, those with a photo first.
  private var faces: [Face] {
    let there = staff.members.values.filter { $0.isThere && $0.role != .admin }
      .map { Face(nil, name: $0.agent.name, photo: photo(of: $0.agent.id)) }
      .sorted { ($0.photo == nil ? 1 : 0, $0.name) < ($1.photo == nil ? 1 : 0, $1.name) }
    return Array(there.prefix(Self.mostFaces))
  }

  /// The agents of a conversation whom its customer was told of.
  func faces(of conversation: Conversation) -> [Face] {
    guard plan.showsFaces else { return [] }
    return conversation.people.map { Face($0.id, name: $0.name, photo: photo(of: $0.id)) }
  }

  private func photo(of agent: Identifier<Agent>) -> String? {
    photos?.code(of: agent.text).map { "/v1/photos/\($0)" }
  }

  /// What customers are to be told where the desk stands otherwise than they know.
  func receptionNews() -> [Delivery] {
    let reception = reception()
    guard let told = welcoming.told else {
      welcoming.told = reception
      return []
    }
    guard told.differs(from: reception) else {
      welcoming.waits = nil
      return []
    }
    let next = welcoming.toldAt + Welcoming.pause
    guard now >= next else {
      welcoming.waits = next
      return []
    }
    (welcoming.told, welcoming.toldAt, welcoming.waits) = (reception, now, nil)
    return [.reception(ServerFrame.reception(reception).bytes)]
  }

  /// An agent has read so far what they have; what others look at is told to nobody.
  func heedReading(_ caller: Caller, _ conversation: Identifier<Conversation>, upTo seq: Int64) {
    guard case .known(.agent(let agent, _)) = caller.who,
      staff.members[agent.id]?.conversations.contains(conversation) == true
    else { return }
    draft.deliveries.append(.read(conversation, seq: seq))
  }
}

extension Reception {
  /// Whether it is news: who exactly is there, and how fast they are, is told with the next
  /// welcome.
  fileprivate func differs(from other: Reception) -> Bool {
    isOpen != other.isOpen || isStaffed != other.isStaffed || changes != other.changes
      || zone != other.zone || hours != other.hours
  }
}
