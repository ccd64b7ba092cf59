import Control
import Foundation
import Glibc
import JSON
import Operator
import Testing
import Threads

/// What a control socket promises whoever connects to it, and what it does not let them do.
@Suite(.timeLimit(.minutes(5))) struct SocketTests {
  @Test func aRequestIsAnsweredOnItsOwnLine() throws {
    let line = try Line()
    #expect(try line.ask("ping")["heard"]?.string == "ping")
    #expect(try line.ask("mirror.status")["heard"]?.string == "mirror.status")
  }

  @Test func aRequestMayComeInPiecesAndWithoutItsLastNewline() throws {
    let line = try Line()
    let peer = try RawPeer(line.folder)
    for letter in #"{"do":"ping"}"# { peer.say(String(letter)) }
    peer.endOfSpeech()
    #expect(peer.hear() == "{\"ok\":true,\"heard\":\"ping\"}\n")
  }

  @Test func aRefusalReachesTheCommandWithItsExitCode() throws {
    let line = try Line { _, _ in .refused("the disk is full", code: 74) }
    let failure = #expect(throws: Failure.self) { try line.ask("user.add") }
    #expect(failure?.description == "the disk is full")
    #expect(failure?.code == 74)
  }

  @Test func manyAtOnceAreServedOneAfterAnother() async throws {
    let line = try Line()
    let folder = line.folder
    let answered = try await withThrowingTaskGroup(of: String?.self) { group in
      for number in 0..<40 {
        group.addTask {
          try ControlClient.ask(folder, Array("{\"do\":\"\(number)\"}".utf8))["heard"]?.string
        }
      }
      return try await group.reduce(into: Set<String>()) { if let one = $1 { $0.insert(one) } }
    }
    #expect(answered == Set((0..<40).map(String.init)))
  }

  // MARK: Bounds

  @Test func aRequestThatIsTooLongIsRefusedInWords() throws {
    let line = try Line()
    let peer = try RawPeer(line.folder)
    peer.say(String(repeating: "x", count: ControlSocket.longestLine + 1))
    #expect(peer.hear().contains("at most 32768 bytes"))
    #expect(try line.serves())
  }

  @Test func aPeerThatSaysNothingIsLeft() throws {
    let line = try Line(patience: .milliseconds(200))
    let silent = try RawPeer(line.folder)
    #expect(try line.serves())
    #expect(silent.hear().isEmpty)
  }

  /// A byte at a time once held the socket for hours: each piece began the wait anew.
  @Test func aPeerThatDribblesIsLeftAsWell() throws {
    let line = try Line(patience: .milliseconds(200))
    let peer = try RawPeer(line.folder)
    let dribbling = try NamedThread("dribble") { [peer = Handed(peer)] in
      while peer.thing.say("x") { usleep(20_000) }
    }
    #expect(try line.serves())
    dribbling.join()
  }

  @Test func aPeerThatDoesNotTakeItsAnswerIsLeft() throws {
    let large = [UInt8](repeating: UInt8(ascii: "a"), count: 8 << 20)
    let line = try Line(patience: .milliseconds(200)) { request, _ in
      guard request["do"]?.string == "all" else { return Line.echo(request) }
      return .done(
        JSONWriter.object { $0.member("text", String(decoding: large, as: UTF8.self)) })
    }
    let peer = try RawPeer(line.folder)
    peer.say("{\"do\":\"all\"}\n")
    #expect(try line.serves())
  }

  @Test func anAnswerOfManyPiecesArrivesWhole() throws {
    let text = String(repeating: "finding ", count: 500_000)
    let line = try Line { _, _ in .done(JSONWriter.object { $0.member("text", text) }) }
    #expect(try line.ask("flow.publish")["text"]?.string == text)
  }

  @Test func aCommandDoesNotWaitForeverForAServerThatIsBusy() throws {
    let release = Mailbox<Bool>(bound: 1)
    let line = try Line { request, _ in
      _ = release.wait(for: .seconds(50))
      return Line.echo(request)
    }
    let failure = #expect(throws: Failure.self) {
      try line.ask("ping", within: .milliseconds(200))
    }
    #expect(failure?.code == 75)
    release.close()
  }

  // MARK: Garbage

  @Test(arguments: [
    "hello\n", "\n", "{\n", "{\"do\":\n", "[1,2\n", "{\"do\":\"ping\"} and more\n", "\u{0}\u{1}\n",
  ])
  func whatIsNotJSONIsRefusedAsThat(text: String) throws {
    let line = try Line()
    let peer = try RawPeer(line.folder)
    peer.say(text)
    let answer = peer.hear()
    #expect(answer.contains("\"ok\":false"), "\(answer)")
    #expect(answer.contains("the request is not JSON"), "\(answer)")
    #expect(try line.serves())
  }

  @Test func bytesByChanceNeverEndIt() throws {
    let line = try Line(patience: .milliseconds(300))
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<200 {
      let count = Int.random(in: 0...300, using: &generator)
      let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
      let peer = try RawPeer(line.folder)
      peer.say(bytes + [UInt8(ascii: "\n")])
      if Bool.random() { _ = peer.hear() }
    }
    #expect(try line.serves())
  }

  @Test func whoHangsUpAtOnceKeepsNobodyElse() throws {
    let line = try Line()
    for _ in 0..<20 { _ = try RawPeer(line.folder) }
    #expect(try line.serves())
  }

  // MARK: The file

  @Test func onlyItsOwnerMayOpenIt() throws {
    let line = try Line()
    var status = stat()
    #expect(stat(ControlSocket.path(in: line.folder), &status) == 0)
    #expect(status.st_mode & 0o777 == 0o600)
    #expect(status.st_mode & S_IFMT == S_IFSOCK)
  }

  /// Only root can become somebody else to try.
  @Test(.enabled(if: geteuid() == 0)) func anotherUserIsKeptOut() throws {
    let line = try Line()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
      "python3", "-c",
      """
      import os, socket, sys
      os.setgid(65534); os.setuid(65534)
      try:
          socket.socket(socket.AF_UNIX).connect(sys.argv[1])
      except PermissionError:
          sys.exit(13)
      """, ControlSocket.path(in: line.folder),
    ]
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 13)
  }

  @Test func whatAKilledServerLeftThereIsReplaced() throws {
    let folder = try Line.newFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let path = ControlSocket.path(in: folder)
    // A socket that nobody listens on, as a killed server leaves it, and a file in its place.
    let abandoned = try ControlSocket(
      path: path + "-before", log: quiet,
      answer: Line.echo)
    #expect(rename(path + "-before", path) == 0)
    abandoned.stop()
    let refused = #expect(throws: Failure.self) { try ControlClient.ask(folder, Array("{}".utf8)) }
    #expect(refused?.code == 69)
    for _ in 0..<2 {
      let socket = try ControlSocket(
        path: path, log: quiet, answer: Line.echo)
      #expect(
        try ControlClient.ask(folder, Array("{\"do\":\"x\"}".utf8))["heard"]?.string == "x")
      socket.stop()
      #expect(!FileManager.default.fileExists(atPath: path))
      try Data("a file".utf8).write(to: URL(fileURLWithPath: path))
    }
  }

  @Test func aFolderWhosePathIsTooLongIsSaidToBe() throws {
    let folder = NSTemporaryDirectory() + String(repeating: "a", count: 120)
    let here = #expect(throws: Failure.self) {
      try ControlSocket(
        path: ControlSocket.path(in: folder),
        log: quiet, answer: Line.echo)
    }
    let there = #expect(throws: Failure.self) { try ControlClient.ask(folder, Array("{}".utf8)) }
    for failure in [here, there] {
      #expect(failure?.code == 78)
      #expect(failure?.description.contains("too long for a socket") == true)
    }
  }

  @Test func aFolderThatIsNotThereIsUnavailable() throws {
    let path = "/nonexistent/\(UUID())/control.sock"
    let failure = #expect(throws: Failure.self) {
      try ControlSocket(
        path: path, log: quiet, answer: Line.echo)
    }
    #expect(failure?.code == 69)
  }

  @Test func stoppingAnswersWhatWasAskedBefore() throws {
    let asked = Mailbox<Bool>(bound: 1)
    let release = Mailbox<Bool>(bound: 1)
    let line = try Line { request, _ in
      _ = asked.post(true)
      _ = release.wait(for: .seconds(50))
      return Line.echo(request)
    }
    let peer = try RawPeer(line.folder)
    peer.say("{\"do\":\"ping\"}\n")
    _ = asked.wait(for: .seconds(50))
    let stopping = try NamedThread("stop") { [socket = line.socket] in socket.stop() }
    release.close()
    #expect(peer.hear().contains("\"heard\":\"ping\""))
    stopping.join()
  }
}

/// Hands a thread something that only it will use from then on.
final class Handed<Thing>: @unchecked Sendable {
  // Unchecked because it is made before the thread and used by the thread alone.
  let thing: Thing

  init(_ thing: Thing) { self.thing = thing }
}
