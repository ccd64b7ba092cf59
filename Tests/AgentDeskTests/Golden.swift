import Foundation
import Terminal
import Testing

/// Screens on paper: `UPDATE=1 swift test` rewrites them, and they are reviewed like code.
enum Golden {
  static func expect(
    _ grid: Grid, _ name: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let text = grid.text() + "\n"
    let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Goldens/\(name).txt")
    if ProcessInfo.processInfo.environment["UPDATE"] == "1" {
      try text.write(to: path, atomically: true, encoding: .utf8)
    }
    let golden = try String(contentsOf: path, encoding: .utf8)
    #expect(text == golden, "\(name)", sourceLocation: sourceLocation)
  }
}
