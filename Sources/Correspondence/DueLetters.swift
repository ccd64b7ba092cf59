import Desk
import Mail

/// What the desk remembers of the letters of one conversation, in the state of its link.
struct LetterLog: Equatable {
  /// Letters that were sent but for answers: `acknowledgement`, `closing:12`, `survey`.
  var sent: Set<String> = []
  /// When the latest letter went out.
  var sentAt: Instant?
  /// Up to which event answers were written to the customer.
  var answered: Int64 = 0
  /// Up to which event the customer had read while something waited: a restart forgets the mark.
  var read: Int64 = 0
  /// The customer's latest letter, which the next of ours answers.
  var latestIn: String?
  /// The ids of what was written, the oldest first; the first and the last nine.
  var thread: [String] = []
  /// Whom the latest letter went to.
  var address: String?
  /// The address that could not be reached; nothing is written to it again.
  var bounced: String?
  /// How many letters in a row the bot wrote without a person between.
  var automatic = 0
  /// A machine's answer was noted.
  var hasMachine = false

  init(_ link: OutsideLink?) {
    guard let state = link?.state else { return }
    sentAt = link?.sentAt
    sent = Set((state["sent"] ?? "").split(separator: " ").map(String.init))
    answered = Int64(state["answered"] ?? "") ?? 0
    read = Int64(state["read"] ?? "") ?? 0
    latestIn = state["latest_in"]
    thread = (state["thread"] ?? "").split(separator: " ").map(String.init)
    address = state["address"]
    bounced = state["bounced"]
    automatic = Int(state["automatic"] ?? "") ?? 0
    hasMachine = state["machine"] == "yes"
  }

  func link(_ conversation: Identifier<Conversation>) -> OutsideLink {
    // The latest twenty endings: whoever opens it again and again is told of each as it comes.
    let ends = sent.filter { $0.contains(":") }.sorted { ($0.count, $0) < ($1.count, $1) }
    let kept = sent.filter { !$0.contains(":") }.sorted() + ends.suffix(20)
    var state = [
      "sent": kept.joined(separator: " "), "answered": "\(answered)",
      "thread": thread.joined(separator: " "), "automatic": "\(automatic)",
    ]
    state["latest_in"] = latestIn
    state["address"] = address
    state["bounced"] = bounced
    if hasMachine { state["machine"] = "yes" }
    if read > 0 { state["read"] = "\(read)" }
    var link = OutsideLink(conversation.text, state: state)
    link.sentAt = sentAt
    return link
  }

  /// 250 bytes an id: ten of them are well below what a link holds.
  mutating func remember(_ id: String) {
    thread.removeAll { $0 == id }
    thread.append(id)
    if thread.count > 10 { thread.remove(at: 1) }
  }
}

/// A letter that is due.
struct DueLetter: Equatable {
  let kind: MailKind
  /// The event it is about, which names it for ever.
  let seq: Int64
  let at: Instant
  /// Words of the desk's people that it carries, oldest first.
  var said: [Message] = []
  /// Whether nobody wrote it but a machine.
  var isAutomatic: Bool

  /// What it is remembered by.
  var key: String {
    switch kind {
    case .acknowledgement, .survey: kind.rawValue
    case .answer, .closing, .transcript: "\(kind.rawValue):\(seq)"
    }
  }
}

/// What letters a conversation asks for. Pure: the same conversation at the same moment asks for
/// the same letters.
struct DueLetters {
  let conversation: Conversation
  let log: LetterLog
  /// Up to which event the customer has read on the page.
  let read: Int64
  let quiet: Duration
  let writesClosing: Bool
  let survey: Duration?
  let now: Instant

  /// In a row, and no more until a person has written: an answering machine ends there.
  static let mostAutomatic = 3
  /// Carried at once: a person writes several lines of a letter, one after the other.
  static let quietByMail = Duration.seconds(5)

  /// What is due of these events, and when the next will be.
  func due(_ all: [(seq: Int64, at: Instant, event: Event)], from first: Int64)
    -> (letters: [DueLetter], waitsUntil: Instant?)
  {
    guard let address = conversation.contact.email, address != log.bounced else { return ([], nil) }
    var letters: [DueLetter] = []
    var waits: [Instant] = []
    if let letter = acknowledgement(all, first) { letters.append(letter) }
    switch answers(all) {
    case .some(let (letter, moment)) where moment <= now: letters.append(letter)
    case .some(let (_, moment)): waits.append(moment)
    case nil: break
    }
    if let letter = closing(all, first, isAfter: letters) { letters.append(letter) }
    letters += transcripts(all, first)
    switch asking(all) {
    case .some(let (letter, moment)) where moment <= now: letters.append(letter)
    case .some(let (_, moment)): waits.append(moment)
    case nil: break
    }
    return (letters.filter { !log.sent.contains($0.key) }, waits.min())
  }

  private var isByMail: Bool { conversation.opening?.channel == MailPlan.channel }

  /// Once: when an answer is promised to somebody with an address, and when a letter came in.
  private func acknowledgement(
    _ all: [(seq: Int64, at: Instant, event: Event)], _ first: Int64
  ) -> DueLetter? {
    guard !log.sent.contains(MailKind.acknowledgement.rawValue),
      conversation.times.firstReply == nil
    else { return nil }
    let reason = all.last { entry in
      if case .promised = entry.event { return true }
      if case .queued = entry.event { return isByMail }
      return false
    }
    guard let reason, all.last.map({ $0.seq >= first }) == true else { return nil }
    return DueLetter(kind: .acknowledgement, seq: reason.seq, at: reason.at, isAutomatic: true)
  }

  /// What was said since the customer was last heard of and they have not read, when it has been
  /// quiet for long enough.
  private func answers(_ all: [(seq: Int64, at: Instant, event: Event)]) -> (DueLetter, Instant)? {
    var said: [(seq: Int64, at: Instant, message: Message)] = []
    for entry in all {
      guard case .said(let message) = entry.event else { continue }
      switch message.author {
      case .customer: if !isByMail { said = [] }
      case .agent:
        if entry.seq > max(log.answered, read) { said.append((entry.seq, entry.at, message)) }
      case .bot, .rule:
        // On the page the bot's words are read at once, or were not worth a letter. By mail its
        // questions are, as long as it asks them.
        if isByMail, conversation.stage == .withBot, entry.seq > log.answered {
          said.append((entry.seq, entry.at, message))
        }
      }
    }
    guard let last = said.last else { return nil }
    let isAutomatic = !said.contains { $0.message.author.agent != nil }
    guard !isAutomatic || log.automatic < Self.mostAutomatic else { return nil }
    let letter = DueLetter(
      kind: .answer, seq: last.seq, at: last.at, said: said.map(\.message),
      isAutomatic: isAutomatic)
    return (letter, last.at + (isByMail ? Self.quietByMail : quiet))
  }

  /// When people of the desk end what letters were written about.
  private func closing(
    _ all: [(seq: Int64, at: Instant, event: Event)], _ first: Int64, isAfter letters: [DueLetter]
  ) -> DueLetter? {
    guard writesClosing, conversation.stage == .resolved else { return nil }
    guard isByMail || !log.thread.isEmpty || !letters.isEmpty else { return nil }
    let end = all.last { entry in
      if case .resolved(let author) = entry.event { author.agent != nil } else { false }
    }
    guard let end, end.seq >= first else { return nil }
    return DueLetter(kind: .closing, seq: end.seq, at: end.at, isAutomatic: true)
  }

  /// Each time the customer asks for it.
  private func transcripts(
    _ all: [(seq: Int64, at: Instant, event: Event)], _ first: Int64
  ) -> [DueLetter] {
    all.filter { $0.seq >= first && $0.event == .transcriptAsked }
      .map { DueLetter(kind: .transcript, seq: $0.seq, at: $0.at, isAutomatic: true) }
  }

  /// Some time after a person has solved it, unless they said how it was by then.
  private func asking(_ all: [(seq: Int64, at: Instant, event: Event)]) -> (DueLetter, Instant)? {
    guard let survey, conversation.stage == .resolved, conversation.rating == nil,
      conversation.times.firstReply != nil, !log.sent.contains(MailKind.survey.rawValue)
    else { return nil }
    guard isByMail || !log.thread.isEmpty, let end = conversation.times.resolved else { return nil }
    let seq = all.last?.seq ?? 0
    return (DueLetter(kind: .survey, seq: seq, at: end, isAutomatic: true), end + survey)
  }
}
