package import Courier
package import Desk
import Fetch
package import Mail
import Synchronization

/// Carries conversations by mail: what is written to customers, and what they write.
///
/// Everything but `stop` and `adopt` is called on the connector's own thread.
package final class MailConnector: Connector, @unchecked Sendable {
  // Unchecked because all that changes belongs to the connector's thread; `callOff` and `words`
  // are for any.
  package let plan: MailPlan
  private let callOff = CallOff()
  private let words: Mutex<MailWords>
  private var post: LetterPost?
  /// The desk, once it was met: what files of a conversation hold, and how far its customer has
  /// read, is asked of it.
  private var desk: (any DeskInlet)?
  private var hasLooked = false

  package init(_ plan: MailPlan) {
    self.plan = plan
    words = Mutex(plan.words)
  }

  /// Writes by these words from now on. From any thread.
  package func adopt(_ words: MailWords) { self.words.withLock { $0 = words } }

  package var name: String { plan.name }
  package var destination: OutsideDestination {
    OutsideDestination(name, .addressed, shown: OutsideDestination.Shown("Letter", .mail))
  }
  package var pace: Pace { Pace(quiet: .seconds(2), burst: 30) }
  package var looksEvery: Duration? { plan.looksEvery }

  package func stop() { callOff.stop() }

  package func begin(_ desk: any DeskInlet) { self.desk = desk }

  package func look(_ desk: any DeskInlet) -> ConnectorFailure? {
    self.desk = desk
    hasLooked = true
    guard plan.mailbox != nil else { return nil }
    return LetterInbox(plan: plan, desk: desk, callOff: callOff).look()
  }

  // MARK: Writing

  package func carry(_ errand: Errand) -> Carried {
    // After a start the mailbox comes first: what came in just before the end is answered in its
    // thread.
    if !hasLooked, plan.mailbox != nil { return .waits(until: errand.now + .seconds(1), nil) }
    let conversation = errand.conversation
    var log = LetterLog(errand.link)
    let read = max(log.read, desk?.customerHasRead(conversation.id) ?? 0)
    if errand.events.contains(where: Self.isPersons) { log.automatic = 0 }
    let all = errand.all.compactMap { carried in
      carried.event.map { (seq: carried.seq, at: carried.at, event: $0) }
    }
    let rules = DueLetters(
      conversation: conversation, log: log, read: read, quiet: plan.quiet,
      writesClosing: plan.writesClosing, survey: plan.survey, now: errand.now)
    let (letters, waits) = rules.due(all, from: errand.events.first?.seq ?? 1)
    guard !letters.isEmpty || waits != nil else { return .done(Self.changed(log, errand)) }
    for letter in letters {
      do throws(MailFailure) {
        try send(letter, &log, errand)
      } catch {
        return outcome(error, &log, errand)
      }
    }
    guard let waits else { return .done(Self.changed(log, errand)) }
    log.read = read
    return .waits(until: waits, Self.changed(log, errand))
  }

  private static func isPersons(_ carried: CarriedEvent) -> Bool {
    if case .said(let message) = carried.event { message.author.agent != nil } else { false }
  }

  private static func changed(_ log: LetterLog, _ errand: Errand) -> OutsideLink? {
    log == LetterLog(errand.link) ? nil : log.link(errand.conversation.id)
  }

  private func send(_ due: DueLetter, _ log: inout LetterLog, _ errand: Errand) throws(MailFailure)
  {
    guard let address = errand.conversation.contact.email else { return }
    let epoch = errand.events.first?.key.split(separator: ":").first.map(String.init) ?? "desk"
    var plan = plan
    plan.words = words.withLock { $0 }
    let writer = LetterWriter(plan: plan, conversation: errand.conversation, epoch: epoch)
    let letter = writer.write(due, log, to: address, files: files(due, errand))
    let post = try open()
    _ = try post.send(
      letter.bytes(), from: plan.replyAddress(errand.conversation.id).address, to: [address])
    if due.kind != .answer { log.sent.insert(due.key) }
    log.address = address
    log.sentAt = errand.now
    if due.kind == .answer { log.answered = due.seq }
    if due.kind == .answer, due.isAutomatic { log.automatic += 1 }
    // A talk that was asked for begins no correspondence: its end is not written about for it.
    if due.kind != .transcript { log.remember(letter.messageID) }
  }

  private func open() throws(MailFailure) -> LetterPost {
    if let post { return post }
    let opened = try LetterPost(plan.post, until: callOff)
    post = opened
    return opened
  }

  /// What agents sent beside their words, or the whole talk at its end; what is not there any more
  /// is left out.
  private func files(_ due: DueLetter, _ errand: Errand) -> [LetterFile] {
    let isOnPage = errand.conversation.opening?.channel != MailPlan.channel
    if due.kind == .transcript { return [Transcript.file(errand, plan)] }
    if due.kind == .closing, plan.sendsTranscript, isOnPage {
      return [Transcript.file(errand, plan)]
    }
    return due.said.compactMap { message in
      guard let file = message.file, let bytes = desk?.bytes(of: file) else { return nil }
      return LetterFile(name: file.name, type: file.media, bytes: bytes)
    }
  }

  /// A no for good concerns this address alone; everything else may be better later.
  private func outcome(_ failure: MailFailure, _ log: inout LetterLog, _ errand: Errand) -> Carried
  {
    post = nil
    switch failure {
    case .refused(let reply) where reply.isForGood:
      log.bounced = errand.conversation.contact.email
      note("Mail to \(log.bounced ?? "the customer") was refused: \(reply)", errand)
      return .done(log.link(errand.conversation.id))
    case .malformed(let why): return .parked(why: why, Self.changed(log, errand))
    case .refused, .stopped, .resolve, .connect, .tls, .refusedAddress, .login, .no, .timedOut,
      .broken, .tooLarge:
      return .later(
        ConnectorFailure("\(failure) (\(plan.post.place))"), Self.changed(log, errand))
    }
  }

  private func note(_ words: String, _ errand: Errand) {
    let key = errand.events.first?.key ?? errand.conversation.id.text
    let act = OutsideAct(
      in: errand.conversation.id, system: plan.name, externalID: "refused \(key)",
      person: "mail", .noted(words))
    // Where it cannot be written down now, the card still says why mail does not arrive.
    _ = try? desk?.takeIn(act)
  }
}
