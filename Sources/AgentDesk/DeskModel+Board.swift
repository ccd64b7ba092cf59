import Desk
import Terminal
import Wire

// The board: looking, and acting on what stands there.
extension DeskModel {
  mutating func openBoard() {
    overlay = .board(Board())
    askForPeople()
  }

  /// Asks who is there, now and every few seconds while the board is open.
  mutating func askForPeople() {
    guard case .board(var board) = overlay else { return }
    board.dueAt = now + Board.pause
    if line.isOnline {
      let question = nextQuestion()
      board.question = question
      run([.send(.ask(Question(id: question, .agents)))])
    }
    overlay = .board(board)
  }

  mutating func askForPeopleIfDue() {
    guard case .board(let board) = overlay, let due = board.dueAt, due <= now else { return }
    askForPeople()
  }

  mutating func boardCame(_ people: [Reply.Colleague], for question: Question.ID) {
    guard case .board(var board) = overlay, board.question == question else { return }
    board.people = Array(people.prefix(Tools.mostColleagues))
    board.question = nil
    overlay = .board(board)
  }

  /// A supervisor spoke to all: shown until the next key, and rung for.
  mutating func heard(_ announcement: Announcement) {
    self.announcement = announcement
    ring()
    let name = Saying(me: me, offset: offset).quoted(announcement.by.name)
    say("\(name) to all: \(announcement.text)", isTrouble: true)
  }

  /// Who else looks at a conversation, in words; nothing where nobody does.
  package func readingAlong(_ id: ConversationID) -> String {
    guard let readers = readers[id], let first = readers.first else { return "" }
    let name = CleanText(first.name).text
    switch readers.count {
    case 1: return "\(name) reads along"
    case 2: return "\(name) and another read along"
    default: return "\(name) and \(readers.count - 1) others read along"
    }
  }

  // MARK: Keys

  /// What the cursor can stand on, from the top.
  func subjects(_ board: Board) -> [Board.Subject] {
    floor.atRisk(at: deskTime).map { .conversation($0.conversation) }
      + floor.workers(board.people ?? [], at: deskTime).map { .agent($0.colleague.agent.id) }
  }

  mutating func key(_ key: Key, in board: Board) {
    switch (key.code, key.modifiers) {
    case (.up, []), (.text("k"), []): step(board, -1)
    case (.down, []), (.text("j"), []): step(board, 1)
    case (.pageUp, []): step(board, -10)
    case (.pageDown, []): step(board, 10)
    case (.home, []): step(board, -Board.mostAtRisk * 10)
    case (.end, []): step(board, Board.mostAtRisk * 10)
    case (.enter, []): look(at: board.selected, then: "")
    case (.text("n"), []): look(at: board.selected, then: "/note ")
    case (.text("t"), []): look(at: board.selected, then: "/takeover ")
    case (.text("r"), []): look(at: board.selected, then: "/transfer @")
    case (.text("a"), []): sendAway(board.selected)
    case (.text, _), (.enter, _), (.tab, _), (.escape, _), (.backspace, _), (.delete, _),
      (.insert, _), (.up, _), (.down, _), (.left, _), (.right, _), (.home, _), (.end, _),
      (.pageUp, _), (.pageDown, _), (.function, _):
      break
    }
  }

  private mutating func step(_ board: Board, _ places: Int) {
    var board = board
    let rows = subjects(board)
    guard !rows.isEmpty else { return }
    let place = board.selected.flatMap { rows.firstIndex(of: $0) } ?? (places > 0 ? -1 : 0)
    board.selected = rows[min(max(place + places, 0), rows.count - 1)]
    overlay = .board(board)
  }

  /// Opens a customer's conversation, or of an agent the one that has waited longest for them, with
  /// the beginning of a command in the input: what it does is read before Enter does it.
  private mutating func look(at subject: Board.Subject?, then command: String) {
    switch subject {
    case .conversation(let id): open(id, begin: command)
    case .agent(let agent):
      let theirs = floor.withAgents.filter { $0.agent?.id == agent }
      let first = theirs.min {
        ($0.owed.isPerson ? 0 : 1, $0.owed.since ?? $0.lastAt, $0.number)
          < ($1.owed.isPerson ? 0 : 1, $1.owed.since ?? $1.lastAt, $1.number)
      }
      guard let first else { return say("they have no conversation that you may read") }
      open(first.conversation, begin: command)
    case nil: say("Up and Down choose a customer or an agent")
    }
  }

  private mutating func open(_ id: ConversationID, begin command: String) {
    overlay = nil
    open(id)
    guard !command.isEmpty else { return }
    guard draft.editor.isEmpty else {
      return say("there is a draft here: send or clear it, then \(command)")
    }
    draft.editor.replace(command)
    draftChanged()
  }

  private mutating func sendAway(_ subject: Board.Subject?) {
    guard case .agent(let agent)? = subject else { return say("choose an agent first") }
    guard line.role == .supervisor else { return say("only supervisors send others away") }
    overlay = nil
    focus = .input
    guard draft.editor.isEmpty else {
      return say("there is a draft in the input: /sendaway @\(agent.text) when it is sent")
    }
    draft.editor.replace("/sendaway @\(agent.text) ")
    draftChanged()
  }

  // MARK: In lines

  /// The board for a face without panes.
  func boardLines(_ board: Board) -> [String] {
    let queues = floor.queueCounts(at: deskTime).map { count in
      "#\(count.queue.text): \(count.waiting) waiting, \(count.missed) missed, "
        + "\(count.promised) promised, \(count.withAgents) with agents, \(count.late) late"
    }
    let risky = floor.atRisk(at: deskTime).map { summary in
      let state = Heat(summary, at: deskTime) == .late ? "late" : "nearly late"
      let span = summary.owed.since.map { Times.wait(max(.zero, deskTime.since($0))) } ?? ""
      return "#\(summary.number) \(name(summary.conversation)): \(state), waiting \(span)"
    }
    let people = floor.workers(board.people ?? [], at: deskTime).map { worker in
      let person = worker.colleague
      let most = person.capacity.map { " of \($0)" } ?? ""
      return "@\(person.agent.id.text) \(person.agent.name): \(person.presence), "
        + "\(person.open)\(most) open, \(worker.owing) waiting for them, \(worker.late) late"
    }
    return queues + risky + people
  }

  // MARK: Saying something to all

  mutating func announce(_ text: String) {
    guard line.role == .supervisor else {
      return say("only supervisors speak to all", isTrouble: true)
    }
    guard line.isOnline else { return say("offline: nobody would hear it", isTrouble: true) }
    guard text.unicodeScalars.count <= Announcement.textLimit else {
      return say("1 to \(Announcement.textLimit) characters, please", isTrouble: true)
    }
    run([.send(.announce(nextQuestion(), text))])
  }
}
