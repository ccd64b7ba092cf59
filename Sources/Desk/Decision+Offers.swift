// MARK: - What stands offered

extension Conversation {
  /// Whatever ends the wait that something was offered in takes the offer back, before it happens:
  /// the agent learns that it is gone, and the record why.
  func endingOffer(_ events: [Event]) -> [Event] {
    guard let offer else { return events }
    var stage = stage.word
    for (place, event) in events.enumerated() {
      if case .declined = event { return events }
      if case .taken(let agent) = event, agent.id == offer.agent.id { return events }
      stage = stage.after(event)
      guard stage != .waiting || event.standsAtFront != nil || event.isRouting else { continue }
      return events[..<place] + [.declined(offer.agent, .withdrawn)] + events[place...]
    }
    return events
  }

  /// Where the desk offers, who waits is not for everybody to take.
  func claim(_ agent: AgentName, _ role: Role, _ circumstances: Circumstances) throws(Refusal) {
    guard role != .supervisor, offer?.agent.id != agent.id,
      let queue = circumstances.queues.first(where: { $0.id == queue }),
      queue.routing.mode == .offer
    else { return }
    throw Refusal(
      .notAllowed, "in \(queue.title) the desk offers who waits; this is not offered to you")
  }
}

extension Event {
  fileprivate var isRouting: Bool { if case .routed = self { true } else { false } }
}
