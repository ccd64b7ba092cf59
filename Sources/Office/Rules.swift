import Bot
import Desk
import Flows
import Journal
package import Rules

// MARK: - What the rules make of what has happened

/// What the desk does by itself.
struct Ruling {
  var book = RuleBook.empty
}

extension Office {
  private var rules: RuleBook { ruling.book }

  /// What has happened is left to the rules; a category brings what goes with it.
  func minds(_ event: Event, in live: OpenConversation) {
    if !rules.isEmpty { draft.leaveToRules(event, of: live) }
    if case .categorised(let category, _) = event, !plan.categories.isEmpty {
      bring(category, to: live)
    }
  }

  /// How often rules and the bot may answer each other within one turn.
  static let ruleRounds = 4

  /// Works by other rules from now on.
  package func adopt(_ new: RuleBook) { ruling.book = new }

  /// Lets the rules look at all that this turn has brought to conversations so far, before it is
  /// written.
  func followRules() throws(RecordFailure) {
    for _ in 0..<Self.ruleRounds {
      let unruled = draft.takeUnruled()
      if unruled.isEmpty { return }
      for (live, events) in unruled {
        try rule(live) { seat in rules.follow(events, at: &seat) }
        setAlarms(of: live)
      }
    }
    for (live, _) in draft.takeUnruled() {
      draft.deliveries.append(.notice(.ruleStopped("all", live.conversation.id)))
    }
  }

  /// The time of a rule has come.
  func ruleIsDue(_ name: String, _ live: OpenConversation) throws(RecordFailure) {
    try rule(live) { seat in rules.due(name, at: &seat) }
    setAlarms(of: live)
  }

  /// Lets rules act in a conversation; the bot hears of it as of what people do.
  private func rule(
    _ live: OpenConversation, _ look: (inout OfficeRuleSeat) -> [RuleStep]
  ) throws(RecordFailure) {
    var seat = OfficeRuleSeat(office: self, live: live)
    draft.isRuling = true
    let steps = look(&seat)
    draft.isRuling = false
    for step in steps { note(step, live) }
    for (events, before) in seat.outcome.heard { try botHears(events, from: before, live) }
    for flow in seat.outcome.flows { try stimulate(live, .flow(flow)) }
  }

  /// The operator hears of rules that were cut short.
  private func note(_ step: RuleStep, _ live: OpenConversation) {
    switch step.verdict {
    case .tooDeep, .tooMuch:
      draft.deliveries.append(.notice(.ruleStopped(step.rule, live.conversation.id)))
    case .acted, .noWords, .forbiddenWord, .clause, .coolingDown, .stopped: break
    }
  }

  /// Keeps what is due in a conversation by the time that passes in step with it.
  private func setAlarms(of live: OpenConversation) {
    guard rules.hasTimes else { return }
    let conversation = live.conversation
    let alarms = rules.alarms(in: conversation, plan, at: now)
    for alarm in alarms { set(.rule(alarm.rule), of: conversation.id, due: alarm.due) }
    for name in rules.timedNames where !alarms.contains(where: { $0.rule == name }) {
      timers.clear(conversation.id, .rule(name))
    }
  }

  /// A category brings its priority and its queue, where nobody chose otherwise.
  private func bring(_ category: String, to live: OpenConversation) {
    let principal = Principal.rule(DeskPlan.categoryRule)
    for command in plan.brought(by: category, to: live.conversation) {
      // Refused only where it is not so any more, and then there is nothing to bring.
      guard
        let events = try? live.conversation.decide(
          command, by: principal, in: circumstances(of: command, by: principal, live))
      else { continue }
      happen(events, to: live, by: principal.key)
    }
  }

  /// What the record knows of when a customer's conversations began, with the one at hand.
  func history(of live: OpenConversation) -> PersonHistory {
    guard let opening = live.conversation.opening else { return PersonHistory() }
    // Without the past a condition about it does not hold, which is no reason to refuse a turn.
    var began = (try? record.beginnings(of: opening.customer, limit: PersonHistory.most)) ?? []
    // One that this turn begins is not on disk yet.
    if live.addition?.expected == 0 { began += [live.conversation.times.started ?? now] }
    return PersonHistory(began: began)
  }
}
