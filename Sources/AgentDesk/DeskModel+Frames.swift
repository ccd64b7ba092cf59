import Desk
import Wire

// What the desk tells, and what the screen makes of it.
extension DeskModel {
  mutating func receive(_ frame: ServerFrame) {
    let refusedBefore = line.outgoing.first { $0.order.cid == frame.answeredCommand }
    run(line.received(frame, at: now))
    switch frame {
    case .welcome(let welcome):
      welcomed()
      resumeFiles(welcome.files)
    case .ack(let ack): acknowledged(ack)
    case .nack(let cid, let refusal): refused(cid, refusal, refusedBefore)
    case .event(let entry): happened(entry)
    case .caughtUp(let conversation, let seq):
      caughtUp(conversation, seq)
      toldReads[conversation] = nil
      findRead(conversation)
    case .read(let conversation, let side, let seq):
      if side == .customer { customerHasRead(conversation, upTo: seq) }
    case .reset(let conversation, _): heldAnother(conversation)
    case .typing(let conversation, let author):
      typists[conversation] = Typist(author: author, until: now + .seconds(5))
    case .summary(let summary): learned(summary)
    case .presence(let presence): told(presence)
    case .watching:
      floor.complete()
    case .desk(let agents, _): floor.staffed(agents)
    case .notice(let notice): noticed(notice)
    case .announcement(let announcement): heard(announcement)
    case .readers(let conversation, let agents): readers[conversation] = agents
    case .mirrored(let conversation, let places): mirrored[conversation] = places
    case .answer(let id, let reply): answered(id, reply)
    case .refused(let refusal, let frame): refused(refusal, frame)
    case .newer(let type, let conversation): metNewer(type, conversation)
    case .place, .pong, .reception, .tail: break
    // What may not be read any more is not for this agent's lists either.
    case .unfollowed(let conversation):
      floor.forget(conversation)
      tails[conversation] = nil
    }
  }

  /// Where a conversation stands in a way we do not know, what the list says of it is not true any
  /// more.
  private mutating func metNewer(_ type: String, _ conversation: ConversationID?) {
    if type == "summary", let conversation { floor.forget(conversation) }
    say("\(Saying.newer): the desk is newer than this program")
  }

  private mutating func welcomed() {
    beginHistory()
    floor.beginAnew()
    tools.hasAskedNames = false
    readers = [:]
    mirrored = [:]
    toldReads = [:]
    // The desk remembers who is away, and says so next.
    presence = untoldPresence ?? .online
    if let untoldPresence { run([.send(.status(untoldPresence))]) }
    untoldPresence = nil
    toast = nil
  }

  private mutating func told(_ presence: Presence) {
    guard presence != self.presence else { return }
    self.presence = presence
    let words = presence == .away ? "away: /status online ends it" : "online"
    say("the desk has you \(words)", isTrouble: presence == .away)
  }

  private mutating func acknowledged(_ ack: Ack) {
    taken(ack.cid, ack.conversation)
    if let transcript = transcripts[ack.conversation] {
      line.shown(ack.conversation, upTo: transcript.seq)
    }
  }

  private mutating func refused(_ cid: CommandID, _ refusal: Refusal, _ order: Outgoing?) {
    notTaken(cid)
    if refusal.mayRetry && refusal.code == .earlierFailed { return }
    if !refusal.mayRetry, mends(cid, refusal, order) { return }
    let what = order.map { "\($0.order.command.word): " } ?? ""
    let end = refusal.mayRetry ? " – trying again" : ""
    say("\(what)\(refusal.why)\(end)", isTrouble: true)
  }

  private mutating func learned(_ summary: Summary) {
    let id = summary.conversation
    let before = floor.summary(id)
    floor.learn(summary, me: me)
    let isMine = summary.stage == .agent && Floor.isMine(summary, me)
    if isMine {
      hear(summary, before: before)
    } else if id != current {
      forget(id)
    }
    if floor.isComplete { alert(of: summary, before: before, isMine: isMine) }
  }

  private mutating func answered(_ id: Question.ID, _ reply: Reply) {
    switch reply {
    case .agents(let colleagues):
      tools.colleagues = Array(colleagues.prefix(Tools.mostColleagues))
      if id == colleaguesQuestion, case .colleagues = overlay { overlay = .colleagues(colleagues) }
      receiversCame(id)
      boardCame(colleagues, for: id)
    case .articles(let found): articlesFound(id, found)
    case .article(let title, let text, let link):
      articleFetched(id, title: title, text: text, link: link)
    case .names(let names): namesCame(names)
    case .past(let past): pastCame(past, for: id)
    case .figures(let figures): figuresCame(figures, for: id)
    case .conversation(let summary): if !opened(summary, by: id) { learned(summary) }
    case .found(let page): found(page, for: id)
    case .shortcuts(let shortcuts):
      tools.shortcuts = shortcuts
      guard !listed(shortcuts, for: id), id == shortcutQuestion else { return }
      overlay = .shortcuts(
        shortcuts.isEmpty
          ? ["there are no replies and no macros"]
          : shortcuts.map { "/\($0.kind.rawValue) \($0.name)  \($0.title)" })
    case .shortcut(let text, let acts):
      guard !previewed(text, acts, for: id), id == shortcutQuestion else { return }
      if let text { replyCame(text) } else { overlay = .shortcuts(acts) }
    case .upload, .file: _ = fileAnswered(id, reply)
    // Nothing of this program asks for them.
    case .earlier, .faces: break
    // Only customers ask for it.
    case .erased: break
    case .announced(let screens): say("said on \(screens) screens")
    case .account(let reply): overlay = .account(OwnAccount.words(reply, offset: offset))
    case .blocked(let until):
      say("the customer may not write any more" + (until == nil ? "" : " until then"))
    }
  }

  private mutating func refused(_ refusal: Refusal, _ frame: Refused) {
    let question = frame.id
    if case .articles(var search) = overlay, let question, search.question == question {
      search.failure = refusal.why
      search.question = nil
      overlay = .articles(search)
    } else {
      if let question, question == colleaguesQuestion { overlay = nil }
      if let question, refusedToTool(question, refusal) || fileRefused(question, refusal) {
        return
      }
      let which = frame.conversation.flatMap { floor.summary($0) }.map { "#\($0.number): " }
      say((which ?? "") + refusal.why, isTrouble: true)
    }
  }

  // MARK: Going about

  /// Puts a conversation on the screen.
  mutating func open(_ id: ConversationID) {
    if let current, current != id { leave(current) }
    alerts.settle(id)
    fetch(id)
    transcripts[id]?.open()
    current = id
    selected = id
    beginReading(id)
    focus = .input
    if drafts[id] == nil { drafts[id] = Draft(limit: line.textLimit) }
  }

  private mutating func leave(_ id: ConversationID) {
    saveDrafts()
    guard !floor.mine(me).contains(where: { $0.conversation == id }) else { return }
    current = nil
    forget(id)
  }

  /// What to call a conversation's customer.
  package func name(_ id: ConversationID) -> String {
    if let name = toldName(id) { return name }
    let number = transcripts[id]?.conversation.opening?.number ?? floor.summary(id)?.number
    return number.map { "guest \($0)" } ?? "guest"
  }

  /// The name or address the customer gave, if any.
  func toldName(_ id: ConversationID) -> String? {
    let contact = transcripts[id]?.conversation.contact
    let summary = floor.summary(id)
    if let name = contact?.name ?? summary?.customerName, !name.isEmpty { return name }
    if let email = contact?.email ?? summary?.email, !email.isEmpty { return email }
    return nil
  }

  /// Whether I may speak with the customer here.
  package func isMine(_ id: ConversationID) -> Bool {
    if let transcript = transcripts[id], transcript.isCaughtUp {
      if case .withAgent(let agent) = transcript.conversation.stage { return agent.id == me }
      return false
    }
    return floor.mine(me).contains { $0.conversation == id }
  }
}

extension ServerFrame {
  fileprivate var answeredCommand: CommandID? {
    if case .nack(let cid, _) = self { return cid }
    return nil
  }
}
