package import JSON

/// A place in a JSON answer, as RFC 6901 writes it: `/customer/plan`, or nothing for all of it.
///
/// It goes down only, one level a part, so that it ends.
package struct Pointer: Sendable, Equatable {
  /// As its author wrote it.
  package let text: String
  private let parts: [String]

  package static let mostParts = 16
  package static let longest = 256

  /// Throws what is wrong with it, as a sentence.
  package init(_ text: String) throws(PointerMistake) {
    guard text.utf8.count <= Self.longest else {
      throw PointerMistake("a pointer has at most \(Self.longest) bytes")
    }
    guard text.isEmpty || text.hasPrefix("/") else {
      throw PointerMistake("a pointer begins with /")
    }
    let written = text.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
    guard written.count <= Self.mostParts else {
      throw PointerMistake("a pointer goes at most \(Self.mostParts) levels down")
    }
    self.text = text
    parts = text.isEmpty ? [] : try written.map(Self.part)
  }

  /// `~1` is a slash and `~0` a tilde; any other tilde is a mistake.
  private static func part(_ written: Substring) throws(PointerMistake) -> String {
    let pieces = written.split(separator: "~", omittingEmptySubsequences: false)
    var part = pieces.first.map(String.init) ?? ""
    for piece in pieces.dropFirst() {
      switch piece.first {
      case "0": part += "~"
      case "1": part += "/"
      default: throw PointerMistake("after ~ stands 0 or 1")
      }
      part += piece.dropFirst()
    }
    return part
  }

  /// What stands there; nil where nothing does.
  package func value(in answer: JSONValue) -> JSONValue? {
    var value = answer
    for part in parts {
      let next = value.array.map { Self.item(part, of: $0) } ?? value[part]
      guard let next else { return nil }
      value = next
    }
    return value
  }

  private static func item(_ part: String, of items: [JSONValue]) -> JSONValue? {
    guard part == "0" || !part.hasPrefix("0"), part.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let index = Int(part), items.indices.contains(index)
    else { return nil }
    return items[index]
  }
}

/// Why a text is no pointer.
package struct PointerMistake: Error, Equatable, Sendable {
  package let sentence: String

  init(_ sentence: String) { self.sentence = sentence }
}

extension JSONValue {
  /// As a person reads it; nil for what is made of parts, and for nothing.
  package var plain: String? {
    switch self {
    case .string(let text): text
    case .int(let number): String(number)
    case .bool(let claim): claim ? "yes" : "no"
    case .double(let number): String(number)
    case .null, .array, .object: nil
    }
  }
}
