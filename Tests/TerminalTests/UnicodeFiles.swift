import Foundation

/// The Unicode files of Debian's `unicode-data`, for generating and checking.
enum UnicodeFiles {
  static let folder = "/usr/share/unicode"

  /// Whether the package is installed; tests that need it are skipped without it.
  static var arePresent: Bool {
    FileManager.default.fileExists(atPath: folder + "/EastAsianWidth.txt")
  }

  /// The lines of a file without comments, split at semicolons and trimmed.
  static func fields(_ path: String) throws -> [[String]] {
    let text = try String(contentsOfFile: "\(folder)/\(path)", encoding: .utf8)
    return text.split(separator: "\n").compactMap { line in
      let content = line.prefix { $0 != "#" }
      guard content.contains(where: { $0 != " " }) else { return nil }
      return content.split(separator: ";", omittingEmptySubsequences: false)
        .map { $0.trimmingCharacters(in: .whitespaces) }
    }
  }

  /// The scalars that `isWanted` accepts, from a file of `first..last ; value` lines.
  static func scalars(_ path: String, where isWanted: (String) -> Bool) throws -> Set<UInt32> {
    var found: Set<UInt32> = []
    for line in try fields(path) where line.count > 1 && isWanted(line[1]) {
      let ends = line[0].components(separatedBy: "..").compactMap { UInt32($0, radix: 16) }
      found.formUnion(ends[0]...ends[ends.count - 1])
    }
    return found
  }

  /// The scalars of a `1F468 200D 1F469` list.
  static func text(_ points: String) -> String {
    var view = String.UnicodeScalarView()
    for point in points.split(separator: " ") {
      if let scalar = UInt32(point, radix: 16).flatMap(Unicode.Scalar.init) { view.append(scalar) }
    }
    return String(view)
  }
}
