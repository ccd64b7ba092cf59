import Secrets

/// A letter of ours, which becomes the same bytes whenever it is written: trying again after a
/// failure sends the same letter.
package struct OutgoingLetter: Sendable, Equatable {
  /// How automatic it is (RFC 3834): robots that know the rules do not answer what says so.
  package enum Origin: String, Sendable {
    /// A person's words.
    case person
    /// We answer what came in.
    case reply = "auto-replied"
    /// We write by ourselves.
    case desk = "auto-generated"
  }

  package var from: MailAddress
  /// Where answers go, which names the conversation.
  package var replyTo: MailAddress?
  package var to: [MailAddress]
  package var subject: String
  /// Plain text; lines of any length.
  package var text: String
  /// Left out where nil.
  package var html: String?
  /// Without angle brackets, as all ids here.
  package var messageID: String
  package var inReplyTo: String?
  package var references: [String] = []
  package var origin = Origin.person
  /// Where somebody says that they want no more of these: an address.
  package var unsubscribe: String?
  /// Seconds since 1970, and seconds east of Greenwich.
  package var sentAt: Int64
  package var zoneOffset = 0
  /// In the letter's own language, as `Content-Language` says it.
  package var language: String?
  package var files: [LetterFile] = []

  package init(
    from: MailAddress, to: [MailAddress], subject: String, text: String, messageID: String,
    sentAt: Int64
  ) {
    self.from = from
    self.to = to
    self.subject = subject
    self.text = text
    self.messageID = messageID
    self.sentAt = sentAt
  }

  /// The letter as servers take it: ASCII, lines of at most 998 bytes, CR LF.
  package func bytes() -> [UInt8] {
    var lines = head()
    lines.append("MIME-Version: 1.0")
    if files.isEmpty {
      lines += body()
    } else {
      lines += multipart("mixed", [body()] + files.map(Self.part))
    }
    return Array((lines.joined(separator: "\r\n") + "\r\n").utf8)
  }

  private func head() -> [String] {
    var lines = [
      "Date: \(MailDate.text(sentAt, zoneOffset: zoneOffset))",
      HeaderText.addresses("From", [from]),
      HeaderText.addresses("To", to),
    ]
    if let replyTo { lines.append(HeaderText.addresses("Reply-To", [replyTo])) }
    lines.append(HeaderText.words("Subject", subject))
    lines.append("Message-ID: <\(HeaderText.id(messageID))>")
    if let inReplyTo { lines.append("In-Reply-To: <\(HeaderText.id(inReplyTo))>") }
    // The first and the last ones: RFC 5322 lets the middle go where there are many.
    let kept = references.count <= 20 ? references : [references[0]] + references.suffix(19)
    if !kept.isEmpty {
      lines.append(
        "References: " + kept.map { "<\(HeaderText.id($0))>" }.joined(separator: "\r\n "))
    }
    switch origin {
    case .person: break
    case .reply, .desk:
      lines.append("Auto-Submitted: \(origin.rawValue)")
      // What Exchange knows instead.
      lines.append("X-Auto-Response-Suppress: All")
    }
    if let unsubscribe {
      lines.append("List-Unsubscribe: <mailto:\(HeaderText.id(unsubscribe))?subject=unsubscribe>")
    }
    if let language { lines.append("Content-Language: \(HeaderText.id(language))") }
    return lines
  }

  private func body() -> [String] {
    let plain = ["Content-Type: text/plain; charset=utf-8"] + QuotedPrintable.part(text)
    guard let html else { return plain }
    let rich = ["Content-Type: text/html; charset=utf-8"] + QuotedPrintable.part(html)
    return multipart("alternative", [plain, rich])
  }

  /// The border is made from the id, so that the same letter has the same bytes; quoted-printable
  /// and base64 never hold `=_`.
  private func multipart(_ kind: String, _ parts: [[String]]) -> [String] {
    let border = "=_\(kind)_" + Hex.encode(Array(SHA256.hash(messageID).prefix(9)))
    var lines = ["Content-Type: multipart/\(kind);\r\n boundary=\"\(border)\"", ""]
    for part in parts { lines += ["--\(border)"] + part }
    return lines + ["--\(border)--"]
  }

  private static func part(_ file: LetterFile) -> [String] {
    let name = HeaderText.parameter("filename", LetterContent.cleanName(file.name))
    var lines = [
      "Content-Type: \(HeaderText.mediaType(file.type))",
      "Content-Disposition: attachment;\r\n \(name)",
      "Content-Transfer-Encoding: base64", "",
    ]
    var text = Base64.encode(file.bytes)[...]
    while !text.isEmpty {
      lines.append(String(text.prefix(76)))
      text = text.dropFirst(76)
    }
    return lines
  }
}

/// Dates as RFC 5322 writes them.
enum MailDate {
  private static let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  static func text(_ seconds: Int64, zoneOffset: Int) -> String {
    let local = seconds + Int64(zoneOffset)
    let day = Int((Double(local) / 86_400).rounded(.down))
    let second = Int(local - Int64(day) * 86_400)
    let (year, month, date) = civil(day)
    let minutes = abs(zoneOffset) / 60
    let zone = (zoneOffset < 0 ? "-" : "+") + two(minutes / 60) + two(minutes % 60)
    let time = [second / 3600, second / 60 % 60, second % 60].map(two).joined(separator: ":")
    return "\(days[((day % 7) + 7) % 7]), \(two(date)) \(months[month - 1]) \(year) \(time) \(zone)"
  }

  static func plain(_ seconds: Int64, zoneOffset: Int) -> String {
    let local = seconds + Int64(zoneOffset)
    let day = Int((Double(local) / 86_400).rounded(.down))
    let second = Int(local - Int64(day) * 86_400)
    let (year, month, date) = civil(day)
    return "\(year)-\(two(month))-\(two(date)) \(two(second / 3600)):\(two(second / 60 % 60))"
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  /// Of days since 1970: https://howardhinnant.github.io/date_algorithms.html#civil_from_days
  private static func civil(_ days: Int) -> (Int, Int, Int) {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let ofEra = shifted - era * 146_097
    let year = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
    let ofYear = ofEra - (365 * year + year / 4 - year / 100)
    let month = (5 * ofYear + 2) / 153
    let date = ofYear - (153 * month + 2) / 5 + 1
    let real = month < 10 ? month + 3 : month - 9
    return (year + era * 400 + (real <= 2 ? 1 : 0), real, date)
  }
}

/// Moments in the text of a letter.
package enum MailMoment {
  /// `2026-12-01 09:00`, so many seconds east of Greenwich.
  package static func text(_ seconds: Int64, offset: Int) -> String {
    MailDate.plain(seconds, zoneOffset: offset)
  }
}
