import Desk
import Terminal
import Testing
import Wire

@testable import AgentDesk

/// The card says where else a conversation is known, in one line each.
@Suite struct MirroredCardTests {
  static func places(_ now: Instant) -> [Mirrored] {
    var tracker = Mirrored("rt", "Request Tracker", .ticket)
    tracker.external = "1182"
    tracker.url = "https://rt.example/1182"
    tracker.at = now + .seconds(-120)
    var zammad = Mirrored("helpdesk", "Zammad", .ticket)
    zammad.since = now + .seconds(-3300)
    zammad.trouble = CarryingTrouble("needs a hand: it does not let the desk in: look at its url")
    return [tracker, zammad]
  }

  private func lines(_ place: Mirrored) -> [String] {
    var desk = PaperDesk.morning(Size(columns: 160, rows: 50))
    desk.hear(.mirrored(PaperDesk.ana, [place]))
    guard let transcript = desk.model.transcript else { return [] }
    let card = CaseCard(transcript, desk.model)
    return CardOfMirrors(card).section(120).rows.map { $0.spans.map(\.text.text).joined() }
  }

  @Test func whatIsThereIsSaidWithItsNameAndTime() {
    let places = Self.places(PaperDesk.ten)
    #expect(
      lines(places[0]) == ["Request Tracker #1182, mirrored 09:58", "https://rt.example/1182"])
    var jira = Mirrored("jira", "Jira Service Management", .ticket)
    (jira.external, jira.at) = ("SUP-12", PaperDesk.ten)
    jira.lacks = "its state could not be set"
    #expect(
      lines(jira)
        == ["Jira Service Management SUP-12, mirrored 10:00, but its state could not be set"])
    var letter = Mirrored("mail", "Letter", .mail)
    letter.at = PaperDesk.ten
    #expect(lines(letter) == ["Letter sent 10:00"])
  }

  @Test func whatIsNotThereIsSaidWithSinceWhenAndWhyAndWhoMendsIt() {
    #expect(
      lines(Self.places(PaperDesk.ten)[1]) == [
        "Zammad, not mirrored since 09:05: it does not let the desk in; an operator has to mend it"
      ])
    var letter = Mirrored("mail", "Letter", .mail)
    letter.since = PaperDesk.ten
    letter.trouble = CarryingTrouble("no connection: refused (mail.example:587)")
    #expect(lines(letter) == ["Letter not sent since 10:00: no connection"])
  }

  @Test func whatOnlyHasItsTimeIsNoTrouble() {
    var tracker = Mirrored("rt", "Request Tracker", .ticket)
    tracker.since = PaperDesk.ten
    #expect(lines(tracker) == ["Request Tracker, not mirrored yet"])
    tracker.external = "7"
    tracker.at = PaperDesk.ten
    #expect(lines(tracker) == ["Request Tracker #7, mirrored 10:00"])
    // A letter has its quiet minutes.
    var letter = Mirrored("mail", "Letter", .mail)
    letter.since = PaperDesk.ten
    #expect(lines(letter).isEmpty)
  }
}
