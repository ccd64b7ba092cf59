import Courier
import Desk

/// What is written into a ticket at once: what was said in one go, or what was noted.
struct TicketEntry: Sendable, Equatable {
  /// Who wrote an entry's words.
  enum Role: String, Sendable {
    case customer, agent
  }

  let span: EntrySpan
  let at: Instant
  /// Nobody's but the customer's: `customer`.
  let role: Role
  let author: String
  let text: String
  /// Whether customers must not see it.
  let isInternal: Bool

  var mark: String { EntryMark.text(span.key) }
}

/// A file on its way into a ticket.
struct TicketFile: Sendable {
  let span: EntrySpan
  let name: String
  let media: String
  let at: Instant
  let bytes: [UInt8]

  var mark: String { EntryMark.text(span.key) }
}

/// What of a conversation becomes which entries.
struct EntryCutting {
  let talk: Talk
  let words: WordsFormat
  /// Words that came from that system stand there already: the beginning of its agents' logins.
  let system: String

  /// Bytes of one entry: what every system takes, and a person still reads.
  static let longest = 30_000

  /// A part of an entry: one event's words.
  struct Line {
    let seq: Int64
    let at: Instant
    let author: Author
    let isInternal: Bool
    let text: String
    let file: Attachment?
  }

  /// What is put into one entry, and the files that belong to it.
  struct Cut {
    let entry: TicketEntry
    let files: [(seq: Int64, at: Instant, file: Attachment)]
  }

  /// The entries of those events, in order.
  func cuts(_ events: [CarriedEvent]) -> [Cut] {
    var cuts: [Cut] = []
    var gathered: [Line] = []
    var size = 0
    for event in events {
      guard let line = line(event) else { continue }
      let next = line.text.utf8.count + 200
      let isOther = gathered.last.map { $0.isInternal != line.isInternal } ?? false
      if !gathered.isEmpty, isOther || size + next > Self.longest {
        cuts.append(cut(gathered))
        gathered = []
        size = 0
      }
      gathered.append(line)
      size += next
    }
    if !gathered.isEmpty { cuts.append(cut(gathered)) }
    return cuts
  }

  /// What an event is to a reader of the ticket; nil for what is none of their business.
  func line(_ carried: CarriedEvent) -> Line? {
    guard let event = carried.event else { return nil }
    func line(_ author: Author, _ text: String, isNote: Bool, _ file: Attachment? = nil) -> Line? {
      guard !isTheirs(author) else { return nil }
      return Line(
        seq: carried.seq, at: carried.at, author: author, isInternal: isNote, text: text,
        file: file)
    }
    switch event {
    case .said(let message):
      let named = message.file.map { file in
        let words = file.name == message.text ? "" : message.text + "\n"
        return "\(words)(file: \(file.name))"
      }
      return line(message.author, named ?? message.text, isNote: false, message.file)
    case .noted(let author, let text): return line(author, text, isNote: true)
    case .rated(let score, let comment):
      let words = comment.map { ": \($0)" } ?? ""
      return line(.customer, "rated it \(score)\(words)", isNote: true)
    case .promised(let moment, _):
      return line(.bot, "promised an answer by \(moment.minutes)", isNote: true)
    case .erased:
      let words = "what this customer said was erased at the desk; erase it here, too"
      return line(.bot, words, isNote: true)
    case .started, .identified, .recorded, .categorised, .prioritised, .tagged, .suggested, .judged,
      .queued, .offered, .declined, .considered, .taken, .released, .transferred, .routed,
      .escalated, .followed, .held, .woken, .linked, .unlinked, .withdrawn, .resolved, .reopened,
      .closed, .concluded, .nearing, .breached, .notified, .transcriptAsked, .erasureAsked,
      .erasureWithdrawn, .lookedUp:
      return nil
    }
  }

  private func isTheirs(_ author: Author) -> Bool {
    author.agent.map { $0.id.text.hasPrefix("\(system):") } ?? false
  }

  private func cut(_ lines: [Line]) -> Cut {
    let writer = WordsWriter(format: words)
    let isCustomers = lines.allSatisfy { $0.author == .customer }
    let span = EntrySpan(talk.key, lines[0].seq, lines[lines.count - 1].seq)
    let text = writer.talk(
      lines.map { ("\(talk.name($0.author)), \($0.at.minutes)", EntryMark.defused($0.text)) })
    let entry = TicketEntry(
      span: span, at: lines[0].at, role: isCustomers ? .customer : .agent,
      author: talk.name(lines[0].author), text: text, isInternal: lines[0].isInternal)
    let files = lines.compactMap { line in line.file.map { (line.seq, line.at, $0) } }
    return Cut(entry: entry, files: files)
  }
}

extension Instant {
  /// `2026-12-01 10:06 UTC`.
  var minutes: String { iso8601.prefix(16).replacing("T", with: " ") + " UTC" }
}
