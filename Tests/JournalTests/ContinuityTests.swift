import Testing

@testable import Journal

/// What is told from what at a start: `docs/backup.md` has the same as a table.
struct ContinuityTests {
  private func facts(
    _ standing: RecordFacts.Standing?, turns: Int64 = 100, desk: String = "D",
    epoch: String = "E"
  ) -> RecordFacts {
    RecordFacts(version: 3, desk: desk, epoch: epoch, turns: turns, standing: standing)
  }

  private func mark(
    _ turns: Int64 = 100, desk: String = "D", epoch: String = "E", isSettled: Bool = true
  ) -> MarkFile.Content {
    .mark(
      RecordMark(desk: desk, epoch: epoch, isSettled: isSettled, turns: turns, tally: Tally()))
  }

  private enum Outcome: String {
    case served, unmarked, renewed, refused

    init(_ verdict: Continuity.Verdict) {
      self =
        switch verdict {
        case .asItWas: .served
        case .unmarked: .unmarked
        case .olderCopy: .renewed
        case .refused: .refused
        }
    }
  }

  private func outcome(
    alone: RecordFacts?, seen: RecordFacts, _ mark: MarkFile.Content, holdsLatest: Bool = true
  ) -> Outcome {
    Outcome(Continuity.judge(alone: alone, seen: seen, mark: mark, holdsLatest: holdsLatest))
  }

  @Test func whatReachesItsMarkIsServed() {
    #expect(outcome(alone: facts(.closed), seen: facts(.closed), mark()) == .served)
    // Killed: the file is behind, its log is not.
    #expect(outcome(alone: facts(.open, turns: 3), seen: facts(.open), mark()) == .served)
    // The power went before the mark was on disk.
    #expect(outcome(alone: facts(.open), seen: facts(.open), mark(97)) == .served)
    // Amid a carrying over of the log the file alone cannot be read.
    #expect(outcome(alone: nil, seen: facts(.open), mark()) == .served)
  }

  @Test func whatIsBehindItsMarkIsRefusedUnlessTheFileIsWhole() {
    #expect(
      outcome(alone: facts(.open, turns: 3), seen: facts(.open, turns: 99), mark()) == .refused)
    #expect(
      outcome(alone: facts(.closed, turns: 3), seen: facts(.closed, turns: 3), mark()) == .renewed)
    #expect(
      outcome(alone: facts(.copy, turns: 3), seen: facts(.copy, turns: 3), mark()) == .renewed)
    // Of a program that did not say whether a file is whole.
    #expect(outcome(alone: facts(nil, turns: 0), seen: facts(nil, turns: 0), mark()) == .refused)
  }

  @Test func anotherHistoryOfAsManyTurnsIsNoticed() {
    #expect(
      outcome(alone: facts(.open), seen: facts(.open), mark(), holdsLatest: false) == .refused)
    #expect(
      outcome(alone: facts(.closed), seen: facts(.closed), mark(), holdsLatest: false) == .refused)
    let former = facts(.closed, epoch: "former")
    #expect(outcome(alone: former, seen: former, mark()) == .renewed)
    let killed = facts(.open, epoch: "former")
    #expect(outcome(alone: killed, seen: killed, mark()) == .refused)
  }

  @Test func anotherDesksIsRefusedHoweverWhole() {
    for standing in [RecordFacts.Standing.open, .closed, .copy] {
      let other = facts(standing, desk: "other", epoch: "other")
      #expect(outcome(alone: other, seen: other, mark()) == .refused)
      #expect(outcome(alone: other, seen: other, .epoch("E")) == .refused)
    }
  }

  @Test func withoutAMarkTheFileMustSayThatItIsWhole() {
    for content in [MarkFile.Content.nothing, .unreadable, .epoch("E")] {
      #expect(outcome(alone: facts(.closed), seen: facts(.closed), content) == .unmarked)
      #expect(outcome(alone: facts(nil), seen: facts(nil), content) == .unmarked)
      #expect(outcome(alone: facts(.copy), seen: facts(.copy), content) == .renewed)
      #expect(outcome(alone: facts(.open), seen: facts(.open), content) == .refused)
    }
  }

  /// A log is bound to no file: applied to another one it would mix two days' pages.
  @Test func aFileThatWasReplacedIsToldFromOneWhoseLogIsItsOwn() {
    #expect(!Continuity.wasReplaced(alone: facts(.open, turns: 3), mark: mark()))
    #expect(!Continuity.wasReplaced(alone: facts(.closed), mark: mark()))
    #expect(!Continuity.wasReplaced(alone: nil, mark: mark()))
    // Opened and killed before the file could say so: the log is its own.
    #expect(!Continuity.wasReplaced(alone: facts(.closed, turns: 3), mark: mark(isSettled: false)))
    #expect(Continuity.wasReplaced(alone: facts(.closed, turns: 3), mark: mark()))
    #expect(Continuity.wasReplaced(alone: facts(.closed, epoch: "former"), mark: mark()))
    #expect(Continuity.wasReplaced(alone: facts(.copy), mark: mark()))
    #expect(Continuity.wasReplaced(alone: facts(.copy), mark: .nothing))
  }
}
