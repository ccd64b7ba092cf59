import Desk
import Terminal
import Wire

// Finding what was said, and reading any conversation that may be read.
extension DeskModel {
  // MARK: Opening

  /// Puts a conversation on the screen that may not be known here: the desk says whether it may be
  /// read.
  mutating func go(to id: ConversationID, _ seq: Int64?) {
    if floor.summary(id) != nil || transcripts[id]?.isCaughtUp == true {
      open(id)
      return aim(at: id, seq)
    }
    guard line.isOnline else { return say("offline: it cannot be fetched", isTrouble: true) }
    let question = nextQuestion()
    let opening = Tools.Opening(conversation: id, seq: seq, presses: tools.presses)
    tools.expect(opening, with: question)
    run([.send(.ask(Question(id: question, .conversation(id))))])
  }

  /// By its number: what is not in the lists is searched for.
  mutating func open(number: Int64) {
    if let summary = floor.numbered(number) { return open(summary.conversation) }
    guard line.isOnline else {
      return say("offline: ticket #\(number) cannot be fetched", isTrouble: true)
    }
    let question = nextQuestion()
    tools.numbers[question] = number
    run([.send(.ask(Question(id: question, .search("#\(number)", limit: 1))))])
  }

  /// Opens what was asked for; false where this answer is of something else.
  mutating func opened(_ summary: Summary, by question: Question.ID) -> Bool {
    guard let opening = tools.openings.removeValue(forKey: question) else { return false }
    // The screen never changes under hands that write by now.
    guard opening.presses == tools.presses || draft.editor.isEmpty && overlay == nil else {
      say("#\(summary.number) may be read: /open #\(summary.number) shows it")
      return true
    }
    open(opening.conversation)
    floor.learn(summary, me: me)
    aim(at: opening.conversation, opening.seq)
    return true
  }

  private mutating func aim(at id: ConversationID, _ seq: Int64?) {
    tools.target = seq.map { Tools.Opening(conversation: id, seq: $0) }
    reachTarget()
  }

  /// Shows the words that were looked for, as soon as they are there.
  mutating func reachTarget() {
    guard let target = tools.target, let seq = target.seq else { return }
    guard target.conversation == current else {
      tools.target = nil
      return
    }
    guard let transcript, transcript.isCaughtUp else { return }
    tools.target = nil
    readAround(seq)
  }

  // MARK: What is done

  /// Asks for what was mine and is over, once the list is shown: a restart must not empty it.
  mutating func askForDoneIfShown() {
    guard tools.doneQuestion == nil, floor.isComplete, line.isOnline, floor.done.isEmpty,
      DeskView(self).layout.list != nil
    else { return }
    let question = nextQuestion()
    tools.doneQuestion = question
    let words = "agent:me state:solved OR state:closed"
    run([.send(.ask(Question(id: question, .search(words, limit: Tools.mostDone))))])
  }

  /// Asks about each, the oldest first, so that the latest is on top in the end.
  private mutating func doneFound(_ page: Reply.Page) {
    for hit in page.hits.reversed() where floor.summary(hit.conversation) == nil {
      run([.send(.ask(Question(id: nextQuestion(), .conversation(hit.conversation))))])
    }
  }

  // MARK: Searching

  /// Opens the search with these words.
  mutating func search(_ words: String) {
    guard line.isOnline else { return say("offline: nothing can be searched", isTrouble: true) }
    overlay = .found(Finding(words, at: now))
    askForHitsIfDue()
  }

  mutating func askForHitsIfDue() {
    guard case .found(var finding) = overlay, let due = finding.dueAt, due <= now else { return }
    finding.dueAt = nil
    let words = finding.words.text
    guard words.contains(where: { !$0.isWhitespace }), line.isOnline else {
      finding.failure = line.isOnline ? nil : "offline: nothing can be searched"
      overlay = .found(finding)
      return
    }
    let id = nextQuestion()
    finding.question = id
    finding.failure = nil
    finding.isGoingOn = false
    finding.asked = words
    overlay = .found(finding)
    run([.send(.ask(Question(id: id, .search(words))))])
  }

  /// Takes in what was found; false where nobody asked.
  mutating func found(_ page: Reply.Page, for question: Question.ID) {
    if question == tools.doneQuestion { return doneFound(page) }
    if let number = tools.numbers.removeValue(forKey: question) {
      guard let hit = page.hits.first else {
        return say("there is no ticket #\(number) that you may read", isTrouble: true)
      }
      return go(to: hit.conversation, nil)
    }
    guard case .found(var finding) = overlay, finding.question == question else { return }
    finding.take(page)
    overlay = .found(finding)
  }

  mutating func key(_ key: Key, in finding: Finding) {
    var finding = finding
    switch (key.code, key.modifiers) {
    case (.up, []), (.text("p"), .control): finding.step(-1)
    case (.down, []), (.text("n"), .control): return goOn(finding, by: 1)
    case (.pageUp, []): finding.step(-5)
    case (.pageDown, []): return goOn(finding, by: 5)
    case (.enter, []): return choose(in: finding)
    case (.text, _), (.enter, _), (.tab, _), (.escape, _), (.backspace, _), (.delete, _),
      (.insert, _), (.up, _), (.down, _), (.left, _), (.right, _), (.home, _), (.end, _),
      (.pageUp, _), (.pageDown, _), (.function, _):
      guard let edit = Edit(key) else { return }
      let before = finding.words.text
      finding.words.perform(edit)
      if finding.words.text != before { finding.dueAt = now + .milliseconds(Finding.rest) }
    }
    overlay = .found(finding)
  }

  /// Further down; from the last one the next page is asked for.
  private mutating func goOn(_ finding: Finding, by places: Int) {
    var finding = finding
    let wasAtEnd = finding.selected == finding.hits.count - 1
    finding.step(places)
    if wasAtEnd, let next = finding.next, finding.question == nil, line.isOnline,
      finding.hits.count < Finding.most
    {
      let id = nextQuestion()
      finding.question = id
      finding.isGoingOn = true
      run([.send(.ask(Question(id: id, .search(finding.asked, after: next))))])
    }
    overlay = .found(finding)
  }

  private mutating func choose(in finding: Finding) {
    guard let hit = finding.selection else {
      var finding = finding
      finding.dueAt = now
      overlay = .found(finding)
      return askForHitsIfDue()
    }
    overlay = nil
    go(to: hit.conversation, hit.kind == .ticket ? nil : hit.seq)
  }

  // MARK: The customer's other conversations

  /// Asks for everything else of the same customer.
  mutating func askForPast(_ id: ConversationID) {
    guard line.isOnline else { return say("offline: nothing can be asked", isTrouble: true) }
    let question = nextQuestion()
    var picker = Picker(.past, [], note: "this is their only one")
    picker.question = question
    overlay = .picker(picker)
    run([.send(.ask(Question(id: question, .past(id))))])
  }

  mutating func pastCame(_ past: [Reply.Past], for question: Question.ID) {
    if question == tools.pastQuestion, let current {
      tools.past = Tools.Past(conversation: current, others: past)
      return
    }
    guard case .picker(let old) = overlay, old.question == question else { return }
    var choices = past.map { one in
      Choice(
        PastListing.title(one, offset: offset), detail: PastListing.detail(one),
        .open(one.conversation, seq: nil))
    }
    // The same person may have come on another device.
    let contact = transcript?.conversation.contact
    if let email = contact?.email ?? current.flatMap({ floor.summary($0)?.email }), !email.isEmpty {
      choices.append(
        Choice("search for \(email)", detail: "also from other devices", .search("from:\(email)")))
    }
    show(Picker(.past, choices, words: old.words.text, note: old.note))
  }
}
