import Desk
import Terminal
import Wire

/// A question about words that have not left this machine.
package struct Ask: Equatable, Sendable {
  /// What it is asked for.
  package enum Occasion: Equatable, Sendable {
    /// Somebody wants to leave; the session is ended for good where `forgetting`.
    case leaving(forgetting: Bool)
    /// An earlier run left them.
    case restored
  }

  /// What was answered: yes, send; no, do not; later.
  enum Answer: Equatable, Sendable { case yes, no, later }

  package let occasion: Occasion
  /// When it came on the screen: a key that was on its way is no answer.
  let at: Instant

  var title: String {
    switch occasion {
    case .leaving: "Not all has left"
    case .restored: "From last time"
    }
  }
}

// Leaving, and coming back, with words that have not left.
extension DeskModel {
  /// What an earlier run left may be sent without a question for so long: a terminal that broke and
  /// was started anew.
  static let freshness = Duration.seconds(120)
  /// A key that comes sooner was pressed for something else.
  static let askingPause = Duration.milliseconds(700)
  /// So long a face of lines waits for the desk before it leaves.
  static let farewell = Duration.seconds(10)

  private var isOpenWork: Bool {
    line.outgoing.contains(where: \.isOpen) || !leaving.isEmpty || !files.sendings.isEmpty
  }

  mutating func leave(forgetting: Bool) {
    saveDrafts()
    guard isOpenWork else { return leaveNow(forgetting: forgetting) }
    guard preferences.asks else {
      departEverything()
      guard line.isOnline else { return leaveNow(forgetting: forgetting) }
      hands.leavesAt = now + Self.farewell
      return
    }
    overlay = .ask(Ask(occasion: .leaving(forgetting: forgetting), at: now))
  }

  private mutating func leaveNow(forgetting: Bool) {
    hands.leavesAt = nil
    saveDrafts()
    saveMarks()
    run(line.end(forgetting: forgetting))
    effects.append(.quit)
  }

  private mutating func departEverything() {
    for id in Set(leaving.map(\.conversation)) { departAll(of: id) }
  }

  /// Leaves once the desk has everything, for whoever waits for that.
  mutating func leaveIfSent() {
    // What was asked about has left meanwhile: there is nothing to decide any more.
    if case .ask(let ask)? = overlay, case .leaving(let forgetting) = ask.occasion, !isOpenWork {
      overlay = nil
      return leaveNow(forgetting: forgetting)
    }
    guard let leavesAt = hands.leavesAt else { return }
    if !isOpenWork || leavesAt <= now { leaveNow(forgetting: false) }
  }

  /// Whether what an earlier run left is asked about before it is sent.
  mutating func asksAbout(_ orders: [Outgoing]) -> Bool {
    guard preferences.asks, let oldest = orders.map(\.createdAt).min(),
      now.since(oldest) > Self.freshness
    else { return false }
    hands.unsent += orders
    overlay = .ask(Ask(occasion: .restored, at: now))
    return true
  }

  mutating func press(_ key: Key, over ask: Ask) {
    switch (key.code, key.modifiers) {
    case (.enter, []): answer(ask, .yes)
    case (.delete, []), (.text("d"), .control): answer(ask, .no)
    case (.escape, []): answer(ask, .later)
    case (.text, _), (.enter, _), (.tab, _), (.escape, _), (.backspace, _), (.delete, _),
      (.insert, _), (.up, _), (.down, _), (.left, _), (.right, _), (.home, _), (.end, _),
      (.pageUp, _), (.pageDown, _), (.function, _):
      break
    }
  }

  mutating func answer(_ ask: Ask, _ answer: Ask.Answer) {
    guard now.since(ask.at) >= Self.askingPause else { return }
    overlay = nil
    switch (ask.occasion, answer) {
    case (.leaving(let forgetting), .no): leaveNow(forgetting: forgetting)
    case (.leaving, .later): hands.leavesAt = nil
    case (.leaving, .yes):
      departEverything()
      hands.leavesAt = now + .seconds(600)
      say("leaving as soon as the desk has it all; ^C ^C leaves at once")
      leaveIfSent()
    case (.restored, .yes):
      run(line.resume(hands.unsent, at: now))
      hands.unsent = []
    case (.restored, .no): keepAsDrafts()
    case (.restored, .later): say("kept; you are asked again the next time")
    }
  }

  /// What an earlier run left is not sent: its words become drafts again, and the desk is told, for
  /// some of it may have come through.
  private mutating func keepAsDrafts() {
    let items = hands.unsent
    hands.unsent = []
    for item in items {
      guard let id = item.order.conversation, let (words, isNote) = item.words else { continue }
      // A file itself is no draft; it is sent anew, or not.
      let text = item.order.file == nil ? words : item.saidText
      guard !text.isEmpty else { continue }
      let before = drafts[id]?.text ?? ""
      drafts[id] = Draft(
        text + (before.isEmpty ? "" : "\n" + before), isNote: isNote || drafts[id]?.isNote ?? false,
        limit: line.textLimit)
    }
    run(line.withdraw(items, at: now))
    saveDrafts()
    say("not sent: the words are drafts again")
  }

  /// The question as lines, with what each key does.
  func words(of ask: Ask) -> [String] {
    switch ask.occasion {
    case .leaving:
      let open = line.outgoing.filter(\.isOpen)
      let count = open.count + leaving.count + files.sendings.count
      return ["\(count) \(count == 1 ? "has" : "have") not left yet:", ""]
        + leaving.prefix(4).map { "  to “\(name($0.conversation))”: \($0.text.prefix(60))" }
        + files.sendings.prefix(4).map { "  to “\(name($0.conversation))”: \($0.progress)" }
        + open.prefix(4).map(described) + [
          "", "Enter    send, and leave when the desk has it",
          "Esc      stay",
          "Delete   leave now; it stays here, and you are asked the next time",
        ]
    case .restored:
      let count = hands.unsent.count
      return ["\(count) of last time \(count == 1 ? "was" : "were") not sent:", ""]
        + hands.unsent.prefix(8).map(described) + [
          "", "Enter    send now", "Delete   do not send; words become drafts again",
          "Esc      decide later",
        ]
    }
  }

  private func described(_ item: Outgoing) -> String {
    let day = Times.day(item.createdAt, offset: offset)
    let time = Times.clock(item.createdAt, offset: offset)
    let who = item.order.conversation.flatMap(toldName).map { " to “\($0)”" } ?? ""
    let what = item.words.map { ": \($0.text.prefix(60))" } ?? ": \(item.order.command.word)"
    return "  \(day) \(time)\(who)\(what)".replacing("\n", with: " ")
  }
}

// Commands, what comes of them, and what comes before them.
extension DeskModel {
  /// What follows words must not overtake them; notes and questions of order may.
  mutating func comesAfterWords(_ command: Command, in id: ConversationID) {
    guard command.endsTalk else { return }
    departAll(of: id)
    hands.gaveAway.append(id)
    if hands.gaveAway.count > Hands.memory { hands.gaveAway.removeFirst() }
  }

  /// Remembers what was typed for orders, so that a refused one can be typed better.
  mutating func remember(_ text: String, asTypedFor items: [Outgoing]) {
    if hands.typed.count > Hands.memory { hands.typed = [:] }
    for item in items { hands.typed[item.order.cid] = text }
  }

  /// A refusal whose words go back where they were written; says so, and whether it did.
  mutating func mends(_ cid: CommandID, _ refusal: Refusal, _ item: Outgoing?) -> Bool {
    let typed = hands.typed.removeValue(forKey: cid)
    guard let item, let id = item.order.conversation else { return false }
    if refusal.code == .answeredFirst, let (words, _) = item.words {
      let enclosure = item.order.file.flatMap { files.enclosures[$0] }
      let bare = item.order.file == nil ? words : item.saidText
      let text = enclosure.map { Self.command($0.path, item.saidText) } ?? bare
      run(line.discard(cid))
      giveBack(text, to: id)
      say("\(refusal.why); your words are in the input", isTrouble: true)
      return true
    }
    guard let typed, item.words == nil, drafts[id]?.text.isEmpty ?? true else { return false }
    giveBack(typed, to: id)
    return false
  }

  mutating func giveBack(_ text: String, to id: ConversationID) {
    let since = drafts[id]?.text ?? ""
    let isNote = drafts[id]?.isNote ?? false
    drafts[id] = Draft(
      text + (since.isEmpty ? "" : "\n" + since), isNote: isNote && !since.isEmpty,
      limit: line.textLimit)
    saveDrafts()
  }
}

extension Command {
  /// Whether the customer hears no more of this agent after it, for now.
  fileprivate var endsTalk: Bool {
    switch self {
    case .release, .transfer, .resolve, .escalate, .merge, .close, .hold, .answerAll, .macro: true
    case .start, .say, .choose, .fill, .identify, .rate, .take, .note, .reopen, .prioritise,
      .categorise, .tag, .setFields, .decline, .follow, .wake, .link, .unlink, .split, .speak,
      .record, .suggest, .judge, .handOver, .miss, .withdraw, .promise, .conclude, .giveBack,
      .vouch, .relay,
      .route, .offer, .lapse, .consider, .near, .breach, .notify, .sendTranscript, .lookUp,
      .noteLookUp:
      false
    }
  }
}
