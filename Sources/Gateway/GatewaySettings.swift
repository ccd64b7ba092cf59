package import Desk

/// What the Gateway lets in, and how much of it.
package struct GatewaySettings: Sendable {
  /// The sites whose customers are served, each with the origins its pages come from.
  package var sites: [String: Set<String>]
  /// How the sites say who their visitors are; those not named here do not.
  package var identities: [String: IdentityPlan] = [:]
  /// How long a newcomer may take to say hello.
  package var helloTime = Duration.seconds(5)
  package var connectionsPerCustomer = 3
  package var connectionsPerAgent = 5
  package var customerRate = Rate(perMinute: 30, burst: 10)
  package var agentRate = Rate(perMinute: 300, burst: 60)
  /// Hellos from one address, each of which costs a look into the record.
  package var helloRate = Rate(perMinute: 120, burst: 60)
  /// Conversations begun from one address, whoever begins them and however often they come anew.
  package var startsPerAddress = Allotment(count: 60, per: .seconds(3600))
  /// Of these, begun by one customer who is known.
  package var startsPerCustomer = Allotment(count: 10, per: .seconds(3600))
  /// Whether limits per address do not hold for clients on this very machine.
  package var loopbackIsExempt = false
  /// Frames not understood after which a connection is closed.
  package var mistakes = 10
  /// Conversations one connection may follow at once.
  package var following = 200
  /// Whether each side is told how far the other has read.
  package var tellsReading = true
  /// What pages may know of their sites without a connection.
  package var sitePages = SitePages()
  /// Who may sign in on the shop's page of a demo; nil where no demo is served.
  package internal(set) var demoVisitor: DemoVisitor?
  package var version = "0"
  /// Queues whose conversations only those who serve them may read.
  package var closedQueues: [QueuePlan] = []
  /// Seconds the desk's wall clock is ahead of UTC at that many seconds since 1970: what a search
  /// means by a day.
  package var offset: @Sendable (Int64) -> Int = { _ in 0 }

  /// The time of day, for what others have signed.
  package var clock: @Sendable () -> Instant = { Gateway.wallClock() }

  package init(sites: [String: Set<String>]) { self.sites = sites }

  /// So many in any span of that length.
  package struct Allotment: Sendable {
    package var count: Int
    package var per: Duration

    package init(count: Int, per: Duration) {
      self.count = count
      self.per = per
    }
  }

  /// Where the origin of a page that is not let in would be listed: for the site it names, or,
  /// where it names none, for the only one there is.
  func originsSetting(of site: String?) -> String {
    if let site { return sites[site] == nil ? "sites" : "sites.\(site).origins, public_url" }
    let only = sites.count == 1 ? sites.keys.first : nil
    return "sites.\(only ?? "NAME").origins, public_url"
  }

  /// The sites that a page of that origin may speak for.
  func sites(of origin: String) -> Set<String> {
    Set(sites.filter { $0.value.contains(origin) }.keys)
  }
}
