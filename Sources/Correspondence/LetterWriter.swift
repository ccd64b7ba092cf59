import Desk
import Mail

/// Makes letters of what is due.
struct LetterWriter {
  let plan: MailPlan
  let conversation: Conversation
  let epoch: String

  /// The letter, and the id by which answers to it are known.
  func write(_ due: DueLetter, _ log: LetterLog, to address: String, files: [LetterFile])
    -> OutgoingLetter
  {
    let language = conversation.opening?.language ?? "en"
    let words = plan.words.write(due.kind, in: language, facts(due, address))
    let id = OwnMessageID(epoch: epoch, conversation: conversation.id.text, seq: seq(due))
    var letter = OutgoingLetter(
      from: sender(due), to: [MailAddress(name: conversation.contact.name, address)],
      subject: words.subject, text: words.text, messageID: id.text(host: plan.host),
      sentAt: due.at.milliseconds / 1000)
    letter.html = MailHTML.page(words.text, language: words.language)
    letter.replyTo = plan.replyAddress(conversation.id)
    letter.inReplyTo = log.latestIn ?? log.thread.last
    letter.references =
      log.thread + (log.latestIn.map { log.thread.contains($0) ? [] : [$0] } ?? [])
    letter.language = words.language
    letter.zoneOffset = zone.flatMap { plan.offset($0, letter.sentAt) } ?? 0
    letter.files = files
    if due.isAutomatic { letter.origin = due.kind == .survey ? .desk : .reply }
    if due.kind == .survey { letter.unsubscribe = plan.replyAddress(conversation.id).address }
    return letter
  }

  /// Two letters about one event have two names.
  private func seq(_ due: DueLetter) -> String {
    due.kind == .answer ? "\(due.seq)" : "\(due.seq)-\(due.kind.rawValue)"
  }

  private var zone: String? { conversation.opening?.zone ?? plan.zone }

  /// `Maya Lind (Acme)`, where it is a person's letter.
  private func sender(_ due: DueLetter) -> MailAddress {
    let agent = due.said.compactMap(\.author.agent).last
    guard let agent else { return plan.from }
    return MailAddress(name: "\(agent.name) (\(plan.deskName))", plan.from.address)
  }

  private func facts(_ due: DueLetter, _ address: String) -> MailFacts {
    MailFacts(
      desk: plan.deskName, number: conversation.opening?.number ?? 0,
      subject: conversation.subject, name: conversation.contact.name, email: address,
      agent: due.said.compactMap(\.author.agent).last?.name,
      promise: conversation.stage.replyBy.map { promise($0) }, answers: answers(due))
  }

  /// With the names of those who spoke where there were several.
  private func answers(_ due: DueLetter) -> String {
    let speakers = Set(due.said.map { $0.author.agent?.name ?? "" })
    return due.said.map { message in
      let name = message.author.agent?.name ?? ""
      let options = message.offer?.options.enumerated().map { "\($0 + 1). \($1.label)" } ?? []
      let text = ([Self.plain(message)] + options).joined(separator: "\n")
      return speakers.count > 1 && !name.isEmpty ? "\(name):\n\(text)" : text
    }.joined(separator: "\n\n")
  }

  /// The bot writes light Markdown; a letter shows its words.
  private static func plain(_ message: Message) -> String {
    guard message.author == .bot else { return message.text }
    var text = ""
    var isEscaped = false
    for character in message.text {
      if isEscaped {
        text.append(character)
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else if character != "*" && character != "`" {
        text.append(character)
      }
    }
    return text
  }

  /// `2026-12-01 09:00 (Europe/Berlin)`: read the same in every language.
  private func promise(_ moment: Instant) -> String {
    let zone = zone ?? "UTC"
    let seconds = moment.milliseconds / 1000
    let known = plan.offset(zone, seconds)
    return MailMoment.text(seconds, offset: known ?? 0) + " (\(known == nil ? "UTC" : zone))"
  }
}
