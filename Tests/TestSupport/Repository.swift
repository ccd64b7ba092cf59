import Foundation

/// The files of the working copy, by their paths in it.
package enum Repository {
  package static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

  package static func text(_ path: String) throws -> String {
    try String(contentsOfFile: "\(root)/\(path)", encoding: .utf8)
  }

  package static func bytes(_ path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(filePath: "\(root)/\(path)")))
  }

  /// The names in a folder with that ending, in order.
  package static func names(in folder: String, ending: String = "") throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: "\(root)/\(folder)")
      .filter { $0.hasSuffix(ending) }.sorted()
  }

  /// The same for the folders in it too.
  package static func allNames(in folder: String, ending: String = "") throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: "\(root)/\(folder)")
      .filter { $0.hasSuffix(ending) }.sorted()
  }

  /// Whether goldens and files that are made from the source are to be written anew: `UPDATE=1`.
  package static var isUpdating: Bool { ProcessInfo.processInfo.environment["UPDATE"] == "1" }

  /// What a file holds that must be equal to what is made here; `UPDATE=1` writes it first.
  package static func golden(_ path: String, made text: String) throws -> String {
    if isUpdating { try text.write(toFile: "\(root)/\(path)", atomically: true, encoding: .utf8) }
    return try self.text(path)
  }
}
