package import Desk

/// Why a customer waited: who could have had the conversation at each moment, who was offered it,
/// who declined, who was full. Told from what the record holds, and from nothing else.
package struct WaitStory: Sendable {
  package private(set) var waits: [Wait] = []

  /// One wait for a person, from when it began until somebody came or nobody did.
  package struct Wait: Sendable {
    package let began: Instant
    package let queue: Identifier<Queue>?
    /// What began it, in words.
    package let cause: String
    package internal(set) var ended: Instant?
    package internal(set) var end: String?
    package internal(set) var moments: [Moment] = []

    /// How long it took until it ended, or until a moment where it has not.
    package func length(until now: Instant) -> Duration { (ended ?? now).since(began) }
  }

  /// Something that was recorded about the wait.
  package struct Moment: Sendable {
    package let at: Instant
    package let words: String
    /// Why nobody came from then on, in a word; nil where it says nothing of that.
    package let reason: String?
  }

  /// - Parameter events: all of the conversation's, in order.
  package init(_ events: [(event: Event, at: Instant)]) {
    for (event, at) in events { take(event, at) }
  }

  private mutating func take(_ event: Event, _ at: Instant) {
    if let (queue, cause) = event.beginningOfWait {
      if waits.last.map({ $0.ended == nil }) == true {
        note(cause, nil, at)
      } else {
        waits.append(Wait(began: at, queue: queue, cause: cause))
      }
      return
    }
    guard let last = waits.indices.last, waits[last].ended == nil else { return }
    if let end = event.endOfWait {
      waits[last].ended = at
      waits[last].end = end
      return
    }
    switch event {
    case .considered(let consideration):
      note(consideration.words, consideration.reason, at)
    case .offered(let agent, let until):
      let span = until.since(at).milliseconds / 1000
      note("offered to \(agent.name) for \(span) s", "an offer stood", at)
    case .declined(let agent, let decline):
      note("\(agent.name) \(decline.words)", nil, at)
    case .routed(let queue, let author): note("to queue \(queue), by \(author.words)", nil, at)
    case .prioritised(let priority, let author):
      note("priority \(priority.rawValue), by \(author.words)", nil, at)
    case .started, .said, .noted, .identified, .recorded, .categorised, .tagged, .suggested,
      .judged, .queued, .taken, .released, .transferred, .escalated, .followed, .held, .woken,
      .linked, .unlinked, .withdrawn, .promised, .resolved, .reopened, .closed, .rated,
      .concluded, .nearing, .breached, .notified, .transcriptAsked, .erasureAsked,
      .erasureWithdrawn, .erased,
      .lookedUp:
      break
    }
  }

  private mutating func note(_ words: String, _ reason: String?, _ at: Instant) {
    waits[waits.count - 1].moments.append(Moment(at: at, words: words, reason: reason))
  }
}

// MARK: - In words

extension WaitStory {
  package func text(at now: Instant) -> String {
    guard !waits.isEmpty else { return "It never waited for a person.\n" }
    return waits.map { $0.text(at: now) }.joined()
  }
}

extension WaitStory.Wait {
  fileprivate func text(at now: Instant) -> String {
    let place = queue.map { " in \($0)" } ?? ""
    var text = "\(began.iso8601)  waits\(place): \(cause)\n"
    for moment in moments { text += "\(moment.at.iso8601)    \(moment.words)\n" }
    if let ended, let end { text += "\(ended.iso8601)  \(end)\n" }
    text += "  waited \(SpanWords.of(length(until: now)))\(ended == nil ? " so far" : "")"
    let shares = self.shares(until: now)
    if !shares.isEmpty {
      text +=
        ": "
        + shares.map { "\(SpanWords.of($0.span)) \($0.reason)" }.joined(separator: ", ")
    }
    return text + "\n"
  }

  /// How much of the wait each reason takes, the longest first.
  package func shares(until now: Instant) -> [(reason: String, span: Duration)] {
    var spans: [String: Duration] = [:]
    var reason = "before anybody was looked for"
    var since = began
    for moment in moments {
      guard let next = moment.reason else { continue }
      spans[reason, default: .zero] += moment.at.since(since)
      (reason, since) = (next, moment.at)
    }
    spans[reason, default: .zero] += (ended ?? now).since(since)
    return spans.filter { $0.value > .zero }
      .map { (reason: $0.key, span: $0.value) }
      .sorted { ($1.span, $0.reason) < ($0.span, $1.reason) }
  }
}

/// A span of time as a person says it.
enum SpanWords {
  static func of(_ span: Duration) -> String {
    let seconds = max(0, span.milliseconds / 1000)
    let parts = [
      (seconds / 86_400, "d"), (seconds / 3600 % 24, "h"), (seconds / 60 % 60, "min"),
      (seconds % 60, "s"),
    ].filter { $0.0 > 0 }
    return parts.isEmpty
      ? "0 s" : parts.prefix(2).map { "\($0.0) \($0.1)" }.joined(separator: " ")
  }
}

extension Event {
  /// The queue and the cause, where a wait begins with it.
  fileprivate var beginningOfWait: (Identifier<Queue>?, String)? {
    switch self {
    case .queued(let handoff):
      (
        handoff.queue,
        "a person is wanted (\(handoff.reason.rawValue)), \(handoff.priority.rawValue)"
      )
    case .released(let agent, let release):
      (nil, "\(agent.name) gave it back (\(release.rawValue))")
    case .transferred(let agent, .queue(let queue), _): (queue, "\(agent.name) passed it on")
    case .escalated(let escalation):
      (escalation.queue, "escalated by \(escalation.author.words): \(escalation.reason)")
    case .started, .said, .noted, .identified, .recorded, .categorised, .prioritised, .tagged,
      .suggested, .judged, .offered, .declined, .considered, .taken, .routed, .followed, .held,
      .woken, .linked, .unlinked, .withdrawn, .promised, .resolved, .reopened, .closed, .rated,
      .concluded, .nearing, .breached, .notified, .transcriptAsked, .erasureAsked,
      .erasureWithdrawn, .erased,
      .lookedUp, .transferred(_, .agent, _),
      .transferred(
        _,
        .bot, _):
      nil
    }
  }

  /// How the wait ended with it.
  fileprivate var endOfWait: String? {
    switch self {
    case .taken(let agent): "\(agent.name) took it"
    case .transferred(_, .agent(let agent), _): "\(agent.name) got it"
    case .withdrawn(let absence): "missed: nobody came (\(absence.rawValue))"
    case .promised(_, let absence): "a reply was promised instead (\(absence.rawValue))"
    case .resolved(let author): "resolved by \(author.words)"
    case .erased: "its customer was erased"
    case .started, .said, .noted, .identified, .recorded, .categorised, .prioritised, .tagged,
      .suggested, .judged, .queued, .offered, .declined, .considered, .released, .routed,
      .escalated, .followed, .held, .woken, .linked, .unlinked, .reopened, .closed, .rated,
      .concluded, .nearing, .breached, .notified, .transcriptAsked, .erasureAsked,
      .erasureWithdrawn,
      .lookedUp, .transferred(_, .queue, _),
      .transferred(
        _,
        .bot, _):
      nil
    }
  }
}

extension Author {
  /// Who that is, for people.
  var words: String {
    switch self {
    case .customer: "the customer"
    case .bot: "the bot"
    case .agent(let agent): agent.name
    case .rule(let name): "the rule \(name)"
    }
  }
}

extension Decline {
  fileprivate var words: String {
    switch self {
    case .refused(let reason): "declined" + (reason.map { ": \($0)" } ?? "")
    case .missed: "did not answer the offer"
    case .withdrawn: "had the offer taken back"
    }
  }
}

extension Consideration {
  /// Everybody who was looked at, by verdict.
  fileprivate var words: String {
    let groups = Dictionary(grouping: candidates, by: \.verdict)
    let parts = groups.sorted { $0.key.rawValue < $1.key.rawValue }.map { verdict, list in
      "\(verdict.words): \(list.map(\.agent.text).joined(separator: ", "))"
    }
    let more = others > 0 ? ["and \(others) more"] : []
    return parts.isEmpty && more.isEmpty
      ? "nobody is there" : (parts + more).joined(separator: "; ")
  }

  /// Why nobody came, in a few words.
  fileprivate var reason: String {
    let verdicts = Set(candidates.map(\.verdict))
    if verdicts.contains(.offered) || verdicts.contains(.eligible) { return "an offer stood" }
    if verdicts.contains(.full) || verdicts.contains(.queueFull) {
      return "all who could were full"
    }
    if verdicts.contains(.declined) { return "all who could had declined" }
    if verdicts.contains(.skill) || verdicts.contains(.language) { return "nobody had the skill" }
    return "nobody was there"
  }
}

extension Consideration.Verdict {
  fileprivate var words: String {
    switch self {
    case .eligible: "free"
    case .offered: "offered it"
    case .full: "full"
    case .queueFull: "full in this queue"
    case .away: "away"
    case .absent: "not there"
    case .notMember: "not of this queue"
    case .skill: "without the skill"
    case .language: "without the language"
    case .declined: "declined before"
    case .share: "had their share"
    }
  }
}
