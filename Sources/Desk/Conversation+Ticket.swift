// MARK: - What happens to a conversation as a ticket

extension Conversation.Standing {
  mutating func applyToTicket(_ event: Event, at moment: Instant) {
    switch event {
    case .tagged(let tagging): put(tagging)
    case .routed(let queue, _):
      self.queue = queue
      declinedBy = []
    case .offered(let agent, let until):
      offer = Conversation.StandingOffer(to: agent, until: until)
    case .declined(let agent, let decline): end(of: agent, decline)
    case .escalated(let escalation): escalate(escalation, at: moment)
    case .followed(let agent, let begins): follow(agent, begins)
    case .held(let until, _, _):
      heldUntil = until
      times.held = moment
    case .woken:
      heldUntil = nil
      times.held = nil
    case .linked(let link): connect(link)
    case .unlinked(let link): links.removeAll { $0.isSame(as: link) }
    case .closed: close(at: moment)
    case .started, .said, .noted, .identified, .recorded, .categorised, .prioritised, .suggested,
      .judged, .queued, .considered, .taken, .released, .transferred, .withdrawn, .promised,
      .resolved, .reopened, .rated, .concluded, .nearing, .breached, .notified, .transcriptAsked,
      .erasureAsked,
      .erasureWithdrawn, .erased, .lookedUp:
      break
    }
  }

  /// The latest times that the talk was asked for by mail.
  mutating func keepAsking(at moment: Instant) {
    transcripts = Array((transcripts + [moment]).suffix(Conversation.mostTranscripts))
  }

  private mutating func put(_ tagging: Tagging) {
    tags.removeAll { tagging.removed.contains($0) || tagging.added.contains($0) }
    tags.append(contentsOf: tagging.added)
    if tags.count > Tagging.most { tags.removeFirst(tags.count - Tagging.most) }
  }

  private mutating func end(of agent: AgentName, _ decline: Decline) {
    offer = nil
    switch decline {
    case .refused, .missed: declinedBy.insert(agent.id)
    case .withdrawn: break
    }
  }

  /// The wait goes on from where it began.
  private mutating func escalate(_ escalation: Escalation, at moment: Instant) {
    let since = times.queued ?? course.owed.since ?? moment
    if let queue { escalatedFrom.append(queue) }
    queue = escalation.queue
    level = escalation.level
    times.queued = since
    declinedBy = []
    change(to: .waiting(since: since, atFront: false))
  }

  private mutating func follow(_ agent: AgentName, _ begins: Bool) {
    followers.removeAll { $0.id == agent.id }
    if begins { followers.append(agent) }
  }

  private mutating func connect(_ link: TicketLink) {
    links.removeAll { $0.isSame(as: link) }
    links.append(link)
  }

  mutating func close(at moment: Instant) {
    times.closed = moment
    change(to: .closed)
  }
}

extension TicketLink {
  func isSame(as other: TicketLink) -> Bool {
    kind == other.kind && conversation == other.conversation
  }
}
