package import Desk
import JSON
import Wire

/// The desk for scripts: one JSON object a line in, one a line out. Pure, like ``DeskModel``.
///
/// In: `{"id":"1","do":"take"}`. `id` (at most 64 characters, yours) comes back as `re`, and the
/// line's number as `line`. What `do` may be: every command of an agent in `docs/protocol.md` with
/// its fields, every question, and what ``ScriptWord`` names. A conversation is named by its
/// `conversation`, its `number`, or `of`: the `id` of a line whose answer told it.
///
/// Out, each with `v` 1 and `type`: every line is answered by one `done`, `failed`, `list` or
/// `answer`; and as they happen `online`, `offline`, `event`, `caught_up`, `reset`, `summary`,
/// `typing`, `desk` and what else the desk tells.
package struct ScriptDesk: Sendable {
  /// What is to be done outside because of a line or a frame.
  package enum Effect: Equatable, Sendable {
    case line(Uplink.Errand)
    /// Write a command's line to disk until it is understood, under the name it will go by.
    case keep(KeptLine)
    case print([UInt8])
    case quit(Int32)
    case file(FileErrand)
  }

  /// A command on its way, and whose it is.
  struct Owed: Sendable {
    let asker: ScriptLine.Asker
    /// Whether its conversation is followed once it is done.
    var follows = false
  }

  /// What a question to the desk is for.
  enum Purpose: Sendable {
    case answer(ScriptLine.Asker)
    /// Asked behind a `status`, which the desk answers only where it refuses it.
    case status(ScriptLine.Asker, Refusal?)
    case lookup(Int64)
    /// Where a file may be sent.
    case upload(FileNumber)
  }

  /// The script has said its last line.
  struct Ending: Sendable {
    var at: Instant
    var asker: ScriptLine.Asker?
    var forgets = false
    var patience: Duration
  }

  package static let lineLimit = 65_536
  /// Lines that may wait behind a `wait`, or for the list; beyond it nothing is read until there is
  /// room.
  static let heldLimit = 900

  package internal(set) var line: Uplink?
  let settings: ScriptSettings
  let chance: Chance
  var floor = Floor()
  var isWatching = false
  var commands: [CommandID: Owed] = [:]
  var questions: [Question.ID: Purpose] = [:]
  /// Those who wait for a conversation to have been told up to now.
  var follows: [ConversationID: [ScriptLine.Asker]] = [:]
  /// The `login` that is not answered, if any.
  var logins: [ScriptLine.Asker] = []
  /// Which conversation the answers to the script's lines were about, and which have a number; at
  /// most ``Uplink.orderLimit`` of each, then they are forgotten.
  var told: [String: ConversationID] = [:]
  var numbers: [Int64: ConversationID?] = [:]
  /// Lines that need the list of conversations, until it has come.
  var early: [ScriptLine] = []
  /// The name of the kept line that is being obeyed.
  var keptName: CommandID?
  var lineAtHand: [UInt8] = []
  var gate: ScriptGate?
  /// What waits behind the gate, in order.
  var held: [ScriptLine] = []
  var heard = ScriptHearing()
  private var asked = 0
  private var linesRead = 0
  var ending: Ending?
  /// Files on their way to the desk, with the lines they are of.
  var uploads: [Upload] = []
  var files = FileWork()
  /// How many lines were answered by `failed`.
  var failures = 0
  var wasOnline = false
  var hasLeft = false
  var effects: [Effect] = []
  var now: Instant

  /// Without a credential the script must `login` first.
  package init(
    _ credential: Uplink.Credential?, _ settings: ScriptSettings = ScriptSettings(),
    chance: Chance, at now: Instant
  ) {
    self.chance = chance
    self.settings = settings
    self.now = now
    line = credential.map {
      Uplink(
        $0, awaitsRestoring: true, isObserver: settings.isObserver, chance: chance, at: now)
    }
  }

  package var deadline: Instant? {
    let moments = [line?.deadline, ending.map { $0.at + $0.patience }, gate?.until]
    return (moments.compactMap { $0 } + uploads.compactMap(\.sending.dueAt)).min()
  }

  /// Whether no more lines should be read for now: as many wait as may.
  package var isFull: Bool { max(held.count, early.count) >= Self.heldLimit }

  /// Whether a line waits for the list that the lines behind it must not overtake.
  private var isQueueing: Bool {
    !isWatching && line != nil && early.contains { ["wait", "expect"].contains($0.word) }
  }

  // MARK: What happens

  package mutating func update(_ event: DeskEvent, at moment: Instant) -> [Effect] {
    now = moment
    switch event {
    case .tick:
      withLine { $0.tick(at: moment) }
      tickFiles()
    case .connected: withLine { $0.opened(at: moment) }
    case .received(let frame): hear(frame)
    case .unreadable(let why): trouble(nil, "unknown", why)
    case .disconnected(let code, let why): hungUp(code, why)
    case .restored(let orders, _, _): withLine { $0.resume(orders, at: moment) }
    case .trouble(let why): trouble(nil, "storage", why)
    case .file(let news): fileNews(news)
    case .input, .entered, .resized, .edited, .quiet: break
    }
    return finish()
  }

  /// One line of the script.
  package mutating func read(_ bytes: [UInt8], at moment: Instant) -> [Effect] {
    now = moment
    linesRead += 1
    guard ending == nil, bytes.contains(where: { $0 != 0x20 && $0 != 0x0D && $0 != 0x09 })
    else { return finish() }
    lineAtHand = bytes
    var asker = ScriptLine.Asker(line: linesRead)
    do throws(JSONMistake) {
      let object = try JSONReader.read(bytes)
      asker.id = object["id"]?.string
      let line = ScriptLine(object: object, asker: asker)
      if gate != nil {
        held.append(line)
      } else if isQueueing {
        early.append(line)
      } else {
        begin(line)
      }
    } catch {
      // Which of the script's lines it was can often be read all the same.
      asker.id = bytes.withUnsafeBytes { JSONSkim($0)?["id"] }
      trouble(asker, "malformed", "at byte \(error.offset): \(error.reason)")
    }
    lineAtHand = []
    return finish()
  }

  /// The script has no more lines: the program ends when all is answered.
  package mutating func inputEnded(at moment: Instant) -> [Effect] {
    now = moment
    if ending == nil { ending = Ending(at: moment, patience: settings.patience) }
    return finish()
  }

  mutating func finish() -> [Effect] {
    if !hasLeft {
      passGates()
      end()
    }
    defer { effects = [] }
    return effects
  }

  mutating func withLine(_ change: (inout Uplink) -> [Uplink.Errand]) {
    guard var line else { return }
    effects += change(&line).map { .line($0) }
    self.line = line
  }

  mutating func freshQuestion() -> Question.ID {
    asked += 1
    return "s\(asked)"
  }

  // MARK: What is printed

  mutating func say(
    _ type: String, _ re: ScriptLine.Asker?, isHeard: Bool = true,
    _ body: (inout JSONWriter) -> Void
  ) {
    tell(isHeard: isHeard) {
      $0.member("v", 1)
      $0.member("type", type)
      $0.member("re", re?.id)
      $0.member("line", re?.line.map { Int64($0) })
      body(&$0)
    }
  }

  /// A frame of the desk as it is, with `v` in front.
  mutating func pass(_ frame: ServerFrame, re: ScriptLine.Asker? = nil) {
    tell {
      $0.member("v", 1)
      $0.member("re", re?.id)
      $0.member("line", re?.line.map { Int64($0) })
      $0.members(of: frame.bytes)
    }
  }

  private mutating func tell(isHeard: Bool = true, _ body: (inout JSONWriter) -> Void) {
    let bytes = JSONWriter.object(body)
    if isHeard { heard.note(bytes) }
    effects.append(.print(bytes))
  }

  /// Says what was done, or that it was: the answer to one line.
  mutating func done(
    _ asker: ScriptLine.Asker, in conversation: ConversationID? = nil, isHeard: Bool = true,
    _ body: (inout JSONWriter) -> Void = { _ in }
  ) {
    remember(asker, conversation)
    let number = conversation.flatMap { floor.summary($0)?.number }
    say("done", asker, isHeard: isHeard) {
      $0.member("conversation", conversation?.text)
      $0.member("number", number)
      body(&$0)
    }
  }

  mutating func remember(_ asker: ScriptLine.Asker, _ conversation: ConversationID?) {
    guard let id = asker.id, let conversation else { return }
    if told.count >= Uplink.orderLimit { told = [:] }
    told[id] = conversation
  }

  mutating func trouble(
    _ re: ScriptLine.Asker?, _ code: String, _ why: String, of frame: Refused = Refused(),
    isHeard: Bool = true, enrolment: String? = nil
  ) {
    // What an earlier run left is told, and is not this script's failure.
    if re?.line != nil { failures += 1 }
    say("failed", re, isHeard: isHeard) {
      $0.member("of", frame.of?.rawValue)
      $0.member("conversation", frame.conversation?.text)
      $0.member("code", code)
      $0.member("why", why)
      $0.member("enrolment", enrolment)
    }
  }
}
