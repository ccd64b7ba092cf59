/// What a service allows: paths, sizes, numbers and times, each with its reason.
///
/// The defaults suit a support desk behind a proxy or on its own; tests make them small.
package struct ServiceSettings: Sendable {
  /// Paths on which a websocket may be opened; anywhere else an upgrade gets 404.
  package var paths: Set<String> = ["/socket"]

  /// Subprotocols an admission may choose from; at most 16, known before the first connection.
  package var subprotocols: [String] = []

  /// Paths to which something may be posted, and the most bytes of a body there; POST gets 405
  /// anywhere else.
  package var posts: [String: Int] = [:]

  /// Beginnings of paths, each ending with a slash, and the most bytes of a body there: whoever
  /// puts, posts or gets something below them is answered later, as for `posts`.
  package var hooks: [String: Int] = [:]

  /// The one of the `posts` where a line is polled that cannot be a websocket; nil where none may
  /// be.
  package var pollPath: String?

  /// How long a poll that brings nothing is held: proxies give up after 30 to 60 seconds.
  package var pollTime = Duration.seconds(20)

  /// Largest text message accepted, in bytes, over all its fragments; more closes with 1009.
  package var messageBytes = 64 << 10

  /// Fragments one message may come in; more closes with 1009. Browsers send one.
  package var fragments = 64

  /// Bytes that may wait for one session before it is cut off with 4008 to resume later.
  package var outboxBytes = 1 << 20

  /// Frames that may wait for one session before it is cut off with 4008 to resume later.
  package var outboxFrames = 1000

  /// What the kernel may hold for one session, in bytes; 0 leaves it to the kernel, which would
  /// hold megabytes for a peer that does not read.
  package var kernelSendBytes = 64 << 10

  /// Pings, pongs and stray close frames one session may cause per second, with a burst of five
  /// seconds' worth; more closes with 1008.
  package var controlFramesPerSecond = 20

  /// Connections of every kind at once; more are closed unanswered.
  package var connections = 16_000

  /// Connections from one address at once (IPv6 by /64).
  package var connectionsPerAddress = 100

  /// Connections that have not finished their request, in total.
  package var halfOpen = 2000

  /// Connections that have not finished their request, from one address.
  package var halfOpenPerAddress = 20

  /// Whether clients on this very machine are free of per-address limits.
  package var loopbackIsExempt = true

  /// Reverse proxies whose `X-Forwarded-For` is believed: limits per address count whom they bring.
  package var trustedProxies: [Network] = []

  /// How long a peer may take over its request head, and over reading a plain answer without pause.
  package var handshakeTime = Duration.seconds(10)

  /// Largest request head accepted, in bytes; more gets 431. A browser sends one to two thousand.
  package var headBytes = 8 << 10

  /// Time between pings to one session; proxies give up on silence after 60 seconds.
  package var pingEvery = Duration.seconds(17)

  /// Silence after which a session is hung up, within two looks: at least one ping has gone
  /// unanswered for longer than a phone takes to change networks.
  package var hangUpAfter = Duration.seconds(40)

  /// How long a peer may take to answer our close frame before the line is cut.
  package var closeTime = Duration.seconds(5)

  /// Connections accepted from one listener per turn of the loop, so that a storm of newcomers
  /// does not starve those who are in.
  package var acceptsPerTurn = 64

  package init() {}

  /// The most bytes of a body there; nil where no hook is.
  func hookLimit(_ path: String) -> Int? {
    hooks.first { path.hasPrefix($0.key) || path == $0.key.dropLast() }?.value
  }

  func isTrusted(_ peer: Peer) -> Bool {
    guard let address = peer.internet else { return false }
    return trustedProxies.contains { $0.contains(address) }
  }

  /// The loop's heartbeat: ping slices, deadlines and `tick` are as fine as this.
  static let beat = Duration.milliseconds(50)

  /// Beats from one look at a session to the next: eight looks a ping, so that silence is noticed
  /// soon after it lasts too long. A look costs a comparison; only pings cost a call.
  var beatsPerLook: Int {
    max(1, Int(pingEvery.nanoseconds / ServiceSettings.beat.nanoseconds / 8))
  }

  /// Throws when a number makes no sense, naming it.
  func check() throws(ServiceFailure) {
    let positive: [(String, Int)] = [
      ("messageBytes", messageBytes), ("fragments", fragments), ("outboxBytes", outboxBytes),
      ("outboxFrames", outboxFrames), ("controlFramesPerSecond", controlFramesPerSecond),
      ("connections", connections), ("connectionsPerAddress", connectionsPerAddress),
      ("halfOpen", halfOpen), ("halfOpenPerAddress", halfOpenPerAddress),
      ("headBytes", headBytes), ("acceptsPerTurn", acceptsPerTurn),
    ]
    for (name, value) in positive where value < 1 || value > Int(Int32.max) {
      throw .badSetting(name: name, value: "\(value)", mend: "it must be between 1 and 2147483647")
    }
    for path in paths where !path.hasPrefix("/") {
      throw .badSetting(name: "paths", value: path, mend: "a path begins with /")
    }
    for name in subprotocols where !RequestHead.isToken(name.utf8) || name.utf8.count > 60 {
      throw .badSetting(
        name: "subprotocols", value: name, mend: "use letters, digits, '.' and '-', up to 60")
    }
    guard subprotocols.count <= 16 else {
      throw .badSetting(
        name: "subprotocols", value: "\(subprotocols.count) names", mend: "give at most 16")
    }
  }
}
