import Desk
import Events
import Foundation
import Journal
import Secrets
import Threads
import Wire

/// The record by itself: turns of several sizes, each one commit that is synced to disk.
struct RecordRows {
  let scale: Scale
  let folder: String
  private static let conversations = 200

  func rows() throws -> [Row] {
    try [1, 16, 256].map { batch in
      var row = Row("record, turns of \(batch)", "events/s", note: "synced; tables derived")
      for _ in 1...scale.runs {
        // A commit of one event costs a sync: fewer of them tell as much.
        try row.add(
          run(batch, events: batch == 1 ? scale.recordEvents / 8 : scale.recordEvents))
      }
      return row
    }
  }

  private func run(_ batch: Int, events: Int) throws -> Double {
    let files = FileManager.default
    if files.fileExists(atPath: folder) { try files.removeItem(atPath: folder) }
    try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? files.removeItem(atPath: folder) }  // Only room on the disk is lost.
    let record = try SQLiteRecord(
      path: folder + "/frontdesk.db", now: Instant(milliseconds: 1_795_238_400_000))
    var talks = try (1...Self.conversations).map { try begin($0, in: record) }
    let start = MonotonicTime.now
    var written = 0
    while written < events {
      var turn = RecordTurn()
      for _ in 0..<batch {
        turn.appends.append(Self.say(written, &talks[written % talks.count]))
        written += 1
      }
      try record.append(turn)
    }
    return Double(written) / (Double(MonotonicTime.now.since(start).nanoseconds) / 1e9)
  }

  private func begin(_ number: Int, in record: SQLiteRecord) throws -> Conversation {
    var conversation = Conversation(id: Chance.conversation())
    let opening = Opening(
      site: "bench", customer: Identifier(Random.identifier()), number: Int64(number),
      language: "en", page: nil, channel: "web")
    var turn = RecordTurn()
    turn.appends = [Self.append(.started(opening), "c:bench", to: &conversation, cid: nil)]
    try record.append(turn)
    return conversation
  }

  private static let words = String(repeating: "x", count: 200)

  private static func say(_ number: Int, _ conversation: inout Conversation) -> Append {
    append(
      .said(Message(.customer, words)), "c:bench", to: &conversation,
      cid: "bench-cid-\(number)-bench")
  }

  private static func append(
    _ event: Event, _ author: String, to conversation: inout Conversation, cid: String?
  ) -> Append {
    let expected = conversation.seq
    let at = Instant(milliseconds: 1_795_238_400_000 + expected)
    conversation.apply(event, at: at)
    let entry = Append.Entry(
      at: at, author: author, cid: cid, fingerprint: cid == nil ? nil : 1,
      body: EventText.write(event))
    return Append(after: conversation, expected: expected, events: [entry])
  }
}
