import Desk
import Foundation
import TestSupport
import Testing

@testable import Journal

/// The mark beside the record, and what it finds.
struct MarkTests {
  private let start = Instant(milliseconds: 1000)

  private static func mark(turns: Int64, epoch: String = "Zk3v9QyT1mWbX7cD5fGhJA") -> RecordMark {
    var tally = Tally()
    for position in 1...5 {
      tally.add([UInt8](repeating: UInt8(position) &* 77, count: 32), at: Int64(position))
    }
    return RecordMark(
      desk: "w0JX3yVb8mZ2kQ5tR7uN1A", epoch: epoch, isSettled: true, turns: turns, tally: tally)
  }

  @Test(arguments: [0, 1, 12_345, Int64.max])
  func aMarkIsReadAsItWasWritten(_ turns: Int64) throws {
    let mark = Self.mark(turns: turns)
    #expect(mark.bytes.count == RecordMark.size)
    #expect(RecordMark(mark.bytes[...]) == mark)
  }

  /// Whatever a power cut or a bad disk makes of it, it is read as it was or not at all.
  @Test func aDamagedMarkIsNoMark() {
    let mark = Self.mark(turns: 7)
    let written = mark.bytes.lastIndex { $0 != 0x20 && $0 != 0x0A } ?? 0
    for place in 0...written {
      var bytes = mark.bytes
      bytes[place] ^= 1
      #expect(RecordMark(bytes[...]) == nil, "byte \(place)")
      #expect(RecordMark(mark.bytes.prefix(place)) == nil)
    }
    #expect(RecordMark([UInt8](repeating: 0, count: 512)[...]) == nil)
  }

  @Test func aTornPlaceLeavesTheOther() throws {
    let folder = try Folder()
    let path = folder.path + "/mark"
    let file = try MarkFile(path, replacingWith: Self.mark(turns: 3))
    try file.write(Self.mark(turns: 9))
    #expect(try MarkFile.read(path) == .mark(Self.mark(turns: 9)))
    func tear(at place: Int) throws {
      var bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
      bytes[place] ^= 0xFF
      try Data(bytes).write(to: URL(fileURLWithPath: path))
    }
    try tear(at: 600)
    #expect(try MarkFile.read(path) == .mark(Self.mark(turns: 3)))
    try tear(at: 40)
    #expect(try MarkFile.read(path) == .unreadable)
  }

  @Test func theMarkFollowsEveryTransaction() throws {
    let folder = try Folder()
    let place = try RecordFolder(path: folder.path)
    let record = try place.openRecord(now: start)
    func mark() throws -> RecordMark? {
      guard case .mark(let mark) = try MarkFile.read(folder.path + "/frontdesk.store") else {
        return nil
      }
      return mark
    }
    var story = Story("w0JX3yVb8mZ2kQ5tR7uN1A", number: 1)
    let before = try #require(try mark())
    try record.append(story.turn([story.opening]))
    try record.append(story.turn([.said(Message(.customer, "a")), .said(Message(.customer, "b"))]))
    var logout = RecordTurn()
    logout.accounts.add(.endSession([1, 2, 3]))
    try record.append(logout)
    let after = try #require(try mark())
    #expect(after.turns == before.turns + 3)
    #expect(after.tally.events == 3 && after.tally.position == 3)
    // What failed leaves no trace in it.
    var late = story
    try record.append(story.turn([.said(Message(.customer, "c"))]))
    let refused = late.turn([.said(Message(.customer, "d"))])
    #expect(throws: RecordFailure.self) { try record.append(refused) }
    var counted = Tally()
    try counted.addEvents(of: record.database)
    #expect(try mark()?.tally == counted)
    #expect(try mark()?.turns == before.turns + 4)
  }

  @Test func aRecordThatWasClosedIsWholeWithoutItsLogAndTakesNothingMore() throws {
    let folder = try Folder()
    let place = try RecordFolder(path: folder.path)
    let record = try place.openRecord(now: start)
    var story = Story("w0JX3yVb8mZ2kQ5tR7uN1A", number: 1)
    try record.append(story.turn([story.opening]))
    #expect(RecordLook.alone(folder.record)?.standing == .open)
    try record.close()
    #expect(RecordLook.alone(folder.record)?.standing == .closed)
    #expect(try RecordExtent(Database(path: folder.record, mode: .alone)).events == 1)
  }

  @Test func aReaderAtTheStartKeepsNobodyFromServing() throws {
    let folder = try Folder()
    do { _ = try RecordFolder(path: folder.path).openRecord(now: start) }
    let reader = try Database(path: folder.record, mode: .reading)
    try reader.run("BEGIN")
    _ = try reader.number("SELECT count(*) FROM events")
    var story = Story("w0JX3yVb8mZ2kQ5tR7uN1A", number: 1)
    let turn = story.turn([story.opening])
    do {
      let place = try RecordFolder(path: folder.path)
      let record = try place.openRecord(now: start)
      try record.append(turn)
    }
    try reader.run("COMMIT")
    let place = try RecordFolder(path: folder.path)
    #expect(try place.openRecord(now: start).follow(from: 0, limit: 9).count == 1)
    #expect(place.notices == [])
  }

  @Test func theSumLacksSomethingWhicheverEventIsGone() {
    let hashes = (1...20).map { [UInt8](repeating: UInt8($0), count: 32) }
    var all = Tally()
    for (index, hash) in hashes.enumerated() { all.add(hash, at: Int64(index + 1)) }
    for gone in hashes.indices {
      var rest = Tally()
      for (index, hash) in hashes.enumerated() where index != gone {
        rest.add(hash, at: Int64(index + 1))
      }
      #expect(rest.sum != all.sum)
    }
    #expect(Tally.sum(Hexadecimal.text(all.sumBytes)[...]) == all.sum)
  }
}
