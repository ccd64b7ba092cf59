import Desk
import Events
import Foundation
import JSON
import Journal
import TestSupport
import Testing

@testable import Export

private typealias EventFile = Desk.Attachment

/// What leaves the record as rows.
struct ExportTests {
  private static let start = Instant(milliseconds: 1_795_238_400_000)

  /// Writes tickets as the Office does, each with some words.
  private struct Desk {
    let folder: Folder
    let record: SQLiteRecord
    private var conversations: [Int64: Conversation] = [:]
    private var now = ExportTests.start

    init() throws {
      folder = try Folder()
      record = try SQLiteRecord(path: folder.record, now: now)
    }

    mutating func happen(_ all: [(Int64, [Event])]) throws {
      var turn = RecordTurn()
      for (number, events) in all {
        var conversation =
          conversations[number] ?? Conversation(id: Identifier("conversation-\(number)"))
        let expected = conversation.seq
        let entries = events.map { event in
          now = now + .milliseconds(1500)
          conversation.apply(event, at: now)
          return Append.Entry(
            at: now, author: "c:\(number)", cid: nil, fingerprint: nil,
            body: EventText.write(event))
        }
        conversations[number] = conversation
        turn.appends.append(Append(after: conversation, expected: expected, events: entries))
      }
      try record.append(turn)
    }

    static func opening(_ number: Int64) -> Event {
      .started(
        Opening(
          site: "shop", customer: Identifier("customer-\(number)"), number: number,
          language: "en", page: nil, channel: "web"))
    }

    func export(
      _ subject: Exporting.Subject, _ format: ExportFormat, _ filter: ExportFilter = .init(),
      ahead: Int = 3600
    ) throws -> String {
      var bytes: [UInt8] = []
      let clock = ExportClock { _ in ahead }
      _ = try Exporting(filter, as: format, by: clock) { bytes += $0 }
        .write(subject, of: folder.record)
      return String(decoding: bytes, as: UTF8.self)
    }
  }

  private func shop() throws -> Desk {
    var desk = try Desk()
    try desk.happen([
      (1, [Desk.opening(1), .said(Message(.customer, "=HYPERLINK(\"http://x\"), please"))]),
      (2, [Desk.opening(2), .said(Message(.customer, "plain words"))]),
    ])
    let maya = AgentName(Identifier("maya"), name: "Maya, of billing")
    try desk.happen([
      (
        1,
        [
          .identified(Contact(name: "+Anna", email: "anna@example.com", isVerified: false)),
          .queued(
            Handoff(
              queue: Identifier("billing"), priority: .high, fields: [Field("order", "A-17")],
              reason: .asked)),
          .taken(maya), .noted(.agent(maya), "look\r\ntwice"),
          .categorised("billing/refund", .agent(maya)),
        ]
      )
    ])
    return desk
  }

  @Test func aTicketIsARowWithZonedMomentsAndNothingThatIsAFormula() throws {
    let lines = try shop().export(.tickets, .csv).components(separatedBy: "\r\n")
    #expect(lines[0] == TicketColumns.names.joined(separator: ","))
    #expect(
      lines[1]
        == "1,conversation-1,open,agent,high,billing,billing/refund,"
        + "\"'=HYPERLINK(\"\"http://x\"\"), please\",'+Anna,anna@example.com,customer-1,maya,"
        + "2026-11-21T06:20:01+01:00,2026-11-21T06:20:09+01:00,2026-11-21T06:20:10+01:00,,,,,,,,"
        + "shop,web,en,,\"{\"\"order\"\":\"\"A-17\"\"}\",,")
    #expect(lines[2].hasPrefix("2,conversation-2,new,bot,normal,,,plain words,,,customer-2,,"))
    #expect(lines[3].isEmpty && lines.count == 4)
  }

  @Test func aMessageIsARowInTheOrderInWhichItWasWritten() throws {
    let lines = try shop().export(.messages, .csv).components(separatedBy: "\r\n")
    #expect(lines[0] == MessageColumns.names.joined(separator: ","))
    #expect(lines[1].hasPrefix("1,conversation-1,2,2026-11-21T06:20:03+01:00,message,customer,,,"))
    #expect(lines[2].hasPrefix("2,conversation-2,2,"))
    // A line break within a cell is quoted, and so is a comma in a name.
    #expect(lines[3].hasPrefix("1,conversation-1,6,"))
    #expect(lines[3].contains("note,agent,maya,\"Maya, of billing\",\"look"))
    #expect(lines[4].hasPrefix("twice\",billing,billing/refund,"))
  }

  @Test func aFileBesideWordsHasColumnsOfItsOwn() throws {
    var desk = try shop()
    let file = EventFile(id: "h4sh", name: "=photo.jpg", size: 212_400, media: "image/jpeg")
    try desk.happen([(2, [.said(Message(.customer, "look", file: file))])])
    let last = try desk.export(.messages, .csv).components(separatedBy: "\r\n").dropLast().last
    #expect(last?.hasSuffix(",look,,,plain words,h4sh,'=photo.jpg,212400,image/jpeg") == true)
    let line = try desk.export(.messages, .json).split(separator: "\n").last
    let told = try JSONReader.read(String(line ?? ""))
    #expect(told["file"]?.string == "h4sh" && told["file_size"]?.int == 212_400)
  }

  @Test func jsonHasOneObjectALineWithTheSameMembers() throws {
    let lines = try shop().export(.tickets, .json, ahead: 0).split(separator: "\n")
    #expect(lines.count == 2)
    let first = try JSONReader.read(String(lines[0]))
    #expect(first["number"]?.int == 1)
    #expect(first["subject"]?.string == "=HYPERLINK(\"http://x\"), please")
    #expect(first["fields"]?["order"]?.string == "A-17")
    #expect(first["started_at"]?.string == "2026-11-21T05:20:01Z")
    #expect(first["resolved_at"] == nil)
    let messages = try shop().export(.messages, .json).split(separator: "\n")
    #expect(try JSONReader.read(String(messages[2]))["text"]?.string == "look\r\ntwice")
  }

  @Test func aFilterLeavesOutTheOthers() throws {
    let desk = try shop()
    func numbers(_ change: (inout ExportFilter) -> Void) throws -> [Int64] {
      var filter = ExportFilter()
      change(&filter)
      return try desk.export(.tickets, .json, filter).split(separator: "\n")
        .compactMap { try JSONReader.read(String($0))["number"]?.int }
    }
    #expect(try numbers { _ in } == [1, 2])
    #expect(try numbers { $0.queue = "billing" } == [1])
    #expect(try numbers { $0.state = "new" } == [2])
    #expect(try numbers { $0.agent = "maya" } == [1])
    #expect(try numbers { $0.category = "billing/*" } == [1])
    #expect(try numbers { $0.category = "billing" } == [])
    #expect(try numbers { $0.since = Self.start + .seconds(3) } == [2])
    #expect(try numbers { $0.until = Self.start + .seconds(3) } == [1])
    var filter = ExportFilter()
    filter.queue = "billing"
    #expect(try desk.export(.messages, .json, filter).split(separator: "\n").count == 2)
  }

  @Test(arguments: ["=1", "+1", "-1", "@x", "\tx", "\rx"])
  func aCellThatASpreadsheetWouldRunIsText(_ cell: String) {
    #expect(String(decoding: CSVLine.quoted(cell), as: UTF8.self).contains("'" + cell))
  }

  @Test func aClockWritesItsOwnDistanceFromUTC() {
    let moment = Instant(milliseconds: 1_795_238_400_999)
    #expect(ExportClock { _ in 0 }.text(moment) == "2026-11-21T05:20:00Z")
    #expect(ExportClock { _ in -34_200 }.text(moment) == "2026-11-20T19:50:00-09:30")
    #expect(ExportClock { _ in 20_700 }.text(moment) == "2026-11-21T11:05:00+05:45")
  }

  // MARK: Many

  /// The bound is on what is held at once, so it is looked at while rows are written.
  @Test(.chaos) func aHundredThousandTicketsTakeNoMoreMemoryThanAFew() throws {
    var desk = try Desk()
    for first in stride(from: Int64(1), through: 100_000, by: 500) {
      try desk.happen(
        (first..<first + 500).map {
          ($0, [Desk.opening($0), .said(Message(.customer, "words of ticket \($0)"))])
        })
    }
    var (bytes, lines, largest) = (0, 0, 0)
    var before: Int?
    var grown = 0
    let clock = ExportClock { _ in 0 }
    let exporting = Exporting(ExportFilter(), as: .csv, by: clock) { part in
      bytes += part.count
      lines += part.count { $0 == UInt8(ascii: "\n") }
      largest = max(largest, part.count)
      // After the first thousands, what is held no longer grows.
      if lines > 10_000, before == nil { before = Self.resident() }
      grown = Self.resident() - (before ?? Self.resident())
    }
    #expect(try exporting.write(.tickets, of: desk.folder.record) == 100_000)
    #expect(lines == 100_001)
    #expect(largest < 1 << 20)
    #expect(grown < 32 << 20, "grew by \(grown) bytes over \(bytes)")
  }

  private static func resident() -> Int {
    // Pages: https://man7.org/linux/man-pages/man5/proc_pid_statm.5.html
    let text = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
    return (text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0) * 4096
  }

  // MARK: The file

  @Test func aFileHasItsNameOnlyOnceItIsWhole() throws {
    let folder = try Folder()
    let path = folder.path + "/tickets.csv"
    do {
      let file = try OutputFile(path)
      try file.write(Array("half".utf8))
      #expect(!FileManager.default.fileExists(atPath: path))
    }
    // Given up: nothing is left of it.
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    let file = try OutputFile(path)
    try file.write(Array("whole".utf8))
    try file.finish()
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "whole")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["tickets.csv"])
    #expect { _ = try OutputFile(path) } throws: { ($0 as? OutputFile.Trouble)?.code == 73 }
  }

  @Test func aFileThatAppearedMeanwhileIsNotReplaced() throws {
    let folder = try Folder()
    let path = folder.path + "/tickets.csv"
    let file = try OutputFile(path)
    try file.write(Array("ours".utf8))
    try "theirs".write(toFile: path, atomically: true, encoding: .utf8)
    #expect { try file.finish() } throws: { ($0 as? OutputFile.Trouble)?.code == 73 }
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "theirs")
  }
}
