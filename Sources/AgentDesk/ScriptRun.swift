import Glibc
import Legible

/// What a run without a screen does: lines of its own, then those of its input; told how.
package struct ScriptRun: Sendable {
  /// How what the desk says is told.
  package enum Telling: Sendable, Equatable {
    /// Every line of ``ScriptDesk`` as it is.
    case json
    /// In words, for people at a shell; `deed` says what a command has done.
    case words(deed: String)
  }

  /// Where the lines after its own come from.
  package enum Source: Sendable, Equatable {
    case nowhere
    case input
    case file(String)
  }

  package var lines: [String]
  package var source: Source
  package var telling: Telling
  package var settings: ScriptSettings
  /// Goes on telling after the last line, until somebody ends it.
  package var staysOn = false

  package init(
    _ lines: [String] = [], source: Source = .input, telling: Telling = .json,
    settings: ScriptSettings = ScriptSettings()
  ) {
    self.lines = lines
    self.source = source
    self.telling = telling
    self.settings = settings
  }

  /// The descriptor that its lines come from; nil for none.
  func descriptor(_ input: Int32) throws -> Int32? {
    switch source {
    case .nowhere: return nil
    case .input, .file("-"): return input
    case .file(let path):
      let descriptor = open(path, O_RDONLY | O_CLOEXEC)
      guard descriptor >= 0 else {
        throw Obstacle("cannot read \(path): \(String(cString: strerror(errno)))")
      }
      return descriptor
    }
  }
}
