/// Eight bytes of a text looked at in one go.
enum Lanes {
  static let ones: UInt64 = 0x0101_0101_0101_0101
  static let tops: UInt64 = 0x8080_8080_8080_8080

  /// Whether one of the bytes may be a quotation mark, a backslash or a control character: what
  /// ends a string of JSON, or must be escaped in it.
  ///
  /// A lane of `word - ones` or of `word ^ ones * byte` shows its top bit where the byte is small
  /// enough; lanes above a hit may show it falsely, never below one.
  static func mayEndPlainText(_ word: UInt64) -> Bool {
    let quotes = word ^ (ones &* UInt64(UInt8(ascii: "\"")))
    let slashes = word ^ (ones &* UInt64(UInt8(ascii: "\\")))
    let found =
      ((word &- ones &* 0x20) & ~word) | ((quotes &- ones) & ~quotes)
      | ((slashes &- ones) & ~slashes)
    return found & tops != 0
  }
}
