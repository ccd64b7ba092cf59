/// One word, sign or literal of a Swift file, or a line of its documentation.
struct Token: Equatable {
  enum Kind { case word, sign, literal, documentation }

  let kind: Kind
  let text: String
  /// Counted from 1.
  let line: Int

  func isWord(_ word: String) -> Bool { kind == .word && text == word }
  func isSign(_ sign: String) -> Bool { kind == .sign && text == sign }
}
