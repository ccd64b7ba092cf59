package import Desk
package import Wire

/// What is going on at the desk, from the summaries of `watch`.
///
/// Holds at most 5,000 open conversations, those that matter first to come, and the 20 latest of
/// mine that are done.
package struct Floor: Equatable, Sendable {
  package static let limit = 5000
  static let doneLimit = 20

  private var open: [ConversationID: Summary] = [:]
  private var places = Places()
  /// Mine that came before all was told; they get their numbers when it is.
  private var unplaced: Set<ConversationID> = []
  /// What mine were called before a restart; of no use once all was told.
  private var remembered: [ConversationID: Int] = [:]
  /// Those heard of since the watch began anew; the others are stale when it is complete.
  private var fresh: Set<ConversationID>?
  /// What waits, the one to take next first, in the desk's order.
  package private(set) var queue: [Summary] = []
  /// Who asked for a person and found none, in the desk's order.
  package private(set) var missed: [Summary] = []
  /// What was promised a reply, in the desk's order.
  package private(set) var promised: [Summary] = []
  package private(set) var done: [Summary] = []
  package private(set) var agentsOnline: Int?
  /// Whether the desk has told all there is, since the connection was made.
  package private(set) var isComplete = false

  package init() {}

  package func summary(_ id: ConversationID) -> Summary? {
    open[id] ?? done.first { $0.conversation == id }
  }

  /// The one with that ticket number.
  package func numbered(_ number: Int64) -> Summary? {
    open.values.first { $0.number == number } ?? done.first { $0.number == number }
  }

  mutating func staffed(_ agents: Int) { agentsOnline = agents }

  /// The connection is new: everything will be told again.
  mutating func beginAnew() {
    fresh = []
    isComplete = false
  }

  mutating func complete() {
    isComplete = true
    if let fresh { for id in open.keys where !fresh.contains(id) { drop(id) } }
    fresh = nil
    let new = unplaced.compactMap { open[$0] }.sorted { $0.number < $1.number }
    for summary in new {
      if let place = remembered[summary.conversation] { places.give(summary.conversation, place) }
    }
    for summary in new { places.give(summary.conversation) }
    (unplaced, remembered) = ([], [:])
  }

  /// The numbers of an earlier run are given again to those who had them.
  mutating func remember(_ places: [ConversationID: Int]) {
    if !isComplete { remembered = places }
  }

  /// The number by which a conversation of mine is called, which stays its own while it is mine.
  package func place(_ id: ConversationID) -> Int? { places.place(id) }

  /// All numbers that are given.
  var numbers: [ConversationID: Int] { places.held }

  /// The conversation of mine that has this number.
  func at(place: Int) -> ConversationID? { places.at(place) }

  mutating func learn(_ summary: Summary, me: Identifier<Agent>?) {
    let id = summary.conversation
    let wasMine = open[id].map { Self.isMine($0, me) } ?? false
    done.removeAll { $0.conversation == id }
    fresh?.insert(id)
    switch summary.stage {
    case .waiting, .missed, .promised:
      leave(id)
      keep(summary)
    case .agent where Self.isMine(summary, me):
      keep(summary)
      number(id)
    case .agent:
      // A colleague's: for the board, and to be opened by its number.
      leave(id)
      keep(summary)
    case .bot: drop(id)
    case .left, .resolved, .closed:
      drop(id)
      if wasMine || Self.isMine(summary, me) { done.insert(summary, at: 0) }
      if done.count > Self.doneLimit { done.removeLast() }
    }
  }

  /// What was known of a conversation is not true any more, and nothing better is.
  mutating func forget(_ id: ConversationID) {
    done.removeAll { $0.conversation == id }
    drop(id)
  }

  private mutating func number(_ id: ConversationID) {
    if isComplete { places.give(id) } else if places.place(id) == nil { unplaced.insert(id) }
  }

  /// It is not mine any more: its number is free, some time.
  private mutating func leave(_ id: ConversationID) {
    places.free(id)
    unplaced.remove(id)
  }

  private mutating func drop(_ id: ConversationID) {
    leave(id)
    remove(id)
  }

  private mutating func keep(_ summary: Summary) {
    remove(summary.conversation)
    guard open.count < Self.limit else { return }
    open[summary.conversation] = summary
    switch summary.stage {
    case .waiting: Self.insert(summary, into: &queue, before: Self.isSooner)
    case .missed: Self.insert(summary, into: &missed, before: Self.isSooner)
    case .promised: Self.insert(summary, into: &promised, before: Self.isSooner)
    case .agent, .bot, .left, .resolved, .closed: break
    }
  }

  private mutating func remove(_ id: ConversationID) {
    guard let old = open.removeValue(forKey: id) else { return }
    if old.stage == .waiting { queue.removeAll { $0.conversation == id } }
    if old.stage == .missed { missed.removeAll { $0.conversation == id } }
    if old.stage == .promised { promised.removeAll { $0.conversation == id } }
  }

  /// Kept in order as they come: a screen is drawn many times between two changes.
  private static func insert(
    _ summary: Summary, into list: inout [Summary], before: (Summary, Summary) -> Bool
  ) {
    var low = 0
    var high = list.count
    while low < high {
      let middle = (low + high) / 2
      if before(summary, list[middle]) { high = middle } else { low = middle + 1 }
    }
    list.insert(summary, at: low)
  }

  /// The desk's own order: the one that customers' places are told by, and that `take` goes by.
  private static func isSooner(_ one: Summary, _ other: Summary) -> Bool {
    let (first, second) = (one.rank ?? .max, other.rank ?? .max)
    let (since, otherSince) = (one.owed.since ?? one.lastAt, other.owed.since ?? other.lastAt)
    return (first, since, one.conversation) < (second, otherSince, other.conversation)
  }

  static func isMine(_ summary: Summary, _ me: Identifier<Agent>?) -> Bool {
    summary.agent != nil && summary.agent?.id == me
  }

  /// What agents have, each of them.
  package var withAgents: [Summary] { open.values.filter { $0.stage == .agent } }

  /// When the longest wait of the queue began.
  package var oldestWait: Instant? { queue.compactMap(\.owed.since).min() }

  /// What I have, in the order of the numbers they are called by, so that rows stay where they are.
  package func mine(_ me: Identifier<Agent>?) -> [Summary] {
    open.values.filter { $0.stage == .agent && Self.isMine($0, me) }
      .sorted {
        (place($0.conversation) ?? .max, $0.number) < (place($1.conversation) ?? .max, $1.number)
      }
  }
}
