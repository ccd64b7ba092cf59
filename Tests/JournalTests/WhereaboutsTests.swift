import Desk
import Foundation
import TestSupport
import Testing

@testable import Journal

/// Finding a conversation's events: what is held in memory, what is written in batches, and that
/// both together are always what the record holds.
struct WhereaboutsTests {
  private let start = Instant(milliseconds: 1000)

  /// A desk's record that writes its stretches often, and what it should hold.
  private final class Shelf {
    let folder: Folder
    private(set) var record: SQLiteRecord
    var stories: [Story]
    private(set) var words: [[String]]
    let limit: Int

    init(conversations: Int, limit: Int) throws {
      folder = try Folder()
      self.limit = limit
      record = try SQLiteRecord(path: folder.record, now: Instant(milliseconds: 1))
      stories = (1...conversations).map {
        Story("conversation-of-number-\($0)", number: Int64($0))
      }
      words = Array(repeating: [], count: conversations)
      record.tables.events.whereabouts.limit = limit
      for index in stories.indices { try say(["began"], in: index, opening: true) }
    }

    func reopen() throws {
      try record.close()
      record = try SQLiteRecord(path: folder.record, now: Instant(milliseconds: 1))
      record.tables.events.whereabouts.limit = limit
    }

    func say(_ texts: [String], in index: Int, opening: Bool = false) throws {
      var events: [Event] = texts.map { .said(Message(.customer, $0)) }
      if opening { events = [stories[index].opening] }
      try record.append(
        stories[index].turn(events, cid: "\(index)-\(words[index].count)-command-of-words"))
      words[index] += texts
    }

    /// The turn is lost, as on a full disk.
    func sayInVain(_ text: String, in index: Int) throws {
      var story = stories[index]
      let turn = story.turn([.said(Message(.customer, text))])
      #expect(throws: RecordFailure.self) {
        do {
          try record.database.transaction { () throws(RecordFailure) in
            try record.tables.write(turn)
            throw RecordFailure(.full, "no room")
          }
        } catch {
          record.tables.forget()
          throw error
        }
      }
    }

    func check(over reader: EventTable, _ why: Comment) throws {
      for index in stories.indices {
        var found: [String] = []
        try reader.each(of: Int64(index + 1), after: 0) { event in
          found.append("\(event.seq)")
          return true
        }
        #expect(found == (1...words[index].count).map { "\($0)" }, why)
        var backwards: [Int64] = []
        try reader.eachBackwards(of: Int64(index + 1)) { event in
          backwards.append(event.seq)
          return true
        }
        #expect(backwards.reversed().map { "\($0)" } == found, why)
        let last = Int64(words[index].count)
        #expect(try reader.whereabouts.last(of: Int64(index + 1))?.seq == last, why)
        #expect(try reader.whereabouts.place(last + 1, of: Int64(index + 1)) == nil, why)
      }
    }
  }

  @Test func whateverIsWrittenIsFoundWhereverItStands() throws {
    var dice = Dice.fresh()
    let shelf = try Shelf(conversations: 5, limit: 40)
    let reader = try EventTable(Database(path: shelf.folder.record, mode: .reading))
    for round in 0..<400 {
      let index = Int.random(in: 0..<5, using: &dice)
      switch Int.random(in: 0..<20, using: &dice) {
      case 0: try shelf.reopen()
      case 1: try shelf.sayInVain("lost", in: index)
      default:
        let count = Int.random(in: 1...4, using: &dice)
        try shelf.say((0..<count).map { "words \(round) \($0)" }, in: index)
      }
      if round % 40 == 0 {
        try shelf.check(over: reader, "over another connection, \(dice.seed)")
        try shelf.check(over: shelf.record.tables.events, "over its own, \(dice.seed)")
      }
    }
    try shelf.check(over: reader, "\(dice.seed)")
    let written = try shelf.record.database.number("SELECT count(*) FROM stretches") ?? 0
    #expect(written > 5, "stretches were written meanwhile")
    #expect(try Inspection.verify(shelf.record.database).faults == [])
  }

  @Test func aCommandIsFoundInMemoryAndInTheStretches() throws {
    let shelf = try Shelf(conversations: 2, limit: 60)
    for number in 0..<150 { try shelf.say(["\(number)"], in: number % 2) }
    let tables = shelf.record.tables
    #expect(try tables.database.number("SELECT count(*) FROM stretches") ?? 0 > 0)
    #expect(tables.events.whereabouts.held > 0)
    let id = shelf.stories[1].conversation.id
    for seq in 1...Int64(75) {
      let applied = try tables.applied("1-\(seq - 1)-command-of-words", by: "c:ana", in: id)
      #expect(applied?.seq == seq)
    }
    #expect(try tables.applied("1-900-command-of-words", by: "c:ana", in: id) == nil)
    #expect(try tables.applied("1-3-command-of-words", by: "c:bo", in: id) == nil)
  }

  @Test func aTurnWritesLittleMoreThanItsOwnEvents() throws {
    let shelf = try Shelf(conversations: 300, limit: 1_000_000)
    let log = URL(fileURLWithPath: shelf.folder.record + "-wal")
    func size() throws -> Int { try Data(contentsOf: log).count }
    let before = try size()
    for index in 0..<300 {
      let words = Event.said(Message(.customer, String(repeating: "x", count: 200)))
      try shelf.record.append(
        shelf.stories[index].turn([words], cid: "cid \(index)", ticketMayChange: false))
    }
    let pages = (try size() - before) / 4120
    // The last page of events, whatever conversation it is; now and then that is full.
    #expect((300...360).contains(pages), "\(pages) pages")
  }

  @Test func anEventThatIsGoneIsMissedByNameAndTheOthersAreFound() throws {
    let shelf = try Shelf(conversations: 1, limit: 1000)
    try shelf.say((1...9).map { "words \($0)" }, in: 0)
    try shelf.record.database.transaction { () throws(RecordFailure) in
      try shelf.record.database.run("DELETE FROM events WHERE conversation=1 AND seq=4")
      shelf.record.tables.forget()
      try shelf.record.tables.events.whereabouts.catchUp()
      try shelf.record.tables.events.whereabouts.writeAll()
    }
    let events = shelf.record.tables.events
    #expect(try events.event(4, of: 1) == nil)
    #expect(try events.event(3, of: 1)?.seq == 3)
    #expect(try events.event(5, of: 1)?.seq == 5)
    let faults = try Inspection.verify(shelf.record.database).faults
    #expect(
      faults == ["event 5 of conversation conversation-of-number-1 stands where event 4 should"])
  }
}

/// How a row holds what it holds.
struct StretchTests {
  @Test func placesComeBackAsTheyWere() throws {
    var dice = Dice.fresh()
    for _ in 0..<200 {
      var stretch = Stretch(first: Int64.random(in: 1...5000, using: &dice))
      var places: [Place] = []
      var position = Int64.random(in: 1...1_000_000, using: &dice)
      while !stretch.isFull {
        let place = Place(
          seq: stretch.next, position: position,
          mark: Bool.random(using: &dice) ? UInt16.random(in: 0...(.max), using: &dice) : nil)
        places.append(place)
        stretch.add(place)
        let bits = Int64.random(in: 1...40, using: &dice)
        position += Int64.random(in: 1...(1 << bits), using: &dice)
      }
      #expect(stretch.places == places)
      #expect(Stretch(first: stretch.first, stretch.bytes) == stretch)
    }
  }

  @Test func whatIsNoStretchIsRefused() {
    #expect(Stretch(first: 1, [0x80]) == nil)
    #expect(Stretch(first: 1, [0x03]) == nil, "a mark is missing")
    #expect(Stretch(first: 1, [0x00]) == nil, "no position lies behind itself")
    #expect(Stretch(first: 1, [UInt8](repeating: 0xFF, count: 12)) == nil)
    #expect(Stretch(first: 1, [])?.count == 0)
  }

  @Test(arguments: [
    "vQpM29G-4HlNtVyarwP60g", "AAAAAAAAAAAAAAAAAAAAAA", "_______________________",
    "vQpM29G-4HlNtVyarwP60h", "words-of-mine-0123456789", "6/2/category", "", "✓",
  ])
  func aCommandsNameComesBackAsItWas(_ name: String) { #expect(StoredCID(name).name == name) }

  @Test func anIdentifierTakes16Bytes() {
    guard case .bytes(let bytes) = StoredCID("vQpM29G-4HlNtVyarwP60g") else {
      Issue.record("it is kept as text")
      return
    }
    #expect(bytes.count == 16)
  }

  @Test(arguments: [
    #"{"event":"said","by":"customer","text":"hello"}"#,
    #"{"event":"said","by":"agent","agent":"kim","name":"K \"text\":\"","text":"a \"text\":\"b\""}"#,
    #"{"event":"said","by":"bot","text":"","question":"q","options":[{"id":"a","label":"A"}]}"#,
    #"{"event":"said","by":"customer"}"#, #"{"event":"noted","text":"x"}"#, "{}", "",
  ])
  func aBodyComesBackAsItWas(_ body: String) {
    let stored = StoredBody(Array(body.utf8))
    guard let beginning = stored.beginning else {
      #expect(Array(stored.rest) == Array(body.utf8))
      return
    }
    #expect(StoredBody.whole(beginning, Array(stored.rest)) == Array(body.utf8))
  }

  @Test func wordsOfOneCustomerBeginLikeThoseOfAnother() {
    #expect(
      StoredBody(Array(#"{"event":"said","by":"customer","text":"hello"}"#.utf8)).beginning
        == #"{"event":"said","by":"customer","text":""#)
  }
}
