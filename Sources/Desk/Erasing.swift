// MARK: - What is left once a customer is erased

extension Event {
  /// The same without what anybody said, who the customer is and what was noted of them: that it
  /// happened, and which of the staff did it. What comes of erasing it again is the same.
  package var erased: Event {
    switch self {
    case .started(let opening): .started(opening.erased)
    case .said(let message): .said(Message(message.author, ""))
    case .noted(let author, _): .noted(author, "")
    case .identified(let contact): .identified(contact.erased)
    case .recorded(_, let author): .recorded([], author)
    case .tagged(let tagging): .tagged(Tagging(added: [], removed: [], tagging.author))
    case .suggested(_, let articles): .suggested(query: "", articles)
    case .queued(let handoff):
      .queued(Handoff(queue: handoff.queue, priority: handoff.priority, reason: handoff.reason))
    case .declined(let agent, .refused): .declined(agent, .refused(reason: nil))
    case .transferred(let agent, let destination, _): .transferred(agent, destination, note: nil)
    case .escalated(let escalation):
      .escalated(
        Escalation(escalation.author, to: escalation.queue, reason: "", level: escalation.level))
    case .held(let until, let author, _): .held(until: until, author, reason: nil)
    case .rated(let score, _): .rated(score: score, comment: nil)
    case .notified(let notification):
      .notified(Notification(rule: notification.rule, to: notification.to, ""))
    case .lookedUp(let lookUp): .lookedUp(lookUp.erased)
    case .categorised, .prioritised, .judged, .offered, .declined(_, .missed),
      .declined(_, .withdrawn), .considered, .taken, .released, .routed, .followed, .woken,
      .linked, .unlinked, .withdrawn, .promised, .resolved, .reopened, .closed, .concluded,
      .nearing, .breached, .transcriptAsked, .erasureAsked, .erasureWithdrawn, .erased:
      self
    }
  }
}

extension Opening {
  /// Where they were and when it is there is gone. The language stays: figures go by it.
  var erased: Opening {
    Opening(
      site: site, customer: customer, number: number, language: language, page: nil,
      channel: channel)
  }
}

extension Contact {
  var erased: Contact {
    Contact(name: nil, email: nil, isVerified: isVerified, customer: customer)
  }
}

extension Conversation.Standing {
  /// What figures are made of stays; nothing of what was said does.
  mutating func erase(at moment: Instant) {
    opening = opening?.erased
    contact = contact.erased
    summary = ""
    fields = []
    path = []
    shown = []
    rating = rating.map { Conversation.Rating(score: $0.score, comment: nil) }
    latest = Conversation.Latest()
    subject = ""
    tags = []
    answers = []
    files = []
    lookedUp = []
    isErased = true
    close(at: times.closed ?? moment)
  }
}
