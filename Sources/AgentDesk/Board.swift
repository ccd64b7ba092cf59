package import Desk
package import Wire

/// The whole desk at a glance: its queues, whom it keeps waiting, and who works how much.
///
/// Worked out from what the desk tells anyway; only who is there is asked for, every few seconds
/// while the board is open.
package struct Board: Equatable, Sendable {
  /// Nil until the desk has answered.
  package internal(set) var people: [Reply.Colleague]?
  package internal(set) var question: Question.ID?
  package internal(set) var dueAt: Instant?
  /// The row under the cursor, by what it is of.
  package internal(set) var selected: Subject?

  /// How often people are asked for.
  static let pause = Duration.seconds(5)
  /// As many customers in need as are listed: who is further behind waits less.
  static let mostAtRisk = 100

  /// What the cursor can stand on.
  package enum Subject: Hashable, Sendable {
    case conversation(ConversationID)
    case agent(Identifier<Agent>)
  }

  /// A queue, counted.
  package struct QueueCount: Equatable, Sendable {
    package let queue: Identifier<Queue>
    package internal(set) var waiting = 0
    package internal(set) var missed = 0
    package internal(set) var promised = 0
    package internal(set) var withAgents = 0
    /// Since when the one who waits longest does.
    package internal(set) var oldest: Instant?
    /// Whose time for an answer is over.
    package internal(set) var late = 0
  }

  /// An agent, with what they owe.
  package struct Worker: Equatable, Sendable {
    package let colleague: Reply.Colleague
    /// Customers of theirs who wait for an answer, and those of them for whom it is late.
    package internal(set) var owing = 0
    package internal(set) var late = 0
    package internal(set) var oldest: Instant?
  }
}

// MARK: - Worked out

extension Floor {
  /// Each queue that anything is in, the fullest first.
  package func queueCounts(at now: Instant) -> [Board.QueueCount] {
    var counts: [Identifier<Queue>: Board.QueueCount] = [:]
    for summary in queue + missed + promised + withAgents {
      guard let queue = summary.queue else { continue }
      var count = counts[queue] ?? Board.QueueCount(queue: queue)
      switch summary.stage {
      case .waiting: count.waiting += 1
      case .missed: count.missed += 1
      case .promised: count.promised += 1
      case .agent: count.withAgents += 1
      case .bot, .left, .resolved, .closed: break
      }
      if summary.stage != .agent, let since = summary.owed.since {
        count.oldest = min(since, count.oldest ?? since)
      }
      if Heat(summary, at: now) == .late { count.late += 1 }
      counts[queue] = count
    }
    return counts.values.sorted {
      ($1.waiting + $1.missed, $0.queue) < ($0.waiting + $0.missed, $1.queue)
    }
  }

  /// Whose answer is late or nearly so, the latest first.
  package func atRisk(at now: Instant) -> [Summary] {
    (queue + missed + promised + withAgents)
      .filter { Heat($0, at: now) > .calm }
      .sorted { ($0.by ?? now, $0.number) < ($1.by ?? now, $1.number) }
      .prefix(Board.mostAtRisk).map { $0 }
  }

  /// Everybody with what they owe: who is there first, then who owes most.
  package func workers(_ people: [Reply.Colleague], at now: Instant) -> [Board.Worker] {
    var workers: [Identifier<Agent>: Board.Worker] = [:]
    for person in people { workers[person.agent.id] = Board.Worker(colleague: person) }
    for summary in withAgents {
      guard let agent = summary.agent?.id, case .person(let since) = summary.owed else { continue }
      guard var worker = workers[agent] else { continue }
      worker.owing += 1
      if Heat(summary, at: now) == .late { worker.late += 1 }
      worker.oldest = min(since, worker.oldest ?? since)
      workers[agent] = worker
    }
    return workers.values.sorted { one, other in
      let (here, there) = (one.colleague.rank, other.colleague.rank)
      guard here == there else { return here < there }
      guard one.owing == other.owing else { return one.owing > other.owing }
      return one.colleague.agent.id < other.colleague.agent.id
    }
  }
}

extension Reply.Colleague {
  /// Whether they take conversations, in one word for every face.
  var presence: String { !isOnline ? "offline" : isAway ? "away" : "online" }

  /// How a colleague is doing, in words.
  var standing: String { "\(agent.name), \(presence), \(open) open" }

  /// Who is there comes before who is away, and that before who is not at the desk.
  fileprivate var rank: Int { !isOnline ? 2 : isAway ? 1 : 0 }
}
