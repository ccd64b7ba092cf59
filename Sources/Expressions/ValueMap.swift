/// A map that remembers the order its keys came in.
///
/// The order makes every walk over a map repeatable; equality does not look at it. Up to eight
/// entries are searched one by one, which is quicker than hashing; more get an index.
package struct ValueMap: Sendable {
  /// One key with its value.
  package typealias Entry = (key: Key, value: Value)

  package private(set) var entries: [Entry] = []
  private var positions: [Key: Int] = [:]

  private static let searchLimit = 8

  package init() {}

  package var count: Int { entries.count }
  package var isEmpty: Bool { entries.isEmpty }

  /// The value under a key; setting nil does not remove an entry but leaves the map as it was.
  package subscript(key: Key) -> Value? {
    get { position(of: key).map { entries[$0].value } }
    set {
      guard let newValue else { return }
      insert(newValue, under: key)
    }
  }

  package subscript(name: String) -> Value? {
    get { self[Key.string(name)] }
    set { self[Key.string(name)] = newValue }
  }

  /// Adds or replaces an entry; gives false when the key was there before.
  @discardableResult
  package mutating func insert(_ value: Value, under key: Key) -> Bool {
    if let position = position(of: key) {
      entries[position].value = value
      return false
    }
    entries.append((key, value))
    indexLatest()
    return true
  }

  private mutating func indexLatest() {
    guard entries.count > Self.searchLimit else { return }
    guard positions.isEmpty else {
      positions[entries[entries.count - 1].key] = entries.count - 1
      return
    }
    for (position, entry) in entries.enumerated() { positions[entry.key] = position }
  }

  private func position(of key: Key) -> Int? {
    guard positions.isEmpty else { return positions[key] }
    return entries.firstIndex { $0.key == key }
  }
}

extension ValueMap {
  /// What a map may be asked for: a bool, an int or a string.
  package enum Key: Hashable, Sendable {
    case bool(Bool)
    case int(Int64)
    case string(String)

    /// A whole double is the int it equals; other kinds of values are never keys.
    package init?(_ value: Value) {
      switch value {
      case .bool(let value): self = .bool(value)
      case .int(let value): self = .int(value)
      case .string(let value): self = .string(value)
      case .double(let value):
        guard let whole = Int64(exactly: value) else { return nil }
        self = .int(whole)
      case .null, .list, .map, .timestamp, .duration, .type: return nil
      }
    }

    package var value: Value {
      switch self {
      case .bool(let value): .bool(value)
      case .int(let value): .int(value)
      case .string(let value): .string(value)
      }
    }

    package static func == (left: Key, right: Key) -> Bool {
      switch (left, right) {
      case (.bool(let a), .bool(let b)): a == b
      case (.int(let a), .int(let b)): a == b
      case (.string(let a), .string(let b)): sameText(a, b)
      case (.bool, _), (.int, _), (.string, _): false
      }
    }
  }
}

extension ValueMap.Key: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByBooleanLiteral
{
  package init(stringLiteral value: String) { self = .string(value) }
  package init(integerLiteral value: Int64) { self = .int(value) }
  package init(booleanLiteral value: Bool) { self = .bool(value) }
}

extension ValueMap: Hashable {
  package static func == (left: ValueMap, right: ValueMap) -> Bool {
    left.count == right.count
      && left.entries.allSatisfy { entry in
        right[entry.key].map { $0 == entry.value } ?? false
      }
  }

  /// Maps with the same keys hash alike, whatever order the keys came in.
  package func hash(into hasher: inout Hasher) {
    hasher.combine(count)
    var mixed = 0
    for entry in entries { mixed ^= entry.key.hashValue }
    hasher.combine(mixed)
  }
}
