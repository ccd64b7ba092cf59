import Foundation
import Secrets

/// Letters that were put aside, as files: what a person should look at before the desk takes it.
package struct Quarantine: Sendable {
  /// One of them.
  package struct Entry: Sendable, Equatable {
    package let id: String
    package let why: String
    package let from: String
    package let subject: String
    package let bytes: Int
    /// Seconds since 1970.
    package let at: Int64
    /// To be taken in when the desk next looks.
    package let isReleased: Bool
  }

  package let folder: String

  /// More than somebody looks through; the oldest go first.
  package static let most = 1_000
  private static let largest = 51 << 20

  package init(folder: String) { self.folder = folder }

  /// Puts a letter aside, once: the same letter for the same reason lies there already.
  package func put(_ letter: [UInt8], why: String, from: String, subject: String, at: Int64) throws
  {
    let id = Hex.encode(Array(SHA256.hash(letter).prefix(6)))
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let head = [why, from, subject].map {
      $0.split(whereSeparator: \.isNewline).joined(separator: " ")
    }
    let text = "\(at)\n" + head.joined(separator: "\n") + "\n"
    for path in [path(id, "eml"), path(id, "released")]
    where FileManager.default.fileExists(atPath: path) { return }
    // The words first: a letter without them would be listed with nothing to say.
    try write(Array(text.utf8), to: path(id, "why"))
    try write(letter.isEmpty ? [0x0A] : letter, to: path(id, "eml"))
    try forgetOldest()
  }

  /// Those that lie there, the oldest first.
  package func list() throws -> [Entry] {
    guard FileManager.default.fileExists(atPath: folder) else { return [] }
    return try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { $0.hasSuffix(".eml") || $0.hasSuffix(".released") }
      .map { entry($0) }.sorted { ($0.at, $0.id) < ($1.at, $1.id) }
  }

  /// The letter; nil where there is none of that id.
  package func letter(_ id: String) throws -> [UInt8]? {
    for ending in ["eml", "released"] {
      let path = path(id, ending)
      guard Self.isName(id), FileManager.default.fileExists(atPath: path) else { continue }
      return Array(try Data(contentsOf: URL(filePath: path)))
    }
    return nil
  }

  /// Has the desk take it in when it next looks; false where there is none of that id.
  package func release(_ id: String) throws -> Bool {
    guard Self.isName(id), FileManager.default.fileExists(atPath: path(id, "eml")) else {
      return false
    }
    try FileManager.default.moveItem(atPath: path(id, "eml"), toPath: path(id, "released"))
    return true
  }

  /// Throws it away; false where there is none of that id.
  package func drop(_ id: String) throws -> Bool {
    guard Self.isName(id) else { return false }
    var isThere = false
    for ending in ["eml", "released", "why"]
    where FileManager.default.fileExists(atPath: path(id, ending)) {
      try FileManager.default.removeItem(atPath: path(id, ending))
      isThere = true
    }
    return isThere
  }

  private static func isName(_ id: String) -> Bool {
    (1...64).contains(id.utf8.count) && Hex.decode(id) != nil
  }

  private func path(_ id: String, _ ending: String) -> String { "\(folder)/\(id).\(ending)" }

  private func entry(_ file: String) -> Entry {
    let id = String(file.prefix { $0 != "." })
    // Without its words it is listed all the same.
    let text = (try? String(contentsOfFile: path(id, "why"), encoding: .utf8)) ?? ""
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let size = try? FileManager.default.attributesOfItem(atPath: "\(folder)/\(file)")[.size]
    func line(_ index: Int) -> String { lines.indices.contains(index) ? lines[index] : "" }
    return Entry(
      id: id, why: line(1), from: line(2), subject: line(3), bytes: size as? Int ?? 0,
      at: Int64(line(0)) ?? 0, isReleased: file.hasSuffix(".released"))
  }

  private func write(_ bytes: [UInt8], to path: String) throws {
    try Data(bytes.prefix(Self.largest)).write(to: URL(filePath: path), options: .atomic)
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
  }

  private func forgetOldest() throws {
    let entries = try list().filter { !$0.isReleased }
    for entry in entries.prefix(max(0, entries.count - Self.most)) { _ = try drop(entry.id) }
  }
}
