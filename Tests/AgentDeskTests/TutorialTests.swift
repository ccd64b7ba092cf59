import Foundation
import TestSupport
import Testing

/// The tutorial as somebody on their first day plays it, at the smallest usual size.
@Suite(.serialized, .enabled(if: Tmux.isPossible)) struct TutorialTests {
  @Test func everyStepIsToldOnceTheOneBeforeIsDone() throws {
    let tmux = try Tmux(arguments: "--tutorial", columns: 80, rows: 24)
    #expect(tmux.shows("1 of 7: press Alt-n"))
    tmux.press("Enter")
    #expect(tmux.shows("Ana"))
    tmux.press("M-n")
    #expect(tmux.shows("2 of 7:"))
    tmux.say("I will look at once")
    #expect(tmux.shows("3 of 7:"))
    tmux.say("/note the depot knows more")
    #expect(tmux.shows("4 of 7:"))
    tmux.say("/kb late")
    #expect(tmux.shows("Most late parcels"))
    tmux.press("Enter")
    #expect(tmux.shows("> "))
    tmux.press("Enter")
    #expect(tmux.shows("5 of 7:"))
    tmux.say("/priority high")
    #expect(tmux.shows("6 of 7:"))
    tmux.say("/hold 30m the depot looks")
    #expect(tmux.shows("7 of 7:"))
    tmux.say("/resolve")
    #expect(tmux.shows("That is all of it"))
    tmux.say("/quit")
    #expect(tmux.shows("ENDED 0"))
    let left = try FileManager.default.contentsOfDirectory(atPath: tmux.temporary)
    #expect(left == [], "nothing is left behind")
  }
}

extension Tmux {
  /// Types words, and sends them once they stand in the input: what comes in one piece with its end
  /// of line may be a paste.
  fileprivate func say(_ words: String) {
    type(words)
    #expect(shows("> \(words.prefix(20))"))
    press("Enter")
  }
}
