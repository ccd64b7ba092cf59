package import Desk
import Office
import Synchronization
import Threads
import Wire

/// How far the two sides of conversations have read.
///
/// In memory only: clients say it again after they have caught up, which heals a restart. At most
/// ``bound`` conversations; beyond it any one is forgotten, which its readers heal the same way.
/// The Gateway moves them; connectors ask, from threads of their own, whether a customer has read.
package final class ReadMarks: Sendable {
  private static let bound = 20_000

  private let marks = Mutex<[Identifier<Conversation>: [Side: Int64]]>([:])

  package init() {}

  /// Up to which event the customer has read; nil where they have not said so.
  package func ofCustomer(in conversation: Identifier<Conversation>) -> Int64? {
    mark(.customer, in: conversation)
  }

  /// How far a side has read; nil where nobody has said so.
  func mark(_ side: Side, in conversation: Identifier<Conversation>) -> Int64? {
    marks.withLock { $0[conversation]?[side] }
  }

  /// Moves a mark on; false where it is there already.
  func move(_ side: Side, in conversation: Identifier<Conversation>, to seq: Int64) -> Bool {
    marks.withLock { marks in
      if marks[conversation] == nil, marks.count >= Self.bound, let other = marks.keys.first {
        marks[other] = nil
      }
      guard seq > marks[conversation]?[side] ?? 0 else { return false }
      marks[conversation, default: [:]][side] = seq
      return true
    }
  }
}

// MARK: - What was read

extension Gateway {
  /// Takes note of what somebody has read, and tells it: at once, or where it comes sooner than
  /// once a second, the latest of it a while later.
  func read(
    _ conversation: Identifier<Conversation>, upTo seq: Int64, _ connection: Connection
  ) {
    guard settings.tellsReading, connection.following.contains(conversation),
      connection.joining[conversation] == nil, seq <= lastSeqs[conversation] ?? 0,
      seq > connection.read[conversation] ?? 0
    else { return }
    connection.read[conversation] = seq
    late[connection.session.raw] = connection
    tellLate(at: MonotonicTime.now.nanoseconds)
  }

  /// Tells what was read a while ago; whoever has told just now waits for the next time.
  func tellLate(at nanoseconds: Int64) {
    guard !late.isEmpty else { return }
    for (session, connection) in late
    where nanoseconds - connection.readTold >= Self.readingPause {
      late[session] = nil
      connection.readTold = nanoseconds
      tellRead(by: connection)
    }
  }

  private static let readingPause: Int64 = 1_000_000_000

  /// Tells all that a connection has read and nobody was told; also as it goes.
  func tellRead(by connection: Connection) {
    let read = connection.read
    connection.read = [:]
    for (conversation, seq) in read {
      switch connection.principal {
      case .customer: moved(.customer, in: conversation, to: seq)
      // Only the agent who has it reads for the desk: the Office knows whether they do.
      case .agent:
        guard let caller = connection.caller else { continue }
        post(.read(caller, conversation, seq: seq))
      case .bot, .desk, .rule, nil: break
      }
    }
  }

  /// One side has read so far: the other side's followers are told.
  func moved(_ side: Side, in conversation: Identifier<Conversation>, to seq: Int64) {
    guard readMarks.move(side, in: conversation, to: seq) else { return }
    let frame = ServerFrame.read(conversation, by: side, seq: seq).bytes
    for follower in followers[conversation] ?? []
    where follower.principal?.side == side.other && follower.joining[conversation] == nil {
      send(frame, to: follower)
    }
  }

  /// Whoever has caught up is told how far the other side is.
  func tellRead(
    _ conversation: Identifier<Conversation>, upTo seq: Int64, to connection: Connection
  ) {
    lastSeqs[conversation] = max(lastSeqs[conversation] ?? 0, seq)
    guard settings.tellsReading, let other = connection.principal?.side?.other,
      let mark = readMarks.mark(other, in: conversation)
    else { return }
    send(.read(conversation, by: other, seq: mark), to: connection)
  }
}

extension Side {
  fileprivate var other: Side { self == .customer ? .agent : .customer }
}

extension Principal {
  /// On which side of a conversation somebody is; nil for the desk's own.
  fileprivate var side: Side? {
    switch self {
    case .customer: .customer
    case .agent: .agent
    case .bot, .desk, .rule: nil
    }
  }
}
