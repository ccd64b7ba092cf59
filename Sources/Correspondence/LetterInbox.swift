import Courier
import Desk
import Fetch
import Foundation
import Mail
import Secrets

/// One look into the mailbox: what is new is taken in, noted, or put aside.
struct LetterInbox {
  let plan: MailPlan
  let desk: any DeskInlet
  let callOff: CallOff

  /// At one look, so that carrying is not kept waiting; the next look goes on.
  private static let mostAtOnce = 50

  func look() -> ConnectorFailure? {
    do {
      try takeReleased()
      try takeNew()
      return nil
    } catch let failure as MailFailure {
      return ConnectorFailure("\(plan.mailbox?.place ?? ""): \(failure)")
    } catch let failure as ConnectorFailure {
      return failure
    } catch {
      return ConnectorFailure("a letter could not be taken in: \(error)")
    }
  }

  private func takeNew() throws {
    guard let mailbox = plan.mailbox else { return }
    let session = try MailboxSession(mailbox, until: callOff)
    defer { session.leave() }
    let folder = try session.open(plan.folder)
    var last = try place(in: folder)
    let uids = try session.letters(after: last, limit: Self.mostAtOnce)
    for head in try session.heads(of: uids).sorted(by: { $0.uid < $1.uid }) {
      try take(head, session)
      last = head.uid
      try desk.keep(place: "\(folder.uidValidity):\(last)", at: plan.name)
      try session.markSeen(head.uid)
    }
    // What was deleted between the search and the look has no head.
    if let highest = uids.last, highest > last {
      try desk.keep(place: "\(folder.uidValidity):\(highest)", at: plan.name)
    }
  }

  /// How far we have come. A mailbox that was numbered anew is read from its beginning: what was
  /// taken in before lands once.
  private func place(in folder: MailFolder) throws -> UInt32 {
    let parts = (try desk.place(at: plan.name) ?? "").split(separator: ":").compactMap {
      UInt32($0)
    }
    if parts.count == 2 { return parts[0] == folder.uidValidity ? parts[1] : 0 }
    let first = plan.takesOld ? 0 : (folder.uidNext ?? 1) - 1
    try desk.keep(place: "\(folder.uidValidity):\(first)", at: plan.name)
    return first
  }

  private func take(_ head: LetterHead, _ session: MailboxSession) throws {
    let limit = LetterReader.Limits.usual.bytes
    guard head.size <= limit else {
      let start = try session.head(head.uid, limit: 65_536) ?? []
      return try putAside(start, "\(LetterMistake.tooLong(bytes: head.size))", nil)
    }
    // Some servers count line ends otherwise when they tell the size.
    guard let bytes = try session.letter(head.uid, limit: limit + 1_048_576) else { return }
    try take(bytes, isReleased: false)
  }

  /// What a person of the desk looked at and wants taken in.
  private func takeReleased() throws {
    for entry in try plan.quarantine.list() where entry.isReleased {
      if let bytes = try plan.quarantine.letter(entry.id) { try take(bytes, isReleased: true) }
      _ = try plan.quarantine.drop(entry.id)
    }
  }
}

extension LetterInbox {
  /// Every letter ends in one of three places: a conversation, the quarantine, or nowhere because
  /// it is our own.
  func take(_ bytes: [UInt8], isReleased: Bool) throws {
    let letter: Letter
    do throws(LetterMistake) {
      letter = try LetterReader(own: [plan.from.address.lowercased()]).read(bytes)
    } catch {
      return try putAside(bytes, "\(error)", nil)
    }
    if let id = letter.messageID, OwnMessageID(id, host: plan.host) != nil { return }
    let answered = try conversation(of: letter)
    switch letter.sender {
    case .bounce(let bounce): try note(bounce, letter, bytes)
    case .machine(let why) where !isReleased:
      guard let answered else {
        return try putAside(bytes, "written by a machine (\(why))", letter)
      }
      try note(machine: why, letter, in: answered)
    case .person, .machine:
      if let suspicion = letter.suspicion, !isReleased {
        return try putAside(bytes, suspicion, letter)
      }
      try land(letter, bytes, in: answered, isReleased: isReleased)
    }
  }

  /// By a signed address; or by a reference to a letter of ours, where the sender is whom it
  /// went to.
  private func conversation(of letter: Letter) throws -> Identifier<Conversation>? {
    let tag = plan.tag
    for recipient in letter.recipients {
      if let name = tag?.conversation(in: recipient.address) {
        return Identifier(name)
      }
    }
    guard let sender = letter.from?.key else { return nil }
    for id in letter.references {
      guard let own = OwnMessageID(id, host: plan.host) else { continue }
      let conversation = Identifier<Conversation>(own.conversation)
      let log = LetterLog(try desk.link(of: conversation, at: plan.name))
      if log.address?.lowercased() == sender { return conversation }
    }
    return nil
  }

  private func land(
    _ letter: Letter, _ bytes: [UInt8], in answered: Identifier<Conversation>?, isReleased: Bool
  ) throws {
    guard let sender = letter.replyTo ?? letter.from else {
      return try putAside(bytes, "it says nowhere who wrote it", letter)
    }
    var files: [Attachment] = []
    var lost: [String] = []
    for file in letter.files {
      do {
        files.append(try desk.keep(file.bytes, name: file.name, media: file.type))
      } catch {
        lost.append("[\(file.name): \(error)]")
      }
    }
    var envelope = Envelope(
      channel: MailPlan.channel, externalUser: sender.key, externalID: Self.key(letter, bytes),
      text: try text(letter, lost, sender, in: answered))
    envelope.name = sender.name
    envelope.email = sender.address
    envelope.subject = letter.subject.isEmpty ? nil : letter.subject
    envelope.into = answered
    envelope.beginsAnew = answered == nil
    envelope.files = files
    envelope.site = plan.site
    switch try desk.takeIn(envelope) {
    case .landed(let conversation, _), .again(let conversation, _):
      try remember(letter, sender, in: conversation)
    case .refused(let refusal):
      try putAside(bytes, "the desk does not take it: \(refusal)", letter)
    }
  }

  /// The subject stands before what begins a conversation; who is not the customer, before their
  /// words.
  private func text(
    _ letter: Letter, _ lost: [String], _ sender: MailAddress,
    in answered: Identifier<Conversation>?
  ) throws -> String {
    var parts: [String] = []
    if let answered {
      let known = LetterLog(try desk.link(of: answered, at: plan.name)).address
      if let known, known.lowercased() != sender.key {
        parts.append("[\(sender.name ?? sender.address) <\(sender.address)>]")
      }
    } else if !letter.subject.isEmpty {
      parts.append(letter.subject)
    }
    if !letter.text.allSatisfy(\.isWhitespace) { parts.append(letter.text) }
    if parts.isEmpty, letter.files.isEmpty { parts.append("(an empty letter)") }
    return (parts + lost).joined(separator: "\n\n")
  }

  /// The same letter is the same for ever; another sender's letter of the same id is another.
  private static func key(_ letter: Letter, _ bytes: [UInt8]) -> String {
    let name = letter.messageID.map { Array("\($0) \(letter.from?.key ?? "")".utf8) } ?? bytes
    return Base64URL.encode(SHA256.hash(name))
  }

  /// What our next letter answers, and where it goes.
  private func remember(
    _ letter: Letter, _ sender: MailAddress, in conversation: Identifier<Conversation>
  ) throws {
    var log = LetterLog(try desk.link(of: conversation, at: plan.name))
    log.latestIn = letter.messageID
    if let id = letter.messageID { log.remember(id) }
    if log.address == nil { log.address = sender.address }
    // Who writes can be reached again.
    if log.bounced?.lowercased() == sender.key { log.bounced = nil }
    try desk.keep(log.link(conversation), of: conversation, at: plan.name)
  }
}

extension LetterInbox {
  /// Agents read it in the conversation; that address is not written to again.
  private func note(_ bounce: Bounce, _ letter: Letter, _ bytes: [UInt8]) throws {
    let own = bounce.original.flatMap { OwnMessageID($0, host: plan.host) }
    let named = try conversation(of: letter)
    guard let conversation = named ?? own.map({ Identifier<Conversation>($0.conversation) }) else {
      return try putAside(bytes, "a bounce of no letter of ours", letter)
    }
    var log = LetterLog(try desk.link(of: conversation, at: plan.name))
    guard let address = log.address else {
      return try putAside(bytes, "a bounce of no letter of ours", letter)
    }
    let verb = bounce.isForGood ? "was not delivered" : "is delayed"
    try note(
      "Mail to \(bounce.recipient ?? address) \(verb): \(bounce.why)", letter, bytes, conversation)
    if bounce.isForGood {
      log.bounced = address
      try desk.keep(log.link(conversation), of: conversation, at: plan.name)
    }
  }

  /// The first is noted; the others say nothing new, however many there are.
  private func note(
    machine why: String, _ letter: Letter, in conversation: Identifier<Conversation>
  )
    throws
  {
    var log = LetterLog(try desk.link(of: conversation, at: plan.name))
    guard !log.hasMachine else { return }
    let words = String(letter.text.prefix(500))
    try note("An automatic reply came by mail (\(why)):\n\(words)", letter, [], conversation)
    log.hasMachine = true
    try desk.keep(log.link(conversation), of: conversation, at: plan.name)
  }

  private func note(
    _ words: String, _ letter: Letter, _ bytes: [UInt8], _ conversation: Identifier<Conversation>
  ) throws {
    let act = OutsideAct(
      in: conversation, system: plan.name, externalID: "note " + Self.key(letter, bytes),
      person: "mail", .noted(words))
    if case .refused(let refusal) = try desk.takeIn(act) {
      throw ConnectorFailure("a note about mail could not be written down: \(refusal)")
    }
  }

  private func putAside(_ bytes: [UInt8], _ why: String, _ letter: Letter?) throws {
    try plan.quarantine.put(
      bytes, why: why, from: letter?.from?.address ?? "", subject: letter?.subject ?? "",
      at: Int64(Date().timeIntervalSince1970))
  }
}
