import Desk
import Foundation
import JSON
import TestSupport
import Testing

@testable import Notices

/// A command hears each notice as JSON on its input, and how it ends is what became of it.
@Suite struct CommandSendingTests {
  private static let now = Instant(milliseconds: 1_795_000_000_000)

  private func script(_ text: String, in folder: Folder) throws -> String {
    let path = folder.path + "/hook.sh"
    try "#!/bin/sh\n\(text)\n".write(toFile: path, atomically: true, encoding: .utf8)
    return path
  }

  private func outcome(_ text: String, patience: Duration = .seconds(30)) throws -> NoticeOutcome {
    let folder = try Folder()
    let path = try script(text, in: folder)
    return CommandSending(["/bin/sh", path], patience: patience).send(
      .sample(of: "team", at: Self.now), at: Self.now)
  }

  @Test func itReadsTheNoticeAndNoShellReadsItsArguments() throws {
    let folder = try Folder()
    let path = try script("cat > \"$1\"; printf '%s' \"$2\" >> \"$1.said\"", in: folder)
    let sending = CommandSending(
      ["/bin/sh", path, folder.path + "/told", "$(touch \(folder.path)/owned)"],
      patience: .seconds(30))
    #expect(sending.send(.sample(of: "team", at: Self.now), at: Self.now) == .told)
    let told = try JSONReader.read(
      [UInt8](Data(contentsOf: URL(filePath: folder.path + "/told"))))
    #expect(told["kind"]?.string == "test" && told["id"]?.string == "test:1795000000000")
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/owned"))
  }

  @Test(arguments: [
    ("echo 'no \u{1B}[31mroom' >&2; exit 3", "ended with 3: no [31mroom"),
    ("kill -9 $$", "ended by a signal"),
    ("yes >&2 & yes >&2; exit 1", "took longer"),
    ("sleep 60", "took longer"),
  ])
  func howItEndsIsToldInBounds(_ text: String, _ words: String) throws {
    let began = ContinuousClock.now
    guard case .failed(let failure) = try outcome(text, patience: .seconds(2)) else {
      Issue.record("it counts as told")
      return
    }
    #expect(failure.why.contains(words), "\(failure.why)")
    #expect(failure.why.utf8.count < 2_000)
    #expect(ContinuousClock.now - began < .seconds(50))
  }

  @Test func whatIsNotThereIsSaid() {
    let outcome = CommandSending(["/nowhere/hook"], patience: .seconds(1)).send(
      .sample(of: "team", at: Self.now), at: Self.now)
    guard case .failed(let failure) = outcome else {
      Issue.record("it counts as told")
      return
    }
    #expect(failure.why.contains("cannot be started"))
  }
}
