import Desk
import Terminal
import Wire

/// How near the time is by which somebody should have an answer, by colour and by mark.
enum Heat: Int, Comparable {
  case calm, near, late

  static func < (one: Heat, other: Heat) -> Bool { one.rawValue < other.rawValue }

  init(_ summary: Summary, at now: Instant) {
    self = .calm
    if let warning = summary.warning { self = warning == .late ? .late : .near }
    guard summary.owed.isPerson, let by = summary.by else { return }
    if by < now {
      self = .late
      return
    }
    guard let since = summary.owed.since else { return }
    let (gone, whole) = (now.since(since).milliseconds, by.since(since).milliseconds)
    if whole > 0, gone * 4 >= whole * 3 { self = max(self, .near) }
  }

  /// What stands behind the time.
  var mark: String {
    switch self {
    case .calm: " "
    case .near: "~"
    case .late: "!"
    }
  }

  var style: Style {
    switch self {
    case .calm: .plain
    case .near: Theme.warm
    case .late: Theme.trouble
    }
  }
}
