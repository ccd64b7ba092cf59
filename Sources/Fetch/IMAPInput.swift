/// One answer of an IMAP server: its words on one line, and what was told by length in between.
struct IMAPAnswer: Equatable {
  /// Without line ends; where a literal stood there is only its length in braces.
  var text: String
  var literals: [[UInt8]]

  /// Whether it tells of a letter: `* 12 FETCH (…)`.
  var isFetch: Bool {
    let words = text.split(separator: " ", maxSplits: 3)
    return words.count == 4 && words[0] == "*" && words[2].uppercased() == "FETCH"
  }

  /// The number behind these words.
  func number(after words: String) -> UInt32? {
    guard let start = text.place(of: words) else { return nil }
    return UInt32(text[start.upperBound...].prefix { $0.isASCII && $0.isNumber })
  }

  /// What a server gave between quotes instead of by length, as it may for short texts.
  var quotedBody: [UInt8]? {
    guard let body = text.place(of: "BODY["), let end = text[body.upperBound...].firstIndex(of: "]")
    else { return nil }
    guard let quote = text[end...].firstIndex(of: "\"") else { return nil }
    var bytes: [UInt8] = []
    var isEscaped = false
    for byte in text[text.index(after: quote)...].utf8 {
      if isEscaped {
        bytes.append(byte)
        isEscaped = false
      } else if byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else if byte == UInt8(ascii: "\"") {
        return bytes
      } else {
        bytes.append(byte)
      }
    }
    return nil
  }
}

extension String {
  /// The first place of these words, by bytes.
  fileprivate func place(of words: String) -> Range<String.Index>? {
    let wanted = Array(words.utf8)
    var start = utf8.startIndex
    while let index = utf8[start...].firstIndex(of: wanted[0]) {
      if utf8[index...].starts(with: wanted) {
        return index..<utf8.index(index, offsetBy: wanted.count)
      }
      start = utf8.index(after: index)
    }
    return nil
  }
}

/// Bytes from an IMAP server on their way to becoming answers.
///
/// A letter is told by its length, so nothing that stands in it is taken for the server's words.
struct IMAPInput {
  /// More than the bound.
  struct TooMuch: Error {
    let limit: Int
  }

  private var bytes: [UInt8] = []
  /// How far `bytes` was used up.
  private var start = 0
  private var text: [UInt8] = []
  private var literals: [[UInt8]] = []
  private var literalBytes = 0
  /// How many bytes of the literal at `start` are to come before the line goes on.
  private var awaited: Int?
  /// Before here there is no line end.
  private var looked = 0

  mutating func add(_ more: ArraySlice<UInt8>) {
    if start > 0 {
      bytes.removeFirst(start)
      looked -= start
      start = 0
    }
    bytes.append(contentsOf: more)
  }

  /// The next whole answer; nil until more has come.
  mutating func next(textLimit: Int, literalLimit: Int) throws(TooMuch) -> IMAPAnswer? {
    while true {
      if let awaited {
        guard bytes.count - start >= awaited else { return nil }
        literals.append(Array(bytes[start..<start + awaited]))
        start += awaited
        looked = start
        self.awaited = nil
      }
      guard let end = lineEnd() else {
        guard bytes.count - start + text.count <= textLimit else {
          throw TooMuch(limit: textLimit)
        }
        return nil
      }
      text += bytes[start..<end]
      start = end + 2
      looked = start
      guard text.count <= textLimit else { throw TooMuch(limit: textLimit) }
      guard let length = Self.literalLength(text) else { return finish() }
      literalBytes += length
      // 64 KiB besides, so that what was not asked for does not count as a fault at once.
      guard length >= 0, literalBytes <= literalLimit + 65_536 else {
        throw TooMuch(limit: literalLimit)
      }
      awaited = length
    }
  }

  private mutating func finish() -> IMAPAnswer {
    defer {
      text = []
      literals = []
      literalBytes = 0
    }
    return IMAPAnswer(text: String(decoding: text, as: UTF8.self), literals: literals)
  }

  private mutating func lineEnd() -> Int? {
    var index = max(looked, start)
    while index + 1 < bytes.count {
      if bytes[index] == 0x0D, bytes[index + 1] == 0x0A { return index }
      index += 1
    }
    looked = max(start, bytes.count - 1)
    return nil
  }

  /// `…{123}` at the end of a line, with a bound on its digits.
  private static func literalLength(_ text: [UInt8]) -> Int? {
    guard text.last == UInt8(ascii: "}"), let open = text.lastIndex(of: UInt8(ascii: "{")) else {
      return nil
    }
    let digits = text[(open + 1)...].dropLast()
    guard (1...10).contains(digits.count), digits.allSatisfy({ (0x30...0x39).contains($0) }) else {
      return nil
    }
    return Int(String(decoding: digits, as: UTF8.self))
  }
}
