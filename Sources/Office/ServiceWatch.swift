import Desk
import Journal

/// When to look at the service levels of which conversation. Kept nowhere: what is due follows from
/// the conversations and the plan.
///
/// An alarm is never later than what it is for. With every exchange of words something else is
/// due; the alarm stays where it was, and what is really due is reckoned when it goes off.
struct ServiceWatch {
  private var alarms = Deadlines<Identifier<Conversation>>()

  var nextDue: Instant? { alarms.next }

  func isDue(_ id: Identifier<Conversation>, at moment: Instant) -> Bool {
    alarms.due(id).map { $0 < moment } ?? false
  }

  func isSet(_ id: Identifier<Conversation>) -> Bool { alarms.due(id) != nil }

  mutating func set(_ id: Identifier<Conversation>, _ moment: Instant?) {
    if let moment { alarms.set(id, moment) } else { alarms.clear(id) }
  }

  mutating func takeDue(at moment: Instant) -> Identifier<Conversation>? {
    alarms.takeDue(at: moment)
  }
}

extension Office {
  /// After a start the open conversations are looked at in this pace, so that nobody waits for it:
  /// what is late is recorded at its instant all the same.
  private static let paceAfterStart = Duration.milliseconds(5)
  private static let serviceAlarmsPerTurn = 50

  /// Sees to it that what is open is looked at, after a start or with another plan.
  func watchServices(of conversations: [Identifier<Conversation>]) {
    service = ServiceWatch()
    guard !plan.serviceLevels.isEmpty else { return }
    var moment = now
    for id in conversations {
      service.set(id, moment)
      moment = moment + Self.paceAfterStart
    }
  }

  /// Before anything happens in a conversation: what was due until then is due, whatever comes.
  func tellService(of live: OpenConversation) {
    guard service.isDue(live.conversation.id, at: now) else { return }
    look(atServiceOf: live)
  }

  /// After something happened: looks when the earliest of its times can be near, or at once where
  /// other times hold.
  func watchService(_ event: Event, _ conversation: Conversation) {
    guard !plan.serviceLevels.isEmpty, conversation.owed.isPerson else { return }
    if event.mayChangeService { return service.set(conversation.id, now) }
    guard !service.isSet(conversation.id), let times = plan.serviceTimes(of: conversation),
      let shortest = times.shortest, let since = conversation.service.spans.last?.begin
    else { return }
    let used = conversation.service.spans.dropLast().reduce(Duration.zero) { used, span in
      used + (span.end ?? span.begin).since(span.begin)
    }
    // The plain clock is never behind the desk's.
    let left = min(shortest, max(.zero, (times.solution ?? shortest) - used))
    service.set(conversation.id, since + .milliseconds(left.milliseconds * 3 / 4))
  }

  func mindServices() throws(RecordFailure) {
    for _ in 0..<Self.serviceAlarmsPerTurn {
      guard let id = service.takeDue(at: now) else { return }
      guard let live = try live(id), live.conversation.owed.isPerson else { continue }
      look(atServiceOf: live)
    }
  }

  private func look(atServiceOf live: OpenConversation) {
    let id = live.conversation.id
    // Set first: what happens below must not come here again.
    service.set(id, nil)
    for act in plan.serviceActs(of: live.conversation, before: now) { deskDoes(act, in: live) }
    // What is done at the very instant is done in time.
    service.set(
      id, plan.nextServiceMoment(of: live.conversation).map { $0 + .milliseconds(1) })
  }
}

extension Event {
  /// Whether other times may hold after it.
  fileprivate var mayChangeService: Bool {
    switch self {
    case .prioritised, .queued, .transferred, .routed, .escalated, .recorded, .reopened, .released,
      .linked, .withdrawn, .promised:
      true
    case .started, .said, .noted, .identified, .categorised, .tagged, .suggested, .judged, .offered,
      .declined, .considered, .taken, .followed, .held, .woken, .unlinked, .resolved, .closed,
      .rated, .concluded, .nearing, .breached, .notified, .transcriptAsked, .erasureAsked,
      .erasureWithdrawn,
      .erased, .lookedUp:
      false
    }
  }
}
