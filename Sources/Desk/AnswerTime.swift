/// How long an agent may leave a customer without an answer in a conversation that is theirs.
///
/// Counted in opening hours from the customer's first unanswered words, or from when the agent got
/// it if that was later. Near its end the agent is warned, after it the supervisor; after twice of
/// it the conversation goes back to the front of its queue and the agent is shown away.
package struct AnswerTime: Sendable {
  private let begun: Instant
  private let within: Duration
  private let hours: OpeningHours

  package init(begun: Instant, within: Duration, hours: OpeningHours) {
    self.begun = begun
    self.within = within
    self.hours = hours
  }

  /// The share of the time at which the agent is warned.
  package static let near = 0.75

  /// How an answer stands at a moment.
  package enum Standing: Sendable {
    case inTime, near, late, over
  }

  package func standing(at now: Instant) -> Standing {
    if now >= moment(2) { return .over }
    if now >= moment(1) { return .late }
    return now >= moment(Self.near) ? .near : .inTime
  }

  /// When to look again; after the end, a span later.
  package func next(after now: Instant) -> Instant {
    [Self.near, 1, 2].lazy.map(moment).first { $0 > now } ?? now + within
  }

  private func moment(_ share: Double) -> Instant { hours.deadline(within * share, from: begun) }
}

extension DeskPlan {
  /// How soon a queue aims to answer.
  package func answerWithin(_ queue: Identifier<Queue>?) -> Duration {
    (queue.flatMap(self.queue) ?? general).answerWithin
  }

  /// The time of the agent who has a conversation; nil while they owe no answer.
  package func answerTime(_ conversation: Conversation) -> AnswerTime? {
    guard case .withAgent = conversation.stage, case .person(let since) = conversation.owed else {
      return nil
    }
    return AnswerTime(
      begun: max(since, conversation.course.handed ?? since),
      within: answerWithin(conversation.queue), hours: hours(of: conversation.queue ?? general.id))
  }
}
