// MARK: - When a service level is due

extension DeskPlan {
  /// The times promised in a conversation as it stands now; nil where none are.
  package func serviceTimes(of conversation: Conversation) -> ServiceTimes? {
    serviceLevel(of: conversation)?.times[conversation.priority]
  }

  /// The first of the levels that is for it.
  package func serviceLevel(of conversation: Conversation) -> ServiceLevel? {
    guard !serviceLevels.isEmpty else { return nil }
    let queue = conversation.queue ?? general.id
    let tier = conversation.fields.first { $0.name == ServiceLevel.tierField }?.value
    return serviceLevels.first { $0.isFor(queue, tier: tier) }
  }

  /// When a target is due, or a share of its time has gone: a whole number of hundredths.
  package func due(
    _ target: ServiceTarget, share: Int = 100, in conversation: Conversation
  ) -> Instant? {
    let clock = conversation.service
    guard clock.runs(target), let level = serviceLevel(of: conversation),
      let whole = level.times[conversation.priority]?[target]
    else { return nil }
    let hours =
      level.countsOpenHours ? hours(of: conversation.queue ?? general.id) : OpeningHours.always
    var left = Duration.milliseconds(whole.milliseconds * Int64(share) / 100)
    for span in clock.counted(for: target) {
      // All of it was gone when the pause began: due as soon as it is counted again.
      guard left > .zero else { return span.begin }
      guard let end = span.end else { return hours.deadline(left, from: span.begin) }
      let used = hours.openTime(from: span.begin, to: end)
      // It was over before; the span in which that came to light counts.
      if used > left { return hours.deadline(left, from: span.begin) }
      left = left - used
    }
    return nil
  }

  /// What the desk has to tell of a conversation's service levels by a moment, in order: each
  /// warning and each breach once. A breach is at the instant at which it was due, whenever that is
  /// noticed; where a change of the conversation made it due before, at the moment of the change.
  /// What is done at the very instant is done in time.
  package func serviceActs(of conversation: Conversation, before now: Instant) -> [Command] {
    var acts: [(at: Instant, act: Command)] = []
    for target in ServiceTarget.allCases {
      guard let due = due(target, in: conversation) else { continue }
      let told = conversation.service.share(told: target)
      // Nobody is warned of what is over already.
      for share in due < now ? [100] : Self.shares where share > told {
        guard let at = share == 100 ? due : self.due(target, share: share, in: conversation),
          at < now
        else { break }
        let act: Command =
          share == 100
          ? .breach(target, at: max(due, conversation.service.changed))
          : .near(target, share: share, due: due)
        acts.append((at, act))
      }
    }
    return acts.sorted { $0.at < $1.at }.map(\.act)
  }

  /// At which shares of a time its agent is warned, and where it is broken.
  static let shares = [75, 90, 100]

  /// The next moment at which something is to be told; nil while nothing is counted.
  package func nextServiceMoment(of conversation: Conversation) -> Instant? {
    ServiceTarget.allCases.compactMap { target in
      let told = conversation.service.share(told: target)
      guard let share = Self.shares.first(where: { $0 > told }) else { return nil }
      return due(target, share: share, in: conversation)
    }.min()
  }
}

extension OpeningHours {
  /// How long it is open between two moments.
  package func openTime(from begin: Instant, to end: Instant) -> Duration {
    var open: Int64 = 0
    var at = begin
    while at < end {
      guard let start = opening(from: at), start < end else { break }
      let stop = min(closing(from: start) ?? end, end)
      open += stop.milliseconds - start.milliseconds
      at = max(stop, start + .milliseconds(1))
    }
    // A desk that never opens counts by the plain clock, as `deadline` does.
    if open == 0, opening(from: begin) == nil { return end.since(begin) }
    return .milliseconds(open)
  }
}
