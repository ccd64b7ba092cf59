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

  /// The sites that a page of that origin may speak for.
  func sites(of origin: String) -> Set<String> {
    Set(sites.filter { $0.value.contains(origin) }.keys)
  }
}
