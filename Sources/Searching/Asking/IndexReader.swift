import Desk
import Glibc
package import Journal

/// Answers queries from the index, over connections that only read. Belongs to one thread.
package final class IndexReader {
  private let file: IndexFile
  private let record: FollowedRecord
  private let heads: FileBacklogs
  private let database: Database
  private let identity: UInt64?

  /// Rows looked at between two looks at the clock.
  private static let stride = 64
  /// Tickets that are looked through one by one, where a filter fits so few.
  private static let fewTickets = 64

  package init(_ file: IndexFile, of path: String) throws(RecordFailure) {
    self.file = file
    do throws(RecordFailure) {
      record = try FollowedRecord(path: path)
      heads = try FileBacklogs(path: path)
    } catch { throw error.ofRecord }
    identity = file.identity
    database = try Database(path: file.path, mode: .reading)
    guard try database.number("PRAGMA user_version") == IndexFile.version else {
      throw RecordFailure(.damaged, "\(file.path) is of another version")
    }
    guard
      try database.text("SELECT value FROM facts_of_index WHERE name='epoch'") == record.epoch
    else { throw RecordFailure(.damaged, "\(file.path) is of another record") }
  }

  /// Whether the file is still the one that is read: it may be removed, and made anew, at any time.
  package var isCurrent: Bool { identity != nil && file.identity == identity }

  /// How many events of the record the index does not have yet.
  package func behind() throws(RecordFailure) -> Int64 {
    let position = try database.number("SELECT value FROM facts_of_index WHERE name='position'")
    return max(0, try record.end() - (position ?? 0))
  }

  /// What fits, the latest first; each part of the index is given `budget` for it.
  ///
  /// Throws `.stopped` where so much fits that nothing was found in that time.
  package func find(
    _ query: Query, for asker: Asker, after cursor: Int64?, limit: Int, within budget: Duration
  ) throws(RecordFailure) -> SearchResult {
    defer { database.stop(after: nil) }
    let look = Look(query, asker, cursor ?? .max, limit, budget)
    var strands: [Strand] = []
    if query.hasWords {
      let tickets = try few(look)
      if let match = Matching.said(query) {
        strands.append(try strand(look, words(look, tickets), match))
      }
      if let match = Matching.facts(query) {
        strands.append(try strand(look, facts(look), match))
      }
    } else {
      strands.append(try strand(look, alone(look), nil))
    }
    return try result(strands, look)
  }

  /// What one asking is about.
  private struct Look {
    let query: Query
    let asker: Asker
    let before: Int64
    let limit: Int
    let budget: Duration
    let conditions: Conditions

    init(
      _ query: Query, _ asker: Asker, _ before: Int64, _ limit: Int, _ budget: Duration
    ) {
      self.budget = budget
      self.query = query
      self.asker = asker
      self.before = before
      self.limit = limit
      conditions = Conditions(query, for: asker, from: IndexReader.firstFree)
    }

    /// Tickets are only looked at where something must be true of them.
    var join: String {
      conditions.terms.isEmpty ? "" : "CROSS JOIN tickets t ON t.number=d.ticket"
    }
  }

  /// 1 is the words, 2 and 3 the positions between which is looked, 4 and 5 the moments.
  private static let firstFree: Int32 = 6

  // MARK: Where to look

  /// The numbers of the tickets that fit, where they are few and found at once.
  private func few(_ look: Look) throws(RecordFailure) -> [Int64]? {
    guard look.query.hasWords, look.conditions.isNarrow else { return nil }
    database.stop(after: look.budget)
    let rows = try database.prepare(
      "SELECT t.number FROM tickets t WHERE \(look.conditions.sql) LIMIT \(Self.fewTickets + 1)")
    look.conditions.bind(to: rows, from: Self.firstFree)
    let numbers = try rows.rows { $0.int(0) }
    return numbers.count <= Self.fewTickets ? numbers : nil
  }

  private func words(_ look: Look, _ tickets: [Int64]?) -> String {
    let moments = "d.at>=?4 AND d.at<?5"
    guard let tickets else {
      return """
        SELECT w.rowid, d.ticket, d.seq, \(moments) AND \(look.conditions.sql)
        FROM said w CROSS JOIN docs d ON d.position=w.rowid \(look.join)
        WHERE w.said MATCH ?1 AND w.rowid<?2 AND w.rowid>=?3 ORDER BY w.rowid DESC
        """
    }
    let numbers = tickets.map(String.init).joined(separator: ", ")
    return """
      SELECT d.position, d.ticket, d.seq, \(moments) AND \(look.conditions.sql)
      FROM docs d CROSS JOIN tickets t ON t.number=d.ticket
        CROSS JOIN said w ON w.rowid=d.position
      WHERE d.ticket IN (\(numbers)) AND d.position<?2 AND d.position>=?3 AND w.said MATCH ?1
      ORDER BY d.position DESC
      """
  }

  private func facts(_ look: Look) -> String {
    """
    SELECT f.rowid, t.number, 0, t.started>=?4 AND t.started<?5 AND \(look.conditions.sql)
    FROM facts f CROSS JOIN tickets t ON t.first=f.rowid
    WHERE f.facts MATCH ?1 AND f.rowid<?2 AND f.rowid>=?3 ORDER BY f.rowid DESC
    """
  }

  private func alone(_ look: Look) -> String {
    """
    SELECT t.first, t.number, 0, 1 FROM tickets t
    WHERE t.first<?2 AND t.first>=?3 AND t.started>=?4 AND t.started<?5
      AND \(look.conditions.sql) AND ?1 IS NULL
    ORDER BY t.first DESC
    """
  }

  /// Between which positions everything of the query's days stands.
  private func span(_ look: Look) throws(RecordFailure) -> Range<Int64> {
    var span: Range<Int64> = 0..<look.before
    guard look.query.since != nil || look.query.until != nil else { return span }
    let row = try database.prepare(
      "SELECT min(low), max(high) FROM days WHERE day>=? AND day<=?")
    row.bind(1, look.query.since.map(IndexDay.of) ?? .min)
    row.bind(2, look.query.until.map(IndexDay.of) ?? .max)
    let days = try row.first { ($0.optionalInt(0), $0.optionalInt(1)) }
    guard let low = days?.0, let high = days?.1 else { return 0..<0 }
    let upper = min(span.upperBound, high + 1)
    span = min(low, upper)..<upper
    return span
  }

  // MARK: Looking

  /// What one part of the index holds, the latest first.
  private struct Strand {
    var rows: [Row] = []
    /// Everything from here on was looked at; nil: all there is.
    var floor: Int64?

    struct Row {
      let position: Int64
      let ticket: Int64
      /// 0 for a ticket's own line.
      let seq: Int64
    }
  }

  private func strand(_ look: Look, _ sql: String, _ match: String?)
    throws(RecordFailure) -> Strand
  {
    let span = try span(look)
    var strand = Strand()
    guard !span.isEmpty else { return strand }
    let end = Moment.now() + look.budget.milliseconds
    database.stop(after: look.budget)
    let rows = try database.prepare(sql)
    rows.bind(1, match)
    rows.bind(2, span.upperBound)
    rows.bind(3, span.lowerBound)
    rows.bind(4, look.query.since?.milliseconds ?? .min)
    rows.bind(5, look.query.until?.milliseconds ?? .max)
    look.conditions.bind(to: rows, from: Self.firstFree)
    var seen = 0
    var last = span.upperBound
    do throws(RecordFailure) {
      while try rows.step() {
        last = rows.int(0)
        seen += 1
        if rows.int(3) != 0 {
          strand.rows.append(Strand.Row(position: last, ticket: rows.int(1), seq: rows.int(2)))
        }
        let isLate = seen % Self.stride == 0 && Moment.now() > end
        if strand.rows.count > look.limit || isLate {
          strand.floor = last
          break
        }
      }
    } catch {
      guard error.kind == .stopped, seen > 0 else { throw error }
      strand.floor = last
    }
    return strand
  }

  // MARK: What was found

  private func result(_ strands: [Strand], _ look: Look) throws(RecordFailure) -> SearchResult {
    let floor = strands.compactMap(\.floor).max()
    let all = strands.flatMap(\.rows).filter { $0.position >= floor ?? 0 }
      .sorted { $0.position > $1.position }
    let shown = all.prefix(look.limit)
    // What was cut off is asked for again from the last that was shown.
    let isCut = all.count > look.limit
    let next = isCut ? shown.last?.position : floor
    var result = SearchResult()
    result.next = next
    result.isComplete = next == nil || isCut || shown.count == look.limit
    result.behind = try behind()
    let marking = Marking(look.query)
    for row in shown {
      do throws(RecordFailure) {
        if let hit = try hit(row, look, marking) { result.hits.append(hit) }
      } catch {
        // One damaged event of the record is no reason to find nothing.
        guard error.kind == .damaged else { throw error }
      }
    }
    return result
  }

  /// Nil for what is not theirs to see any more, or cannot be read.
  private func hit(_ row: Strand.Row, _ look: Look, _ marking: Marking) throws(RecordFailure)
    -> SearchResult.Hit?
  {
    guard let ticket = try record.ticket(row.ticket), try mayRead(ticket, look.asker) else {
      return nil
    }
    guard row.seq > 0 else {
      let facts = IndexedTicket(ticket)
      let text = [ticket.subject, facts.about].filter { !$0.isEmpty }.joined(separator: " · ")
      return SearchResult.Hit(
        ticket, position: row.position, seq: 1, .ticket, at: ticket.started, by: nil,
        marking.snippet(of: text))
    }
    guard let event = try record.event(at: row.position), event.number == row.ticket,
      let what = IndexedTexts.event(event.body)
    else { return nil }
    let texts = IndexedTexts(what)
    return SearchResult.Hit(
      ticket, position: row.position, seq: event.seq, texts.words.isEmpty ? .note : .words,
      at: event.at, by: what.speaker, marking.snippet(of: texts.shown))
  }

  /// As the record stands now, by the rule that everything goes by.
  private func mayRead(_ ticket: TicketReading.Row, _ asker: Asker) throws(RecordFailure) -> Bool {
    guard case .agent(let agent, let role, let closed) = asker else { return true }
    guard let head = try heads.head(of: ticket.conversation) else { return false }
    let audience = Audience(
      customer: head.customer, stage: head.stage, lastAgent: head.lastAgent,
      members: closed.members(of: head.queue), followers: head.followers)
    return audience.includes(.agent(AgentName(agent, name: agent.text), role))
  }
}

/// The clock that only goes forward, in milliseconds.
private enum Moment {
  static func now() -> Int64 {
    var moment = timespec()
    clock_gettime(CLOCK_MONOTONIC, &moment)
    return Int64(moment.tv_sec) * 1000 + Int64(moment.tv_nsec) / 1_000_000
  }
}
