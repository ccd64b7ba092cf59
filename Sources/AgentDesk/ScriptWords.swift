import Desk
import Events
import JSON
import Wire

/// What a script is told, in words: for people at a shell who gave one command.
struct ScriptWords {
  /// Lines for the output, or for the standard error.
  struct Spoken: Equatable {
    var lines: [String]
    var isTrouble = false
    /// What is drawn below them for an authenticator.
    var enrolment: String?
  }

  private let deed: String
  private let offset: Int
  private var me: Identifier<Agent>?
  /// Numbers and names by conversation, as far as they were told.
  private var known: [String: Summary] = [:]
  /// Numbers of those whose beginning was told; at most as many as a desk's lists hold.
  private var begun: [String: Int64] = [:]

  init(_ telling: ScriptRun.Telling, offset: Int) {
    if case .words(let deed) = telling { self.deed = deed } else { deed = "" }
    self.offset = offset
  }

  /// Nil for what needs no words.
  mutating func tell(_ bytes: [UInt8], at now: Instant) -> Spoken? {
    guard let line = try? JSONReader.read(bytes) else { return nil }
    switch line["type"]?.string {
    case "online": me = line["agent"]?.string.map { Identifier($0) }
    case "list": return Spoken(lines: list(line, at: now))
    case "done": return done(line)
    case "failed":
      let code = line["code"]?.string ?? "failed"
      let why = line["why"]?.string ?? ""
      return Spoken(lines: ["frontdesk: \(why) (\(code))"], isTrouble: true)
    case "offline":
      let why = line["why"]?.string ?? "the connection ended"
      return Spoken(lines: ["frontdesk: \(why); trying again"], isTrouble: true)
    default:
      guard let frame = try? ServerFrame.read(line) else { return nil }
      return tell(frame, at: now).map { Spoken(lines: $0, enrolment: enrolment(frame)) }
    }
    return nil
  }

  private func enrolment(_ frame: ServerFrame) -> String? {
    guard case .answer(_, .account(.enrolment(let address))) = frame else { return nil }
    return address
  }

  private func done(_ line: JSONValue) -> Spoken? {
    guard !deed.isEmpty, line["seq"] != nil, line["cid"] != nil else { return nil }
    return Spoken(lines: ["\(deed) \(place(line))"])
  }

  private func place(_ line: JSONValue) -> String {
    let conversation = line["conversation"]?.string ?? ""
    let number = line["number"]?.int ?? known[conversation]?.number
    return number.map { "#\($0)" } ?? conversation
  }

  private mutating func tell(_ frame: ServerFrame, at now: Instant) -> [String]? {
    switch frame {
    case .summary(let summary):
      known[summary.conversation.text] = known.count < Floor.limit ? summary : nil
      return [row(summary, at: now)]
    case .event(let entry): return event(entry)
    case .answer(_, let reply): return answer(reply, at: now)
    case .announcement(let said): return ["\(said.by.name) to all: \(said.text)"]
    case .notice(let notice): return ["#\(notice.number) \(notice.text)"]
    case .read(let conversation, by: .customer, let seq):
      guard let number = known[conversation.text]?.number else { return nil }
      return ["#\(number) the customer has read up to \(seq)"]
    case .read, .reception, .tail: return nil
    case .welcome, .ack, .nack, .caughtUp, .reset, .unfollowed, .typing, .place, .presence,
      .watching, .desk, .refused, .readers, .mirrored, .newer, .pong:
      return nil
    }
  }

  private mutating func answer(_ reply: Reply, at now: Instant) -> [String] {
    switch reply {
    case .conversation(let summary):
      known[summary.conversation.text] = summary
      return [row(summary, at: now)] + fields(summary)
    case .found(let page):
      let listing = FoundListing(page, offset: offset)
      return listing.hits.map { "\($0.head): \($0.text)" } + listing.ending
    case .articles(let found): return found.map { "\($0.article): \($0.title): \($0.excerpt)" }
    case .article(let title, let text, let link):
      return [title] + (link.map { [$0] } ?? [])
        + text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    case .agents(let colleagues):
      return colleagues.map { "@\($0.agent.id) \($0.standing)" }
    case .past(let past): return past.map { PastListing.title($0, offset: offset) }
    case .figures(let figures): return [FigureSaying.words(figures, "since then")]
    case .names(let names):
      return names.queues.map { "#\($0.name) \($0.title)" }
        + names.categories.map { "category \($0.name)" } + names.flows.map { "flow \($0)" }
        + names.fields.map { "field \($0.name)" }
    case .account(let reply): return OwnAccount.words(reply, offset: offset)
    case .blocked: return ["blocked"]
    case .upload(let address, _), .file(let address): return [address]
    case .earlier(let events, _): return events.compactMap { earlier($0) }
    case .faces(let faces):
      return faces.map { "\($0.name): \($0.photo ?? "no photo")" }
    case .erased(let moment): return ["erased at \(moment.iso8601)"]
    case .announced(let screens): return ["said on \(screens) screens"]
    case .shortcuts(let all): return all.map { "\($0.kind.rawValue) \($0.name): \($0.title)" }
    case .shortcut(let text, let acts): return text.map { [$0] } ?? acts
    }
  }

  private func earlier(_ event: PastEvent) -> String? {
    let saying = Saying(me: me, offset: offset)
    return saying.spoken(event.content, customer: "the customer", .claimed).map {
      "\($0.0): \($0.1)"
    }
  }

  private func list(_ line: JSONValue, at now: Instant) -> [String] {
    var rows: [String] = []
    for name in ["mine", "queue", "missed", "promised"] {
      for one in line[name]?.array ?? [] {
        guard case .summary(let summary)? = try? ServerFrame.read(one) else { continue }
        rows.append(row(summary, at: now))
      }
    }
    return rows.isEmpty ? ["nobody waits, and you have nobody"] : rows
  }

  private func row(_ summary: Summary, at now: Instant) -> String {
    let stage = summary.agent.map { "with \($0.id == me ? "you" : $0.id.text)" }
    let wait = summary.owed.since.map { ", waiting for \(Times.wait(now.since($0)))" } ?? ""
    let name = summary.customerName ?? summary.email ?? "guest"
    return "#\(summary.number) \(stage ?? summary.stage.rawValue), \(summary.queue?.text ?? "-"), "
      + "\(summary.priority.rawValue)\(wait): "
      + "\(name) (\(Acquaintance(summary).rawValue)\(summary.onChannel)): \(summary.subject)"
  }

  private func fields(_ summary: Summary) -> [String] {
    [
      ("conversation", summary.conversation.text), ("email", summary.email),
      ("category", summary.category), ("language", summary.language),
    ].compactMap { name, value in value.map { "\(name): \($0)" } }
  }

  private mutating func event(_ entry: Entry) -> [String]? {
    let when = "\(Times.day(entry.at, offset: offset)) \(Times.clock(entry.at, offset: offset))"
    let saying = Saying(me: me, offset: offset)
    let id = entry.conversation.text
    if case .started(let opening)? = entry.event, begun.count < Floor.limit {
      begun[id] = opening.number
    }
    let number = known[id]?.number ?? begun[id]
    let head = number.map { "#\($0) \(when)" } ?? when
    switch entry.content {
    case .known(.said(let message)):
      return said("\(head) \(who(message.author, saying))", FileSaying.text(message))
    case .known(.noted(let author, let text)):
      return said("\(head) internal note by \(saying.who(author))", text)
    case .known(let event): return saying.text(event).map { ["\(head) - \($0)"] }
    case .newer: return ["\(head) - \(Saying.newer)"]
    case .hidden: return nil
    }
  }

  /// Words of several lines are indented: nobody can write a line of somebody else.
  private func said(_ head: String, _ text: String) -> [String] {
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    return ["\(head): \(lines.first ?? "")"] + lines.dropFirst().map { "    | \($0)" }
  }

  private func who(_ author: Author, _ saying: Saying) -> String {
    switch author {
    case .customer: "customer"
    case .bot: "bot"
    case .rule: saying.who(author)
    case .agent(let agent): saying.name(agent)
    }
  }
}
