import ArgumentParser
import Configuration
import Desk
import Foundation
import JSON
import Journal
import Operator
import Searching
import Wire

struct SearchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search", abstract: "Find what was said, in all conversations.",
    discussion: """
      Words, "words in a row", -words that must not be there, one OR another, begin*; and filters: \
      #1042, from:anna@example.com, agent:maya, queue:billing, state:open, tag:vip, \
      category:billing/*, field.order:A-17, after:2026-11, before:2026-12-24, on:today, in:notes. \
      The latest is shown first. Exit codes: 0 found, 1 nothing found, 64 the search is not \
      understood, 75 the index is being made.
      """)

  @OptionGroup var options: ConfigurationOptions
  @Argument(parsing: .remaining, help: "What to look for; quote it for your shell.")
  var query: [String]
  @Option(help: "How many at most.") var limit = Inquiry.usualLimit
  @Option(help: "Go on after what the last search ended with.") var after: Int64?
  @Flag(help: "One JSON object a line.") var json = false

  func validate() throws {
    guard (1...10_000).contains(limit) else {
      throw ValidationError("--limit is from 1 to 10000")
    }
  }

  func run() throws {
    let (settings, desk) = try options.load().resolved()
    let folder = settings.folders.data
    // Says by itself what is wrong with the folder, or the record in it.
    _ = try ReadRecord.open(folder)
    let index = try OperatorsIndex(folder)
    let zone = try DeskZone(desk.timeZone)
    let found = try find(index, Query.Circumstances(offset: zone.offset, now: Server.now()))
    for hit in found.hits {
      if json {
        Speech.tell(json: Self.json(hit))
      } else {
        Speech.tell(Self.line(hit, zone))
      }
    }
    if let next = found.next { Speech.complain("there is more: --after \(next)", from: "") }
    if found.behind > 0 {
      Speech.complain("the latest \(found.behind) events cannot be found yet", from: "")
    }
    guard found.hits.isEmpty else { return }
    throw Failure("nothing was found", code: 1)
  }

  /// A page as long as was asked for, however many the index makes of it.
  private func find(_ index: OperatorsIndex, _ circumstances: Query.Circumstances) throws
    -> Reply.Page
  {
    var hits: [Reply.Hit] = []
    var after = after
    while true {
      let inquiry = Inquiry(
        query.joined(separator: " "), for: .operator, circumstances, after: after,
        limit: limit - hits.count)
      let page = try index.answer(inquiry)
      hits += page.hits
      after = page.next.flatMap { Reply.Page.place($0) }
      guard after != nil, hits.count < limit else {
        return Reply.Page(
          hits: hits, next: page.next, isComplete: page.isComplete, behind: page.behind)
      }
    }
  }

  private static func json(_ hit: Reply.Hit) -> String {
    var writer = JSONWriter()
    writer.object { hit.write(&$0) }
    return writer.text
  }

  private static func line(_ hit: Reply.Hit, _ zone: DeskZone) -> String {
    let who =
      switch hit.by {
      case .customer: "customer"
      case .bot: "bot"
      case .agent(let agent): agent.name
      case .rule(let name): "rule \(name)"
      case nil: "ticket"
      }
    let kind = hit.kind == .note ? "note by \(who)" : who
    return [
      Column.pad("#\(hit.number)", 8), zone.words(hit.at), Column.pad(kind, 16),
      Column.plain(hit.text),
    ].joined(separator: " ")
  }
}

/// The index as a command uses it: a running desk keeps it; while none runs the command does.
private struct OperatorsIndex {
  private let reader: IndexReader

  init(_ folder: String) throws {
    let file = IndexFile(folder: folder)
    let record = folder + "/frontdesk.db"
    do throws(RecordFailure) {
      if RecordFolder.isServed(folder) {
        guard file.isThere else { throw Self.notYet }
      } else {
        try Self.bringUp(file, record)
      }
      reader = try IndexReader(file, of: record)
    } catch {
      throw Failure("\(error)", code: error.kind == .damaged ? Self.notYet.code : error.code)
    }
  }

  private static let notYet = RecordFailure(
    .taken, "the index is being made; try again in a while")

  private static func bringUp(_ file: IndexFile, _ record: String) throws(RecordFailure) {
    do throws(RecordFailure) {
      let writer = try IndexWriter(file, of: FollowedRecord(path: record)) {
        Speech.complain("the search index is made anew: \($0)")
      }
      while try writer.advance() > 0 {}
    } catch {
      // Another command does the same just now, or the folder is not ours to write: what is there
      // is read.
      guard [.taken, .moved, .broken].contains(error.kind), file.isThere else { throw error }
    }
  }

  func answer(_ inquiry: Inquiry) throws -> Reply.Page {
    switch try inquiry.answer(reader) {
    case .success(let found): return found.page
    case .failure(let refusal): throw Failure(refusal.why, code: 64)
    }
  }
}

/// The clock of a zone, by its IANA name.
struct DeskZone {
  let offset: @Sendable (Int64) -> Int

  init(_ name: String) throws {
    guard let zone = TimeZone(identifier: name) else {
      throw Failure("there is no time zone \(name); name one such as Europe/London", code: 64)
    }
    offset = { zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double($0))) }
  }

  /// `2026-11-30 09:15`
  func words(_ moment: Instant) -> String {
    let local = moment + .seconds(offset(moment.milliseconds / 1000))
    return String(local.iso8601.prefix(16)).replacing("T", with: " ")
  }
}
