/// What the Gateway lets in, and how much of it.
package struct GatewaySettings: Sendable {
  /// The sites whose customers are served, each with the origins its pages come from.
  package var sites: [String: Set<String>]
  /// How long a newcomer may take to say hello.
  package var helloTime = Duration.seconds(5)
  package var connectionsPerCustomer = 3
  package var connectionsPerAgent = 5
  package var customerRate = Rate(perMinute: 30, burst: 10)
  package var agentRate = Rate(perMinute: 300, burst: 60)
  /// Conversations begun from one address in an hour; loopback is exempt.
  package var startsPerHour = 5
  /// Frames not understood after which a connection is closed.
  package var mistakes = 10
  /// Conversations one connection may follow at once.
  package var following = 200
  package var version = "0"
  /// Reverse proxies whose `X-Forwarded-For` is believed.
  package var trustedProxies: [Network] = []

  package init(sites: [String: Set<String>]) { self.sites = sites }

  package struct Rate: Sendable {
    package var perMinute: Int
    package var burst: Int

    package init(perMinute: Int, burst: Int) {
      self.perMinute = perMinute
      self.burst = burst
    }
  }

  /// The sites that a page of that origin may speak for.
  func sites(of origin: String) -> Set<String> {
    Set(sites.filter { $0.value.contains(origin) }.keys)
  }
}

/// Lets through so many at once and so many a minute.
struct TokenBucket {
  private var tokens: Double
  private var filled: Int64
  private let perMillisecond: Double
  private let burst: Double

  init(_ rate: GatewaySettings.Rate, at nanoseconds: Int64) {
    burst = Double(rate.burst)
    tokens = burst
    perMillisecond = Double(rate.perMinute) / 60_000
    filled = nanoseconds
  }

  /// Takes one; or says in how many milliseconds there will be one.
  mutating func take(at nanoseconds: Int64) -> Int64? {
    tokens = min(burst, tokens + Double(nanoseconds - filled) / 1_000_000 * perMillisecond)
    filled = nanoseconds
    if tokens >= 1 {
      tokens -= 1
      return nil
    }
    return Int64((1 - tokens) / perMillisecond) + 1
  }
}
