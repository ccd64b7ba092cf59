import Desk
import Terminal
import TestSupport
import Wire

@testable import AgentDesk

/// A terminal before a desk that keeps a record, with a line between them on which everything is
/// under way for a while, in its order, and lost when it is cut.
struct LoginDesk {
  var paper: PaperDesk
  var owners: [ConversationID: AgentName] = [:]
  /// Questions that were asked, events that were told, words that rang.
  private(set) var asked: [Question] = []
  private(set) var told = 0
  private(set) var rung: [String: Int] = [:]
  private(set) var alerts: [Alert] = []

  private var epoch = 1
  private var talks: [ConversationID: [Entry]] = [:]
  private var following: Set<ConversationID> = []
  private var toDesk: [ClientFrame] = []
  private var toTerminal: [ServerFrame] = []
  private var isConnected = false
  /// Words said while somebody could be rung for, and by when they had not come yet.
  private var owedRings: Set<String> = []
  private var opened: Set<ConversationID> = []
  private var count = 0

  static func id(_ number: Int) -> ConversationID {
    PaperDesk.id(String(UnicodeScalar(UInt8(97 + number % 26))) + (number < 26 ? "" : "_"))
  }

  init(conversations: Int, words: Int) {
    paper = PaperDesk(Size(columns: 160, rows: 50), isOnline: false)
    for number in 0..<conversations {
      owners[Self.id(number)] = PaperDesk.maya
      fill(Self.id(number), words)
    }
  }

  private mutating func fill(_ id: ConversationID, _ words: Int) {
    for word in 0..<words {
      let author: Author = word % 3 == 2 ? .agent(PaperDesk.maya) : .customer
      add(.said(Message(author, "\(epoch) old \(id.text.prefix(1))\(word)")), to: id)
    }
  }

  private mutating func add(_ event: Event, to id: ConversationID) {
    let seq = Int64(talks[id, default: []].count + 1)
    talks[id, default: []].append(Entry(id, seq: seq, at: paper.now, event))
  }

  // MARK: The line

  mutating func login() {
    guard !isConnected else { return }
    isConnected = true
    paper.comeOnline(epoch: "epoch-\(epoch)")
    collect()
  }

  mutating func cut() {
    isConnected = false
    (toDesk, toTerminal, following) = ([], [], [])
    paper.tell(.disconnected(code: nil))
    collect()
  }

  /// Everything that is under way arrives.
  mutating func settle() {
    collect()
    while !toDesk.isEmpty || !toTerminal.isEmpty { move(1000) }
  }

  /// Only so much of what is under way.
  mutating func arrive(until isEnough: (DeskModel) -> Bool) {
    while !isEnough(paper.model), !(toDesk.isEmpty && toTerminal.isEmpty) { move(1) }
  }

  private mutating func move(_ most: Int) {
    for _ in 0..<min(most, toDesk.count) { hear(toDesk.removeFirst()) }
    for _ in 0..<min(most, toTerminal.count) {
      let frame = toTerminal.removeFirst()
      if case .event = frame { told += 1 }
      paper.hear(frame)
      collect()
    }
  }

  /// The program ends, and begins again with what it had kept.
  mutating func restart() {
    paper.tell(.tick)
    paper.pass(.seconds(4))
    let marks = paper.model.marks
    cut()
    rung = [:]
    owedRings = []
    paper = PaperDesk(Size(columns: 160, rows: 50), isOnline: false)
    paper.tell(.restored([], [], marks))
    login()
    settle()
  }

  private mutating func collect() {
    for effect in paper.effects {
      switch effect {
      case .line(.send(let frame)): if isConnected { toDesk.append(frame) }
      case .alert(let alert):
        alerts.append(alert)
        if alert.kind == .words, let words = alert.text.split(separator: "wrote: ").last {
          rung[String(words), default: 0] += 1
        }
      case .line, .saveDrafts, .saveMarks, .keepWidths, .train, .ring, .repaint, .suspend, .quit,
        .edit,
        .file:
        break
      }
    }
    paper.effects = []
    if let current = paper.model.current { opened.insert(current) }
  }

  // MARK: The desk

  private mutating func hear(_ frame: ClientFrame) {
    switch frame {
    case .watch:
      for id in owners.keys.sorted() { summarise(id) }
      toTerminal.append(.watching)
    case .follow(let id, let epoch, let after, _): follow(id, epoch, after)
    case .unfollow(let id): following.remove(id)
    case .ask(let question): asked.append(question)
    default: break
    }
  }

  private mutating func follow(_ id: ConversationID, _ epoch: String, _ after: Int64) {
    following.remove(id)
    guard epoch == "epoch-\(self.epoch)" else {
      return toTerminal.append(.reset(id, reason: .epoch))
    }
    let talk = talks[id] ?? []
    guard after <= talk.count else { return toTerminal.append(.reset(id, reason: .ahead)) }
    toTerminal += talk.dropFirst(Int(after)).map { .event($0) }
    toTerminal.append(.caughtUp(id, seq: Int64(talk.count)))
    following.insert(id)
  }

  private mutating func summarise(_ id: ConversationID) {
    let talk = talks[id] ?? []
    let last = talk.last { entry in
      if case .said = entry.event { return true }
      return false
    }
    var (author, text): (Author?, String) = (nil, "")
    if case .said(let message)? = last?.event { (author, text) = (message.author, message.text) }
    let number = owners.keys.sorted().firstIndex(of: id) ?? 0
    toTerminal.append(
      .summary(
        Summary(
          conversation: id, number: Int64(number + 1), stage: .agent, queue: Identifier("orders"),
          priority: .normal, category: nil, customerName: "Ana", email: nil, language: "en",
          subject: "", agent: owners[id],
          owed: author == .customer ? .person(since: paper.now) : .customer(since: paper.now),
          lastText: text, lastBy: author, lastAt: last?.at ?? paper.now, seq: Int64(talk.count))))
  }

  mutating func happen(_ event: Event, in id: ConversationID, owner: AgentName? = nil) {
    if let owner { owners[id] = owner }
    add(event, to: id)
    if following.contains(id), let entry = talks[id]?.last { toTerminal.append(.event(entry)) }
    if isConnected { summarise(id) }
  }

  mutating func say(_ text: String, in id: ConversationID) {
    happen(.said(Message(.customer, text)), in: id)
    // Whoever was told all of a history at least once is told of everything from then on.
    let knows = paper.model.floor.isComplete && paper.model.marks.epoch == "epoch-\(epoch)"
    if knows { owedRings.insert(text) }
  }

  /// The record was put back from a copy: other words under the same seqs.
  mutating func beginHistory(words: Int) {
    epoch += 1
    talks = [:]
    owedRings = []
    for id in owners.keys.sorted() { fill(id, words) }
  }

  /// Some of it was never on disk, and the desk does not know that it ever told it.
  mutating func lose(_ id: ConversationID, but kept: Int) {
    talks[id] = Array((talks[id] ?? []).prefix(kept))
  }

  // MARK: By chance

  mutating func act(_ chance: inout Dice) {
    let id = Self.id(Int.random(in: 0..<owners.count, using: &chance))
    switch Int.random(in: 0..<24, using: &chance) {
    case 0..<7:
      count += 1
      say("words \(count)", in: id)
    case 7..<9: happen(.said(Message(.agent(PaperDesk.maya), "elsewhere")), in: id)
    case 9..<11:
      let digit = UInt8(49 + Int.random(in: 0..<owners.count, using: &chance))
      paper.press(.alt(Unicode.Scalar(digit)))
    case 11..<13: paper.press(Key(Bool.random(using: &chance) ? .pageUp : .pageDown))
    case 13: cut()
    case 14..<17: login()
    case 17: if Int.random(in: 0..<4, using: &chance) == 0 { restart() }
    case 18 where Int.random(in: 0..<6, using: &chance) == 0:
      cut()
      beginHistory(words: Int.random(in: 0...60, using: &chance))
    default: break
    }
    collect()
    move(Int.random(in: 0...6, using: &chance))
    paper.pass(.milliseconds(Int64.random(in: 0...2000, using: &chance)))
    collect()
  }

  // MARK: What must be true when all is quiet

  func holdsAll(_ id: ConversationID) -> Bool {
    guard let transcript = paper.model.transcripts[id], transcript.isCaughtUp else { return false }
    return Array(transcript.entries) == talks[id] ?? []
  }

  func unread(_ id: ConversationID) -> Int {
    paper.model.floor.summary(id).map { paper.model.unread($0) } ?? -1
  }

  var mistakes: [String] {
    var wrong = paper.model.transcripts.keys.filter { !holdsAll($0) }
      .map { "\($0.text.prefix(1)) is not what was said" }
    for id in owners.keys.sorted() {
      let seen = paper.model.marks.seen(id) ?? 0
      let said = (talks[id] ?? []).compactMap { entry -> (seq: Int64, isCustomers: Bool)? in
        guard case .said(let message) = entry.event else { return nil }
        return (entry.seq, message.author == .customer)
      }
      let isNew = said.contains { $0.isCustomers && $0.seq > seen }
      let endsNew = said.last.map { $0.isCustomers && $0.seq > seen } ?? false
      if endsNew, unread(id) <= 0 { wrong.append("\(id.text.prefix(1)) has words nobody saw") }
      if !isNew, unread(id) != 0 { wrong.append("\(id.text.prefix(1)) was read and is unread") }
    }
    for (words, times) in rung where times > 1 { wrong.append("\(words) rang \(times) times") }
    let silent = owedRings.filter { rung[$0] == nil }
    for id in owners.keys where !opened.contains(id) {
      for case .said(let message) in (talks[id] ?? []).compactMap(\.event)
      where silent.contains(message.text) {
        wrong.append("\(message.text) did not ring")
      }
    }
    return wrong
  }
}

extension Question {
  /// What is asked for the list of what is done.
  var isOfDone: Bool {
    switch subject {
    case .search: true
    default: false
    }
  }
}
