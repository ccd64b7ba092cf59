import Foundation
import Mail
import TestSupport
import Testing

@Suite struct ComposingTests {
  private func letter(_ change: (inout OutgoingLetter) -> Void = { _ in }) -> OutgoingLetter {
    var letter = OutgoingLetter(
      from: MailAddress(name: "Acme Support", "support@desk.example"),
      to: [MailAddress(name: "Ana Lind", "ana@example.com")], subject: "Your parcel",
      text: "Hello Ana,\n\nit is on its way.\n", messageID: "ep.conv.7@desk.example",
      sentAt: 1_796_032_800)
    change(&letter)
    return letter
  }

  private func read(_ letter: OutgoingLetter) throws -> Letter {
    try LetterReader(own: []).read(letter.bytes())
  }

  @Test func whatIsWrittenIsWhatIsRead() throws {
    let written = letter {
      $0.subject = "Grüße: 荷物 – " + String(repeating: "long words ", count: 20)
      $0.from = MailAddress(name: "Müller, \"Max\" <x>", "support@desk.example")
      $0.text =
        "Zeile 1\n.\n..two dots\nFrom here\n-- \n" + String(repeating: "é", count: 3_000)
        + "\ntrailing blank \nend=3D"
      $0.html = "<p>Grüße</p>"
      $0.replyTo = MailAddress("support+c.x.y@desk.example")
      $0.inReplyTo = "a1@example.com"
      $0.references = ["first@example.com", "a1@example.com"]
    }
    let read = try read(written)
    #expect(read.from == written.from)
    #expect(read.subject == written.subject.trimmingCharacters(in: .whitespaces))
    #expect(read.replyTo?.address == "support+c.x.y@desk.example")
    #expect(read.references == ["a1@example.com", "first@example.com"])
    #expect(read.messageID == "ep.conv.7@desk.example")
    #expect(read.sentAt == written.sentAt)
    let whole = read.text + "\n" + read.quoted
    for line in written.text.split(separator: "\n") { #expect(whole.contains(line)) }
  }

  @Test func itIsSevenBitsWideAndItsLinesAreShort() {
    let bytes = letter {
      $0.subject = String(repeating: "Ü", count: 400)
      $0.text = String(repeating: "ü", count: 5_000) + "\n" + String(repeating: "x", count: 5_000)
      $0.html = "<p>" + String(repeating: "ü", count: 5_000)
      $0.files = [
        LetterFile(name: "a.bin", type: "x/y", bytes: Array(repeating: 255, count: 9_999))
      ]
      $0.references = (0..<90).map { "\($0)@example.com" }
    }.bytes()
    #expect(bytes.allSatisfy { $0 < 0x7F })
    let lines = String(decoding: bytes, as: UTF8.self).components(separatedBy: "\r\n")
    #expect(lines.filter { $0.utf8.count > 78 } == [])
    #expect(!lines.contains { $0.contains("\n") || $0.contains("\r") })
    #expect(lines.count { $0.hasSuffix("@example.com>") } == 21)
  }

  @Test(arguments: [
    "x\r\nBcc: all@example.com", "x\nBcc: all@example.com", "x\r\n\r\n<script>", "=?utf-8?Q?x?=",
    "x\u{2028}Bcc: y", "x\u{0B}Bcc: y", "x\u{85}Bcc: y",
  ])
  func nothingBreaksOutOfItsLine(words: String) throws {
    let bytes = letter {
      $0.subject = words
      $0.from = MailAddress(name: words, "support@desk.example")
      $0.to = [MailAddress(name: words, "ana@example.com\r\nBcc: eve@example.com")]
      $0.inReplyTo = "a@b>\r\nBcc: eve@example.com"
      $0.references = [words + "@b"]
      $0.unsubscribe = "a@b\r\nBcc: eve@example.com"
      $0.language = words
      $0.files = [LetterFile(name: words, type: words, bytes: [1])]
    }.bytes()
    let head = String(decoding: bytes, as: UTF8.self).components(separatedBy: "\r\n\r\n")[0]
    let names = head.components(separatedBy: "\r\n").filter { !$0.hasPrefix(" ") }
      .map { String($0.prefix { $0 != ":" }) }
    #expect(
      Set(names) == [
        "Date", "From", "To", "Subject", "Message-ID", "In-Reply-To", "References", "MIME-Version",
        "List-Unsubscribe", "Content-Language", "Content-Type",
      ])
    #expect(names.count == Set(names).count)
  }

  @Test func onlyWhatIsAutomaticSaysSo() {
    func text(_ origin: OutgoingLetter.Origin) -> String {
      String(decoding: letter { $0.origin = origin }.bytes(), as: UTF8.self)
    }
    #expect(!text(.person).contains("Auto-Submitted"))
    #expect(text(.reply).contains("\r\nAuto-Submitted: auto-replied\r\n"))
    #expect(text(.desk).contains("\r\nAuto-Submitted: auto-generated\r\n"))
  }

  @Test func ourOwnNoticesAreKnownForAutomaticWhenTheyComeBack() throws {
    guard case .machine = try read(letter { $0.origin = .reply }).sender else {
      Issue.record("taken for a person")
      return
    }
    #expect(try read(letter()).sender == .person)
  }

  @Test func theSameLetterHasTheSameBytes() {
    #expect(letter { $0.html = "<p>x" }.bytes() == letter { $0.html = "<p>x" }.bytes())
  }

  @Test(arguments: [
    (0, 0, "Thu, 01 Jan 1970 00:00:00 +0000"),
    (1_796_032_800, 3_600, "Mon, 30 Nov 2026 11:00:00 +0100"),
    (1_709_164_799, 0, "Wed, 28 Feb 2024 23:59:59 +0000"),
    (1_709_164_800, -12_600, "Wed, 28 Feb 2024 20:30:00 -0330"),
    (-1, 0, "Wed, 31 Dec 1969 23:59:59 +0000"),
  ])
  func datesAreWrittenInAZone(seconds: Int64, offset: Int, text: String) {
    let bytes = letter {
      $0.sentAt = seconds
      $0.zoneOffset = offset
    }.bytes()
    #expect(String(decoding: bytes, as: UTF8.self).hasPrefix("Date: \(text)\r\n"))
  }

  @Test func filesAreReadAsTheyWereSent() throws {
    let files = [
      LetterFile(name: "a b.txt", type: "text/plain", bytes: Array("hello\n.\n".utf8)),
      LetterFile(name: "Protokoll für 荷物.txt", type: "text/plain", bytes: [0, 1, 2, 255]),
    ]
    #expect(try read(letter { $0.files = files }).files == files)
  }
}
