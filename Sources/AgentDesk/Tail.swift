import Desk
package import Wire

/// The end of a conversation of mine that was not opened: what came since it is heard.
///
/// How such a conversation stands is in its summary; here is what no summary says: which words are
/// new. The latest ``limit`` events are held, and all are counted.
package struct Tail: Equatable, Sendable {
  static let limit = 100
  /// The most that is fetched of what happened since it was read; of more only a page.
  static let mostMissed: Int64 = 200
  static let page: Int64 = 20

  /// How far it goes.
  package private(set) var seq: Int64
  package private(set) var entries: [Entry] = []
  /// The customer's words that were not on the screen; of those before it began at least one is
  /// counted where there are any.
  package private(set) var unread: Int
  /// What had happened when it began: what comes behind it is news.
  private let known: Int64
  private let seen: Int64

  /// Begins behind `base`, at most where the summary is; `seen` is how far it was read.
  init(_ summary: Summary, behind base: Int64, seen: Int64) {
    seq = base
    known = summary.seq
    self.seen = seen
    let isAnswered = summary.lastBy != .customer && !summary.owed.isPerson
    unread = seen < base && !isAnswered ? 1 : 0
  }

  func isNews(_ entry: Entry) -> Bool { entry.seq > known }

  /// Takes in the next event; false where it is another one.
  mutating func apply(_ entry: Entry) -> Bool {
    guard entry.seq == seq + 1 else { return false }
    seq = entry.seq
    // What is erased is gone from here, too.
    if case .erased = entry.event { entries = entries.map(\.erased) }
    entries.append(entry)
    if entries.count > Self.limit { entries.removeFirst() }
    if entry.seq > seen, case .said(let message) = entry.event, message.author == .customer {
      unread += 1
    }
    return true
  }
}
