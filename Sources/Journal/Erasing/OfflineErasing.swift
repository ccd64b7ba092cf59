package import Desk
import Events

/// Erases a customer in a record that no desk serves: as the Office does it, a part a transaction.
package struct OfflineErasing {
  private let record: SQLiteRecord
  private let list: ErasedList
  /// Removes files, by their codes.
  private let removeFiles: ([String]) -> Void

  package init(
    _ record: SQLiteRecord, _ list: ErasedList, removeFiles: @escaping ([String]) -> Void
  ) {
    self.record = record
    self.list = list
    self.removeFiles = removeFiles
  }

  /// Returns how many conversations said something.
  package func erase(
    _ customer: Identifier<Customer>, reason: String?, by author: String,
    destinations: [OutsideDestination],
    at now: Instant
  ) throws(RecordFailure) -> Int {
    let left = try record.tables.leftToErase(of: customer, begunBy: now)
    try list.add(ErasedList.Line(customer, at: now))
    var begin = RecordTurn()
    begin.audit.append(
      AuditEntry(.erasureBegan(customer, reason: reason), by: author, at: now))
    begin.doors.forgotten.append(customer)
    try record.append(begin)
    for id in left { try erase(id, customer, destinations, now) }
    var end = RecordTurn()
    end.erasedCustomers.append(customer)
    end.audit.append(
      AuditEntry(
        .erased(customer, conversations: left.count), by: AuditEntry.itself, at: now))
    try record.append(end)
    var scrubbing = PageScrubbing()
    // Nobody else has it open for writing; who reads is waited for a while.
    for _ in 0..<Self.mostStretches {
      if try scrubbing.advance(record.database) { break }
    }
    return left.count
  }

  /// More than a record of 64 GiB has.
  private static let mostStretches = 20_000

  private func erase(
    _ id: Identifier<Conversation>, _ customer: Identifier<Customer>,
    _ destinations: [OutsideDestination],
    _ now: Instant
  ) throws(RecordFailure) {
    var conversation = try replayed(id)
    if !conversation.isErased {
      var turn = RecordTurn()
      turn.destinations = destinations
      let (expected, at) = (conversation.seq, max(now, conversation.times.latest))
      conversation.apply(.erased, at: at)
      let entry = Append.Entry(
        at: at, author: Principal.desk.key, cid: nil, fingerprint: nil,
        body: EventText.write(.erased))
      turn.appends.append(Append(after: conversation, expected: expected, events: [entry]))
      try record.append(turn)
    }
    if let number = conversation.opening?.number {
      var gone: [String] = []
      for file in try record.tables.files.files(of: number) {
        if try !record.tables.files.isKept(file, byOthersThan: customer) { gone.append(file) }
      }
      if !gone.isEmpty { removeFiles(gone) }
    }
    var course = ErasureCourse(id)
    while true {
      var turn = RecordTurn()
      let part = course.next(upTo: conversation.seq)
      turn.erasures.append(part)
      try record.append(turn)
      if part.isLast { return }
    }
  }

  private func replayed(_ id: Identifier<Conversation>) throws(RecordFailure) -> Conversation {
    var conversation = Conversation(id: id)
    while true {
      let page = try record.tables.entries(of: id, after: conversation.seq, limit: 1000)
      for kept in page {
        do throws(TextMistake) {
          conversation.apply(try EventText.recorded(kept.body), at: kept.at)
        } catch {
          throw RecordFailure(
            .damaged, "event \(kept.seq) of conversation \(id) cannot be read: \(error)")
        }
      }
      if page.count < 1000 { return conversation }
    }
  }
}
