import JSON

/// Why an object is not what it should be: the member that is missing or odd.
package struct TextMistake: Error, Equatable, Sendable, CustomStringConvertible {
  package let reason: String
  /// It is whole, but holds a word that only a newer program can know.
  package let isOfTheFuture: Bool
  /// What is asked for is nothing that this program does.
  package let isUnknown: Bool

  package init(_ reason: String, isOfTheFuture: Bool = false, isUnknown: Bool = false) {
    self.reason = reason
    self.isOfTheFuture = isOfTheFuture
    self.isUnknown = isUnknown
  }

  /// There is none of a kind with that name.
  package static func unknown(_ kind: String, _ name: String) -> TextMistake {
    TextMistake("there is no \(kind) \"\(name)\"", isUnknown: true)
  }

  package var description: String { reason }
}

extension JSONValue {
  package func text(_ name: String) throws(TextMistake) -> String {
    guard let text = self[name]?.string else { throw TextMistake("\"\(name)\" must be a text") }
    return text
  }

  package func number(_ name: String) throws(TextMistake) -> Int64 {
    guard let number = self[name]?.int else {
      throw TextMistake("\"\(name)\" must be a whole number")
    }
    return number
  }

  package func claim(_ name: String) throws(TextMistake) -> Bool {
    guard let claim = self[name]?.bool else {
      throw TextMistake("\"\(name)\" must be true or false")
    }
    return claim
  }

  /// One of an enum's words.
  package func word<Word: RawRepresentable & CaseIterable>(_ name: String) throws(TextMistake)
    -> Word where Word.RawValue == String
  {
    guard let word = Word(rawValue: try text(name)) else {
      let allowed = Word.allCases.map(\.rawValue).joined(separator: ", ")
      throw TextMistake("\"\(name)\" must be one of \(allowed)", isOfTheFuture: true)
    }
    return word
  }
}
