/// What connections of ours allow.
package struct ClientSettings: Sendable {
  /// Largest text message accepted, in bytes.
  package var messageBytes = 4 << 20
  /// Bytes that may wait for one connection before it is closed.
  package var outboxBytes = 1 << 20
  /// Frames that may wait for one connection before it is closed.
  package var outboxFrames = 10_000
  /// Orders from other threads that may wait for the loop; more are refused.
  package var orders = 100_000
  /// Connections being made at once; the others wait their turn. libwebsockets keeps its timers
  /// for them in a sorted list, so thousands at once would be slow.
  package var connecting = 200
  /// How long one connection may take to be made.
  package var connectTime = Duration.seconds(10)
  /// Whether to ping the server and hang up when it is silent: an unplugged server says nothing.
  package var pings = true
  /// Time between pings.
  package var pingEvery = Duration.seconds(17)
  /// Silence after which the line is given up.
  package var hangUpAfter = Duration.seconds(40)
  /// Whether `wss://` can be connected to; `ws://` alone starts faster and takes less memory.
  package var mayEncrypt = true
  /// A file with the certificates to trust besides the system's, for a desk with its own authority.
  package var authorities: String?

  package init() {}

  var asService: ServiceSettings {
    var settings = ServiceSettings()
    settings.messageBytes = messageBytes
    // A server of ours sends no fragments; another may, within reason.
    settings.fragments = 1024
    settings.outboxBytes = outboxBytes
    settings.outboxFrames = outboxFrames
    settings.pingEvery = pingEvery
    settings.hangUpAfter = hangUpAfter
    return settings
  }
}
