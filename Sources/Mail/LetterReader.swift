/// Reads letters as they come over the wire, by GMime, within bounds.
package struct LetterReader {
  /// How much of a letter is read.
  package struct Limits: Sendable {
    package var bytes: Int
    /// Of all lines before the first empty one.
    package var headBytes: Int
    package var parts: Int
    /// How often a letter may say that more parts are inside.
    package var nestings: Int
    /// Of all text together; what is longer is cut.
    package var textBytes: Int
    package var files: Int

    /// Far above what people send: a page is 3 kB, an ordinary head 10 kB, a newsletter 20 parts.
    package static let usual = Limits(
      bytes: 50 << 20, headBytes: 256 << 10, parts: 200, nestings: 40, textBytes: 256 << 10,
      files: 50)
  }

  /// Whose letters to ourselves are known by: our own addresses, in lower case.
  package let own: Set<String>
  package let limits: Limits

  package init(own: Set<String>, limits: Limits = .usual) {
    self.own = own
    self.limits = limits
  }

  /// The letter; throws why it is to be put aside.
  package func read(_ bytes: [UInt8]) throws(LetterMistake) -> Letter {
    try measure(bytes)
    guard let message = MIMEMessage(bytes) else { throw .notALetter }
    var content = LetterContent(limits: limits)
    try content.take(message.root, depth: 0)
    var letter = Letter()
    letter.from = message.addresses("From", limit: 1).first
    letter.replyTo = message.addresses("Reply-To", limit: 1).first
    for header in ["To", "Cc", "Delivered-To", "X-Original-To", "Envelope-To"] {
      letter.recipients += message.addresses(header, limit: 100 - letter.recipients.count)
    }
    letter.subject = Self.line(message.header("Subject") ?? "", limit: 300)
    letter.sentAt = message.date
    letter.messageID = MessageID.all(in: message.header("Message-ID") ?? "").first
    letter.references = Self.references(message)
    guard letter.from != nil || letter.messageID != nil || !letter.subject.isEmpty else {
      throw .notALetter
    }
    let folded = QuoteFolding.fold(content.text)
    letter.text = folded.own
    letter.quoted = folded.quoted
    letter.files = content.files
    letter.sender = SenderKind.of(message, letter, content, own: own)
    letter.suspicion = Suspicion.of(message)
    return letter
  }

  /// Before anything is taken apart: GMime goes into nested parts by calling itself.
  private func measure(_ bytes: [UInt8]) throws(LetterMistake) {
    guard bytes.count <= limits.bytes else { throw .tooLong(bytes: bytes.count) }
    let head = Self.headLength(bytes)
    guard head <= limits.headBytes else { throw .headTooLong(bytes: head) }
    let nestings =
      bytes.count(of: "boundary=", upTo: limits.nestings)
      + bytes.count(of: "message/rfc822", upTo: limits.nestings)
    guard nestings <= limits.nestings else { throw .tooDeep }
  }

  private static func headLength(_ bytes: [UInt8]) -> Int {
    var index = 0
    while let end = bytes[index...].firstIndex(of: 0x0A) {
      if end == index || (end == index + 1 && bytes[index] == 0x0D) { return index }
      index = end + 1
    }
    return bytes.count
  }

  /// In-Reply-To first, then References from its end: at most 100.
  private static func references(_ message: MIMEMessage) -> [String] {
    var ids = MessageID.all(in: message.header("In-Reply-To") ?? "")
    ids += MessageID.all(in: message.header("References") ?? "").reversed()
    var seen: Set<String> = []
    return Array(ids.filter { seen.insert($0).inserted }.prefix(100))
  }

  /// On one line, without what a screen must not get.
  static func line(_ text: String, limit: Int) -> String {
    let words = text.unicodeScalars.split {
      $0.properties.isWhitespace || $0.properties.generalCategory == .control
    }
    return String(
      words.map { String(String.UnicodeScalarView($0)) }.joined(separator: " ").prefix(limit))
  }
}

/// The ids of letters as headers name them: `<left@right>`.
package enum MessageID {
  /// What stands between angle brackets; at most 100, each of at most 250 bytes.
  package static func all(in text: String) -> [String] {
    var ids: [String] = []
    var rest = text.utf8[...]
    while ids.count < 100, let open = rest.firstIndex(of: UInt8(ascii: "<")) {
      guard let close = rest[open...].firstIndex(of: UInt8(ascii: ">")) else { break }
      let id = rest[rest.index(after: open)..<close]
      if (3...250).contains(id.count), id.contains(UInt8(ascii: "@")),
        id.allSatisfy({ $0 > 0x20 && $0 != 0x7F })
      {
        ids.append(String(decoding: id, as: UTF8.self))
      }
      rest = rest[rest.index(after: close)...]
    }
    return ids
  }
}

extension [UInt8] {
  /// How often these ASCII words stand in it, in whatever case; counts no further than one past
  /// the bound.
  fileprivate func count(of words: StaticString, upTo bound: Int) -> Int {
    words.withUTF8Buffer { wanted in
      let first = wanted[0]
      var found = 0
      var index = 0
      while index + wanted.count <= self.count, found <= bound {
        if self[index] | 0x20 == first | 0x20,
          (1..<wanted.count).allSatisfy({ self[index + $0] | 0x20 == wanted[$0] | 0x20 })
        {
          found += 1
          index += wanted.count
        } else {
          index += 1
        }
      }
      return found
    }
  }
}
