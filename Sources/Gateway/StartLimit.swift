import Threads

/// How many conversations each address, or customer, has begun lately; it outlives connections.
struct StartLimit {
  private var starts: [String: [MonotonicTime]] = [:]
  /// Addresses remembered; at the limit all are forgotten, which errs on the customers' side.
  private static let addresses = 100_000

  /// Counts one; or says in how many milliseconds the next may begin.
  mutating func take(
    _ address: String, _ most: GatewaySettings.Allotment, at now: MonotonicTime
  ) -> Int64? {
    if starts.count >= Self.addresses { starts = [:] }
    var recent = (starts[address] ?? []).filter { now.since($0) < most.per }
    defer { starts[address] = recent }
    if recent.count >= most.count {
      let left = most.per - now.since(recent[0])
      return left.components.seconds * 1000 + 1000
    }
    recent.append(now)
    return nil
  }

  /// The latest one counted did not begin: it was refused, or had begun before.
  mutating func giveBack(_ address: String) {
    guard let times = starts[address], !times.isEmpty else { return }
    starts[address]?.removeLast()
  }

  /// Lets go of addresses whose span is over; looks at a few at a time.
  mutating func forget(_ most: GatewaySettings.Allotment, before now: MonotonicTime) {
    guard let (address, times) = starts.randomElement(), let last = times.last,
      now.since(last) >= most.per
    else { return }
    starts[address] = nil
  }
}
