package import Desk
package import Terminal
package import Wire

/// Everything the agent's screen is made from. Pure: `update` in, effects out.
package struct DeskModel: Sendable {
  /// Which half of the screen the keys go to.
  package enum Focus: Equatable, Sendable { case list, input }

  /// A sentence at the foot of the screen that goes away by itself.
  package struct Toast: Equatable, Sendable {
    package let text: String
    package let isTrouble: Bool
    package let until: Instant
  }

  /// Who is writing, and until when we believe it.
  package struct Typist: Equatable, Sendable {
    package let author: Author
    package let until: Instant
  }

  /// The desk's address as the agent knows it.
  package let server: String
  package internal(set) var line: Uplink
  package internal(set) var floor = Floor()
  /// What was opened, from its beginning.
  package internal(set) var transcripts: [ConversationID: Transcript] = [:]
  /// The others of mine, from where on they are heard.
  package internal(set) var tails: [ConversationID: Tail] = [:]
  /// How far everything was read.
  package internal(set) var marks = Marks()
  package internal(set) var drafts: [ConversationID: Draft] = [:]
  /// What is written while no conversation is on the screen: commands.
  package internal(set) var loose = Draft()
  package internal(set) var current: ConversationID?
  package internal(set) var focus = Focus.input
  /// The row of the list under the cursor.
  package internal(set) var selected: ConversationID?
  /// Which words of each conversation are being read.
  package internal(set) var reading = Reading()
  package internal(set) var log = DeskLog()
  package internal(set) var overlay: Overlay?
  package internal(set) var toast: Toast?
  package internal(set) var typists: [ConversationID: Typist] = [:]
  package internal(set) var presence = Presence.online
  /// What was said while offline; told to the desk when it is back.
  var untoldPresence: Presence?
  /// Why the latest connection was never made.
  package internal(set) var obstacle: String?
  /// Whether the desk has answered nothing for some seconds, pings neither.
  package internal(set) var isQuiet = false
  package internal(set) var isListHidden = false
  package internal(set) var isCardHidden = false
  package internal(set) var size: Size
  package internal(set) var now: Instant
  package internal(set) var isInFront = true
  /// The agent's clock against UTC, in seconds.
  package let offset: Int
  /// Borders of `-`, `|` and `+`.
  package let usesASCII: Bool
  package internal(set) var theme: ThemeName
  package let preferences: Preferences
  /// Words that can still be taken back, the first to leave first; at most ``leavingLimit``.
  package internal(set) var leaving: [Leaving] = []
  package internal(set) var alerts = Alerts()
  /// What is done with files just now.
  package internal(set) var files = FileWork()

  var effects: [DeskEffect] = []
  var quitAskedAt: Instant?
  var typedAt = Instant(milliseconds: 0)
  var rangAt = Instant(milliseconds: 0)
  var draftsDueAt: Instant?
  var marksDueAt: Instant?
  package internal(set) var hands = Hands()
  /// Orders to take that the desk has not answered yet.
  var takes: Set<CommandID> = []
  var questions = 0
  var colleaguesQuestion: Question.ID?
  var shortcutQuestion: Question.ID?
  /// How far customers have read, and how far the desk was told that I have.
  package internal(set) var customerReads: [ConversationID: CustomerRead] = [:]
  var toldReads: [ConversationID: Int64] = [:]
  /// Which other agents read along, by conversation.
  package internal(set) var readers: [ConversationID: [AgentName]] = [:]
  /// Where else what is followed is known, as far as the desk has told it.
  package internal(set) var mirrored: [ConversationID: [Mirrored]] = [:]
  /// The latest that supervisors said to all.
  package internal(set) var announcement: Announcement?
  /// What keys and commands remember.
  package internal(set) var tools = Tools()
  /// What the screen need not lay out again.
  var rowMemory = RowMemory()

  package init(
    server: String, line: Uplink, size: Size, at now: Instant, offset: Int = 0,
    usesASCII: Bool = false, theme: ThemeName = .dark, preferences: Preferences = Preferences()
  ) {
    self.theme = theme
    self.preferences = preferences
    tools.keys = preferences.keys
    tools.widths = preferences.widths
    self.offset = offset
    self.usesASCII = usesASCII
    self.server = server
    self.line = line
    self.size = size
    self.now = now
  }

  package var me: Identifier<Agent>? { line.me?.id }

  /// The desk's time: waits are reckoned by the clock that wrote them down.
  package var deskTime: Instant { now + .milliseconds(line.clockLead) }

  package var draft: Draft {
    get { current.map { drafts[$0] ?? Draft(limit: line.textLimit) } ?? loose }
    set {
      if let current { drafts[current] = newValue } else { loose = newValue }
    }
  }

  package var transcript: Transcript? { current.flatMap { transcripts[$0] } }

  /// When `update(.tick)` has something to do.
  package var deadline: Instant {
    var moments = [now + .seconds(1)]
    if let deadline = line.deadline { moments.append(deadline) }
    if let draftsDueAt { moments.append(draftsDueAt) }
    if let marksDueAt { moments.append(marksDueAt) }
    if let due = overlay?.dueAt { moments.append(due) }
    if let due = leaving.first?.due { moments.append(due) }
    if let due = alerts.deadline { moments.append(due) }
    moments += files.sendings.compactMap(\.dueAt)
    return moments.min() ?? now
  }
}

/// Something that happened to the screen or the line.
package enum DeskEvent: Equatable, Sendable {
  case input(Input)
  /// A whole line at once: words or a command, from a face without an editor.
  case entered(String)
  case resized(Size)
  case tick
  case connected
  case received(ServerFrame)
  /// A message of the desk we do not understand: it is newer than we are.
  case unreadable(String)
  /// The desk answers nothing, not even pings; or does so again.
  case quiet(Bool)
  /// `why` is the sentence for a connection that was never made.
  case disconnected(code: UInt16?, why: String? = nil)
  case restored([Outgoing], [StoredDraft], Marks = Marks())
  /// What came back from the agent's own editor.
  case edited(String)
  /// The disk does not take what must be kept.
  case trouble(String)
  case file(FileNews)
}

/// What the model wants done.
package enum DeskEffect: Equatable, Sendable {
  case line(Uplink.Errand)
  case saveDrafts([StoredDraft])
  case saveMarks(Marks)
  case keepWidths(PaneWidths)
  /// Five minutes with a simulated customer, in place of the screen.
  case train
  case ring
  /// To the desktop, and to the program that the agent has for it.
  case alert(Alert)
  case repaint
  case suspend
  case quit
  /// Goes on writing this in the agent's own editor.
  case edit(String)
  case file(FileErrand)
}

extension DeskModel {
  package mutating func update(_ event: DeskEvent, at moment: Instant) -> [DeskEffect] {
    now = moment
    switch event {
    case .input(let input): take(input)
    case .entered(let text):
      draft.editor.replace(text)
      submit()
      draft.editor.replace("")
    case .resized(let size): self.size = size
    case .tick: tick()
    case .connected:
      isQuiet = false
      run(line.opened(at: now))
    case .received(let frame):
      receive(frame)
      leaveIfSent()
    case .unreadable(let why): say("the desk said something I do not know: \(why)", isTrouble: true)
    case .quiet(let isQuiet): self.isQuiet = isQuiet
    case .disconnected(let code, let why):
      isQuiet = false
      run(line.closed(code: code, at: now))
      obstacle = why
      typists = [:]
    case .restored(let orders, let stored, let marks):
      restore(marks)
      restore(orders, stored)
    case .trouble(let why): say(why, isTrouble: true)
    case .edited(let text): edited(text)
    case .file(let news): fileNews(news)
    }
    noteFault(event)
    tools.visits.see(current)
    reachTarget()
    noteShown()
    tellRead()
    askForNamesIfNeeded()
    askForDoneIfShown()
    return takeEffects()
  }

  mutating func takeEffects() -> [DeskEffect] {
    defer { effects = [] }
    return effects
  }

  mutating func run(_ errands: [Uplink.Errand]) { effects += errands.map { .line($0) } }

  mutating func say(_ text: String, isTrouble: Bool = false) {
    let span: Duration = isTrouble ? .seconds(8) : .seconds(4)
    toast = Toast(text: text, isTrouble: isTrouble, until: now + span)
    log.add(text, at: deskTime)
  }

  private mutating func tick() {
    run(line.tick(at: now))
    if let toast, toast.until <= now { self.toast = nil }
    typists = typists.filter { $0.value.until > now }
    if let draftsDueAt, draftsDueAt <= now { saveDrafts() }
    if let marksDueAt, marksDueAt <= now { saveMarks() }
    askForArticlesIfDue()
    askForHitsIfDue()
    askForPeopleIfDue()
    askForPreviewIfDue()
    departDue()
    tickFiles()
    alertAgain()
    leaveIfSent()
  }

  private mutating func restore(_ orders: [Outgoing], _ stored: [StoredDraft]) {
    let isAsked = asksAbout(orders)
    run(line.resume(isAsked ? [] : orders, at: now))
    for draft in stored where drafts[draft.conversation] == nil {
      drafts[draft.conversation] = Draft(
        draft.text, isNote: draft.isNote, limit: line.textLimit)
    }
    let count = orders.count
    if count > 0, !isAsked {
      say("\(count) unsent from last time \(count == 1 ? "is" : "are") sent now")
    }
  }

  mutating func draftChanged() {
    if draftsDueAt == nil { draftsDueAt = now + .seconds(1) }
  }

  mutating func saveDrafts() {
    draftsDueAt = nil
    let written = Set(drafts.keys).union(leaving.map(\.conversation))
      .union(files.sendings.map(\.conversation))
    let stored = written.filter { !keptText($0).isEmpty }
      .map { id in
        let isNote = drafts[id].map { $0.isNote && !$0.text.isEmpty } ?? false
        return StoredDraft(conversation: id, text: keptText(id), isNote: isNote)
      }
      .sorted { $0.conversation < $1.conversation }
    effects.append(.saveDrafts(stored))
  }

  /// Rings at most once in three seconds: a bell that never stops is switched off.
  mutating func ring() {
    guard now.since(rangAt) > .seconds(3) else { return }
    rangAt = now
    effects.append(.ring)
  }
}
