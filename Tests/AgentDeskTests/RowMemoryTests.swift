import Desk
import Terminal
import TestSupport
import Testing
import Wire

@testable import AgentDesk

/// Rows that were laid out before are shown again; nobody may see the difference.
@Suite struct RowMemoryTests {
  @Test func whatWasLaidOutBeforeLooksAsIfItWereLaidOutNow() {
    var chance = Dice.fresh("rows remembered")
    for _ in 0..<8 {
      var desk = PaperDesk.morning(Size(columns: 160, rows: 50))
      for step in 0..<100 {
        if step % 3 == 0 { Self.turn(&desk, &chance) } else { ChaosTests.disturb(&desk, &chance) }
        var afresh = desk.model
        afresh.rowMemory = RowMemory()
        #expect(
          DeskView(desk.model).grid() == DeskView(afresh).grid(), "SEED=\(chance.seed) at \(step)")
      }
    }
  }

  /// What the screen is told to lay out again: another page, name, size or history.
  private static func turn(_ desk: inout PaperDesk, _ chance: inout Dice) {
    let ana = PaperDesk.ana
    switch Int.random(in: 0..<7, using: &chance) {
    case 0: desk.press(Key(.pageUp))
    case 1: desk.press(Key(.pageDown))
    case 2: desk.press(.text(" "))
    case 3:
      let name = "Ana \(Int.random(in: 0..<3, using: &chance))"
      desk.happen(ana, .identified(Contact(name: name, email: nil, isVerified: false)))
    case 4:
      desk.tell(.resized(Size(columns: Int.random(in: 60...160, using: &chance), rows: 40)))
    case 5:
      desk.happen(ana, .said(Message(.customer, "words \(Int.random(in: 0..<9, using: &chance))")))
    default: anotherHistory(&desk, &chance)
    }
  }

  /// Other words under the same seqs.
  private static func anotherHistory(_ desk: inout PaperDesk, _ chance: inout Dice) {
    guard desk.model.current == PaperDesk.ana else { return desk.press(.alt("3")) }
    desk.hear(.reset(PaperDesk.ana, reason: .epoch))
    for seq in 1...12 {
      let words = Message(.customer, "history \(Int.random(in: 0..<9, using: &chance))")
      desk.hear(.event(Entry(PaperDesk.ana, seq: Int64(seq), at: desk.now, .said(words))))
    }
    desk.hear(.caughtUp(PaperDesk.ana, seq: 12))
  }

  @Test func noMoreRowsAreKeptThanItsBound() {
    let memory = RowMemory()
    let look = EventRows(PaperDesk.morning(Size(columns: 80, rows: 24)).model, .lines, width: 40)
      .look
    for number in 0..<RowMemory.limit {
      let rows = Array(repeating: StyledRow(), count: number % 50)
      let piece = RowMemory.Piece.told("\(number)", time: "")
      #expect(memory.rows(of: piece, nil, look) { rows } == rows)
      #expect((1...RowMemory.limit).contains(memory.count))
    }
  }

  /// The card looked through ten thousand messages for notes, for every frame.
  @Test func aCardFindsTheLatestNotesWithoutReadingTheConversation() {
    var transcript = Transcript(PaperDesk.ana)
    var notes: [String] = []
    for seq in 1...3000 {
      var event = Event.said(Message(.customer, "words \(seq)"))
      if seq % 250 == 0 {
        notes.append("note \(seq)")
        event = .noted(.agent(PaperDesk.kim), "note \(seq)")
      }
      transcript.apply(Entry(PaperDesk.ana, seq: Int64(seq), at: PaperDesk.ten, event))
    }
    let shown = transcript.latestNotes.map { entry -> String in
      if case .noted(_, let text) = entry.event { return text }
      return ""
    }
    #expect(shown == Array(notes.reversed().prefix(Transcript.notesKept)))
  }
}
