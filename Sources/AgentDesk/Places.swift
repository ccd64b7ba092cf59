/// The numbers by which an agent calls the conversations they have: `Alt-1` to `Alt-9`.
///
/// A number stays with its conversation for as long as that is theirs; who comes and goes around
/// it changes nothing. The one that was free longest is given next, so that a key the fingers
/// remember rather does nothing than name somebody else. From the tenth on there are numbers too,
/// without a key.
struct Places: Equatable, Sendable {
  private static let keys = 9

  private(set) var held: [ConversationID: Int] = [:]
  private var latest = 0

  func place(_ id: ConversationID) -> Int? { held[id] }

  func at(_ place: Int) -> ConversationID? { held.first { $0.value == place }?.key }

  mutating func give(_ id: ConversationID) {
    guard held[id] == nil else { return }
    if held.isEmpty { latest = 0 }
    let used = Set(held.values)
    let round = (1...Self.keys).map { (latest + $0 - 1) % Self.keys + 1 }
    if let place = round.first(where: { !used.contains($0) }) {
      latest = place
      held[id] = place
      return
    }
    // At most as many as conversations are open.
    var place = Self.keys + 1
    while used.contains(place) { place += 1 }
    held[id] = place
  }

  /// The number it had before, if nobody has it now.
  mutating func give(_ id: ConversationID, _ place: Int) {
    guard held[id] == nil, place > 0, at(place) == nil else { return }
    held[id] = place
    if place <= Self.keys { latest = max(latest, place) }
  }

  mutating func free(_ id: ConversationID) { held[id] = nil }
}
