/// Tells what somebody wrote from what they only sent along: quoted letters and signatures.
///
/// What is folded away is kept. Where it cannot be told, nothing is folded.
package enum QuoteFolding {
  /// What stands for the border that some programs draw without words.
  static let originalMessage = "-----Original Message-----"

  package static func fold(_ text: String) -> (own: String, quoted: String) {
    // A newline that is CR LF is one character, and is one no longer after `clean`.
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let border = lines.indices.first { beginsQuoted(lines, $0) } ?? lines.count
    var own = Array(lines[..<border])
    var folded = Array(lines[border...])
    (own, folded) = withoutTrailingQuote(own, folded)
    (own, folded) = withoutSignature(own, folded)
    own = trimmed(own)
    // Outlook's line between the letters.
    if own.count > 1, let last = own.last, last.count >= 8, last.allSatisfy({ $0 == "_" }) {
      own = trimmed(own.dropLast())
    }
    // A letter of nothing but quotes is somebody's way of forwarding: shown whole.
    if own.isEmpty { return (trimmed(lines).joined(separator: "\n"), "") }
    return (own.joined(separator: "\n"), trimmed(folded).joined(separator: "\n"))
  }

  private static func trimmed(_ lines: [String]) -> [String] {
    let isBlank = { (line: String) in line.allSatisfy(\.isWhitespace) }
    return lines.drop(while: isBlank).reversed().drop(while: isBlank).reversed()
  }
}

extension QuoteFolding {
  /// Whether everything from this line on is another letter.
  private static func beginsQuoted(_ lines: [String], _ index: Int) -> Bool {
    let line = plain(lines[index])
    guard !line.isEmpty, !line.hasPrefix(">") else { return false }
    if isBorder(line) || isHeaderBlock(lines, index) { return true }
    return isAttribution(lines, index)
  }

  private static func plain(_ line: String) -> String {
    String(line.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }

  /// `-----Original Message-----` in the languages of the widget.
  private static func isBorder(_ line: String) -> Bool {
    guard line.hasPrefix("--"), line.hasSuffix("--"), line.count <= 80 else { return false }
    let words = line.filter { $0 != "-" }.lowercased()
    return borders.contains { words.contains($0) }
  }

  private static let borders = [
    "original message", "forwarded message", "ursprüngliche nachricht", "originalnachricht",
    "weitergeleitete nachricht", "message d'origine", "message original", "message transféré",
    "mensaje original", "mensaje reenviado", "messaggio originale", "messaggio inoltrato",
    "mensagem original", "mensagem encaminhada", "oorspronkelijk bericht", "doorgestuurd bericht",
    "originalmeddelande", "ursprungligt meddelande", "oprindelig meddelelse",
    "opprinnelig melding", "alkuperäinen viesti", "oryginalna wiadomość", "původní zpráva",
    "исходное сообщение", "оригинальное сообщение", "вихідне повідомлення", "özgün ileti",
    "orijinal mesaj", "原始邮件", "元のメッセージ", "원본 메시지", "الرسالة الأصلية",
  ]

  /// Outlook's head: `From:` and at least two of its neighbours on the next lines.
  private static func isHeaderBlock(_ lines: [String], _ index: Int) -> Bool {
    guard isHeader(lines[index], froms) else { return false }
    let next = lines[(index + 1)...].prefix(6).map(plain).filter { !$0.isEmpty }
    return next.count { isHeader($0, others) } >= 2
  }

  private static func isHeader(_ line: String, _ names: Set<String>) -> Bool {
    let line = plain(line).filter { $0 != "*" }
    guard let colon = line.firstIndex(where: { $0 == ":" || $0 == "：" }) else { return false }
    return names.contains(line[..<colon].lowercased().filter { $0 != "\u{A0}" && $0 != " " })
  }

  private static let froms: Set<String> = [
    "from", "von", "de", "da", "van", "fra", "från", "lähettäjä", "od", "от", "від", "kimden",
    "发件人", "差出人", "보낸사람", "από", "من", "מאת",
  ]
  private static let others: Set<String> = [
    "sent", "date", "to", "cc", "subject", "gesendet", "datum", "an", "betreff", "envoyé", "à",
    "objet", "enviado", "enviadoel", "fecha", "para", "asunto", "inviato", "data", "a", "oggetto",
    "enviadaem", "enviada", "assunto", "verzonden", "aan", "onderwerp", "sendt", "til", "emne",
    "skickat", "till", "ämne", "lähetetty", "vastaanottaja", "aihe", "wysłano", "do", "temat",
    "odesláno", "komu", "předmět", "отправлено", "дата", "кому", "тема", "надіслано",
    "gönderildi", "gönderme", "tarih", "kime", "konu", "发送时间", "收件人", "主题", "日期", "送信日時",
    "宛先", "件名", "보낸날짜", "받는사람", "제목",
  ]

  /// `On Monday, Ana <ana@example.com> wrote:`, on up to three lines.
  private static func isAttribution(_ lines: [String], _ index: Int) -> Bool {
    var joined = ""
    for offset in 0..<3 where index + offset < lines.count {
      let line = plain(lines[index + offset])
      if line.isEmpty || line.hasPrefix(">") { return false }
      joined += (joined.isEmpty ? "" : " ") + line
      guard joined.count <= 300 else { return false }
      guard joined.hasSuffix(":") || joined.hasSuffix("：") else { continue }
      return isWrote(joined.lowercased())
        && isFollowedByQuote(lines, index + offset + 1, joined.contains("@"))
    }
    return false
  }

  /// A word for writing, and an address or a date beside it.
  private static func isWrote(_ line: String) -> Bool {
    wrote.contains { line.contains($0) }
      && (line.contains("@") || line.count(where: \.isNumber) >= 3)
  }

  private static let wrote = [
    "wrote", "schrieb", "a écrit", "escribió", "ha scritto", "escreveu", "schreef", "skrev",
    "kirjoitti", "napisał", "napisal", "napsal", "написал", "написав", "пише", "yazdı", "έγραψε",
    "כתב", "كتب", "写道", "書きました", "작성", "viết", "menulis", "a scris", "írta",
  ]

  /// Quoted lines behind it; where it names an address, a letter without marks counts too.
  private static func isFollowedByQuote(_ lines: [String], _ index: Int, _ namesAddress: Bool)
    -> Bool
  {
    let rest = lines[min(index, lines.count)...].map(plain).filter { !$0.isEmpty }
    guard let first = rest.first else { return true }
    guard first.hasPrefix(">") else { return namesAddress }
    // Words of one's own between or behind the quotes: then it is not the end of the letter.
    return rest.allSatisfy { $0.hasPrefix(">") }
      || isSignatureBegin(rest.first { !$0.hasPrefix(">") } ?? "")
  }
}

extension QuoteFolding {
  /// Lines with `>` at the end, with the line that says whose they are.
  private static func withoutTrailingQuote(_ own: [String], _ folded: [String])
    -> ([String], [String])
  {
    var end = own.count
    while end > 0, plain(own[end - 1]).isEmpty || plain(own[end - 1]).hasPrefix(">") { end -= 1 }
    guard own[end...].contains(where: { plain($0).hasPrefix(">") }) else { return (own, folded) }
    return (Array(own[..<end]), Array(own[end...]) + folded)
  }

  /// From `-- ` on, and the line that a telephone adds.
  private static func withoutSignature(_ own: [String], _ folded: [String])
    -> ([String], [String])
  {
    if let start = own.lastIndex(where: isSignatureBegin), own.count - start <= 25 {
      return (Array(own[..<start]), Array(own[start...]) + folded)
    }
    let kept = trimmed(own)
    guard let last = kept.last, kept.count > 1 else { return (own, folded) }
    let words = plain(last).lowercased()
    guard words.count <= 80, telephones.contains(where: { words.hasPrefix($0) }) else {
      return (own, folded)
    }
    return (Array(kept.dropLast()), [last] + folded)
  }

  private static func isSignatureBegin(_ line: String) -> Bool {
    line == "-- " || line == "--" || line == "—"
  }

  private static let telephones = [
    "sent from my ", "sent from mail for", "get outlook for", "sent from outlook", "sent via ",
    "von meinem ", "gesendet von ", "gesendet mit ", "envoyé de mon ", "envoyé depuis ",
    "enviado desde ", "enviado de meu ", "enviado do meu ", "inviato da ", "verzonden vanaf ",
    "verstuurd vanaf ", "skickat från ", "sendt fra ", "lähetetty ", "wysłane z ", "odesláno z ",
    "отправлено с ", "надіслано з ", "iphone'umdan ", "iphoneから送信", "发自我的",
  ]
}
