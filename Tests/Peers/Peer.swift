package import Foundation
import TestSupport

/// A program in Python from this folder, running as a process of its own on a port of its own.
package final class Peer: Sendable {
  package let port: UInt16
  /// The record it writes: one line of JSON per request.
  package let record: URL

  private let process: Process
  private let folder: Folder

  /// Starts the script in a new folder and waits until it listens.
  package convenience init(_ script: String, _ arguments: [String] = []) throws {
    try self.init(script, arguments, folder: Folder(), port: 0)
  }

  private init(_ script: String, _ arguments: [String], folder: Folder, port: UInt16) throws {
    let record = URL(filePath: folder.path + "/record.jsonl")
    let output = Pipe()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments =
      [
        Self.python, Self.path(script), "--port", "\(port)", "--record", record.path,
      ] + arguments
    process.standardOutput = output
    try process.run()
    var line = ""
    while !line.hasSuffix("\n") {
      let piece = output.fileHandleForReading.availableData
      guard !piece.isEmpty else { throw PeerRefused(script: script) }
      line += String(decoding: piece, as: UTF8.self).prefix { $0 != "\n" }
      if piece.contains(UInt8(ascii: "\n")) { break }
    }
    guard let found = line.split(separator: ":").last.flatMap({ UInt16($0.filter(\.isNumber)) })
    else { throw PeerRefused(script: script) }
    // Drained, so that a talkative peer never waits for a reader; by a thread, which ends with the
    // process: a handler of the system's would outlive the descriptor that it watches.
    let reading = output.fileHandleForReading
    Thread.detachNewThread { while !reading.availableData.isEmpty {} }
    self.process = process
    self.folder = folder
    self.record = record
    self.port = found
  }

  deinit { kill() }

  /// Ends the process at once, as a power cut would.
  package func kill() {
    guard process.isRunning else { return }
    Foundation.kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }

  /// The same script again on the same port with the same record, after `kill()`.
  package func comeBack(_ script: String, _ arguments: [String] = []) throws -> Peer {
    try Peer(script, arguments, folder: folder, port: port)
  }

  /// `http://127.0.0.1:PORT` and the path.
  package func url(_ path: String, scheme: String = "http", host: String = "127.0.0.1") -> String {
    "\(scheme)://\(host):\(port)/\(path)"
  }

  /// The folder of its record.
  package var ownFolder: String { folder.path }

  /// What was recorded so far.
  package func entries<Entry: Decodable>(_: Entry.Type) throws -> [Entry] {
    let text = try String(contentsOf: record, encoding: .utf8)
    return try text.split(separator: "\n").map {
      try JSONDecoder().decode(Entry.self, from: Data($0.utf8))
    }
  }

  /// What the tests' requirements are installed for, where `.ci/python` has run; else the system's.
  private static let python: String = {
    let own = "\(Repository.root)/.venv/bin/python"
    return FileManager.default.isExecutableFile(atPath: own) ? own : "python3"
  }()

  /// Whether this machine has real mail servers: aiosmtpd in the tests' Python, and Dovecot.
  package static let hasMailServers: Bool = {
    let libraries = try? FileManager.default.contentsOfDirectory(
      atPath: "\(Repository.root)/.venv/lib")
    return FileManager.default.isExecutableFile(atPath: "/usr/sbin/dovecot")
      && (libraries ?? []).contains {
        FileManager.default.fileExists(
          atPath: "\(Repository.root)/.venv/lib/\($0)/site-packages/aiosmtpd")
      }
  }()

  private static func path(_ script: String) -> String {
    "\(Repository.root)/Tests/Peers/\(script)"
  }
}

/// A line of `mail-receiver.py`'s record.
package struct PostedLetter: Decodable, Sendable {
  package let from: String?
  package let to: [String]
  package let body: Data
  package let encrypted: Bool
  package let user: String?
  package let hello: String?

  /// The letter as it came.
  package var text: String { String(decoding: body, as: UTF8.self) }
}

/// A line of `hostile-receiver.py`'s record.
package struct HostileEntry: Decodable, Sendable {
  package let id: String?
  package let step: String
  package let method: String
  package let verdict: String
  package let signatures: Int
  package let timestamp: String?
  package let type: String?
  /// Base64.
  package let body: String
  package let overlap: Bool
  package let open: Int
}

/// The script ended before it listened; what it said is on standard error.
package struct PeerRefused: Error {
  package let script: String
}
