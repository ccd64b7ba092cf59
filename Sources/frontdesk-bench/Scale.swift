/// How much of everything: as much as tells something, or just enough to see that it runs.
struct Scale: Sendable {
  var runs = 3
  var seconds = 4.0
  var pairs = 200
  var rates = [2000.0, 5000, 10_000]
  var followers = 1000
  var sessions = 12_000
  var botCustomers = 200
  var botRate = 2000.0
  var engineTurns = 50_000
  var flows = 100
  var recordEvents = 20_000
  var searches = 5000
  var articles = 10_000

  static let full = Scale()

  static let smoke = Scale(
    runs: 1, seconds: 0.2, pairs: 4, rates: [200], followers: 8, sessions: 12, botCustomers: 3,
    botRate: 100, engineTurns: 200, flows: 10, recordEvents: 512, searches: 50, articles: 200)

  /// One agent's connections: one works, the others follow.
  var agents: Int { max(pairs, (followers + 3) / 4) }
}
