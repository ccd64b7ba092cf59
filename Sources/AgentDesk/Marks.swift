import Desk

/// How far each conversation was read, and by which number it is called: what outlives a restart.
///
/// Holds the ``limit`` that were read last. They belong to one history: in another one they mean
/// nothing.
package struct Marks: Equatable, Sendable {
  /// How far one conversation was read.
  package struct Mark: Equatable, Sendable {
    package let conversation: ConversationID
    /// The last seq that was on the screen of somebody who looked; 0 where nothing was.
    package let seen: Int64
    /// The number of mine: `Alt-1` to `Alt-9`.
    package let place: Int?

    package init(_ conversation: ConversationID, seen: Int64, place: Int? = nil) {
      self.conversation = conversation
      self.seen = seen
      self.place = place
    }
  }

  static let limit = 500

  package let epoch: String?
  /// What was read last comes last.
  package private(set) var list: [Mark] = []

  package init(epoch: String? = nil, _ list: [Mark] = []) {
    self.epoch = epoch
    self.list = Array(list.suffix(Self.limit))
  }

  func seen(_ id: ConversationID) -> Int64? {
    list.last { $0.conversation == id }.map(\.seen).flatMap { $0 > 0 ? $0 : nil }
  }

  /// The numbers they were called by.
  var places: [ConversationID: Int] {
    list.reduce(into: [:]) { places, mark in
      if let place = mark.place { places[mark.conversation] = place }
    }
  }

  /// It was read up to there, and perhaps further before.
  mutating func note(_ id: ConversationID, seen: Int64) {
    let old = list.last { $0.conversation == id }
    list.removeAll { $0.conversation == id }
    list.append(Mark(id, seen: max(seen, old?.seen ?? 0), place: old?.place))
    if list.count > Self.limit { list.removeFirst() }
  }

  /// It counts as never read.
  mutating func forget(_ id: ConversationID) { list.removeAll { $0.conversation == id } }

  /// By which numbers mine are called now; all others have none.
  mutating func call(_ places: [ConversationID: Int]) {
    let known = Set(list.map(\.conversation))
    let new = places.keys.filter { !known.contains($0) }.sorted()
    list = (list + new.map { Mark($0, seen: 0) }).suffix(Self.limit)
      .map { Mark($0.conversation, seen: $0.seen, place: places[$0.conversation]) }
  }

  /// What another terminal of the same agent read as well.
  mutating func add(_ other: Marks) {
    guard other.epoch == epoch else { return }
    for mark in other.list where mark.seen > seen(mark.conversation) ?? 0 {
      note(mark.conversation, seen: mark.seen)
    }
  }
}
