/// Tells people from machines: what is automatic is never answered automatically.
enum SenderKind {
  static func of(
    _ message: MIMEMessage, _ letter: Letter, _ content: LetterContent, own: Set<String>
  ) -> Letter.Sender {
    if content.isReport, let bounce = bounce(content) { return .bounce(bounce) }
    if let bounce = plainBounce(message, letter) { return .bounce(bounce) }
    if let from = letter.from, own.contains(from.key) { return .machine("our own address") }
    return machine(message, letter).map { .machine($0) } ?? .person
  }

  private static func bounce(_ content: LetterContent) -> Bounce? {
    let report = content.report
    let action = report["action"] ?? "failed"
    // "delayed", "delivered", "relayed": nothing went wrong for good.
    guard action == "failed" || action == "delayed" else { return nil }
    let status = report["status"] ?? ""
    return Bounce(
      recipient: report["final-recipient"].flatMap(recipient)
        ?? report["original-recipient"].flatMap(recipient),
      isForGood: action == "failed" && !status.hasPrefix("4"),
      why: LetterReader.line(
        [status, report["diagnostic-code"] ?? ""].joined(separator: " "), limit: 300),
      original: content.reported)
  }

  /// `rfc822; ana@example.com`.
  private static func recipient(_ field: String) -> String? {
    let address = (field.split(separator: ";").last ?? "").filter {
      !$0.isWhitespace && $0 != "<" && $0 != ">"
    }
    return address.contains("@") ? String(address) : nil
  }

  /// What servers without reports send: no sender, or a name that only servers have.
  private static func plainBounce(_ message: MIMEMessage, _ letter: Letter) -> Bounce? {
    let isEmpty = message.header("Return-Path").map { $0.filter { !$0.isWhitespace } == "<>" }
    let name = letter.from?.key.split(separator: "@").first ?? ""
    let isServer = name == "mailer-daemon" || name == "postmaster"
    let failed = message.header("X-Failed-Recipients")
    guard isServer || failed != nil, isEmpty != false || failed != nil else { return nil }
    return Bounce(
      recipient: failed.flatMap { MIMEMessage.addresses(in: $0, limit: 1).first?.address },
      isForGood: failed != nil, why: LetterReader.line(letter.subject, limit: 300),
      original: letter.references.first
        ?? MessageID.all(in: letter.text + " " + letter.quoted).first)
  }

  /// By what it is known for automatic; nil: nothing says so.
  private static func machine(_ message: MIMEMessage, _ letter: Letter) -> String? {
    if let value = message.header("Auto-Submitted"), plain(value) != "no" {
      return "Auto-Submitted: \(plain(value))"
    }
    if let value = message.header("Precedence").map(plain),
      ["bulk", "junk", "list", "auto_reply", "auto-reply"].contains(value)
    {
      return "Precedence: \(value)"
    }
    for name in marks where message.header(name) != nil { return name }
    if message.header("Return-Path").map(plain) == "<>" { return "no sender to answer" }
    let subject = letter.subject.lowercased()
    if subjects.contains(where: { subject.hasPrefix($0) }) { return "its subject" }
    return nil
  }

  private static func plain(_ value: String) -> String {
    LetterReader.line(value, limit: 60).lowercased()
  }

  private static let marks = [
    "X-Autoreply", "X-Autorespond", "X-Autoresponder", "X-Auto-Reply-From", "X-Mail-Autoreply",
    "X-AutoReply-From", "List-Id", "List-Unsubscribe", "List-Post", "Feedback-ID", "X-Loop",
    "X-MS-Exchange-Inbox-Rules-Loop",
  ]

  private static let subjects = [
    "automatic reply:", "auto reply:", "autoreply:", "auto-reply:", "out of office",
    "automatische antwort:", "abwesenheitsnotiz", "réponse automatique", "absence du bureau",
    "respuesta automática", "risposta automatica", "resposta automática", "automatisch antwoord",
    "autosvar", "automaattinen vastaus", "automatyczna odpowiedź", "automatická odpověď",
    "автоответ", "автоматический ответ", "otomatik yanıt", "自動返信", "自动回复",
  ]
}

/// What filters on the way thought of a letter.
enum Suspicion {
  /// Why it is put aside; nil where nobody objects. Only what the last server wrote is believed,
  /// which stands first: a sender can add such lines only below it.
  static func of(_ message: MIMEMessage) -> String? {
    if let flag = message.header("X-Spam-Flag"), begins(flag, "yes") {
      return "the server's filter took it for spam"
    }
    if let status = message.header("X-Spam-Status"), begins(status, "yes") {
      return "the server's filter took it for spam"
    }
    if let spam = message.header("X-Spam"), begins(spam, "yes") {
      return "the server's filter took it for spam"
    }
    let results = (message.header("Authentication-Results") ?? "").lowercased()
    if results.contains("dmarc=fail") {
      return "the domain it says it comes from has not sent it (DMARC)"
    }
    return nil
  }

  private static func begins(_ value: String, _ word: String) -> Bool {
    value.drop(while: \.isWhitespace).lowercased().hasPrefix(word)
  }
}
