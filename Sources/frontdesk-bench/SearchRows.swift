import Desk
import Export
import Foundation
import Journal
import Searching
import Threads

/// A record full of messages: how long a search takes, how far the index lags behind, how large it
/// is, how long a start takes after a kill, and an export of all tickets.
struct SearchRows {
  let scale: Scale
  let workshop: Workshop
  let say: (String) -> Void

  private struct Rows {
    let many: String
    var build: Row
    var size: Row
    var half: Row
    var most: Row
    var slowest: Row
    var lag: Row
    var start: Row
    var tickets: Row

    init(_ messages: Int) {
      many = Table.grouped(messages)
      build = Row("search: index of \(many) messages", "s", note: "made from nothing")
      size = Row("search: index, for each message", "bytes", note: "all files of the index")
      half = Row("search: p50", "ms", note: "\(many) messages, a mix of \(SearchRows.kinds) kinds")
      most = Row("search: p95", "ms")
      slowest = Row("search: slowest", "ms")
      lag = Row("search: from commit to found", "ms", note: "index caught up")
      start = Row("record of \(many) messages: start after kill -9", "ms")
      tickets = Row("export: \(Table.grouped(messages / Corpus.perTicket)) tickets as CSV", "s")
    }

    var all: [Row] { [build, size, half, most, slowest, lag, start, tickets] }
  }

  func rows() throws -> [Row] {
    let place = try workshop.prepare(.now, agents: 0)
    var rows = Rows(scale.searchedMessages)
    try measure(place.path + "/data", &rows)
    try start(place, &rows)
    try place.remove()
    return rows.all
  }

  /// Without a server: the folder is this program's own until it returns.
  private func measure(_ folder: String, _ rows: inout Rows) throws {
    let corpus = Corpus(messages: scale.searchedMessages)
    let place = try RecordFolder(path: folder)
    let record = try place.openRecord(now: Corpus.start)
    try corpus.write(to: record)
    for _ in 1...scale.runs {
      try index(folder, corpus, &rows)
      try search(folder, corpus, &rows)
      try export(folder, corpus, &rows)
    }
    try lag(folder, record, corpus, &rows)
    try record.close()
  }

  // MARK: The index

  private func index(_ folder: String, _ corpus: Corpus, _ rows: inout Rows) throws {
    let file = IndexFile(folder: folder)
    file.remove()
    let start = MonotonicTime.now
    do {
      let writer = try IndexWriter(file, of: FollowedRecord(path: folder + "/frontdesk.db"))
      while try writer.advance() > 0 {}
    }
    rows.build.add(Self.milliseconds(since: start) / 1000)
    rows.size.add(Double(file.size) / Double(corpus.messages))
  }

  /// The follower at work on a thread of its own, as in a server; a message is written and looked
  /// for until it is found.
  private func lag(
    _ folder: String, _ record: SQLiteRecord, _ corpus: Corpus, _ rows: inout Rows
  ) throws {
    let path = folder + "/frontdesk.db"
    let file = IndexFile(folder: folder)
    let follower = IndexFollower(file, of: path) { _ in }
    let thread = try NamedThread("index") { follower.run() }
    defer {
      follower.close()
      thread.join()
    }
    let more = try Corpus.Continuing(record, from: corpus.tickets)
    let reader = try IndexReader(file, of: path)
    for round in 1...(scale.runs * 5) {
      let word = "needle\(round)"
      try more.say(word)
      follower.nudge()
      let start = MonotonicTime.now
      while try found("in:words \(word)", .operator, reader).hits.isEmpty {
        guard MonotonicTime.now.since(start) < .seconds(30) else {
          throw Trouble("what was said was not found within 30 seconds")
        }
        usleep(2000)
      }
      rows.lag.add(Self.milliseconds(since: start))
    }
  }

  // MARK: Searching

  static let kinds = 13

  /// One search of a kind; the words differ from one to the next.
  private func text(_ kind: Int, _ corpus: Corpus, _ lot: inout Corpus.Lot) -> String {
    let ticket = 1 + lot.next(corpus.tickets)
    let (rare, common) = (
      Corpus.word(ofRank: 2000 + lot.next(12_000)), Corpus.word(ofRank: lot.next(20))
    )
    return switch kind {
    case 0: rare
    case 1: common
    case 2: "\(common) \(rare)"
    case 3: "\(common) \(Corpus.word(ofRank: lot.next(20))) -\(rare)"
    case 4: "\"\(common) \(Corpus.word(ofRank: lot.next(20)))\""
    case 5: "\(rare.prefix(5))*"
    case 6: "from:\(Corpus.address(ticket))"
    case 7: "from:\(Corpus.address(ticket)) \(common)"
    case 8: "field.order:\(Corpus.order(ticket))"
    case 9: "#\(ticket) \(common)"
    case 11: "\(rare.prefix(2))*"
    case 10: "state:open queue:billing \(common)"
    default: "\(common) on:2027-0\(1 + lot.next(9))"
    }
  }

  private func search(_ folder: String, _ corpus: Corpus, _ rows: inout Rows) throws {
    let reader = try IndexReader(
      IndexFile(folder: folder), of: folder + "/frontdesk.db")
    var lot = Corpus.Lot(11)
    var samples: [Int64] = []
    var slowest = (0.0, "")
    for round in 0..<max(scale.searches / 5, 24) {
      let text = text(round % Self.kinds, corpus, &lot)
      let asker: Asker =
        round % 3 == 0 ? .agent(Identifier("maya"), .agent, closedQueues: []) : .operator
      let start = MonotonicTime.now
      _ = try found(text, asker, reader)
      let span = MonotonicTime.now.since(start)
      samples.append(span.nanoseconds)
      if Double(span.nanoseconds) / 1e6 > slowest.0 {
        slowest = (Double(span.nanoseconds) / 1e6, text)
      }
    }
    let latencies = Latencies(samples)
    rows.half.add(latencies.milliseconds(at: 0.5))
    rows.most.add(latencies.milliseconds(at: 0.95))
    rows.slowest.add(slowest.0)
    say("  slowest search: \(slowest.1)")
  }

  private func found(_ text: String, _ asker: Asker, _ reader: IndexReader) throws -> SearchResult {
    let inquiry = Inquiry(
      text, for: asker, Query.Circumstances(offset: { _ in 0 }, now: Corpus.start))
    return try inquiry.answer(reader).get()
  }

  // MARK: The rest

  private func export(_ folder: String, _ corpus: Corpus, _ rows: inout Rows) throws {
    let start = MonotonicTime.now
    let count = try Exporting(ExportFilter(), as: .csv, by: ExportClock { _ in 0 }) { _ in }
      .write(.tickets, of: folder + "/frontdesk.db")
    guard count == corpus.tickets else { throw Trouble("\(count) tickets were exported") }
    rows.tickets.add(Self.milliseconds(since: start) / 1000)
  }

  /// Killed amid its work, and started again.
  private func start(_ place: BenchFolder, _ rows: inout Rows) throws {
    try workshop.killed(.now, in: place)
    for _ in 1...scale.runs {
      try workshop.with(.now, in: place) { server in
        rows.start.add(Double(server.start.nanoseconds) / 1e6)
      }
      try workshop.killed(.now, in: place)
    }
  }

  private static func milliseconds(since start: MonotonicTime) -> Double {
    Double(MonotonicTime.now.since(start).nanoseconds) / 1e6
  }
}
