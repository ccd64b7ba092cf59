/// How much of everything: as much as tells something, or just enough to see that it runs.
struct Scale: Sendable {
  var runs = 3
  /// Of the rows with thousands of sessions, which take long to set up.
  var largeRuns = 2
  var seconds = 3.0
  /// The closed loop's pairs, and the open loop's.
  var pairs = 200
  var openPairs = 500
  var rates = [1000.0, 2000, 5000, 20_000]
  /// A desk in full talk.
  var manyPairs = 9000
  var manyAgents = 100
  var manyRate = 5000.0
  var followers = 1000
  /// Messages a second to all followers.
  var fanOutRate = 200.0
  var sessions = 10_000
  var botCustomers = 200
  var botRate = 2000.0
  /// Messages in a record that is called full.
  var fullRecord = 200_000
  var engineTurns = 50_000
  var flows = 100
  var recordEvents = 20_000
  var searches = 5000
  var articles = 10_000
  /// Messages among which is searched.
  var searchedMessages = 100_000

  /// Messages in a conversation on an agent's screen.
  var terminalMessages = 10_000

  static let full = Scale()

  /// What takes long, in full.
  static let long = Scale(
    largeRuns: 3, seconds: 4, fullRecord: 1_000_000, searchedMessages: 1_000_000)

  static let smoke = Scale(
    runs: 1, largeRuns: 1, seconds: 0.2, pairs: 4, openPairs: 6, rates: [200], manyPairs: 30,
    manyAgents: 2,
    manyRate: 300, followers: 8, fanOutRate: 50, sessions: 12, botCustomers: 3, botRate: 100,
    fullRecord: 400, engineTurns: 200, flows: 10, recordEvents: 512, searches: 50, articles: 200,
    searchedMessages: 2000, terminalMessages: 300)
}
