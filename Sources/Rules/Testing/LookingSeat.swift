package import Desk

/// A seat from which rules only look: what they would do is not done, since the record tells what
/// was.
package struct LookingSeat: RuleSeat {
  package private(set) var conversation: Conversation
  package let plan: DeskPlan
  package var now: Instant
  package let history: PersonHistory
  private var acted: [String: Instant] = [:]
  /// What was due already, and for which moment.
  private var past: [String: Instant] = [:]

  package init(
    _ conversation: Conversation, plan: DeskPlan, now: Instant, history: PersonHistory
  ) {
    self.conversation = conversation
    self.plan = plan
    self.now = now
    self.history = history
  }

  /// Conversations that began later are not known yet.
  package func person() -> PersonHistory {
    PersonHistory(began: history.began.filter { $0 <= now })
  }

  package func lastActed(_ rule: String) -> Instant? { acted[rule] }
  package mutating func noteActed(_ rule: String) { acted[rule] = now }
  package mutating func apply(_ event: Event) { conversation.apply(event, at: now) }
  package mutating func carryOut(_ deed: Deed, by rule: String) -> [Event] { [] }

  /// What was due since the last event, each once.
  package mutating func due(before moment: Instant, _ book: RuleBook) -> [RuleBook.Alarm] {
    let alarms = book.alarms(in: conversation, plan, at: now)
      .filter { $0.due <= moment && past[$0.rule] != $0.due }
      .sorted { ($0.due, $0.rule) < ($1.due, $1.rule) }
    for alarm in alarms { past[alarm.rule] = alarm.due }
    return alarms
  }
}
