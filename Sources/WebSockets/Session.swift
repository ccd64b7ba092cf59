import CWebSockets

/// The name of one open websocket, never used again after it closed.
///
/// It may travel anywhere; what it stands for lives on the loop thread only.
package struct SessionID: Hashable, Sendable {
  /// Where it is kept (low half) and how often that place was used before (high half).
  package let raw: UInt64

  /// A number for logs.
  package var number: UInt64 { raw }
}

/// One open websocket, on either side of the wire; it never leaves the loop thread.
final class Session {
  let id: SessionID
  let client: Client
  /// What carries it where there is no websocket.
  var polled: PolledLine?
  /// What it is counted as; nil for a connection of ours.
  let counted: ConnectionLimits.Seat?
  /// Its line in libwebsockets; gone when `stage` is `.gone`.
  var line: OpaquePointer?
  var stage = Stage.opening
  var outbox = Outbox()
  var arriving = Arriving()
  /// What `closed` will be told; nil until somebody said something.
  var closeCode: UInt16?
  /// The peer's own words about why it closed.
  var closeReason = ""

  /// Whether anything was heard since it was last looked after.
  var wasHeard = true
  /// The beat of the first look after anything was heard: at most one look late.
  var heardAt: UInt64 = 0
  var pingedAt: UInt64 = 0
  /// Whether two pings in a row were answered by nothing.
  var isQuiet = false
  /// Where it sits in the ping wheel.
  var spoke = 0
  var seat = 0

  /// Whether it is on the list of those with something to send.
  var isAwaitingFlush = false
  /// Whether we asked libwebsockets to say when it can take more.
  var isAwaitingRoom = false
  var isPaused = false
  /// Whether it ever was: what arrives may have been sent long ago then.
  var wasEverPaused = false
  /// Whether the outbox has been at least half full since `drained` was last told.
  var isHalfFull = false
  var controls: Allowance
  /// Whether something arrived that the library does not tell of: a ping, or part of a frame.
  var stirred = false
  var spokeThisTurn = false
  /// Whose it is; the hub outlives its lines.
  unowned(unsafe) let hub: Hub
  /// Tells when something arrives, whether or not the library does.
  var ear: UnsafeMutablePointer<ev_io>?
  /// What its owner calls it.
  var tag: UInt64 = 0

  enum Stage {
    case opening
    case open
    /// We said goodbye and wait for the answer; what still arrives is ignored.
    case closing
    /// The peer said goodbye or broke the protocol; libwebsockets sees to the rest.
    case ending
    case gone
  }

  init(
    _ id: SessionID, _ client: Client, _ seat: ConnectionLimits.Seat?, _ hub: Hub,
    controls: Allowance
  ) {
    self.id = id
    self.hub = hub
    self.client = client
    counted = seat
    self.controls = controls
  }

  /// Whether frames may still be written.
  var mayWrite: Bool { stage == .open || stage == .closing }
}

/// A message on its way in, pieced together.
struct Arriving {
  var bytes: [UInt8] = []
  var fragments = 0
  /// Whether the message has begun and not ended.
  var isUnderWay = false

  mutating func reset() {
    // Room for one usual message may stay; a large one gives its memory back.
    if bytes.capacity > 4096 { bytes = [] } else { bytes.removeAll(keepingCapacity: true) }
    fragments = 0
    isUnderWay = false
  }

  /// Whether the text stops in the middle of a character.
  ///
  /// libwebsockets checks pieces as they come, but not that an empty last piece completes anything.
  var endsInsideCharacter: Bool {
    for (distance, byte) in bytes.suffix(3).reversed().enumerated() {
      switch byte {
      case 0x80..<0xc0: continue
      case 0xc0..<0xe0: return distance < 1
      case 0xe0..<0xf0: return distance < 2
      case 0xf0...: return distance < 3
      default: return false
      }
    }
    return false
  }
}

/// A steady allowance with a reserve: so many a second, up to five seconds' worth at once.
struct Allowance {
  private let perSecond: Int32
  private var left: Int32
  private var beat: UInt32

  init(perSecond: Int, at beat: UInt64) {
    self.perSecond = Int32(clamping: min(perSecond, 1_000_000))
    left = self.perSecond &* 5
    self.beat = UInt32(truncatingIfNeeded: beat)
  }

  /// Spends one; `false` when the reserve is empty.
  mutating func spend(at now: UInt64) -> Bool {
    let now = UInt32(truncatingIfNeeded: now)
    // Twenty beats a second. What is less than one unit stays on the clock for the next time.
    let earned = Int64(now &- beat) * Int64(perSecond) / 20
    if earned > 0 {
      left = Int32(clamping: min(Int64(left) + earned, Int64(perSecond) * 5))
      beat = now
    }
    guard left > 0 else { return false }
    left -= 1
    return true
  }
}
