import Desk
import Journal

/// Who waits to be offered, what stands offered, and what agents made of it.
///
/// Kept nowhere beside the events: at a start it is made from the conversations that wait.
struct Offers {
  /// Everybody in the line whose queue offers, as far as they were looked at since the start.
  private(set) var waits: [Identifier<Conversation>: Wait] = [:]
  /// Those in the line at a start who were not looked at yet.
  private var unseen: [Identifier<Conversation>] = []
  private var ends = Deadlines<Identifier<Conversation>>()
  private var reflections = Deadlines<Identifier<Conversation>>()
  private var thoughts: [Identifier<Conversation>: Thought] = [:]
  /// Offers missed in a row.
  private var misses: [Identifier<Agent>: Int] = [:]
  /// Agents who gave somebody back of their own will: others come first in that wait.
  private var gaveBack: [Identifier<Conversation>: Set<Identifier<Agent>>] = [:]
  /// Whom those who came back had before.
  private var preferred: [Identifier<Conversation>: Identifier<Agent>] = [:]
  var watch = IdleWatch()
  /// Whether somebody may be offered now who could not be before.
  private var isStale = false
  private var nextLook: Instant?
  /// Offers that do not fit beside what their agents have any more.
  private var misfits: Set<Identifier<Conversation>> = []
  /// When to take back what is offered to those who are away, and to those who are not connected.
  private(set) var awayLook: Instant?
  private var absentLook: Instant?

  /// Offers made in one turn, and conversations read at a start; the others with the next turn.
  static let perTurn = 200

  /// What was last remembered of a wait, and how often.
  private struct Thought {
    var latest: Consideration?
    var count = 0
  }

  /// How long after a wait began the desk first says why; most are over before.
  static let firstThought = Duration.seconds(2)
  static let betweenThoughts = Duration.seconds(60)
  static let mostThoughts = 20

  // MARK: The line

  /// Begins anew with those who wait by the record.
  mutating func recall(_ line: [Identifier<Conversation>]) {
    let (misses, watch) = (misses, watch)
    self = Offers()
    (self.misses, self.watch, isStale, unseen) = (misses, watch, true, line.reversed())
  }

  mutating func takeUnseen() -> Identifier<Conversation>? { unseen.popLast() }

  mutating func change() { isStale = true }

  var isEmpty: Bool { waits.isEmpty && unseen.isEmpty }

  /// Whether to look for offers now.
  mutating func takeStale(at now: Instant) -> Bool {
    guard isStale || nextLook.map({ $0 <= now }) == true else { return false }
    (isStale, nextLook) = (false, nil)
    return true
  }

  /// Everybody was offered who can be; `moment`: when that may change by itself.
  mutating func rest(until moment: Instant?) { (isStale, nextLook) = (false, moment) }

  /// Takes in where somebody stands now; nil: they wait no more to be offered.
  mutating func keep(_ wait: Wait?, of id: Identifier<Conversation>, at now: Instant) {
    let former = waits[id]
    guard var wait else {
      (gaveBack[id], preferred[id]) = (nil, nil)
      guard former != nil else { return }
      waits[id] = nil
      ends.clear(id)
      reflections.clear(id)
      thoughts[id] = nil
      isStale = true
      return
    }
    wait.declinedBy.formUnion(gaveBack[id] ?? [])
    wait.preferred = preferred[id]
    if former == nil { reflections.set(id, now + Self.firstThought) }
    if former?.offer != wait.offer {
      ends.clear(id)
      if let offer = wait.offer { ends.set(id, offer.until) }
    }
    waits[id] = wait
    isStale = true
  }

  mutating func giveBack(_ id: Identifier<Conversation>, by agent: Identifier<Agent>) {
    gaveBack[id, default: []].insert(agent)
  }

  mutating func prefer(_ agent: Identifier<Agent>, for id: Identifier<Conversation>) {
    preferred[id] = agent
  }

  // MARK: What stands offered

  mutating func takeOver(at now: Instant) -> Identifier<Conversation>? { ends.takeDue(at: now) }

  /// The first that is offered to an agent.
  func offered(to agent: Identifier<Agent>) -> [Identifier<Conversation>] {
    waits.values.filter { $0.offer?.agent.id == agent }.sorted { $0.since < $1.since }
      .map(\.conversation)
  }

  /// How many in a row the agent has missed with this one.
  mutating func miss(_ agent: Identifier<Agent>) -> Int {
    misses[agent, default: 0] += 1
    return misses[agent] ?? 0
  }

  /// They are there: they took something, or said why not.
  mutating func answered(_ agent: Identifier<Agent>) { misses[agent] = nil }

  mutating func unfit(_ id: Identifier<Conversation>) { misfits.insert(id) }

  mutating func takeMisfits() -> [Identifier<Conversation>] {
    guard !misfits.isEmpty else { return [] }
    defer { misfits = [] }
    return misfits.sorted()
  }

  /// Somebody is away, or was cut off and is perhaps back at once.
  mutating func mind(goneAt moment: Instant, isAway: Bool) {
    if isAway { awayLook = moment } else { absentLook = absentLook ?? moment + Desertion.pause }
  }

  /// Those to whom something stands offered, where it is time to look whether they are there;
  /// `true` for who must be connected, too.
  mutating func takeHolders(at now: Instant) -> (waits: [Wait], areLooked: Bool)? {
    let areLooked = absentLook.map { $0 <= now } == true
    guard areLooked || awayLook != nil else { return nil }
    awayLook = nil
    if areLooked { absentLook = nil }
    let held = waits.values.filter { $0.offer != nil }
    return (held.sorted { $0.conversation < $1.conversation }, areLooked)
  }

  // MARK: Why somebody waits

  mutating func takeReflection(at now: Instant) -> Wait? {
    while let id = reflections.takeDue(at: now) { if let wait = waits[id] { return wait } }
    return nil
  }

  /// Whether this is worth remembering: another picture than the last.
  mutating func isNews(_ thought: Consideration, of id: Identifier<Conversation>, at now: Instant)
    -> Bool
  {
    let former = thoughts[id] ?? Thought()
    guard former.count < Self.mostThoughts else { return false }
    reflections.set(id, now + Self.betweenThoughts)
    guard former.latest != thought else { return false }
    thoughts[id] = Thought(latest: thought, count: former.count + 1)
    return true
  }

  /// Nil while nobody waits to be offered.
  var nextDue: Instant? {
    guard !isEmpty else { return nil }
    return [
      ends.next, reflections.next, nextLook, absentLook, awayLook, watch.nextLook,
      isStale || !unseen.isEmpty ? Instant(milliseconds: 0) : nil,
    ].compactMap { $0 }.min()
  }

  mutating func clockJumped(by jump: Duration) {
    ends.shift(by: jump)
    reflections.shift(by: jump)
    nextLook = nextLook.map { $0 + jump }
    absentLook = absentLook.map { $0 + jump }
    watch.clockJumped(by: jump)
  }
}

/// Looks whether somebody who could have a conversation is idle while it waits: the desk's own
/// alarm, for a day when its routing fails.
struct IdleWatch {
  private var suspects: [Identifier<Conversation>: Instant] = [:]
  private var told: Set<Identifier<Conversation>> = []
  private(set) var nextLook: Instant?

  /// Longer than a turn that is held up, shorter than anybody notices.
  static let patience = Duration.seconds(5)

  /// Takes in who could be offered and is not; gives those who have stood so for too long, once a
  /// wait.
  mutating func look(_ idle: [Routing.Match], at now: Instant) -> [Routing.Match] {
    let ids = Set(idle.map(\.conversation))
    suspects = suspects.filter { ids.contains($0.key) }
    told.formIntersection(ids)
    var late: [Routing.Match] = []
    for match in idle {
      let since = suspects[match.conversation] ?? now
      suspects[match.conversation] = since
      guard now.since(since) >= Self.patience, told.insert(match.conversation).inserted else {
        continue
      }
      late.append(match)
    }
    nextLook = idle.count > told.count ? now + Self.patience : nil
    return late
  }

  mutating func clockJumped(by jump: Duration) {
    suspects = suspects.mapValues { $0 + jump }
    nextLook = nextLook.map { $0 + jump }
  }
}
