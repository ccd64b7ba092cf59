import Desk
import Journal
import Rehearsal
import Testing

@testable import Office

/// What waits for connectors is found without reading what was said, and a chat is read on from
/// where it was.
@Suite struct ErrandReadingTests {
  private func desk() throws -> RehearsedDesk {
    var plan = RehearsedDesk.plan()
    plan.destinations = [OutsideDestination("rt")]
    return try RehearsedDesk(plan: plan)
  }

  private func reading(_ desk: RehearsedDesk) throws -> ErrandReading {
    try ErrandReading(desk.record.database, epoch: desk.record.epoch)
  }

  @Test func askingWhatWaitsReadsNothingOfWhatWasSaid() throws {
    let desk = try desk()
    for count in 0..<10 {
      let ana = try desk.customer("ana\(count)")
      try ana.start()
      for words in 0..<20 { try ana.say("words \(words)") }
    }
    let reading = try self.reading(desk)
    let due = try reading.due(for: "rt", at: desk.now, limit: 64)
    #expect(due.count == 10 && reading.eventsRead == 0)
    let first = try #require(due.first)
    let all = try desk.entries(of: first.conversation)
    #expect(first.from == 1 && first.count == all.count && first.latest == all.last?.at)
  }

  @Test func aChatThatGoesOnIsReadOnFromWhereItWas() throws {
    let desk = try desk()
    let ana = try desk.customer("ana")
    try ana.start()
    let id = try #require(ana.conversation)
    let reading = try self.reading(desk)
    let head = try #require(try reading.due(for: "rt", at: desk.now, limit: 1).first)
    for words in 0..<50 {
      try ana.say("words \(words)")
      let (conversation, past) = try reading.told(id, head.number)
      let entries = try desk.entries(of: id)
      #expect(past.map(\.seq) == entries.map(\.seq))
      #expect(conversation == (try desk.office.live(id)?.conversation))
    }
    // Read from the beginning for each word it would be some fifty times as much.
    #expect(reading.eventsRead == (try desk.entries(of: id).count))
  }

  @Test func whoIsErasedIsNotRememberedEither() throws {
    let desk = try desk()
    let ana = try desk.customer("ana")
    try ana.start()
    let id = try #require(ana.conversation)
    try ana.say("My password is rosebud")
    let reading = try self.reading(desk)
    let head = try #require(try reading.due(for: "rt", at: desk.now, limit: 1).first)
    #expect("\(try reading.told(id, head.number).1)".contains("rosebud"))
    let customer = try #require(try desk.office.live(id)?.conversation.opening?.customer)
    try desk.errand { try $0.erase(customer, reason: nil, by: "o:test") }
    try desk.wait(.seconds(60))
    #expect(!"\(try reading.told(id, head.number).1)".contains("rosebud"))
  }

  @Test func whatIsRememberedIsBounded() throws {
    let desk = try desk()
    let reading = try self.reading(desk)
    var ids: [(Identifier<Conversation>, Int64)] = []
    let long = String(repeating: "x", count: 3_900)
    for count in 0..<8 {
      let ana = try desk.customer("ana\(count)")
      try ana.start()
      for _ in 0..<100 {
        try ana.say(long)
        try desk.wait(.seconds(5))
      }
      ids.append((try #require(ana.conversation), Int64(count + 1)))
    }
    for (id, number) in ids { _ = try reading.told(id, number) }
    let before = reading.eventsRead
    // The first has made room for the later ones and is read whole; the last is not read again.
    _ = try reading.told(ids[7].0, ids[7].1)
    #expect(reading.eventsRead == before)
    _ = try reading.told(ids[0].0, ids[0].1)
    #expect(reading.eventsRead - before == (try desk.entries(of: ids[0].0).count))
  }
}
