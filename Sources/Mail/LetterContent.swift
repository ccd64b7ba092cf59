/// What the parts of a letter come to: one text, and files.
struct LetterContent {
  let limits: LetterReader.Limits
  private(set) var text = ""
  private(set) var files: [LetterFile] = []
  /// The fields of a delivery report, in small letters.
  private(set) var report: [String: String] = [:]
  private(set) var isReport = false
  /// The id of the letter that a report is about.
  private(set) var reported: String?
  private var parts = 0

  init(limits: LetterReader.Limits) { self.limits = limits }

  mutating func take(_ part: MIMEPart?, depth: Int) throws(LetterMistake) {
    guard let part else { return }
    parts += 1
    guard parts <= limits.parts else { throw .tooManyParts }
    guard depth <= limits.nestings else { throw .tooDeep }
    if part.isMessage { return takeMessage(part) }
    guard !part.isLeaf else { return takeLeaf(part) }
    switch part.type {
    case "multipart/alternative": try takeAlternative(part.children, depth)
    case "multipart/report":
      isReport = part.parameter("report-type")?.lowercased() == "delivery-status"
      for child in part.children { try take(child, depth: depth + 1) }
    default: for child in part.children { try take(child, depth: depth + 1) }
    }
  }

  /// The plain one where there is one with words in it, else the last that has any.
  private mutating func takeAlternative(_ children: [MIMEPart], _ depth: Int)
    throws(LetterMistake)
  {
    parts += children.count
    guard parts <= limits.parts else { throw .tooManyParts }
    let plain = children.first { child in
      child.type == "text/plain" && Charset.text(child).contains { !$0.isWhitespace }
    }
    if let plain { return takeLeaf(plain) }
    for child in children.reversed() {
      let before = (text, files.count)
      try take(child, depth: depth + 1)
      if text != before.0 || files.count != before.1 { return }
    }
  }

  private mutating func takeMessage(_ part: MIMEPart) {
    if isReport {
      reported = reported ?? MessageID.all(in: part.innerHeader("Message-ID") ?? "").first
      return
    }
    let subject = LetterReader.line(part.innerHeader("Subject") ?? "", limit: 80)
    add(subject.isEmpty ? "letter.eml" : subject + ".eml", "message/rfc822", part.innerText)
  }

  private mutating func takeLeaf(_ part: MIMEPart) {
    let type = part.type
    if type == "message/delivery-status" {
      takeReport(Charset.text(part))
    } else if isReport, type == "text/rfc822-headers" {
      reported = reported ?? Self.reportedID(Charset.text(part))
    } else if type == "text/plain" || type == "text/html", !part.isAttachment, part.fileName == nil
    {
      let words = Charset.text(part)
      append(type == "text/html" ? HTMLText.text(words) : words)
    } else if !type.hasPrefix("multipart/"), type != "application/pgp-signature",
      type != "application/pkcs7-signature"
    {
      add(part.fileName ?? Self.nameless(type), type, part.bytes)
    }
  }

  private mutating func append(_ words: String) {
    let plain = Self.clean(words)
    guard plain.contains(where: { !$0.isWhitespace }) else { return }
    if !text.isEmpty { text += "\n\n" }
    text += plain
    if text.utf8.count > limits.textBytes {
      text = String(decoding: Array(text.utf8.prefix(limits.textBytes)), as: UTF8.self) + "\n[…]"
    }
  }

  private mutating func add(_ name: String, _ type: String, _ bytes: [UInt8]) {
    guard files.count < limits.files, !bytes.isEmpty else { return }
    files.append(LetterFile(name: Self.cleanName(name), type: type, bytes: bytes))
  }

  private mutating func takeReport(_ text: String) {
    for line in text.split(whereSeparator: \.isNewline).prefix(200) {
      guard let colon = line.firstIndex(of: ":") else { continue }
      let name = line[..<colon].lowercased()
      let value = LetterReader.line(String(line[line.index(after: colon)...]), limit: 300)
      if report[name] == nil { report[name] = value }
    }
  }

  private static func reportedID(_ text: String) -> String? {
    let line = text.split(whereSeparator: \.isNewline).first {
      $0.lowercased().hasPrefix("message-id:")
    }
    return line.flatMap { MessageID.all(in: String($0)).first }
  }

  private static func nameless(_ type: String) -> String {
    let ending = type.split(separator: "/").last.map(String.init) ?? "bin"
    return "file." + (ending.utf8.count <= 8 ? ending : "bin")
  }

  /// Line ends of one kind, no other control characters, no marks that turn a screen around.
  static func clean(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    var wasReturn = false
    for scalar in text.unicodeScalars {
      defer { wasReturn = scalar == "\r" }
      switch scalar {
      case "\r": result.append("\n")
      case "\n": if !wasReturn { result.append("\n") }
      case "\t": result.append("\t")
      case "\u{A0}": result.append(" ")
      case "\u{FEFF}", "\u{200B}", "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}": break
      default: if scalar.properties.generalCategory != .control { result.append(scalar) }
      }
    }
    return String(result)
  }

  /// The last part of a path, without what a file system or a screen would stumble over.
  static func cleanName(_ name: String) -> String {
    let last = name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? ""
    let plain = LetterReader.line(clean(last), limit: 120)
    let safe = String(plain.map { "<>:\"|?*".contains($0) ? "_" : $0 })
    let trimmed = String(safe.drop { $0 == "." })
    return trimmed.isEmpty ? "file" : trimmed
  }
}
