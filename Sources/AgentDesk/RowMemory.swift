import Desk
import Synchronization
import Wire

/// The rows of the open conversation as they were laid out: a frame lays out only what is new.
///
/// No part of what the model is: whatever is found here would be laid out the same again. It holds
/// rows of one ``Look`` at a time, about ``limit`` of them; with more it begins anew.
final class RowMemory: Sendable {
  /// Four times the highest screen; of three megabytes at most.
  static let limit = 2000

  /// All that rows depend on, beside what they tell of.
  struct Look: Equatable {
    let conversation: ConversationID?
    let customer: String?
    let me: Identifier<Agent>?
    let offset: Int
    let width: Int
    let hasCard: Bool
    let usesASCII: Bool
    let fileKeys: [String]
  }

  /// What rows were laid out for.
  enum Piece: Hashable {
    case event(seq: Int64, isHead: Bool, showsTime: Bool, read: String? = nil)
    case told(String, time: String)
  }

  private struct Laid {
    /// Whose rows they are: another history may tell something else under the same seq.
    let entry: Entry?
    let rows: [StyledRow]
  }

  private struct Shelf {
    var look: Look?
    var laid: [Piece: Laid] = [:]
    var count = 0
  }

  private let shelf = Mutex(Shelf())

  /// The rows that are held; a piece without rows counts as one.
  var count: Int { shelf.withLock { $0.count } }

  /// The rows of a piece: those that are here, else those that `lay` makes.
  func rows(
    of piece: Piece, _ entry: Entry?, _ look: Look, lay: () -> [StyledRow]
  ) -> [StyledRow] {
    let known = shelf.withLock { shelf -> [StyledRow]? in
      guard shelf.look == look, let laid = shelf.laid[piece], laid.entry == entry else {
        return nil
      }
      return laid.rows
    }
    if let known { return known }
    let rows = lay()
    shelf.withLock { shelf in
      let more = max(1, rows.count)
      if shelf.look != look || shelf.count + more > Self.limit { shelf = Shelf(look: look) }
      shelf.laid[piece] = Laid(entry: entry, rows: rows)
      shelf.count += more
    }
    return rows
  }
}
