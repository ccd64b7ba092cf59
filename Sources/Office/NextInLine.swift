import Desk
import Journal
import Wire

// MARK: - Taking without saying whom

/// An agent's line is the desk's line: a `take` that names no conversation gets the first of those
/// who wait, in the order of the places that customers are told.
extension Office {
  /// The conversation that an order is about; nil if it names none and there is none for it.
  func conversation(of order: Order, by principal: Principal) throws(RecordFailure)
    -> Identifier<Conversation>?
  {
    if let named = order.conversation { return named }
    guard order.command == .take, case .agent(let agent, let role) = principal else { return nil }
    // Sent again because its answer was lost: it has taken somebody already.
    if let taken = try taken(by: order.cid.text, principal.key) { return taken }
    return order.isWithdrawn ? nil : next(for: agent.id, role)
  }

  /// What to say where there is no conversation for an order.
  func absence(for order: Order) -> Refusal {
    guard order.conversation == nil, order.command == .take else {
      return absence(of: order.conversation)
    }
    if order.isWithdrawn { return Self.withdrawn }
    return Refusal(.notWaiting, "nobody is waiting whom you could take")
  }

  private func taken(by cid: String, _ author: String) throws(RecordFailure)
    -> Identifier<Conversation>?
  {
    for addition in draft.additions where addition.applied(cid, by: author) != nil {
      return addition.live.conversation.id
    }
    return try record.conversationTaken(by: cid, of: author)
  }

  /// What is offered to another is theirs first, and where the desk offers nobody helps themselves.
  private func isFree(_ place: WaitingLine.Place, _ role: Role) -> Bool {
    guard let wait = offers.waits[place.conversation] else { return true }
    return wait.offer == nil
      && (role == .supervisor || plan.queue(place.queue)?.routing.mode != .offer)
  }

  /// What is offered to them; then who waits first; then, while nobody waits, who was missed, then
  /// who was promised a reply.
  private func next(for agent: Identifier<Agent>, _ role: Role) -> Identifier<Conversation>? {
    func mayServe(_ queue: Identifier<Queue>?) -> Bool {
      role == .supervisor || queue.flatMap(plan.queue)?.isServed(by: agent) != false
    }
    if let offered = offered(to: agent) { return offered }
    if let first = waiting.line.places.first(where: { mayServe($0.queue) && isFree($0, role) }) {
      return first.conversation
    }
    let others = lists.summaries.values.filter {
      ($0.stage == .missed || $0.stage == .promised) && mayServe($0.queue)
    }
    return others.min {
      ($0.rank ?? .max, $0.owed.since ?? $0.lastAt, $0.conversation)
        < ($1.rank ?? .max, $1.owed.since ?? $1.lastAt, $1.conversation)
    }?
    .conversation
  }
}
