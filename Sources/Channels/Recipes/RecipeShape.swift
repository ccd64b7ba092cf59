import JSON

/// What a request carries: JSON with `{{ names }}` at its leaves, and `each: buttons` for a list.
///
/// Values are put in as values, never as text that is read again: whatever anybody writes stays one
/// string.
indirect enum RecipeShape: Sendable, Equatable {
  case constant(JSONValue)
  case text(RecipeText)
  case list([RecipeShape])
  case map([Member])
  /// One of these for each button.
  case buttons(RecipeShape)

  /// A name and what stands there.
  struct Member: Sendable, Equatable {
    let name: String
    let shape: RecipeShape
  }

  func value(_ facts: RecipeFacts) -> JSONValue {
    switch self {
    case .constant(let value): return value
    case .text(let text): return .string(text.filled(facts))
    case .list(let shapes): return .array(shapes.map { $0.value(facts) })
    case .map(let members):
      return .object(members.map { JSONMember($0.name, $0.shape.value(facts)) })
    case .buttons(let shape):
      return .array(
        facts.buttons.map { button in
          var facts = facts
          facts.values["button.id"] = button.id
          facts.values["button.label"] = button.label
          return shape.value(facts)
        })
    }
  }

  /// Names that are used and that nothing has.
  func unknown(_ known: Set<String>) -> [String] {
    switch self {
    case .constant: []
    case .text(let text): text.names.filter { !known.contains($0) }
    case .list(let shapes): shapes.flatMap { $0.unknown(known) }
    case .map(let members): members.flatMap { $0.shape.unknown(known) }
    case .buttons(let shape): shape.unknown(known.union(["button.id", "button.label"]))
    }
  }
}

/// What the `{{ names }}` of a recipe stand for.
struct RecipeFacts: Sendable {
  var values: [String: String]
  var buttons: [Part.Button] = []
}

/// A text with `{{ names }}` in it.
struct RecipeText: Sendable, Equatable {
  private enum Piece: Sendable, Equatable {
    case plain(String)
    case name(String)
  }
  private let pieces: [Piece]

  init(_ text: String) {
    var pieces: [Piece] = []
    var rest = text[...]
    while let open = rest.firstRange(of: "{{"),
      let close = rest[open.upperBound...].firstRange(of: "}}")
    {
      pieces.append(.plain(String(rest[..<open.lowerBound])))
      let name = rest[open.upperBound..<close.lowerBound].filter { !$0.isWhitespace }
      pieces.append(.name(String(name)))
      rest = rest[close.upperBound...]
    }
    pieces.append(.plain(String(rest)))
    self.pieces = pieces
  }

  var names: [String] {
    pieces.compactMap { if case .name(let name) = $0 { name } else { nil } }
  }

  /// In an address each value is one part of it.
  func filled(_ facts: RecipeFacts, isAddress: Bool = false) -> String {
    pieces.map { piece in
      switch piece {
      case .plain(let text): return text
      case .name(let name):
        let value = facts.values[name] ?? ""
        return isAddress ? encoded(value) : value
      }
    }.joined()
  }
}
