import JSON

/// A place in what was told: `/message/chat/id`. `*` stands for every item of a list, `..` goes
/// back up: `../../contacts/0/profile/name`.
///
/// It goes a bounded number of steps, so that reading ends whatever was told.
struct RecipePointer: Sendable, Equatable {
  let text: String
  private let parts: [String]

  static let mostParts = 16

  /// Nil for what is no pointer.
  init?(_ text: String) {
    let parts = text.split(separator: "/").map(String.init)
    guard parts.count <= Self.mostParts, text.isEmpty || text.hasPrefix("/") || text.hasPrefix("..")
    else { return nil }
    self.text = text
    self.parts = parts
  }

  /// Something in what was told, with all that it stands in: outermost first.
  typealias Found = [JSONValue]

  /// Items that are looked at in one request; a network tells of some dozens.
  static let mostItems = 1000

  /// Everything that stands there.
  func all(in told: Found) -> [Found] {
    var found = [told]
    for part in parts {
      found = Array(found.flatMap { Self.step(part, from: $0) }.prefix(Self.mostItems))
    }
    return found
  }

  /// What stands there as a text; nil where nothing does.
  func text(in told: Found) -> String? {
    switch all(in: told).first?.last {
    case .string(let text): text
    case .int(let number): "\(number)"
    case .bool(let claim): "\(claim)"
    case .double(let number): "\(number)"
    case .null, .array, .object, nil: nil
    }
  }

  /// What stands at the first of some places that has a text.
  static func text(at places: [RecipePointer], in told: Found) -> String? {
    places.lazy.compactMap { $0.text(in: told) }.first
  }

  private static func step(_ part: String, from found: Found) -> [Found] {
    guard let value = found.last else { return [] }
    if part == ".." { return found.count > 1 ? [found.dropLast()] : [] }
    if part == "*" { return (value.array ?? []).map { found + [$0] } }
    if let items = value.array {
      guard let index = Int(part), items.indices.contains(index) else { return [] }
      return [found + [items[index]]]
    }
    return value[part].map { [found + [$0]] } ?? []
  }
}
