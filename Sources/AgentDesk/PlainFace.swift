import Desk
import Events
import Glibc
import Terminal
import Wire

/// The face of lines: for screen readers, pipes and terminals that can do nothing else.
///
/// Only ever adds lines; no cursor is moved and no border drawn. A line typed is sent to the
/// conversation that is open, or carried out where it begins with a slash. Every line about a
/// conversation begins with its number and who speaks, and what goes on is indented: a customer
/// cannot write a line of somebody else.
struct PlainFace {
  private let link: Link
  private var model: DeskModel
  private let input: Int32
  private let output: Int32
  private var reader: LineReader
  private var inputEndedAt: Instant?
  private var hasBegun = false
  /// Lines not carried out yet: what one read gave, at most.
  private var typed: [[UInt8]] = []
  private var obeyedAt = Instant(milliseconds: 0)
  private var toast: DeskModel.Toast?
  private var printed: [ConversationID: Int64] = [:]
  /// How far those were read out that nobody opened.
  private var heard: [ConversationID: Int64] = [:]
  /// The latest words of which it was told that the customer has read them.
  private var toldRead: [ConversationID: Int64] = [:]
  private var state = ""
  private var queue = -1
  private var queueToldAt = Instant(milliseconds: 0)
  private let herald: Herald
  /// The lines before the one that ends a reply of several.
  private var unended = ""
  private var place: ConversationID?
  /// Whether the prompt stands on the line that is being written.
  private var isPrompted = false
  private let hasPrompt: Bool

  /// Where a conversation opens in the middle, so much of the past is read out.
  private static let past = 20
  /// So long files may take after the last line.
  private static let filePatience = Duration.seconds(600)

  init(_ link: Link, _ model: DeskModel, input: Int32, output: Int32) {
    self.link = link
    self.model = model
    self.input = input
    self.output = output
    herald = Herald(model.preferences.alertCommand)
    hasPrompt = isatty(input) != 0 && isatty(output) != 0
    reader = LineReader(input, limit: ScriptDesk.lineLimit)
  }

  mutating func run() throws -> Ending {
    if try handle(.tick) { return .left }
    while true {
      let due = max(0, model.deadline.since(Link.now).milliseconds)
      let wait = typed.isEmpty ? due : min(due, 20)
      let watched = [link.bell] + (isListening ? [input] : [])
      let ready = try Waiting.on(watched, Int(min(wait, 1000)))
      if ready.contains(link.bell) {
        for event in link.events() where try handle(event) { return .left }
      }
      link.look()
      if ready.contains(input) { readInput() }
      if try obey() { return .left }
      if try handle(.tick) { return .left }
      if isFinished { return try leave() }
      if case .ended(let why) = model.line.state { return .ended(why) }
    }
  }

  /// What is typed ahead waits until the desk has told what there is.
  private var isListening: Bool {
    inputEndedAt == nil && typed.isEmpty && (hasBegun || model.floor.isComplete)
  }

  /// Whether an answer is on its way that the next line may build on.
  private var isExpecting: Bool {
    guard model.line.isOnline, model.now.since(obeyedAt) < .seconds(5) else { return false }
    let isFetching = model.transcript.map { !$0.isCaughtUp } ?? false
    return isFetching || model.overlay != nil || !model.takes.isEmpty
  }

  /// After the last line: everything sent is answered and told, or has had its time.
  private var isFinished: Bool {
    guard let inputEndedAt else { return false }
    let isOwed =
      model.line.outgoing.contains(where: \.isOpen) || model.line.isBehind || !typed.isEmpty
      || isExpecting || model.files.isBusy || !model.leaving.isEmpty
    let patience = model.files.isBusy ? Self.filePatience : .seconds(10)
    return !isOwed || model.now.since(inputEndedAt) > patience
  }

  private mutating func readInput() {
    hasBegun = true
    switch reader.read() {
    case .ended: inputEndedAt = Link.now
    case .lines(let lines): typed += lines
    }
  }

  /// Carries out what was typed, line by line, each when the one before has had its effect.
  private mutating func obey() throws -> Bool {
    while !typed.isEmpty && !isExpecting {
      let line = typed.removeFirst()
      obeyedAt = Link.now
      guard let text = try take(String(decoding: line, as: UTF8.self)) else { continue }
      if try handle(.entered(text)) { return true }
    }
    try prompt()
    return false
  }

  /// The words of a whole line; nil where it goes on, or is for this face alone.
  private mutating func take(_ line: String) throws -> String? {
    isPrompted = false
    if line.hasSuffix("\\") {
      unended += line.dropLast() + "\n"
      return nil
    }
    let text = unended + line
    unended = ""
    let words = text.split(whereSeparator: \.isWhitespace)
    switch words.count == 1 ? words[0] : "" {
    case "/list":
      for row in PlainListing.rows(model) { try say(row) }
      return nil
    case "/password":
      try askPassword()
      return nil
    case "/quit", "/exit", "/q":
      // What was said is delivered first, or it is told that it was not.
      inputEndedAt = Link.now
      typed = []
      return nil
    default: return text
    }
  }

  /// A password is typed where nothing shows it; a pipe would keep it.
  private mutating func askPassword() throws {
    guard hasPrompt else {
      return try say("-- there is no terminal to ask at: frontdesk agent password does it")
    }
    var typed: [String] = []
    for prompt in PasswordChange.prompts {
      guard
        let words = try askSecretly(CleanText("\(prompt): "), input: input, output: output),
        !words.isEmpty
      else { return try say("-- nothing was typed: the password stays") }
      typed.append(words)
    }
    guard typed[1] == typed[2] else { return try say("-- the two new ones are not the same") }
    model.changePassword(from: typed[0], to: typed[1])
  }

  private func leave() throws -> Ending {
    let open = model.line.outgoing.count(where: \.isOpen)
    guard open > 0 else { return .left }
    let what = open == 1 ? "1 message or command is" : "\(open) messages or commands are"
    let line = "-- \(what) not delivered: kept here, and sent with the next start"
    try PrivateFile.write(Array((line + "\n").utf8), to: output, path: "the output")
    return .undelivered
  }

  private mutating func prompt() throws {
    guard hasPrompt, !isPrompted, inputEndedAt == nil, typed.isEmpty else { return }
    isPrompted = true
    let number = model.current.flatMap { PlainListing.number($0, model) }
    let text = unended.isEmpty ? number.map { "#\($0)> " } ?? "> " : "... "
    try PrivateFile.write(Array(text.utf8), to: output, path: "the output")
  }

  private mutating func handle(_ event: DeskEvent) throws -> Bool {
    var leaves = try perform(model.update(event, at: Link.now))
    if let left = try link.openNotebook(of: model.line.owner) {
      let restored = DeskEvent.restored(left.orders, left.drafts, left.marks)
      leaves = try perform(model.update(restored, at: Link.now)) || leaves
    }
    try tell()
    return leaves
  }

  private mutating func perform(_ effects: [DeskEffect]) throws -> Bool {
    var leaves = false
    for effect in effects {
      switch effect {
      case .line(let errand): try link.perform(errand)
      case .saveDrafts(let drafts): try link.keep(drafts)
      case .saveMarks(let marks): try link.keep(marks)
      case .quit: leaves = true
      case .alert(let alert): herald.call(alert)
      case .file(let errand): link.carry(errand)
      // It has a screen of its own.
      case .train: try say("-- the training is: frontdesk agent --tutorial")
      case .ring, .repaint, .suspend, .edit, .keepWidths: break
      }
    }
    return leaves
  }

  // MARK: What is told

  private mutating func tell() throws {
    try tellState()
    try tellOverlay()
    if let toast = model.toast, toast != self.toast { try say("-- \(toast.text)") }
    toast = model.toast
    for (id, transcript) in model.transcripts.sorted(by: { $0.key < $1.key })
    where transcript.isCaughtUp {
      try tell(transcript, id)
    }
    for (id, tail) in model.tails.sorted(by: { $0.key < $1.key }) { try tell(tail, id) }
    try tellQueue()
    try tellPlace()
  }

  /// Where what is typed goes.
  private mutating func tellPlace() throws {
    guard model.current != place else { return }
    place = model.current
    guard let place else { return try say("-- no conversation is open: what you type is commands") }
    let number = PlainListing.number(place, model).map { "#\($0) " } ?? ""
    let name = Saying(me: model.me, offset: model.offset).quoted(model.name(place))
    try say("-- open: \(number)\(name); what you type goes there; a line that ends with \\ goes on")
  }

  private mutating func tellState() throws {
    let state: String
    switch model.line.state {
    case .online: state = "online"
    case .offline: state = "offline\(model.obstacle.map { ": \($0)" } ?? "")"
    case .connecting, .ended: return
    }
    let isFirst = self.state.isEmpty && model.obstacle == nil && !model.line.isOnline
    if state != self.state && !isFirst { try say("-- \(state)") }
    self.state = state
  }

  /// At most every ten seconds, or nobody hears anything else.
  private mutating func tellQueue() throws {
    let count = model.floor.queue.count
    guard model.floor.isComplete, count != queue, model.now.since(queueToldAt) > .seconds(10) else {
      return
    }
    queue = count
    queueToldAt = model.now
    try say("-- \(count == 0 ? "nobody is waiting" : "\(count) waiting; /next takes the first")")
  }

  private mutating func tell(_ transcript: Transcript, _ id: ConversationID) throws {
    let top = transcript.entries.last?.seq ?? 0
    let from = printed[id] ?? max(0, top - Int64(Self.past))
    guard from < top else { return try tellRead(id) }
    printed[id] = top
    for entry in transcript.entries where entry.seq > from { try tell(entry) }
    try tellRead(id)
  }

  /// Once for each of my messages that the customer was the last to read.
  private mutating func tellRead(_ id: ConversationID) throws {
    guard let read = model.customerReads[id], let message = read.message,
      message > toldRead[id] ?? 0
    else { return }
    toldRead[id] = message
    let number = PlainListing.number(id, model).map { "#\($0) " } ?? ""
    try say("-- \(number)the customer has read it, \(Times.clock(read.at, offset: model.offset))")
  }

  /// New words of a conversation that was not opened.
  private mutating func tell(_ tail: Tail, _ id: ConversationID) throws {
    let from = max(printed[id] ?? 0, heard[id] ?? 0)
    heard[id] = tail.seq
    for entry in tail.entries where entry.seq > from { try tell(entry) }
  }

  private mutating func tell(_ entry: Entry) throws {
    let saying = Saying(me: model.me, offset: model.offset)
    let customer = model.name(entry.conversation)
    guard
      let (who, words) = saying.spoken(
        entry.content, customer: customer, model.acquaintance(entry.conversation))
    else { return }
    let number = PlainListing.number(entry.conversation, model) ?? 0
    let lines = CleanText.lines(of: words).map(\.text)
    try say("#\(number) \(who): \(lines[0])")
    for line in lines.dropFirst() { try say("    | \(line)") }
  }

  private mutating func tellOverlay() throws {
    switch model.overlay {
    case .help(let row?, _): for line in row.help { try say(line) }
    case .help(nil, _):
      for line in CleanText.lines(of: KeyTable.commands()) { try say(line.text) }
      try say("/list  who waits, and whom you have")
    case .card:
      for row in model.transcript.map({ CaseCard($0, model).rows(72) }) ?? [] {
        try say(row.spans.map(\.text.text).joined())
      }
    case .colleagues(let colleagues):
      guard let colleagues else { return }
      for one in colleagues {
        try say("@\(one.agent.id.text) \(one.standing)")
      }
    case .board(let board):
      guard board.people != nil else { return }
      for line in model.boardLines(board) { try say(line) }
    case .shortcuts(let lines), .account(let lines):
      for line in lines { try say(line) }
    case .sheet(let sheet): for line in sheet.lines { try say(line) }
    case .found(let finding):
      guard finding.isAnswered || finding.failure != nil else { return }
      if let failure = finding.failure { try say("-- \(failure)") }
      let listing = FoundListing(finding, offset: model.offset)
      for hit in listing.hits { try say("\(hit.head): \(hit.text)") }
      for line in listing.ending { try say("-- \(line)") }
    case .articles(let search):
      guard search.dueAt == nil, search.question == nil else { return }
      if let failure = search.failure { try say("-- \(failure)") }
      if search.found.isEmpty && search.failure == nil { try say("-- no article found") }
      for found in search.found {
        try say("article \(found.title) [\(found.article.text)]: \(found.excerpt)")
      }
    case .picker(let picker):
      guard picker.question == nil else { return }
      if picker.choices.isEmpty { try say("-- \(picker.note)") }
      for choice in picker.choices { try say("\(choice.title)  \(choice.detail)") }
    case .password: return
    case .ask, .paste, nil: return
    }
    model.overlay = nil
  }

  private mutating func say(_ line: String) throws {
    let start = isPrompted ? "\n" : ""
    isPrompted = false
    try PrivateFile.write(
      Array((start + CleanText(line).text + "\n").utf8), to: output, path: "the output")
  }
}

/// What there is, as lines.
enum PlainListing {
  static func rows(_ model: DeskModel) -> [String] {
    let floor = model.floor
    let rows =
      floor.mine(model.me).map { ("yours", $0) } + floor.queue.map { ("waiting", $0) }
      + floor.missed.map { ("missed", $0) } + floor.promised.map { ("promised", $0) }
    let saying = Saying(me: model.me, offset: model.offset)
    let lines = rows.map { stage, one in
      let wait = one.owed.since.map { ", \(Times.wait(model.deskTime.since($0)))" } ?? ""
      return "#\(one.number) \(stage)\(wait), \(one.queue?.text ?? "-"), "
        + "\(saying.quoted(model.name(one.conversation))) "
        + "(\(model.acquaintance(one.conversation).rawValue)\(one.onChannel)): \(one.subject)"
    }
    return lines.isEmpty ? ["-- nobody waits, and you have nobody"] : lines
  }

  static func number(_ id: ConversationID, _ model: DeskModel) -> Int64? {
    model.transcripts[id]?.conversation.opening?.number ?? model.floor.summary(id)?.number
  }

  /// What whoever handed it over knew, for the one who takes it.
  static func lines(_ handoff: Handoff) -> [String] {
    (handoff.summary.isEmpty ? [] : ["about: \(handoff.summary)"])
      + handoff.fields.map { "\($0.name): \($0.value)" }
  }
}
