import CCurl

/// Hands letters to one SMTP server, one after the other, on the thread that calls.
///
/// The connection is kept from letter to letter as long as the server keeps it.
package final class LetterPost {
  /// Who took the letter and who did not.
  package struct Outcome: Sendable, Equatable {
    /// By recipient, in the order they were given.
    package let replies: [MailReply]
    /// What the server said to the letter itself.
    package let answer: MailReply
  }

  /// Of one letter: what most servers take, and a bound on our memory.
  package static let largest = 50 << 20
  /// Of one letter; a server is only bound to take 100.
  package static let mostRecipients = 100

  private let line: MailLine

  /// Throws `malformed` where the server's settings contradict each other.
  package init(_ server: MailServer, until callOff: CallOff = CallOff()) throws(MailFailure) {
    guard server.language == .smtp else { throw .malformed("letters are handed to SMTP servers") }
    line = try MailLine(server, callOff)
  }

  /// Sends a letter. Where all recipients are refused that is a failure of the whole: the reply to
  /// the last of them, unless one may be asked again.
  ///
  /// `sender` nil is the empty sender of notices that nobody is to answer.
  package func send(
    _ letter: [UInt8], from sender: String?, to recipients: [String]
  ) throws(MailFailure) -> Outcome {
    if let mistake = Self.mistake(letter, sender, recipients) { throw .malformed(mistake) }
    let talk = SMTPTalk(letter, recipients.count)
    line.onLine = { talk.hear(goesOut: $0, $1) }
    defer { line.onLine = nil }
    var list: UnsafeMutablePointer<curl_slist>?
    defer { curl_slist_free_all(list) }
    for recipient in recipients {
      guard let longer = curl_slist_append(list, "<\(recipient)>") else {
        throw .malformed("curl has no memory for the recipients")
      }
      list = longer
    }
    try line.set(CURLOPT_MAIL_FROM, "<\(sender ?? "")>")
    try line.check(
      frontdesk_set_pointer(line.handle, CURLOPT_MAIL_RCPT, list), "the recipients")
    try line.set(CURLOPT_MAIL_RCPT_ALLLOWFAILS, 1)
    try line.check(upload(talk), "the letter")
    return try outcome(line.perform(), talk)
  }

  /// Whether the server can be reached, trusts us and listens; sends nothing.
  package func greet() throws(MailFailure) {
    try line.set(CURLOPT_CONNECT_ONLY, 1)
    defer { _ = frontdesk_set_number(line.handle, CURLOPT_CONNECT_ONLY, 0) }
    let code = line.perform()
    guard code == CURLE_OK else { throw line.failure(code, mayBeThere: false) }
  }

  private func upload(_ talk: SMTPTalk) -> CURLcode {
    frontdesk_set_upload(
      line.handle,
      { buffer, size, count, context in
        guard let buffer, let context else { return 0 }
        let talk = Unmanaged<SMTPTalk>.fromOpaque(context).takeUnretainedValue()
        return talk.fill(UnsafeMutableRawBufferPointer(start: buffer, count: size * count))
      }, Unmanaged.passUnretained(talk).toOpaque(), talk.letter.count)
  }

  private func outcome(_ code: CURLcode, _ talk: SMTPTalk) throws(MailFailure) -> Outcome {
    if let answer = talk.answer, code == CURLE_OK, answer.isYes {
      return Outcome(replies: talk.recipientReplies, answer: answer)
    }
    if let refusal = talk.refusal { throw .refused(refusal) }
    throw line.failure(code, mayBeThere: talk.isHandedOver)
  }

  private static func mistake(
    _ letter: [UInt8], _ sender: String?, _ recipients: [String]
  ) -> String? {
    guard (1...mostRecipients).contains(recipients.count) else {
      return "a letter needs 1 to \(mostRecipients) recipients; this has \(recipients.count)"
    }
    for address in recipients + [sender].compactMap(\.self) where !isOnOneLine(address) {
      return "\(String(reflecting: address)) is no address to write to"
    }
    guard letter.count <= largest else { return "the letter is longer than \(largest) bytes" }
    return nil
  }

  /// One word with one `@` in it that nothing can break out of.
  private static func isOnOneLine(_ address: String) -> Bool {
    let bytes = address.utf8
    return bytes.count <= 254 && bytes.contains(UInt8(ascii: "@"))
      && bytes.allSatisfy {
        $0 > 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "<") && $0 != UInt8(ascii: ">")
      }
  }
}

/// One letter being handed over: what was said so far, and what of it was read.
private final class SMTPTalk {
  /// What the next answer is to.
  private enum Question: Equatable {
    case greeting, sender
    case recipient(Int)
    case data, letter, other
  }

  let letter: [UInt8]
  private(set) var recipientReplies: [MailReply]
  private(set) var answer: MailReply?
  private var question = Question.greeting
  private var refusedSender: MailReply?
  private var asked = 0
  private var given = 0
  private var hasEnded = false

  init(_ letter: [UInt8], _ recipients: Int) {
    self.letter = letter
    recipientReplies = Array(
      repeating: MailReply(code: 0, text: "never asked"), count: recipients)
  }

  /// Whether the last byte, and the dot after it, may have reached the server.
  var isHandedOver: Bool { hasEnded && answer == nil }

  /// The no to the whole letter, if that is what was said.
  var refusal: MailReply? {
    if let refusedSender { return refusedSender }
    if let answer, !answer.isYes { return answer }
    let refused = recipientReplies.filter { $0.code != 0 && !$0.isYes }
    guard refused.count == recipientReplies.count else { return nil }
    return refused.first { !$0.isForGood } ?? refused.last
  }

  func fill(_ buffer: UnsafeMutableRawBufferPointer) -> Int {
    let count = min(buffer.count, letter.count - given)
    guard count > 0 else {
      hasEnded = true
      return 0
    }
    letter.withUnsafeBytes { bytes in
      buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[given..<given + count]))
    }
    given += count
    if given == letter.count { hasEnded = true }
    return count
  }

  func hear(goesOut: Bool, _ line: String) {
    if goesOut { ask(line) } else { take(line) }
  }

  private func ask(_ line: String) {
    if line.hasPrefix("MAIL FROM") {
      question = .sender
    } else if line.hasPrefix("RCPT TO") {
      question = .recipient(asked)
      asked += 1
    } else if line.hasPrefix("DATA") {
      question = .data
    } else {
      question = .other
    }
  }

  private func take(_ line: String) {
    let text = line.utf8.prefix(300)
    guard text.count >= 3, let code = Int(String(decoding: text.prefix(3), as: UTF8.self)),
      text.dropFirst(3).first != UInt8(ascii: "-")
    else { return }
    let words = String(decoding: text.dropFirst(4), as: UTF8.self).filter { !$0.isNewline }
    let reply = MailReply(code: code, text: words)
    switch question {
    case .greeting, .other: break
    case .sender: if !reply.isYes { refusedSender = reply }
    case .recipient(let index):
      if recipientReplies.indices.contains(index) { recipientReplies[index] = reply }
    case .data:
      if code == 354 { question = .letter } else { answer = reply }
    case .letter: answer = reply
    }
  }
}
