import Expressions

extension Value {
  /// How deep and how large a value from outside may be to be kept in a session.
  ///
  /// A session is stored with every turn, and JSON deeper than this is refused by readers.
  static let keptDepth = 8
  static let keptBytes = 4096
  /// The same for what is sent to a service, which stands in the session until it is answered.
  static let sentDepth = 12
  static let sentBytes = 32_768

  /// The value as a variable keeps it: texts have their own limits, lists and maps these.
  var storable: Value {
    switch self {
    case .list, .map: kept
    case .null, .bool, .int, .double, .string, .timestamp, .duration, .type: self
    }
  }

  /// The value, or null where it is too deep or too large to be kept.
  var kept: Value {
    var budget = Value.keptBytes
    return fits(depth: Value.keptDepth, &budget) ? self : .null
  }

  var canBeSent: Bool {
    var budget = Value.sentBytes
    return fits(depth: Value.sentDepth, &budget)
  }

  private func fits(depth: Int, _ budget: inout Int) -> Bool {
    budget -= 8
    guard depth > 0, budget > 0 else { return false }
    switch self {
    case .null, .bool, .int, .double, .timestamp, .duration, .type: return true
    case .string(let text):
      budget -= text.utf8.count
      return budget > 0
    case .list(let items): return items.allSatisfy { $0.fits(depth: depth - 1, &budget) }
    case .map(let map):
      return map.count <= 100
        && map.entries.allSatisfy { entry in
          budget -= entry.key.value.text.utf8.count
          return entry.value.fits(depth: depth - 1, &budget)
        }
    }
  }
}
