import Desk

/// What an agent wants of their terminal; the program fills it from their file.
package struct Preferences: Equatable, Sendable {
  /// How long words wait before they leave; zero: at once.
  package var undoSend = Duration.zero
  /// Whether leaving, and what an earlier run left, are asked about; else they go their way.
  package var asks = false
  /// Whether everything is told as lines: what was told has been seen.
  package var tellsLines = false
  /// The keys, those of the agent's own choice among them.
  package var keys = KeyTable.standard
  /// What the program and the terminal are called, for a report.
  package var version = "?"
  package var terminal = ""
  /// How wide the panes were made the last time.
  package var widths = PaneWidths()
  /// The folder for files that are saved; empty where the system's own is meant.
  package var downloads = ""
  /// A program and its arguments that opens files; empty for the desktop's own.
  package var openCommand: [String] = []
  package var rings = true
  package var desktop = Desktop.automatic
  /// A program and its arguments; empty for none.
  package var alertCommand: [String] = []
  /// By day, Monday first: stretches in minutes of the day, over midnight beyond 1,440.
  package var quietHours: [[Range<Int>]] = []
  package var alerts: [Alert.Kind: Alert.Level] = [:]

  /// How a terminal is asked to show something on the desktop.
  package enum Desktop: String, Sendable {
    case automatic = "auto"
    case osc9, osc777, off
  }

  package init() {}

  func level(_ kind: Alert.Kind) -> Alert.Level { alerts[kind] ?? kind.standard }

  /// Whether nothing rings now, by a clock that is so many seconds ahead of UTC.
  func isQuiet(at moment: Instant, offset: Int) -> Bool {
    guard quietHours.count == 7 else { return false }
    let minutes = (moment.milliseconds / 1000 + Int64(offset)) / 60
    // The first of January 1970 was a Thursday.
    let day = Int((minutes / 1440 + 3) % 7)
    let minute = Int(minutes % 1440)
    return quietHours[day].contains { $0.contains(minute) }
      || quietHours[(day + 6) % 7].contains { $0.contains(minute + 1440) }
  }
}
