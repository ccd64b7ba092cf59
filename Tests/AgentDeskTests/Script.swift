import Foundation
import Glibc
import JSON
import Rehearsal
import TestSupport
import Testing
import Threads

@testable import AgentDesk

/// A script against a desk on a socket: lines in, lines out, a pipe each way.
final class Script {
  private let toProgram: Int32
  private let fromProgram: Int32
  private var thread: NamedThread?
  private let scratch: Folder
  private var rest: [UInt8] = []
  private let status = Mailbox<Int32>(bound: 1)

  init(
    _ desk: ServedDesk, _ scratch: Folder, token: Bool = true, face: AgentOptions.Face = .json,
    observer: Bool = false, run: ScriptRun? = nil
  ) throws {
    self.scratch = scratch
    var input: [Int32] = [-1, -1]
    var output: [Int32] = [-1, -1]
    try #require(pipe(&input) == 0 && pipe(&output) == 0)
    toProgram = input[1]
    fromProgram = output[0]
    var options = AgentOptions(address: "http://127.0.0.1:\(desk.port)")
    options.face = face
    var script = run ?? ScriptRun()
    script.settings.isObserver = observer
    options.script = script
    options.environment = ["XDG_STATE_HOME": scratch.path, "LANG": "C.UTF-8"]
    if token {
      let file = scratch.path + "/token"
      try PrivateFile.replace(file, with: Array((try desk.token() + "\n").utf8))
      options.environment["FRONTDESK_TOKEN_FILE"] = file
    }
    options.input = input[0]
    options.output = output[1]
    options.trouble = output[1]
    let status = status
    let ready = options
    thread = try NamedThread("script") {
      let ended = AgentProgram.run(ready)
      close(ready.input)
      close(ready.output)
      _ = status.post(ended)
    }
  }

  deinit { close(fromProgram) }

  func say(_ line: String) {
    let bytes = Array((line + "\n").utf8)
    #expect(write(toProgram, bytes, bytes.count) == bytes.count)
  }

  func end() -> Int32? {
    close(toProgram)
    guard status.wait(for: .seconds(10)) else { return nil }
    thread?.join()
    return status.drain().first
  }

  /// The next line that `isWanted`; nil after ten silent seconds.
  func hears(_ isWanted: (JSONValue) -> Bool) throws -> JSONValue? {
    while true {
      while let end = rest.firstIndex(of: 0x0A) {
        let object = try JSONReader.read(Array(rest[..<end]))
        rest.removeSubrange(...end)
        #expect(object["v"]?.int == 1)
        if isWanted(object) { return object }
      }
      var waiting = pollfd(fd: fromProgram, events: Int16(POLLIN), revents: 0)
      guard poll(&waiting, 1, 10_000) > 0 else { return nil }
      var part = [UInt8](repeating: 0, count: 65_536)
      let count = read(fromProgram, &part, part.count)
      guard count > 0 else { return nil }
      rest += part[..<count]
    }
  }

  /// Reads until the words have been said; false after ten silent seconds.
  func shows(_ words: String) -> Bool {
    while !String(decoding: rest, as: UTF8.self).contains(words) {
      var waiting = pollfd(fd: fromProgram, events: Int16(POLLIN), revents: 0)
      guard poll(&waiting, 1, 10_000) > 0 else { return false }
      var part = [UInt8](repeating: 0, count: 65_536)
      let count = read(fromProgram, &part, part.count)
      guard count > 0 else { return false }
      rest += part[..<count]
    }
    return true
  }

  /// Everything until the program has ended.
  func everything() -> String {
    var bytes = rest
    while true {
      var part = [UInt8](repeating: 0, count: 65_536)
      let count = read(fromProgram, &part, part.count)
      guard count > 0 else { return String(decoding: bytes, as: UTF8.self) }
      bytes += part[..<count]
    }
  }

  func answer(_ re: String) throws -> JSONValue? { try hears { $0["re"]?.string == re } }
}
