import Desk
import Flows
import JSON
import Rehearsal
import TestSupport
import Testing
import Wire

@testable import Journal
@testable import Office

/// A6: the program ends at every write of a flow that sends, calls a service, opens a ticket and
/// hands over, just before the write and just after it, and once more while it goes on afterwards.
/// Each of them is done once all the same.
@Suite(.chaos) struct CrashTests {
  @Test func aFlowThatIsCutOffAtAnyWriteDoesEverythingOnce() throws {
    let whole = try Booking(cuts: [])
    try whole.play()
    let expected = try whole.outcome()
    #expect(expected.said.count == 7 && expected.bookings == 1)
    #expect(whole.moody.writes >= 5)
    for write in 1...whole.moody.writes {
      for isWritten in [false, true] {
        for next in 1...3 {
          let cuts: [Moody.Cut] = [
            .init(write: write, isWritten: isWritten),
            .init(write: next, isWritten: !isWritten),
          ]
          let booking = try Booking(cuts: cuts)
          try booking.play()
          #expect(try booking.outcome() == expected, "\(cuts)")
          #expect(booking.moody.deaths > 0, "\(cuts)")
        }
      }
    }
  }

  @Test func aCallThatWasUnderWayIsMadeAgainInTheSameWords() throws {
    let booking = try Booking(cuts: [])
    booking.isServiceDeaf = true
    try booking.answer(upTo: 2)
    #expect(booking.heard.count == 1)
    // Twice, and the second time only after the call's time is long over.
    try booking.restart()
    #expect(booking.heard.count == 2)
    booking.desk.now = booking.desk.now + .seconds(3600)
    booking.isServiceDeaf = false
    try booking.restart()
    #expect(booking.heard.count == 3)
    #expect(Set(booking.heard.map(\.key)).count == 1)
    #expect(booking.heard.allSatisfy { $0.request == booking.heard[0].request })
    try booking.play()
    #expect(try booking.outcome().said.contains("Your repair has the number R-1."))
    // Answered: nothing is left to be asked again.
    try booking.restart()
    #expect(booking.heard.count == 3)
  }

  @Test func aServiceThatIsSilentForEverDoesNotHoldTheFlow() throws {
    let booking = try Booking(cuts: [])
    booking.isServiceDeaf = true
    try booking.answer(upTo: 2)
    try booking.restart()
    try booking.desk.wait(.seconds(8))
    #expect(try booking.said().last == "That did not work.")
  }

  @Test func anAnswerThatFoundTheDiskFullIsHeardWhenThereIsRoom() throws {
    let booking = try Booking(cuts: [])
    booking.fillsDisk = true
    try booking.answer(upTo: 2)
    #expect(try booking.said().last == "Where can we write to?")
    booking.fillsDisk = false
    booking.moody.isFull = false
    try booking.desk.wait(.seconds(3))
    #expect(try booking.said().contains("Your repair has the number R-1."))
    #expect(booking.heard.count == 1)
  }
}

/// A customer and an agent who come back whenever the desk does, and ask again for what was not
/// answered.
private final class Booking {
  let desk: RehearsedDesk
  let moody: Moody
  private(set) var heard: [(key: String, request: Request)] = []
  /// The service gets the calls and says nothing.
  var isServiceDeaf = false
  /// The disk is full from the moment the service has the call.
  var fillsDisk = false

  private var ana: CustomerPlayer
  private var maya: AgentPlayer
  private var done = 0
  private var cids: [CommandID] = []

  struct Outcome: Equatable {
    let said: [String]
    let bookings: Int
    let promised: Int
    let queued: Int
  }

  init(cuts: [Moody.Cut]) throws {
    var made: Moody?
    desk = try RehearsedDesk(bot: Shop.workshop) { file in
      let moody = Moody(file)
      made = moody
      return moody
    }
    moody = try #require(made)
    maya = try desk.agent("maya", "Maya")
    ana = try desk.customer()
    cids = (0..<4).map { _ in desk.freshCID() }
    moody.begin(cuts)
    desk.service = { [unowned self] in try serve($0, $1, $2) }
  }

  /// As a real service does: a key it knows gets the answer it got before.
  private func serve(
    _ conversation: Identifier<Conversation>, _ effect: String, _ request: Request
  ) throws -> EffectResult? {
    heard.append(("\(conversation.text)/\(effect)", request))
    moody.isFull = fillsDisk
    if isServiceDeaf { return nil }
    let keys = heard.map(\.key).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    let number = try #require(keys.firstIndex(of: "\(conversation.text)/\(effect)")) + 1
    return .response(status: 201, body: ["number": .string("R-\(number)")])
  }

  // MARK: The talk

  func play() throws { try answer(upTo: 3) }

  /// Begins, and answers the first questions; the fourth deed is the last answer.
  func answer(upTo last: Int) throws {
    while done <= last {
      try persevere(deed(done), cids[done])
      done += 1
    }
  }

  private func deed(_ index: Int) -> Command {
    [
      .start(language: "en", page: nil), .say("A lamp"), .say("ana@example.com"), .say("yes"),
    ][index]
  }

  private func persevere(_ deed: Command, _ cid: CommandID) throws {
    while true {
      do {
        if try isAnswered(deed, cid) { return }
      } catch let failure as RecordFailure where failure.kind == .broken {
        try restart()
      }
    }
  }

  private func isAnswered(_ deed: Command, _ cid: CommandID) throws -> Bool {
    guard case .done = try ana.do(deed, cid: cid) else { return false }
    if let id = ana.conversation, !ana.follows(id) { try ana.follow(id) }
    return true
  }

  /// The program starts again on what is on the disk; it may end once more while it does.
  func restart() throws {
    while true {
      do {
        try desk.restart()
        maya = try desk.comeBack(token: try #require(maya.token), "Maya")
        let old = ana
        ana = try desk.customer(token: old.token)
        guard let id = old.conversation else { return }
        ana.adopt(old.told[id, default: []], of: id)
        ana.conversation = id
        return try ana.follow(id)
      } catch let failure as RecordFailure where failure.kind == .broken { continue }
    }
  }

  // MARK: What came of it

  func said() throws -> [String] {
    try desk.events(of: try #require(ana.conversation)).compactMap { event in
      if case .said(let message) = event, message.author == .bot { message.text } else { nil }
    }
  }

  func outcome() throws -> Outcome {
    let id = try #require(ana.conversation)
    let events = try desk.events(of: id)
    #expect(ana.told[id]?.map(\.seq) == events.indices.map { Int64($0 + 1) }, "C3")
    for (_, requests) in Dictionary(grouping: heard, by: \.key) {
      #expect(requests.allSatisfy { $0.request == requests[0].request }, "one key, two bodies")
    }
    let faults = try Inspection.verify(Database(path: desk.folder.record, mode: .reading)).faults
    #expect(faults == [])
    return Outcome(
      said: try said(), bookings: Set(heard.map(\.key)).count,
      promised: events.count { if case .promised = $0 { true } else { false } },
      queued: events.count { if case .queued = $0 { true } else { false } })
  }
}
