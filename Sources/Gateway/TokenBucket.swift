extension GatewaySettings {
  /// So many a minute, and so many at once.
  package struct Rate: Sendable, Equatable {
    package var perMinute: Int
    package var burst: Int

    package init(perMinute: Int, burst: Int) {
      self.perMinute = perMinute
      self.burst = burst
    }

    /// A multiple of it; the settings allow 100,000 a minute, so nothing overflows.
    func times(_ rate: Int, burst: Int) -> Rate {
      Rate(perMinute: perMinute * rate, burst: self.burst * burst)
    }

    fileprivate var perNanosecond: Double { Double(perMinute) / 60_000_000_000 }
  }
}

/// What is left of a rate's allowance.
///
/// The rate is given with each use, so that a change of the settings holds at once.
struct TokenBucket {
  private var left: Double
  private var filled: Int64

  init(_ rate: GatewaySettings.Rate, at nanoseconds: Int64) {
    left = Double(rate.burst)
    filled = nanoseconds
  }

  private mutating func fill(_ rate: GatewaySettings.Rate, at nanoseconds: Int64) {
    let earned = Double(max(0, nanoseconds - filled)) * rate.perNanosecond
    left = min(Double(rate.burst), left + earned)
    filled = nanoseconds
  }

  /// Takes one; or says in how many milliseconds there will be one, and takes nothing.
  mutating func take(_ rate: GatewaySettings.Rate, at nanoseconds: Int64) -> Int64? {
    fill(rate, at: nanoseconds)
    if left >= 1 {
      left -= 1
      return nil
    }
    return Int64((1 - left) / rate.perNanosecond / 1_000_000) + 1
  }

  /// Takes what something cost, even into debt; false if nothing is left for anything more.
  mutating func spend(_ cost: Double, _ rate: GatewaySettings.Rate, at nanoseconds: Int64) -> Bool {
    fill(rate, at: nanoseconds)
    left -= cost
    return left > 0
  }

  /// Whether debts are paid and there is a second's worth to go on with.
  mutating func hasRecovered(_ rate: GatewaySettings.Rate, at nanoseconds: Int64) -> Bool {
    fill(rate, at: nanoseconds)
    return left >= min(Double(rate.burst), max(1, Double(rate.perMinute) / 60))
  }

  /// Whether forgetting it changes nothing.
  mutating func isFull(_ rate: GatewaySettings.Rate, at nanoseconds: Int64) -> Bool {
    fill(rate, at: nanoseconds)
    return left >= Double(rate.burst)
  }
}
