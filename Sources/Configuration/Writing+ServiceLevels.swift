/// Service levels as YAML.
extension Written {
  static func lines(_ level: ServiceLevelSettings) -> [String] {
    var lines = ["\(level.name):"]
    if !level.queues.isEmpty { lines.append("  queues: \(list(level.queues))") }
    if !level.tiers.isEmpty { lines.append("  tiers: \(list(level.tiers))") }
    if level.isAroundTheClock { lines.append("  clock: always") }
    return lines
      + level.times.map { "  \($0.priority): { \(members($0).joined(separator: ", ")) }" }
  }

  private static func members(_ times: ServiceLevelSettings.Times) -> [String] {
    [
      ("first_answer", times.firstAnswer), ("next_answer", times.nextAnswer),
      ("solution", times.solution),
    ].compactMap { name, span in span.map { "\(name): \(Quantities.span($0))" } }
  }
}
