/// A text and a place in it, between two characters as readers see them.
struct CursoredText: Hashable, Sendable {
  var before = ""
  var after = ""

  var lineStart: String.Index {
    before.lastIndex(of: "\n").map(before.index(after:)) ?? before.startIndex
  }

  var lineEnd: String.Index { after.firstIndex(of: "\n") ?? after.endIndex }

  var wordStart: String.Index {
    guard let letter = before.lastIndex(where: \.isPartOfWord) else { return before.startIndex }
    let gap = before[..<letter].lastIndex { !$0.isPartOfWord }
    return gap.map(before.index(after:)) ?? before.startIndex
  }

  var wordEnd: String.Index {
    guard let letter = after.firstIndex(where: \.isPartOfWord) else { return after.endIndex }
    return after[letter...].firstIndex { !$0.isPartOfWord } ?? after.endIndex
  }

  /// Where a cut to the end of the line ends: on an empty rest it takes the line break.
  var cutEnd: String.Index {
    lineEnd == after.startIndex && !after.isEmpty ? after.index(after: lineEnd) : lineEnd
  }

  mutating func left() {
    if let last = before.popLast() { after.insert(last, at: after.startIndex) }
  }

  mutating func right() {
    if !after.isEmpty { before.append(after.removeFirst()) }
  }

  mutating func shift(back start: String.Index) {
    after = before[start...] + after
    before = String(before[..<start])
  }

  mutating func shift(forth end: String.Index) {
    before += after[..<end]
    after = String(after[end...])
  }

  /// To the line above, at the same column or its end; there must be one.
  mutating func lineUp() {
    let column = before[lineStart...].count
    shift(back: lineStart)
    left()
    let length = before[lineStart...].count
    shift(back: before.index(before.endIndex, offsetBy: -max(0, length - column)))
  }

  /// To the line below, at the same column or its end; there must be one.
  mutating func lineDown() {
    let column = before[lineStart...].count
    shift(forth: after.index(after: lineEnd))
    let length = after[..<lineEnd].count
    shift(forth: after.index(after.startIndex, offsetBy: min(length, column)))
  }

  mutating func cut(back start: String.Index) -> String {
    defer { before = String(before[..<start]) }
    return String(before[start...])
  }

  mutating func cut(forth end: String.Index) -> String {
    defer { after = String(after[end...]) }
    return String(after[..<end])
  }
}

extension Character {
  fileprivate var isPartOfWord: Bool { isLetter || isNumber || self == "_" }
}
