import Desk
import Journal

/// What customers and sites have written today.
///
/// Counted in memory and written down some seconds later, and when the program ends: a crash
/// forgets some seconds' worth, which no quota is fine enough to notice.
struct Consumption {
  private var day: Int64 = 0
  private var known: [Subject: Usage] = [:]
  /// What has changed since it was last written.
  private var unwritten: Set<Subject> = []
  private var beingWritten: Set<Subject> = []
  private var written = Instant(milliseconds: 0)
  /// How many were unwritten when it was last asked to hurry.
  private var left = 0

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

  mutating func usage(of subject: Subject, at now: Instant, in record: Tables)
    throws(RecordFailure) -> Usage
  {
    begin(Quotas.day(of: now))
    if let usage = known[subject] { return usage }
    let usage = try record.usage(of: subject.name, on: day) ?? Usage()
    if known.count >= Self.bound { known = known.filter { unwritten.contains($0.key) } }
    known[subject] = usage
    return usage
  }

  mutating func add(_ usage: Usage, to subject: Subject, at now: Instant, in record: Tables)
    throws(RecordFailure)
  {
    known[subject] = try self.usage(of: subject, at: now, in: record) + usage
    unwritten.insert(subject)
  }

  /// What was counted yesterday is over.
  private mutating func begin(_ today: Int64) {
    guard today != day else { return }
    self = Consumption()
    day = today
  }

  /// Adds what is due to a turn.
  mutating func write(to turn: inout RecordTurn, at now: Instant) {
    let isDue = now.since(written) >= Self.pause || now < written
    guard !unwritten.isEmpty, isDue || unwritten.count >= Self.writtenAtOnce else { return }
    beingWritten = Set(unwritten.prefix(Self.writtenAtOnce))
    turn.usage = beingWritten.map { subject in
      RecordTurn.UsageOfDay(day: day, subject: subject.name, usage: known[subject] ?? Usage())
    }
    if beingWritten.count == unwritten.count { written = now }
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
    unwritten.subtract(beingWritten)
    beingWritten = []
  }

  /// The turn is not: what it counted is sent again.
  mutating func forget() { self = Consumption() }
}

// MARK: - What customers may write

extension Office {
  /// Why a customer may write no more now; nil if they may, and for everybody else.
  func quotaRefusal(_ principal: Principal, _ site: String, in conversation: Usage)
    throws(RecordFailure) -> Refusal?
  {
    guard case .customer(let customer) = principal else { return nil }
    return plan.quotas.refusal(
      conversation: conversation,
      customer: try consumption.usage(of: .customer(customer), at: now, in: record),
      site: try consumption.usage(of: .site(site), at: now, in: record), at: now)
  }

  /// A quota was reached: which one, without the time that is left.
  func tellOperator(_ refusal: Refusal, _ line: ConnectionNumber, _ site: String) {
    let reason = String(refusal.why.prefix { $0 != ";" })
    draft.deliveries.append(.notice(.quotaReached(line, site: site, reason: reason)))
  }

  /// Counts what a customer's command added, the bot's answers with it.
  func consume(_ usage: Usage, _ principal: Principal, _ live: OpenConversation)
    throws(RecordFailure)
  {
    guard case .customer(let customer) = principal else { return }
    let site = live.conversation.opening?.site ?? ""
    try consumption.add(usage, to: .customer(customer), at: now, in: record)
    try consumption.add(usage, to: .site(site), at: now, in: record)
  }
}
