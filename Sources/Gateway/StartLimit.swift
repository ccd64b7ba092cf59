import Threads

/// How many conversations each address has begun within the hour.
struct StartLimit {
  private var starts: [String: [MonotonicTime]] = [:]
  private static let span = Duration.seconds(3600)
  /// Addresses remembered; at the limit all are forgotten, which errs on the customers' side.
  private static let addresses = 100_000

  /// Counts one; or says in how many milliseconds the next may begin.
  mutating func take(_ address: String, limit: Int, at now: MonotonicTime) -> Int64? {
    if starts.count >= Self.addresses { starts = [:] }
    var recent = (starts[address] ?? []).filter { now.since($0) < Self.span }
    defer { starts[address] = recent }
    if recent.count >= limit {
      let left = Self.span - now.since(recent[0])
      return max(1, left.components.seconds * 1000)
    }
    recent.append(now)
    return nil
  }

  /// Lets go of addresses whose hour is over; looks at a few at a time.
  mutating func forget(before now: MonotonicTime) {
    guard let (address, times) = starts.randomElement(), let last = times.last,
      now.since(last) >= Self.span
    else { return }
    starts[address] = nil
  }
}
