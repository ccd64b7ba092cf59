package import Desk

/// The rules' seat at a desk, in one conversation: what they can look at there, and what they can
/// have done.
///
/// The Office has one that writes the record; tests of rules and the trace have seats in memory.
package protocol RuleSeat {
  var conversation: Conversation { get }
  var plan: DeskPlan { get }
  var now: Instant { get }
  /// What is remembered of the customer; asked only where a condition speaks of it.
  func person() -> PersonHistory
  /// When a rule with a cool-down last acted for this customer.
  func lastActed(_ rule: String) -> Instant?
  mutating func noteActed(_ rule: String)
  /// Has it decided by the desk as the rule's order. The events are what happened, and have been
  /// applied.
  mutating func carryOut(_ deed: Deed, by rule: String) throws(Refusal) -> [Event]
}
