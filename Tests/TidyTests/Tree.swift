import Foundation

/// The repository as it lies on the disk.
enum Tree {
  /// The root: this file is `Tests/TidyTests/Tree.swift`.
  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

  /// Every Swift file of ours, programs and tests.
  static let swift = (paths(under: "Sources") + paths(under: "Tests"))
    .filter { $0.hasSuffix(".swift") }
    .map { SourceText(path: $0, text(of: $0)) }

  /// The Swift files of the program, without the tests.
  static let program = swift.filter { $0.path.hasPrefix("Sources/") }

  static let enums = OwnEnums(program)

  static let rooms = Set(program.map(\.room))

  /// The paths of all files below a folder, from the root, sorted; what tools leave is not ours.
  static func paths(under folder: String) -> [String] {
    let skipped: Set = ["node_modules", "__pycache__", ".build", ".venv", ".git"]
    let walk = FileManager.default.enumerator(atPath: "\(root)/\(folder)")
    var paths: [String] = []
    while let path = walk?.nextObject() as? String {
      if skipped.contains((path as NSString).lastPathComponent) {
        walk?.skipDescendants()
      } else if walk?.fileAttributes?[.type] as? FileAttributeType == .typeRegular {
        paths.append(folder.isEmpty ? path : "\(folder)/\(path)")
      }
    }
    return paths.sorted()
  }

  /// A file's text; empty where it is no text.
  static func text(of path: String) -> String {
    FileManager.default.contents(atPath: "\(root)/\(path)")
      .flatMap { String(data: $0, encoding: .utf8) } ?? ""
  }
}
