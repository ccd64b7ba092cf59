/// What every message is looked through for: by its bytes, since characters cost a hundred times as
/// much.
extension String {
  /// The first characters as a reader sees them, `count` at most.
  package func beginning(_ count: Int) -> String {
    // A character is a byte at least.
    guard utf8.count > count else { return self }
    // Letters, digits and signs of ASCII are a byte a character, if nothing combines with the last.
    var text = self
    let isPlain = text.withUTF8 { $0.prefix(count + 1).allSatisfy { 0x20 <= $0 && $0 < 0x7F } }
    guard isPlain else { return String(prefix(count)) }
    return String(self[..<utf8.index(startIndex, offsetBy: count)])
  }

  /// What the rules for texts ask.
  var measure: TextMeasure {
    var text = self
    return text.withUTF8 { bytes in
      var measure = TextMeasure()
      let raw = UnsafeRawBufferPointer(bytes)
      var index = 0
      while index + 8 <= raw.count {
        measure.take(eight: raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
        index += 8
      }
      while index < raw.count {
        measure.take(raw[index])
        index += 1
      }
      return measure
    }
  }
}

/// How long a text is, and what is in it.
struct TextMeasure: Equatable {
  private(set) var scalars = 0
  private(set) var holdsNUL = false
  /// Whether it has a visible character of ASCII; where it has none, others may say something too.
  private(set) var showsASCII = false

  fileprivate mutating func take(_ byte: UInt8) {
    // Every byte of a scalar but its first is 10xxxxxx.
    if byte & 0xC0 != 0x80 { scalars += 1 }
    if byte == 0 { holdsNUL = true }
    if 0x21..<0x7F ~= byte { showsASCII = true }
  }

  /// Eight bytes at once, each a lane of the word.
  fileprivate mutating func take(eight word: UInt64) {
    let (ones, tops): (UInt64, UInt64) = (0x0101_0101_0101_0101, 0x8080_8080_8080_8080)
    scalars += 8 - ((word >> 7) & ~(word >> 6) & ones).nonzeroBitCount
    if (word &- ones) & ~word & tops != 0 { holdsNUL = true }
    guard !showsASCII else { return }
    for lane in stride(from: 0, to: 64, by: 8) {
      let byte = UInt8(truncatingIfNeeded: word >> UInt64(lane))
      if 0x21..<0x7F ~= byte { showsASCII = true }
    }
  }
}
