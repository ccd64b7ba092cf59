/// A ticket that a rule opens for a colleague: a conversation without a customer, tied to the one
/// that it is about.
package struct TaskBeginning: Sendable {
  package let conversation: Identifier<Conversation>
  package let number: Int64
  package let queue: Identifier<Queue>
  package let priority: Priority
  package let subject: String
  package let body: String

  package init(
    _ conversation: Identifier<Conversation>, number: Int64, queue: Identifier<Queue>,
    priority: Priority, subject: String, body: String
  ) {
    self.conversation = conversation
    self.number = number
    self.queue = queue
    self.priority = priority
    self.subject = subject
    self.body = body
  }

  /// How such a ticket came.
  package static let channel = "task"
}

extension Conversation {
  /// What happens in the ticket of a task, and in this conversation, when a rule opens it.
  ///
  /// Nobody waits at the other end, so that it stands in no line: it is for its queue to do by when
  /// that answers tickets.
  package func opening(
    _ task: TaskBeginning, by rule: String, replyBy: Instant
  ) throws(Refusal) -> (task: [Event], here: [Event]) {
    guard let opening, links.count < TicketLink.most else {
      throw Refusal(.invalid, "a ticket is tied to at most \(TicketLink.most) others")
    }
    let own = Opening(
      site: opening.site, customer: Identifier("task-\(task.conversation.text)"),
      number: task.number, language: opening.language, page: nil, channel: TaskBeginning.channel)
    let author = Author.rule(rule)
    let handoff = Handoff(
      queue: task.queue, priority: task.priority, summary: task.body, reason: .flow)
    let words = task.body.isEmpty ? [] : [Event.noted(author, task.body)]
    return (
      [
        .started(own), .recorded([Field(Self.subjectField, task.subject)], author),
        .linked(TicketLink(.related, id, number: opening.number, author)),
      ] + words + [.queued(handoff), .promised(replyBy: replyBy, .empty)],
      [.linked(TicketLink(.related, task.conversation, number: task.number, author))]
    )
  }
}
