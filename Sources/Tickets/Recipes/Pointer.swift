import JSON

/// A place in a JSON answer, as RFC 6901 writes it: `/ticket/id`, or nothing for the whole answer.
///
/// It goes down only, one level a part, so that it ends; longer ones than any answer is deep are
/// refused.
package struct Pointer: Sendable, Equatable {
  /// As its author wrote it.
  package let text: String
  private let parts: [String]

  static let mostParts = 16
  static let longest = 256

  /// Throws what is wrong with it, as a sentence.
  package init(_ text: String) throws(PointerMistake) {
    guard text.utf8.count <= Self.longest else {
      throw PointerMistake(sentence: "a pointer has at most \(Self.longest) bytes")
    }
    guard text.isEmpty || text.hasPrefix("/") else {
      throw PointerMistake(sentence: "a pointer begins with /, as in /ticket/id")
    }
    let written = text.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
    guard written.count <= Self.mostParts else {
      throw PointerMistake(sentence: "a pointer goes at most \(Self.mostParts) levels down")
    }
    self.text = text
    parts = text.isEmpty ? [] : try written.map(Self.part)
  }

  /// `~1` is a slash and `~0` a tilde; any other tilde is a mistake.
  private static func part(_ written: Substring) throws(PointerMistake) -> String {
    var part = ""
    var isEscaped = false
    for character in written {
      switch (isEscaped, character) {
      case (true, "0"): part += "~"
      case (true, "1"): part += "/"
      case (true, _): throw PointerMistake(sentence: "after ~ stands 0 or 1")
      case (false, "~"): break
      case (false, _): part.append(character)
      }
      isEscaped = !isEscaped && character == "~"
    }
    guard !isEscaped else { throw PointerMistake(sentence: "after ~ stands 0 or 1") }
    return part
  }

  /// What stands there; nil where nothing does.
  func value(in answer: JSONValue) -> JSONValue? {
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
}

extension JSONValue {
  /// A text, or a number written out: what other systems use for names.
  var name: String? {
    switch self {
    case .string(let text): text.isEmpty ? nil : text
    case .int(let number): String(number)
    case .null, .bool, .double, .array, .object: nil
    }
  }

  /// As a setting or a pattern would write it.
  var plain: String? {
    switch self {
    case .string(let text): text
    case .int(let number): String(number)
    case .bool(let claim): String(claim)
    case .double(let number): String(number)
    case .null, .array, .object: nil
    }
  }
}
