import Desk
import Terminal
import Wire

// What the agent asks for, by key or by command.
extension DeskModel {
  /// Sends what stands in the input, or carries it out as a command.
  mutating func submit() {
    let text = draft.editor.text
    guard text.contains(where: { !$0.isWhitespace }), !asksFirst(text) else { return }
    if SlashCommand.isMeant(text) { return obey(text) }
    guard let current else { return say("open a conversation first: Alt-n takes the next") }
    let words = SlashCommand.words(text)
    guard draft.isNote || isMine(current) else {
      return say("this is not yours: Alt-t takes it, ^N writes a note", isTrouble: true)
    }
    let isGone = draft.isNote ? order(.note(words), in: current) != nil : letGo(words, in: current)
    guard isGone else { return }
    alerts.settle(current)
    tools.noteSent(draft.editor.submit())
    draft.takeUpRest()
    if draft.editor.isEmpty { draft.isNote = false }
    readNewest()
    saveDrafts()
  }

  private mutating func obey(_ text: String) {
    do throws(SlashCommand.Mistake) {
      let command = try SlashCommand.read(text)
      // What is written as a note never reaches the customer, beside a file neither.
      if draft.isNote, case .upload(_, let words) = command, !words.isEmpty {
        return say(
          "words with a file go to the customer: ^N leaves the note first", isTrouble: true)
      }
      _ = draft.editor.submit()
      bringBackStash()
      saveDrafts()
      let before = Set(line.outgoing.map(\.order.cid))
      carryOut(command)
      remember(text, asTypedFor: line.outgoing.filter { !before.contains($0.order.cid) })
    } catch {
      say(error.text, isTrouble: true)
    }
  }

  mutating func carryOut(_ command: SlashCommand) {
    switch command {
    case .take(let which): take(which)
    case .next: takeNext()
    case .open(.ticket(let number)): open(number: number)
    case .open(let which): if let summary = find(which) { open(summary.conversation) }
    case .help(let name): help(name)
    case .card: showCard()
    case .crm: inCurrent { $0.askSystems(about: $1) }
    case .articles(let words): searchArticles(words.isEmpty ? nil : words)
    case .status(let status): become(status)
    case .who: askWho()
    case .board: openBoard()
    case .sessions(let name): askSessions(ending: name)
    case .announce(let text): announce(text)
    case .search(let words): search(words)
    case .go(let text): go(text)
    case .back: goBack()
    case .history: inCurrent { $0.askForPast($1) }
    case .pickReceiver: inCurrent { $0.openReceivers($1) }
    case .promise(let span): inCurrent { $0.promise(span, in: $1) }
    case .accept: acceptOffer()
    case .theme(let theme): choose(theme)
    case .figures(let days): askFigures(days)
    case .menu(let words): openPalette(words)
    case .chooseKey(let name, let keys): chooseKey(name, keys)
    case .holdUntil(let minute, let reason):
      inCurrent { $0.order(.hold(until: $0.next(minute), reason: reason), in: $1) }
    case .hold(let span, let reason):
      inCurrent { $0.order(.hold(until: $0.deskTime + span, reason: reason), in: $1) }
    case .shortcuts(let text): askShortcuts(.shortcuts(text))
    case .reply(let name): inCurrent { $0.askReply(name, for: $1) }
    case .previewMacro(let name): inCurrent { $0.askShortcuts(.shortcut(.macro, name, $1)) }
    case .mute(let kind, let span): mute(kind, span)
    case .password: openPasswordChange()
    case .debug: openReport()
    case .survey: inCurrent { $0.tellRating(of: $1) }
    case .train: effects.append(.train)
    case .upload(let path, let words): upload(path, words)
    case .bring(let aim, let name): bring(aim, name)
    case .retry: retry()
    case .discard: discard()
    case .logout: leave(forgetting: true)
    case .quit: quit()
    case .resolve(let note): inCurrent { $0.resolve($1, note) }
    case .order(.decline(let reason), _):
      guard let offered else { return say("nothing is offered to you", isTrouble: true) }
      order(.decline(reason: reason), in: offered)
    case .order(let command, let reason): inCurrent { $0.carryOut(command, reason, in: $1) }
    case .sendAway(let agent, let reason): sendAway(agent, reason)
    case .block(let span, let reason): inCurrent { $0.block($1, span, reason) }
    }
  }

  /// What came of the survey; the desk asks by itself once a conversation is resolved.
  private mutating func tellRating(of conversation: ConversationID) {
    guard let rating = transcripts[conversation]?.conversation.rating else {
      return say("not rated yet: the customer is asked once it is resolved")
    }
    let comment = rating.comment.map { ": “\($0)”" } ?? ""
    say("the customer gave \(rating.score) of 5\(comment)")
  }

  private mutating func inCurrent(_ work: (inout DeskModel, ConversationID) -> Void) {
    guard let current else { return say("open a conversation first", isTrouble: true) }
    work(&self, current)
  }

  private mutating func carryOut(
    _ command: Command, _ reason: String?, in conversation: ConversationID
  ) {
    let cid = order(command, reason: reason, in: conversation)
    // What is taken opens when the desk has said yes.
    if let cid, command == .take(over: true) { expect(cid) }
  }

  private mutating func resolve(_ conversation: ConversationID, _ note: String?) {
    if let note { order(.note(note), in: conversation) }
    order(.resolve, in: conversation)
  }

  @discardableResult
  mutating func order(
    _ command: Command, reason: String? = nil, seen: Int64? = nil, file: String? = nil,
    in conversation: ConversationID?
  ) -> CommandID? {
    if let conversation { comesAfterWords(command, in: conversation) }
    guard
      let (cid, errands) = line.order(
        command, in: conversation, reason: reason, seen: seen, file: file, at: now)
    else {
      say("\(Uplink.orderLimit) commands wait already; this one was not taken", isTrouble: true)
      return nil
    }
    run(errands)
    if !line.isOnline { say("kept; it is sent when the desk is back") }
    return cid
  }

  private mutating func take(_ which: SlashCommand.Which) {
    if case .current = which {
      guard let current else { return say("take which? Alt-n takes the next", isTrouble: true) }
      return take(current)
    }
    if let summary = find(which) { take(summary.conversation) }
  }

  mutating func take(_ id: ConversationID) {
    if isMine(id) { return open(id) }
    if let cid = order(.take, in: id) { expect(cid) }
  }

  mutating func takeNext() {
    if floor.isComplete, floor.queue.isEmpty, floor.missed.isEmpty, floor.promised.isEmpty {
      return say("nobody is waiting")
    }
    // The desk says who is next: what we see of its line may be a moment old, or hours.
    if let cid = order(.take, in: nil) { expect(cid) }
  }

  private mutating func find(_ which: SlashCommand.Which) -> Summary? {
    switch which {
    case .current: return current.flatMap { floor.summary($0) }
    case .place(let place):
      let waiting = floor.queue + floor.missed + floor.promised
      if waiting.indices.contains(place - 1) { return waiting[place - 1] }
      say("the queue has \(waiting.count), not \(place)", isTrouble: true)
    case .ticket(let number):
      if let summary = floor.numbered(number) { return summary }
      say("ticket #\(number) is not waiting and not yours", isTrouble: true)
    }
    return nil
  }

  /// The next conversation where a customer waits for somebody, mine before the queue.
  mutating func goToNextInNeed() {
    let mine = floor.mine(me).filter(\.owed.isPerson)
      .sorted { ($0.owed.since ?? $0.lastAt) < ($1.owed.since ?? $1.lastAt) }
    let needing = mine + floor.queue + floor.missed
    let others = needing.filter { $0.conversation != current }
    guard let next = others.first else { return say("nobody needs you just now") }
    open(next.conversation)
  }

  mutating func openMine(_ place: Int) {
    guard let id = floor.at(place: place + 1) else {
      return say("none of yours has the number \(place + 1)")
    }
    open(id)
  }

  mutating func showCard() {
    guard current != nil else { return say("open a conversation first") }
    overlay = .card(scroll: 0)
    askForCard()
  }

  /// What the systems say comes as an event, and onto the card.
  private mutating func askSystems(about conversation: ConversationID) {
    showCard()
    carryOut(.lookUp, nil, in: conversation)
  }

  private mutating func become(_ status: Presence) {
    presence = status
    guard line.isOnline else {
      untoldPresence = status
      return say("told to the desk when it is back")
    }
    run([.send(.status(status))])
    say(status == .away ? "away: no new conversations" : "online")
  }

  private mutating func sendAway(_ agent: Identifier<Agent>, _ reason: String?) {
    guard line.isOnline else { return say("offline: nobody can be sent away", isTrouble: true) }
    run([.send(.status(.away, of: agent, reason: reason))])
    say("\(agent.text) is asked to take no conversations; /who shows it")
  }

  private mutating func block(_ id: ConversationID, _ span: Duration?, _ reason: String) {
    guard line.isOnline else { return say("offline: nobody can be blocked", isTrouble: true) }
    run([.send(.block(nextQuestion(), id, for: span, reason: reason))])
  }

  private mutating func askSessions(ending name: String?) {
    guard line.isOnline else { return say("offline: nobody can be asked", isTrouble: true) }
    let question = nextQuestion()
    guard let name else { return run([.send(.ask(Question(id: question, .sessions)))]) }
    run([.send(.account(question, .end(name == "others" ? .others : .named(name))))])
  }

  private mutating func askWho() {
    guard line.isOnline else { return say("offline: nobody can be asked", isTrouble: true) }
    colleaguesQuestion = nextQuestion()
    overlay = .colleagues(nil)
    run([.send(.ask(Question(id: colleaguesQuestion ?? "", .agents)))])
  }

  mutating func askShortcuts(_ subject: Question.Subject) {
    guard line.isOnline else { return say("offline: nothing can be asked", isTrouble: true) }
    shortcutQuestion = nextQuestion()
    run([.send(.ask(Question(id: shortcutQuestion ?? "", subject)))])
  }

  private mutating func askReply(_ name: String, for conversation: ConversationID) {
    hands.replyFor = conversation
    askShortcuts(.shortcut(.reply, name, conversation))
  }

  mutating func nextQuestion() -> Question.ID {
    questions += 1
    return "q\(questions)"
  }

  mutating func retry() {
    if !line.isOnline { return run(line.reconnect(at: now)) }
    let refused = refusedHere
    guard !refused.isEmpty else {
      // A line may be dead and say nothing: whoever asks gets a new one.
      run(line.reconnect(at: now))
      return say("connecting anew")
    }
    for item in refused {
      run(line.discard(item.order.cid))
      guard let conversation = item.order.conversation else { continue }
      order(item.order.command, file: item.order.file, in: conversation)
    }
  }

  private mutating func discard() {
    let refused = refusedHere
    for item in refused { run(line.discard(item.order.cid)) }
    say(refused.isEmpty ? "nothing was refused here" : "let go")
  }

  private var refusedHere: [Outgoing] {
    line.outgoing.filter { item in
      if case .refused = item.state { return item.order.conversation == current }
      return false
    }
  }

  mutating func quit() { leave(forgetting: false) }
}
