package import Desk

/// The rules' seat in a conversation that exists in memory only: for tests and for the trace.
package struct MemorySeat: RuleSeat {
  package private(set) var conversation: Conversation
  package let plan: DeskPlan
  package var now: Instant
  package var history: PersonHistory
  private var acted: [String: Instant] = [:]
  /// What was carried out, in order.
  package private(set) var done: [Deed] = []

  package init(
    _ conversation: Conversation, plan: DeskPlan, now: Instant,
    history: PersonHistory = PersonHistory()
  ) {
    self.conversation = conversation
    self.plan = plan
    self.now = now
    self.history = history
  }

  package func person() -> PersonHistory { history }

  package func lastActed(_ rule: String) -> Instant? { acted[rule] }

  package mutating func noteActed(_ rule: String) { acted[rule] = now }

  package mutating func apply(_ event: Event) { conversation.apply(event, at: now) }

  package mutating func carryOut(_ deed: Deed, by rule: String) throws(Refusal) -> [Event] {
    var events: [Event] = []
    if let command = deed.command(by: rule) {
      events = try conversation.decide(
        command, by: .rule(rule),
        in: Circumstances(textLimit: plan.textLimit, capacity: plan.capacity, queues: plan.queues))
      for event in events { apply(event) }
    }
    done.append(deed)
    return events
  }
}
