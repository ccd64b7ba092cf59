package import Desk
import Secrets

/// A record that is gone with the process: for tests and rehearsals.
package final class MemoryRecord: Record {
  package let epoch = Random.identifier()
  private var log: [Kept] = []
  private var fingerprints: [Int64: Int64] = [:]
  private(set) var conversations: [Identifier<Conversation>: Conversation] = [:]
  private var states: [Identifier<Conversation>: FlowState] = [:]
  private var timers: [RecordTurn.TimerName: Timer] = [:]
  private var revisions: [String: KeptRevision] = [:]
  private var publications: [Publication] = []
  private var usages: [String: RecordTurn.UsageOfDay] = [:]
  package private(set) var figures: [Figure: Int] = [:]
  /// Set to make appends fail, as a full or broken disk would.
  package var failure: RecordFailure?

  package init() {}

  package func append(_ turn: RecordTurn) throws(RecordFailure) {
    if let failure { throw failure }
    for append in turn.appends {
      let seq = conversations[append.after.id]?.seq ?? 0
      guard seq == append.expected else {
        throw RecordFailure(.moved, "conversation \(append.after.id) is at seq \(seq)")
      }
    }
    for append in turn.appends { write(append) }
    for (conversation, state) in turn.flowStates { states[conversation] = state }
    for timer in turn.timersSet {
      timers[RecordTurn.TimerName(timer.conversation, timer.name)] = timer
    }
    for name in turn.timersCleared { timers[name] = nil }
    figures.merge(turn.figures, uniquingKeysWith: +)
    for usage in turn.usage { usages[usage.subject] = usage }
  }

  private func write(_ append: Append) {
    for (offset, entry) in append.events.enumerated() {
      let position = Int64(log.count + 1)
      log.append(
        Kept(
          position: position, conversation: append.after.id,
          seq: append.expected + Int64(offset) + 1, at: entry.at, author: entry.author,
          cid: entry.cid, body: entry.body))
      fingerprints[position] = entry.fingerprint
    }
    conversations[append.after.id] = append.after
  }

  package func follow(from position: Int64, limit: Int) -> [Kept] {
    Array(log.dropFirst(Int(position)).prefix(limit))
  }

  package func entries(of conversation: Identifier<Conversation>, after seq: Int64, limit: Int)
    -> [Kept]
  {
    Array(log.lazy.filter { $0.conversation == conversation && $0.seq > seq }.prefix(limit))
  }

  package func applied(_ cid: String, by author: String, in conversation: Identifier<Conversation>)
    -> Applied?
  {
    log.first { $0.conversation == conversation && $0.author == author && $0.cid == cid }
      .map { Applied(seq: $0.seq, fingerprint: fingerprints[$0.position] ?? 0) }
  }

  package func flowState(of conversation: Identifier<Conversation>) -> FlowState? {
    states[conversation]
  }

  package func flowRevision(_ revision: String) -> KeptRevision? { revisions[revision] }

  package func publish(
    _ publication: Publication, _ revision: KeptRevision?, repinning old: [String]
  ) throws(RecordFailure) {
    if let failure { throw failure }
    if let revision, revisions[revision.revision] == nil { revisions[revision.revision] = revision }
    publications.append(publication)
    guard let current = publication.revision else { return }
    for (id, state) in states where state.isLive && old.contains(state.revision) {
      states[id] = FlowState(revision: current, state: state.state, isLive: true)
    }
  }

  package func currentPublication() -> Publication? { publications.last { $0.revision != nil } }

  package func liveCounts() -> [(revision: String, count: Int64)] {
    Dictionary(grouping: states.values.filter(\.isLive), by: \.revision)
      .map { ($0.key, Int64($0.value.count)) }.sorted { $0.revision < $1.revision }
  }

  package func liveSessions(of revision: String, after number: Int64, limit: Int) -> [LiveSession] {
    let live = states.compactMap { id, state -> LiveSession? in
      guard state.isLive, state.revision == revision,
        let own = conversations[id]?.opening?.number, own > number
      else { return nil }
      return LiveSession(number: own, conversation: id, state: state)
    }
    return Array(live.sorted { $0.number < $1.number }.prefix(limit))
  }

  package func usage(of subject: String, on day: Int64) -> Usage? {
    usages[subject].flatMap { $0.day == day ? $0.usage : nil }
  }

  package func standing() -> Standing {
    var standing = Standing()
    standing.lastNumber = conversations.values.compactMap(\.opening?.number).max() ?? 0
    standing.open = conversations.values.filter { Self.isOpen($0.stage) }.map { OpenTicket($0) }
      .sorted { $0.number < $1.number }
    standing.timers = Array(timers.values)
    return standing
  }

  private static func isOpen(_ stage: Stage) -> Bool {
    switch stage {
    case .waiting, .promised, .withAgent: true
    case .withBot, .resolved: false
    }
  }

  package func latestConversation(of customer: Identifier<Customer>) -> Identifier<Conversation>? {
    conversations.values.filter { $0.opening?.customer == customer }
      .max { ($0.opening?.number ?? 0) < ($1.opening?.number ?? 0) }?.id
  }
}
