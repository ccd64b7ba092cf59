import Foundation
import Threads
import WebSockets

/// A server that is measured, in a process of its own.
final class Contender {
  let name: String
  private let process: Process
  private(set) var port: UInt16 = 0

  var pid: Int32 { process.processIdentifier }

  /// Starts a program that prints a line with `http://…:PORT` once it serves.
  init(_ name: String, _ program: String, _ arguments: [String]) throws {
    self.name = name
    process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    port = try Self.port(output.fileHandleForReading, name)
  }

  private static func port(_ output: FileHandle, _ name: String) throws -> UInt16 {
    var said = ""
    while true {
      let more = output.availableData
      guard !more.isEmpty else { throw Trouble("\(name) ended at its start: \(said)") }
      said += String(decoding: more, as: UTF8.self)
      if let match = said.firstMatch(of: /http:\/\/[^:\s]+:([0-9]+)/), said.contains("\n"),
        let port = UInt16(match.1)
      {
        return port
      }
    }
  }

  /// Where a customer or an agent connects; pages have an origin, programs none.
  func address(asPage: Bool, host: String = "127.0.0.1") throws -> ServerAddress {
    var address = try ServerAddress("ws://\(host):\(port)/v1/socket")
    address.subprotocols = ["frontdesk.v1"]
    address.origin = asPage ? BenchFolder.origin : nil
    return address
  }

  func figures() throws -> ProcessFigures { try ProcessFigures(of: pid) }

  /// Asks it to end, and waits until it has.
  func stop() throws {
    process.terminate()
    try Patience.wait(for: "\(name) to end", atMost: .seconds(30)) { !process.isRunning }
    guard process.terminationStatus == 0 else {
      throw Trouble("\(name) ended with \(process.terminationStatus)")
    }
  }

  func kill() { if process.isRunning { Foundation.kill(pid, SIGKILL) } }
}
