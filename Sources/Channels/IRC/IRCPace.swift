import Threads

/// How fast a client may speak: servers put out who says too much at once.
struct IRCPace {
  private var ahead = Duration.zero
  private var latest: MonotonicTime?
  /// A line every two seconds, and five at once after a while of silence.
  private static let each = Duration.seconds(2)
  private static let burst = Duration.seconds(10)

  /// How long to wait before the next line; it is said where that is nothing.
  mutating func wait(at now: MonotonicTime) -> Duration {
    if let latest { ahead = max(.zero, ahead - now.since(latest)) }
    latest = now
    guard ahead + Self.each <= Self.burst else { return ahead + Self.each - Self.burst }
    ahead += Self.each
    return .zero
  }
}

/// How much somebody may say: two programs that answer each other would go on for ever.
struct IRCGuard {
  private var heard: [String: [MonotonicTime]] = [:]
  /// Messages in a minute; people type ten at most.
  private static let most = 20
  private static let span = Duration.seconds(60)
  private static let mostNames = 1000

  /// What is to be done with one more message of theirs.
  enum Verdict { case take, refuse, ignore }

  mutating func judge(_ who: String, at now: MonotonicTime) -> Verdict {
    if heard.count >= Self.mostNames {
      heard = heard.filter { $0.value.last.map { now.since($0) < Self.span } ?? false }
    }
    var times = (heard[who] ?? []).filter { now.since($0) < Self.span }
    defer { heard[who] = times }
    guard times.count <= Self.most else { return .ignore }
    times.append(now)
    return times.count <= Self.most ? .take : .refuse
  }
}
