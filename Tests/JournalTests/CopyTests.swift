import Desk
import Foundation
import TestSupport
import Testing

@testable import Journal

/// Copies of a record, and a record that a copy replaced.
struct CopyTests {
  private let start = Instant(milliseconds: 1000)

  /// A folder whose record holds some conversations, closed.
  private func desk(_ conversations: Int = 3) throws -> Folder {
    let folder = try Folder()
    let place = try RecordFolder(path: folder.path)
    let record = try place.openRecord(now: start)
    for number in 1...conversations {
      var story = Story("conversation-number-\(number)0", number: Int64(number))
      try record.append(story.turn([story.opening, .said(Message(.customer, "words"))]))
    }
    try record.close()
    return folder
  }

  /// A writer that never rests cannot make a copy begin anew: it is of the moment it began.
  @Test func aCopyIsOfOneMomentWhateverIsWrittenMeanwhile() throws {
    let folder = try Folder()
    let place = try RecordFolder(path: folder.path)
    let record = try place.openRecord(now: start)
    var story = Story("w0JX3yVb8mZ2kQ5tR7uN1A", number: 1)
    try record.append(story.turn([story.opening]))
    let reader = try Database(path: folder.record, mode: .reading)
    let copy = try RecordCopy(to: folder.path + "/copy")
    try reader.run("BEGIN")
    _ = try reader.number("SELECT count(*) FROM events")
    for _ in 0..<50 { try record.append(story.turn([.said(Message(.customer, "meanwhile"))])) }
    try reader.run("COMMIT")
    try copy.fill(from: reader, now: 5)
    try record.append(story.turn([.said(Message(.customer, "afterwards"))]))
    try copy.keep()
    let copied = try Database(path: folder.path + "/copy", mode: .reading)
    #expect(try RecordExtent(copied).events == 51)
    #expect(try Inspection.verify(copied).faults == [])
    #expect(try RecordFacts(copied)?.standing == .copy)
  }

  @Test func aCopyThatIsNotKeptLeavesNothing() throws {
    let folder = try desk()
    do {
      let copy = try RecordCopy(to: folder.path + "/copy")
      try copy.fill(from: Database(path: folder.record, mode: .reading), now: 5)
    }
    let left = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(!left.contains { $0.hasPrefix("copy") })
  }

  @Test func aSecondCopyToTheSameFileIsRefused() throws {
    let folder = try desk()
    let first = try RecordCopy(to: folder.path + "/copy")
    #expect {
      _ = try RecordCopy(to: folder.path + "/copy")
    } throws: { ($0 as? RecordFailure)?.kind == .taken }
    try first.fill(from: Database(path: folder.record, mode: .reading), now: 5)
    try first.keep()
    _ = try RecordCopy(to: folder.path + "/copy")
  }

  @Test func twoRecordsThatHoldTheSameHaveTheSameHeads() throws {
    let folder = try desk()
    let done = try RecordBackup.make(of: folder.path, to: folder.path + "/copy", now: start)
    #expect(try RecordExtent(Database(path: folder.record, mode: .alone)) == done.extent)
    let other = try desk(2)
    #expect(try RecordExtent(Database(path: other.record, mode: .alone)) != done.extent)
  }

  @Test func aRestoreKeepsTheDeskAndBeginsAnEpoch() throws {
    let folder = try desk()
    let before = try #require(try RecordFacts(Database(path: folder.record, mode: .alone)))
    _ = try RecordBackup.make(of: folder.path, to: folder.path + "/copy", now: start)
    let restoring = { (accepts: RecordRestoring.Accepted) throws(RecordFailure) in
      try RecordRestoring(
        into: RecordFolder(path: folder.path), accepting: accepts, now: start
      ).restore(folder.path + "/copy")
    }
    let first = try restoring([])
    let after = try #require(try RecordFacts(Database(path: folder.record, mode: .alone)))
    #expect(after.desk == before.desk && after.epoch != before.epoch)
    #expect(after.epoch == first.epoch)
    // The same copy may be restored again: its own epoch is an older one by now.
    let second = try restoring([])
    #expect(second.epoch != first.epoch)
    let place = try RecordFolder(path: folder.path)
    let record = try place.openRecord(now: start)
    #expect(place.notices == [] && record.epoch == second.epoch)
    #expect(try Inspection.verify(record.database, in: folder.path).faults == [])
  }

  @Test func aPathWithCharactersOfAURIIsReadAlone() throws {
    let folder = try desk()
    let odd = folder.path + "/what?is=this#100%25 ü.db"
    _ = try RecordBackup.make(of: folder.path, to: odd, now: start)
    #expect(RecordLook.alone(odd)?.standing == .copy)
  }
}
