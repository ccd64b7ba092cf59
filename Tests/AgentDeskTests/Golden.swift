import Terminal
import TestSupport
import Testing

/// Screens on paper: `UPDATE=1 swift test` rewrites them, and they are reviewed like code.
enum Golden {
  static func expect(
    _ grid: Grid, _ name: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let text = grid.text() + "\n"
    let golden = try Repository.golden("Tests/AgentDeskTests/Goldens/\(name).txt", made: text)
    #expect(text == golden, "\(name)", sourceLocation: sourceLocation)
  }
}
