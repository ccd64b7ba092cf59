import Desk
import Office
import WebSockets
import Wire

/// One client's socket: who is on it and what it follows. Lives on the loop thread.
final class Connection {
  let session: SessionID
  /// Where the client is, as everything that counts by address counts it: an IPv4 address or a /64
  /// of IPv6; of the peer, or of whom a trusted proxy brings.
  let address: String
  /// Whether limits per address do not hold: it is this very machine, and the settings exempt it.
  let isExempt: Bool
  /// The origin of its page; nil for a program.
  let origin: String?
  /// The sites its page may speak for; nil for a program, which came without an origin.
  let sites: Set<String>?
  var state = State.new
  var tokenHash: [UInt8]?
  /// A customer was told a token, and has not yet shown that it arrived.
  var owesSign = false
  /// What pays for its frames.
  var purse: Purse
  var mistakes = 0
  /// What it asked to follow, and did not take back.
  var asked: Set<Identifier<Conversation>> = []
  /// What it follows: asked, permitted, and at least begun.
  var following: Set<Identifier<Conversation>> = []
  /// What it asked to follow and has not caught up with.
  var joining: [Identifier<Conversation>: Joining] = [:]
  /// Where the past ended of what it has caught up with, until something later is told.
  var seams: [Identifier<Conversation>: Int64] = [:]
  /// Whose past is read next, in this order; names that are joining no more are passed over.
  var unread: ArraySlice<Identifier<Conversation>> = []
  /// The one request that is with the reader of backlogs.
  var asking: UInt64?
  var isWatching = false
  /// Summaries that wait until earlier ones are sent, oldest first.
  var listing: ArraySlice<Frame> = []
  /// How many may wait: all there were at `watch`, and as many changes as any outbox holds.
  var listingBound = 1000
  /// The command that found the Office's mailbox full: it must come again before later ones.
  var stalled: CommandID?
  var typed: Int64 = 0
  /// How far was read what nobody has been told yet, and when the latest was told.
  var read: [Identifier<Conversation>: Int64] = [:]
  var readTold: Int64 = 0

  init(_ session: SessionID, _ source: Source, sites: Set<String>?, purse: Purse) {
    self.session = session
    address = source.address
    isExempt = source.isExempt
    origin = source.origin
    self.sites = sites
    self.purse = purse
    purse.holders += 1
  }

  enum State {
    case new
    /// A hello is with the Office or the passwordChecker.
    case greeting
    case open(Caller.Who)
    case closing
  }

  var line: ConnectionNumber { ConnectionNumber(session.raw) }

  /// What a known customer's starts are counted by.
  var customersKey: String? {
    if case .customer? = principal { principal?.key } else { nil }
  }

  var source: Source { Source(address: address, origin: origin, isExempt: isExempt) }

  var caller: Caller? {
    if case .open(let who) = state { Caller(line, who) } else { nil }
  }

  var principal: Principal? {
    if case .open(.known(let principal)) = state { principal } else { nil }
  }
}
