/// Cuts Swift text into tokens: enough of the language to see declarations and switches.
///
/// Comments are left out but for documentation. What a string holds is one literal, but for the
/// code between `\(` and `)`. Regular expressions between slashes are not known; we write none.
struct TokenReader {
  private let bytes: [UInt8]
  private var at = 0
  private var line = 1
  private(set) var tokens: [Token] = []
  /// The lines that lie within a text between `"""`, but for its first and last.
  private(set) var textLines: Set<Int> = []

  init(_ text: String) {
    bytes = Array(text.utf8)
    readCode(untilParenthesis: false)
  }

  private func byte(_ offset: Int = 0) -> UInt8 {
    at + offset < bytes.count ? bytes[at + offset] : 0
  }

  private mutating func step(_ count: Int = 1) {
    for _ in 0..<count where at < bytes.count {
      if bytes[at] == UInt8(ascii: "\n") { line += 1 }
      at += 1
    }
  }

  private mutating func add(_ kind: Token.Kind, from start: Int, line: Int) {
    let text = String(decoding: bytes[start..<at], as: UTF8.self)
    tokens.append(Token(kind: kind, text: text, line: line))
  }

  /// Reads to the end, or to the parenthesis that closes an interpolation.
  private mutating func readCode(untilParenthesis: Bool) {
    var depth = 0
    while at < bytes.count {
      switch byte() {
      case UInt8(ascii: "/") where byte(1) == UInt8(ascii: "/"): readLineComment()
      case UInt8(ascii: "/") where byte(1) == UInt8(ascii: "*"): skipBlockComment()
      case UInt8(ascii: "\""): readString(hashes: 0)
      case UInt8(ascii: "#"): readHash()
      case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\t"): step()
      case UInt8(ascii: "0")...UInt8(ascii: "9"): readWord(.literal)
      case let byte where Self.isWord(byte): readWord(.word)
      case let byte:
        if byte == UInt8(ascii: "(") { depth += 1 }
        if byte == UInt8(ascii: ")") { depth -= 1 }
        if untilParenthesis, depth < 0 { return }
        step()
        add(.sign, from: at - 1, line: line)
      }
    }
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "$"): true
    case UInt8(ascii: "`"): true
    default: byte >= 0x80
    }
  }

  private mutating func readWord(_ kind: Token.Kind) {
    let start = at
    while at < bytes.count, Self.isWord(bytes[at]) { at += 1 }
    add(kind, from: start, line: line)
  }

  private mutating func readLineComment() {
    let start = at
    while at < bytes.count, bytes[at] != UInt8(ascii: "\n") { at += 1 }
    let isDocumentation = start + 2 < at && bytes[start + 2] == UInt8(ascii: "/")
    if isDocumentation { add(.documentation, from: start, line: line) }
  }

  private mutating func skipBlockComment() {
    var depth = 0
    repeat {
      if byte() == UInt8(ascii: "/"), byte(1) == UInt8(ascii: "*") {
        depth += 1
        step(2)
      } else if byte() == UInt8(ascii: "*"), byte(1) == UInt8(ascii: "/") {
        depth -= 1
        step(2)
      } else {
        step()
      }
    } while depth > 0 && at < bytes.count
  }

  /// A raw string, or a sign as in `#if` and `#expect`.
  private mutating func readHash() {
    var hashes = 0
    while byte(hashes) == UInt8(ascii: "#") { hashes += 1 }
    if byte(hashes) == UInt8(ascii: "\"") {
      step(hashes)
      readString(hashes: hashes)
    } else {
      step()
      add(.sign, from: at - 1, line: line)
    }
  }

  private mutating func readString(hashes: Int) {
    let start = line
    let isLong = byte(1) == UInt8(ascii: "\"") && byte(2) == UInt8(ascii: "\"")
    let quotes = isLong ? 3 : 1
    step(quotes)
    let (token, content) = (tokens.count, at)
    tokens.append(Token(kind: .literal, text: "\"", line: start))
    while at < bytes.count {
      if isEscape(hashes) {
        step(1 + hashes)
        let opens = byte() == UInt8(ascii: "(")
        step()
        if opens {
          readCode(untilParenthesis: true)
          step()
        }
      } else if isEnd(quotes, hashes) {
        let text = "\"" + String(decoding: bytes[content..<at], as: UTF8.self)
        tokens[token] = Token(kind: .literal, text: text, line: start)
        step(quotes + hashes)
        if isLong, start + 1 < line { textLines.formUnion(start + 1..<line) }
        return
      } else {
        step()
      }
    }
  }

  private func isEscape(_ hashes: Int) -> Bool {
    byte() == UInt8(ascii: "\\")
      && (0..<hashes).allSatisfy { byte(1 + $0) == UInt8(ascii: "#") }
  }

  private func isEnd(_ quotes: Int, _ hashes: Int) -> Bool {
    (0..<quotes).allSatisfy { byte($0) == UInt8(ascii: "\"") }
      && (0..<hashes).allSatisfy { byte(quotes + $0) == UInt8(ascii: "#") }
  }
}
