package import Desk
import Files
package import Journal
import Secrets
import Wire

/// Who is being erased, and how far that has come.
///
/// Part by part, a part with each turn, so that the longest history keeps nobody waiting. Nothing
/// of it need be kept: what is left to do is seen by the record and the list beside it.
struct Erasures {
  /// One customer.
  struct Work {
    let line: ErasedList.Line
    /// Whose order it is, and why.
    let author: String
    let reason: String?
    /// Whether that stands in the audit trail, as far as the latest turn goes.
    var isNoted = false
    /// Whether nothing is left, as far as the latest turn goes.
    var isFinished = false
    /// Conversations that still say something; nil: to be looked up.
    var left: [Identifier<Conversation>]?
    var course: ErasureCourse?
    /// How many are done.
    var done = 0
    /// Those whose events cannot be read.
    var unreadable: Set<Identifier<Conversation>> = []
  }

  var works: [Work] = []
  /// Clears what is left in the unused parts of the file; nil: there is nothing to clear.
  var scrubbing: PageScrubbing?
  var scrubsNext = Instant(milliseconds: 0)

  /// Between two stretches of the file, and while a reader keeps them from being cleared.
  static let breath = Duration.milliseconds(20)

  var nextDue: Instant? {
    if !works.isEmpty { return Instant(milliseconds: 0) }
    return scrubbing == nil ? nil : scrubsNext
  }

  /// A turn was not written: what it did is done again.
  mutating func beginAnew() {
    for index in works.indices {
      (works[index].left, works[index].course) = (nil, nil)
      (works[index].isNoted, works[index].isFinished) = (false, false)
    }
  }
}

// MARK: - Asking for it

extension Office {
  /// A customer wants nothing to be left of them.
  func forgetMe(_ caller: Caller, _ id: Question.ID) throws(RecordFailure) {
    guard case .known(.customer(let customer)) = caller.who else {
      let why = "only customers are forgotten, and only who has begun a conversation"
      let refused = Refused(.forgetMe, id: id)
      return draft.deliveries.append(
        .frame(caller.line, ServerFrame.refused(Refusal(.notAllowed, why), refused).bytes))
    }
    let due = try askErasure(of: customer)
    draft.deliveries.append(
      .frame(caller.line, ServerFrame.answer(id, .erased(at: due)).bytes))
    forget(customer, caller.line)
  }

  /// Says in the latest conversation, and in those that are under way, when it will be.
  private func askErasure(of customer: Identifier<Customer>) throws(RecordFailure) -> Instant {
    if erasures.works.contains(where: { $0.line.customer == customer }) { return now }
    let all = try told(customer)
    if let due = all.compactMap({ timers.due($0.conversation.id, .erasure) }).min() { return due }
    let key = Principal.customer(customer).key
    guard plan.eraseAfter > .zero, !all.isEmpty else {
      try erase(customer, reason: nil, by: key)
      return now
    }
    let due = now + plan.eraseAfter
    for live in all {
      happen([.erasureAsked(due: due)], to: live, by: key)
      set(.erasure, of: live.conversation.id, due: due)
    }
    note(.erasureAsked(customer, due: due), by: key)
    return due
  }

  /// How many conversations are looked at for those that are under way.
  private static let lookedAt = 50

  private func told(_ customer: Identifier<Customer>) throws(RecordFailure) -> [OpenConversation] {
    var told: [OpenConversation] = []
    for row in try record.conversations(of: customer, limit: Self.lookedAt) {
      guard told.isEmpty || row.stage != .closed, let live = try live(row.conversation) else {
        continue
      }
      told.append(live)
    }
    return told
  }

  /// It is not to be after all. Returns in how many conversations that is said.
  package func keep(
    _ customer: Identifier<Customer>, reason: String?, by author: String
  ) throws -> Int {
    let asked = try told(customer).filter {
      timers.due($0.conversation.id, .erasure) != nil
    }
    guard !asked.isEmpty else {
      throw OperatorRefusal(description: "\(customer) has not asked to be erased, or is already")
    }
    for live in asked {
      timers.clear(live.conversation.id, .erasure)
      happen([.erasureWithdrawn], to: live, by: Principal.desk.key)
    }
    note(.erasureWithdrawn(customer, reason: reason), by: author)
    return asked.count
  }

  /// The moment has come.
  func eraseWhoAsked(in live: OpenConversation) throws(RecordFailure) {
    guard let customer = live.conversation.opening?.customer else { return }
    try erase(customer, reason: nil, by: AuditEntry.itself)
  }
}

// MARK: - Doing it

extension Office {
  /// From now on a customer is being erased: nobody comes in as them, and it goes on by itself.
  package func erase(
    _ customer: Identifier<Customer>, reason: String?, by author: String
  ) throws(RecordFailure) {
    guard !erasures.works.contains(where: { $0.line.customer == customer }) else { return }
    let line = ErasedList.Line(customer, at: now)
    try erasedList?.add(line)
    erasures.works.append(Erasures.Work(line: line, author: author, reason: reason))
    begin(&erasures.works[erasures.works.count - 1])
  }

  private func begin(_ work: inout Erasures.Work) {
    note(.erasureBegan(work.line.customer, reason: work.reason), by: work.author)
    draft.record.doors.forgotten.append(work.line.customer)
    draft.deliveries.append(.forget(work.line.customer))
    work.isNoted = true
  }

  /// How many conversations are still to be erased; nil once all is done.
  package func leftToErase(of customer: Identifier<Customer>) throws(RecordFailure) -> Int? {
    guard let work = erasures.works.first(where: { $0.line.customer == customer }) else {
      return erasures.scrubbing == nil ? nil : 0
    }
    return try record.leftToErase(of: customer, begunBy: work.line.at).count
  }

  /// Goes on after a start with what a crash cut off, or an older copy of the record brought back.
  package func resumeErasing(_ list: ErasedList, removeFiles: @escaping ([String]) -> Void)
    throws(RecordFailure)
  {
    erasedList = list
    self.removeFiles = removeFiles
    for line in list.lines {
      guard try record.isLeft(of: line.customer, from: line.at) else { continue }
      erasures.works.append(
        Erasures.Work(
          line: line, author: AuditEntry.itself, reason: "again: it was cut off, or came back"))
    }
    // Whether it was done before the end is not known.
    if !list.lines.isEmpty { erasures.scrubbing = PageScrubbing() }
  }

  func eraseOn() throws(RecordFailure) {
    guard now >= writesAgain else { return }
    guard var work = erasures.works.first else { return try scrubOn() }
    guard !work.isFinished else {
      // What it came to is on disk.
      erasures.works.removeFirst()
      erasures.scrubbing = PageScrubbing()
      return
    }
    if !work.isNoted { begin(&work) }
    if work.left == nil {
      work.left = try record.leftToErase(of: work.line.customer, begunBy: work.line.at)
        .filter { !work.unreadable.contains($0) }
    }
    guard let id = work.left?.last else {
      finish(&work)
      erasures.works[0] = work
      return
    }
    if let live = try live(id) {
      if try eraseOn(in: live, &work) { work.left?.removeLast() }
    } else {
      work.unreadable.insert(id)
      work.left?.removeLast()
    }
    if work.left?.isEmpty == true { work.left = nil }
    erasures.works[0] = work
  }

  /// True once nothing is left of it.
  private func eraseOn(in live: OpenConversation, _ work: inout Erasures.Work)
    throws(RecordFailure) -> Bool
  {
    let id = live.conversation.id
    if !live.conversation.isErased {
      happen([.erased], to: live, by: Principal.desk.key)
      for kind in [Timer.Kind.wait, .erasure] { timers.clear(id, kind) }
      live.flow = .none
      draft.flowChanged(in: live)
    }
    var course = work.course ?? ErasureCourse(id)
    let part = course.next(upTo: live.conversation.seq)
    draft.record.erasures.append(part)
    work.course = part.isLast ? nil : course
    guard part.isLast else { return false }
    try removeFiles(of: live.conversation, work.line.customer)
    work.done += 1
    return true
  }

  /// What nobody else's conversation holds goes, before the record forgets that it was there.
  private func removeFiles(of conversation: Conversation, _ customer: Identifier<Customer>)
    throws(RecordFailure)
  {
    guard let number = conversation.opening?.number else { return }
    var gone: [String] = []
    for file in try record.files.files(of: number) {
      if try !record.files.isKept(file, byOthersThan: customer) { gone.append(file) }
    }
    if !gone.isEmpty { removeFiles(gone) }
  }

  private func finish(_ work: inout Erasures.Work) {
    let customer = work.line.customer
    draft.record.erasedCustomers.append(customer)
    note(.erased(customer, conversations: work.done), by: AuditEntry.itself)
    work.isFinished = true
  }

  /// Between two turns, when nothing is being written.
  private func scrubOn() throws(RecordFailure) {
    guard var scrubbing = erasures.scrubbing, now >= erasures.scrubsNext else { return }
    let isDone = try scrubbing.advance(record.database)
    erasures.scrubbing = isDone ? nil : scrubbing
    erasures.scrubsNext = now + Erasures.breath
  }
}
