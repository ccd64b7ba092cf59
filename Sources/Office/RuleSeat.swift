import Desk
import Journal
import Rules
import Wire

/// What rules came to at their seat in the Office, for what is done when they have finished.
final class RuleOutcome {
  /// What the bot has to hear of, each with where the conversation stood before.
  var heard: [(events: [Event], before: StageWord)] = []
  /// Flows to be started.
  var flows: [String] = []
}

/// The rules' seat in a conversation that the Office has at hand: what they do is recorded.
struct OfficeRuleSeat: RuleSeat {
  let office: Office
  let live: OpenConversation
  let outcome = RuleOutcome()

  init(office: Office, live: OpenConversation) {
    self.office = office
    self.live = live
  }

  var conversation: Conversation { live.conversation }
  var plan: DeskPlan { office.plan }
  var now: Instant { office.now }

  func person() -> PersonHistory { office.history(of: live) }

  // MARK: Pauses

  func lastActed(_ rule: String) -> Instant? {
    guard let customer = conversation.opening?.customer else { return nil }
    let acted = office.draft.record.rulesActed.last {
      $0.rule == rule && $0.customer == customer
    }
    if let acted { return acted.at }
    // Who cannot be looked up is let be: better asked once too seldom than every day.
    do { return try office.record.latestAct(of: rule, for: customer) } catch { return now }
  }

  func noteActed(_ rule: String) {
    guard let customer = conversation.opening?.customer else { return }
    office.draft.record.rulesActed.append(RuleActed(rule, customer, at: now))
  }

  // MARK: Acts

  func carryOut(_ deed: Deed, by rule: String) throws(Refusal) -> [Event] {
    switch deed {
    case .startFlow(let flow):
      guard office.bot.revision.flowNames.contains(flow) else {
        throw Refusal(.notFound, "there is no flow \(flow)")
      }
      outcome.flows.append(flow)
      return []
    case .openTask(let draft): return try open(draft, rule)
    case .offer(let wish): return try offer(to: wish, rule)
    case .notify(let told, let text): return try notify(told, text, rule)
    case .categorise, .prioritise, .tag, .setFields, .route, .escalate, .note, .say, .hold,
      .resolve, .close:
      guard let command = deed.command(by: rule) else { return [] }
      return try decide(command, rule)
    }
  }

  private func decide(_ command: Command, _ rule: String) throws(Refusal) -> [Event] {
    let before = conversation.stage.word
    let principal = Principal.rule(rule)
    let events = try conversation.decide(
      command, by: principal, in: office.circumstances(of: command, by: principal, live))
    office.happen(events, to: live, by: principal.key)
    outcome.heard.append((events, before))
    return events
  }

  private func open(_ draft: Deed.TaskDraft, _ rule: String) throws(Refusal) -> [Event] {
    let replyBy = plan.replyBy(in: draft.queue, at: now)
    let task = TaskBeginning(
      office.nameOfTask(for: conversation, rule), number: office.lastNumber + 1,
      queue: draft.queue, priority: draft.priority, subject: draft.subject, body: draft.body)
    let events = try conversation.opening(task, by: rule, replyBy: replyBy)
    office.begin(task, events.task, by: Principal.rule(rule).key)
    office.happen(events.here, to: live, by: Principal.rule(rule).key)
    return events.here
  }

  /// Offered first to the best of those who are wished for, while it waits in a queue that offers.
  private func offer(to wish: Deed.Wish, _ rule: String) throws(Refusal) -> [Event] {
    guard let queue = conversation.queue.flatMap(plan.queue), queue.routing.mode.offers else {
      throw Refusal(
        .notAllowed, "its queue offers nothing; set its mode to offer or both, or notify the agent")
    }
    guard let agent = office.best(for: conversation, among: { wish.isFor($0, plan.crew.teams) })
    else { throw Refusal(.nobodyThere, "none of those who are wished for could have it now") }
    return try decide(.offer(agent, until: now + queue.routing.offerWithin), rule)
  }

  private func notify(_ told: [Deed.Told], _ text: String, _ rule: String) throws(Refusal)
    -> [Event]
  {
    let people = told.compactMap(recipient)
    guard !people.isEmpty else { throw Refusal(.nobodyThere, "nobody has it who could be told") }
    let notification = Notification(rule: rule, to: people, text)
    let events = try decide(.notify(notification), rule)
    office.tell(notification, of: live)
    return events
  }

  private func recipient(_ told: Deed.Told) -> Notification.Recipient? {
    switch told.kind {
    case .agent: .agent(Identifier(told.name))
    case .team: .team(told.name)
    case .queue: .queue(Identifier(told.name))
    case .owner: conversation.lastAgent.map { .agent($0.id) }
    case .supervisors: .supervisors
    }
  }
}

// MARK: - Tasks and notices

extension Office {
  /// The same name for the same task, should the turn have to be done again.
  fileprivate func nameOfTask(for conversation: Conversation, _ rule: String)
    -> Identifier<Conversation>
  {
    derived("conversation", "task \(conversation.id.text) \(rule) \(lastNumber)")
  }

  fileprivate func begin(_ task: TaskBeginning, _ events: [Event], by author: String) {
    let live = OpenConversation(Conversation(id: task.conversation), flow: .none)
    lives[task.conversation] = live
    lastNumber = task.number
    happen(events, to: live, by: author)
  }

  /// Everybody who is meant and here has it on their screens, whatever they look at.
  fileprivate func tell(_ notification: Notification, of live: OpenConversation) {
    let frame = ServerFrame.notice(
      DeskNotice(
        live.conversation.id, number: live.conversation.opening?.number ?? 0,
        rule: notification.rule, text: notification.text)
    ).bytes
    for line in staff.lines(of: notification.to, plan) {
      draft.deliveries.append(.frame(line, frame))
    }
  }
}

extension Deed.Wish {
  func isFor(_ standing: AgentStanding, _ teams: [TeamPlan]) -> Bool {
    if let agent, standing.agent.id != agent { return false }
    if let team,
      teams.first(where: { $0.id.text == team })?.members.contains(standing.agent.id) != true
    {
      return false
    }
    return skill.map { (standing.skills[Identifier($0)] ?? 0) > 0 } ?? true
  }
}

extension Staff {
  /// The lines of all who are meant, each once.
  fileprivate func lines(of people: [Notification.Recipient], _ plan: DeskPlan)
    -> [ConnectionNumber]
  {
    var lines: Set<ConnectionNumber> = []
    for agent in people.flatMap({ meant(by: $0, plan) }) { lines.formUnion(self.lines(of: agent)) }
    return lines.sorted { $0.number < $1.number }
  }

  private func meant(by recipient: Notification.Recipient, _ plan: DeskPlan)
    -> [Identifier<Agent>]
  {
    switch recipient {
    case .agent(let agent): [agent]
    case .team(let name):
      plan.crew.teams.first { $0.id.text == name }.map { $0.members.sorted() } ?? []
    case .queue(let queue):
      plan.queue(queue).map { plan in all { $0.role != .admin && plan.isServed(by: $0.agent.id) } }
        ?? []
    case .supervisors: all { $0.role == .supervisor }
    }
  }
}
