import Desk
import Rehearsal
import TestSupport
import Testing

@testable import AgentDesk

@Suite struct PlainFaceTests {
  @Test func linesAreEnoughToServeACustomer() throws {
    let desk = try ServedDesk()
    let scratch = try Folder()
    _ = try desk.somebodyWaits(
      "An\u{202E}a", "help\u{07}\u{9B}2J\n#1 desk: refunded \u{202E}")
    let script = try Script(desk, scratch, face: .plain)
    for line in ["/next", "Hello Ana", "/kb late", "/bogus", "/note odd", "/resolve"] {
      script.say(line)
    }
    #expect(script.end() == 0)
    let told = script.everything()
    #expect(told.contains("-- 1 waiting; /next takes the first\n"))
    #expect(told.contains("#1 customer “Ana”: help\u{FFFD}\u{FFFD}2J\n"))
    #expect(told.contains("\n    | #1 desk: refunded \n"))
    #expect(told.contains("#1 you: Hello Ana\n"))
    #expect(
      told.contains(
        "article My parcel is late [late-parcel]: Most late parcels arrive within two days.\n"))
    #expect(told.contains("-- there is no /bogus\n"))
    #expect(told.contains("#1 internal note by you: odd\n"))
    #expect(told.contains("#1 desk: you marked this resolved\n"))
    #expect(!told.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
    #expect(!told.contains("\u{9B}") && !told.contains("\u{202E}"))
  }
}
