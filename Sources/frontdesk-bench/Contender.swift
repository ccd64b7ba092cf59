import Foundation
import Threads

/// A server that is measured, in a process of its own.
final class Contender: @unchecked Sendable {
  // Unchecked because of `process`, which is told and asked by the main thread only.
  let column: Column
  private let process: Process
  private(set) var port: UInt16 = 0
  /// From its start until it first said that it is ready.
  private(set) var start = Duration.zero

  var pid: Int32 { process.processIdentifier }

  /// Whether it is a Frontdesk, with customers and agents, and not a reference.
  var isDesk: Bool { column == .now || column == .before }

  /// Starts a program that prints a line with `http://…:PORT` once it serves; NATS logs where it
  /// listens.
  init(_ column: Column, _ program: String, _ arguments: [String], on processors: Processors) throws
  {
    self.column = column
    process = Process()
    // Replaced by the program: the process stays the same.
    let command = processors.command + [program] + arguments
    process.executableURL = URL(fileURLWithPath: command[0])
    process.arguments = Array(command.dropFirst())
    let output = Pipe()
    process.standardOutput = output
    if column == .nats { process.standardError = output }
    let begun = MonotonicTime.now
    try process.run()
    port = try Self.port(output.fileHandleForReading, column)
    if isDesk { try Self.awaitReady(at: port) }
    start = MonotonicTime.now.since(begun)
  }

  private static func port(_ output: FileHandle, _ column: Column) throws -> UInt16 {
    var said = ""
    while true {
      let more = output.availableData
      guard !more.isEmpty else { throw Trouble("\(column.title) ended at its start: \(said)") }
      said += String(decoding: more, as: UTF8.self)
      let address = /(http:\/\/|client connections on )[^:\s]+:([0-9]+)[\s\/]/
      if let match = said.firstMatch(of: address), let port = UInt16(match.2) {
        output.readabilityHandler = { _ = $0.availableData }
        return port
      }
    }
  }

  private static func awaitReady(at port: UInt16) throws {
    try Patience.wait(for: "the server to be ready", atMost: .seconds(120)) {
      let answer = try? OneRequest.get("/readyz", at: port)  // Refused until it listens.
      return answer?.hasPrefix("HTTP/1.1 200") == true
    }
  }

  /// Where a customer or an agent connects; pages have an origin, programs none.
  func place(asPage: Bool) -> Place {
    Place(
      port: port, speech: .websocket(origin: asPage && isDesk ? BenchFolder.origin : nil))
  }

  func figures() throws -> ProcessFigures { try ProcessFigures(of: pid) }

  /// Asks it to end, and waits until it has.
  func stop() throws {
    process.terminate()
    try Patience.wait(for: "\(column.title) to end", atMost: .seconds(60)) { !process.isRunning }
    guard process.terminationStatus == 0 else {
      throw Trouble("\(column.title) ended with \(process.terminationStatus)")
    }
  }

  func waitUntilGone() { process.waitUntilExit() }

  func kill() { if process.isRunning { Foundation.kill(pid, SIGKILL) } }
}
