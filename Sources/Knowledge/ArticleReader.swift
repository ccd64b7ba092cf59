/// Reads one article's file: bytes, then the head between two `---` lines, then Markdown.
///
/// It goes on after a mistake, so that an author sees all of them in one run.
struct ArticleReader {
  let file: String
  private(set) var mistakes: [ArticleMistake] = []

  /// Far above any page a person reads, far below what could slow a load down.
  static let largestFile = 64 * 1_024

  init(file: String) {
    self.file = file
  }

  mutating func read(_ bytes: [UInt8]) -> Article? {
    guard let text = decode(bytes) else { return nil }
    let lines = Self.lines(of: text)
    let id = slug()
    guard let end = headEnd(lines) else { return nil }
    var head = ArticleHead()
    head.read(lines[1..<end])
    mistakes += head.mistakes.map { mistake($0.line, $0.column, $0.message, $0.hint) }
    let body = lines[(end + 1)...].joined(separator: "\n")
    let prose = Prose(markdown: body)
    if prose.blocks.allSatisfy({ $0.isHeading }) {
      report(lines.count, 1, "the article has no text", "write the answer below the second `---`")
    }
    guard let title = head.title else {
      // A misspelt key is the likelier reason, and is reported already.
      if head.mistakes.isEmpty {
        report(1, 1, "the article has no title", "add a line `title: …` to the head")
      }
      return nil
    }
    return Article(
      id: id, title: title, keywords: head.keywords, category: head.category,
      language: head.language, headings: prose.headings, body: Self.trimmed(body),
      examples: head.examples, link: head.link)
  }

  private mutating func report(_ line: Int, _ column: Int, _ message: String, _ hint: String) {
    mistakes.append(mistake(line, column, message, hint))
  }

  private func mistake(
    _ line: Int, _ column: Int, _ message: String, _ hint: String
  ) -> ArticleMistake {
    ArticleMistake(file: file, line: line, column: column, message: message, hint: hint)
  }

  private mutating func decode(_ bytes: [UInt8]) -> String? {
    guard bytes.count <= Self.largestFile else {
      report(
        1, 1, "the file is \(bytes.count) bytes long; an article may have \(Self.largestFile)",
        "split it into several articles, each answering one question")
      return nil
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      let (line, column) = Self.firstInvalid(in: bytes)
      report(line, column, "this is not valid UTF-8", "save the file with the encoding UTF-8")
      return nil
    }
    if let (line, column, scalar) = Self.firstControl(in: text) {
      report(
        line, column, "control character U+\(Self.hexadecimal(scalar.value)) in the file",
        "remove it; only line breaks and tabs are allowed")
      return nil
    }
    return text
  }

  private mutating func slug() -> String {
    var name = file[...]
    if let slash = name.lastIndex(of: "/") { name = name[name.index(after: slash)...] }
    if name.hasSuffix(".md") { name = name.dropLast(3) }
    let isSlug =
      name.first.map { $0 != "-" } ?? false
      && name.utf8.allSatisfy {
        (97...122).contains($0) || (48...57).contains($0) || $0 == 45
      }
    if !isSlug || name.utf8.count > 80 {
      report(
        1, 1, "“\(name)” cannot name an article",
        "name the file with up to 80 small letters, digits and dashes, like `late-parcel.md`")
    }
    return String(name)
  }

  /// The line with the second `---`, when the first line is the first one.
  private mutating func headEnd(_ lines: [String]) -> Int? {
    guard lines.first.map(Self.isFence) == true else {
      report(
        1, 1, "the file does not begin with a head",
        "begin with a line `---`, then `title: …`, then a line `---`, then the text")
      return nil
    }
    guard let end = lines.dropFirst().firstIndex(where: Self.isFence) else {
      report(1, 1, "the head is never closed", "write a line `---` between the head and the text")
      return nil
    }
    return end
  }
}

extension ArticleReader {
  private static func isFence(_ line: String) -> Bool { trimmed(line) == "---" }

  private static func lines(of text: String) -> [String] {
    let scalars = text.unicodeScalars
    let unmarked = scalars.first == "\u{FEFF}" ? scalars.dropFirst() : scalars[...]
    return unmarked.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      String(line.last == "\r" ? line.dropLast() : line)
    }
  }

  private static func firstInvalid(in bytes: [UInt8]) -> (line: Int, column: Int) {
    var line = 1
    for slice in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      guard String(validating: slice, as: UTF8.self) == nil else {
        line += 1
        continue
      }
      return (line, validPrefix(of: Array(slice)) + 1)
    }
    return (line, 1)
  }

  /// How many characters come before the first invalid byte of a line.
  private static func validPrefix(of line: [UInt8]) -> Int {
    var decoder = UTF8()
    var bytes = line.makeIterator()
    var scalars = String.UnicodeScalarView()
    while case .scalarValue(let scalar) = decoder.decode(&bytes) { scalars.append(scalar) }
    return String(scalars).count
  }

  private static func firstControl(in text: String) -> (Int, Int, Unicode.Scalar)? {
    var line = 1
    var column = 1
    for scalar in text.unicodeScalars {
      if scalar == "\n" {
        (line, column) = (line + 1, 1)
        continue
      }
      if scalar.properties.generalCategory == .control, scalar != "\t", scalar != "\r" {
        return (line, column, scalar)
      }
      column += 1
    }
    return nil
  }

  private static func hexadecimal(_ value: UInt32) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  static func trimmed(_ text: some StringProtocol) -> String {
    guard let first = text.firstIndex(where: { !$0.isWhitespace }),
      let last = text.lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(text[first...last])
  }
}
