import Desk
import Journal

/// What customers and sites have written today.
///
/// Counted in memory and written down some seconds later, and when the program ends: a crash
/// forgets some seconds' worth, which no quota is fine enough to notice.
struct Consumption {
  private var day: Int64 = 0
  private var known: [Subject: Count] = [:]
  /// What has changed since it was last written, in the order in which it did.
  private var unwritten: [Count] = []
  /// How many of them are to be written now, and are being written with this turn.
  private var due = 0
  private var beingWritten = 0
  private var written = Instant(milliseconds: 0)
  /// How many were unwritten when it was last asked to hurry.
  private var left = 0
  /// Counts that were handed out under an earlier one are counted no more.
  private var generation = 0

  /// Customers and sites remembered; beyond it what is on disk is forgotten and read again.
  private static let bound = 50_000
  private static let pause = Duration.seconds(10)
  /// Counts written in one turn: less than a millisecond.
  private static let writtenAtOnce = 200

  enum Subject: Hashable {
    case customer(Identifier<Customer>)
    case site(String)

    /// What it is called in the record.
    var name: String {
      switch self {
      case .customer(let customer): "c:\(customer.text)"
      case .site(let site): "s:\(site)"
      }
    }
  }

  /// What one of them has written today: the same for everybody who counts it.
  final class Count {
    /// What it is called in the record.
    fileprivate let name: String
    fileprivate(set) var usage: Usage
    fileprivate var isUnwritten = false

    fileprivate init(_ subject: Subject, _ usage: Usage) {
      name = subject.name
      self.usage = usage
    }
  }

  /// A customer's and their site's; a conversation keeps its own, so that not every message looks
  /// for them.
  struct Counts {
    let customer: Count
    let site: Count
    fileprivate let generation: Int
  }

  /// `former` where they were looked for before.
  mutating func counts(
    of customer: Identifier<Customer>, _ site: String, _ former: Counts? = nil, at now: Instant,
    in record: Tables
  ) throws(RecordFailure) -> Counts {
    begin(Quotas.day(of: now))
    if let former, former.generation == generation { return former }
    if known.count + 2 > Self.bound {
      known = known.filter { $0.value.isUnwritten }
      generation += 1
    }
    return Counts(
      customer: try count(of: .customer(customer), in: record),
      site: try count(of: .site(site), in: record), generation: generation)
  }

  private mutating func count(of subject: Subject, in record: Tables) throws(RecordFailure) -> Count
  {
    if let count = known[subject] { return count }
    let count = Count(subject, try record.usage(of: subject.name, on: day) ?? Usage())
    known[subject] = count
    return count
  }

  mutating func add(_ usage: Usage, to counts: Counts) {
    add(usage, to: counts.customer)
    add(usage, to: counts.site)
  }

  private mutating func add(_ usage: Usage, to count: Count) {
    count.usage = count.usage + usage
    guard !count.isUnwritten else { return }
    count.isUnwritten = true
    unwritten.append(count)
  }

  /// What was counted yesterday is over.
  private mutating func begin(_ today: Int64) {
    guard today != day else { return }
    forget()
    day = today
  }

  /// Adds what is due to a turn: what had changed when the pause was over, a part with each turn.
  mutating func write(to turn: inout RecordTurn, at now: Instant) {
    guard !unwritten.isEmpty else { return }
    if now.since(written) >= Self.pause || now < written {
      written = now
      due = unwritten.count
      // In no order each count would have a page of its own to write.
      unwritten.sort { $0.name < $1.name }
    }
    beingWritten = min(due, Self.writtenAtOnce)
    turn.usage = unwritten.prefix(beingWritten).map { count in
      RecordTurn.UsageOfDay(day: day, subject: count.name, usage: count.usage)
    }
  }

  /// Makes what is left due at once; false when nothing is.
  mutating func hurry() -> Bool {
    let before = unwritten.count
    written = Instant(milliseconds: 0)
    defer { left = before }
    // What could not be written last time will not be now.
    return before > 0 && before != left
  }

  /// The turn is on disk.
  mutating func settle() {
    guard beingWritten > 0 else { return }
    for count in unwritten.prefix(beingWritten) { count.isUnwritten = false }
    unwritten.removeFirst(beingWritten)
    due -= beingWritten
    beingWritten = 0
  }

  /// The turn is not: what it counted is sent again.
  mutating func forget() {
    let next = generation + 1
    self = Consumption()
    generation = next
  }
}

// MARK: - What customers may write

extension Office {
  /// Who is counted for what is said in a conversation; nil for everybody but its customer.
  func counts(of principal: Principal, in live: OpenConversation) throws(RecordFailure)
    -> Consumption.Counts?
  {
    guard case .customer(let customer) = principal else { return nil }
    let counts = try consumption.counts(
      of: customer, live.conversation.opening?.site ?? "", live.counts, at: now, in: record)
    live.counts = counts
    return counts
  }

  /// Why a customer may write no more now; nil if they may.
  func quotaRefusal(_ counts: Consumption.Counts, in conversation: Usage) -> Refusal? {
    plan.quotas.refusal(
      conversation: conversation, customer: counts.customer.usage, site: counts.site.usage, at: now)
  }

  /// A quota was reached: which one, without the time that is left.
  func tellOperator(_ refusal: Refusal, _ line: ConnectionNumber, _ site: String) {
    let reason = String(refusal.why.prefix { $0 != ";" })
    draft.deliveries.append(.notice(.quotaReached(line, site: site, reason: reason)))
  }
}
