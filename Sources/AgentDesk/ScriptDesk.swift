package import Desk
import JSON
import Wire

/// The desk for scripts: one JSON object a line in, one a line out. Pure, like ``DeskModel``.
///
/// In: `{"id":"1","do":"take"}`. `id` (at most 64 characters, yours) comes back as `re`. What `do`
/// may be: every command of an agent in `docs/protocol.md` with its fields (`conversation` may be
/// left out where `number` names a ticket; `take` without both takes the next), and `login`,
/// `list`, `follow`, `unfollow`, `articles`, `article`, `agents`, `conversation`, `typing`,
/// `status`, `logout`, `quit`.
///
/// Out, each with `v` 1 and `type`: `done` and `failed` answer commands; `list`, `answer`; and as
/// they happen `online`, `offline`, `event`, `caught_up`, `reset`, `summary`, `typing`, `desk`.
package struct ScriptDesk: Sendable {
  /// What is to be done outside because of a line or a frame.
  package enum Effect: Equatable, Sendable {
    case line(Uplink.Errand)
    /// Write a command's line to disk until it is understood, under the name it will go by.
    case keep(KeptLine)
    case print([UInt8])
    case quit(Int32)
  }

  package static let lineLimit = 65_536
  /// How long the answers still owed may take after the last line of input.
  static let patience: Int64 = 30_000

  package internal(set) var line: Uplink?
  private let chance: Chance
  private var floor = Floor()
  var isWatching = false
  /// The script's id of each command and question that is not answered.
  private var commands: [CommandID: String] = [:]
  private var questions: [Question.ID: String] = [:]
  /// The script's id of each `follow` that may still be refused.
  private var follows: [ConversationID: String] = [:]
  /// Lines that need the list of conversations, until it has come.
  var early: [EarlyLine] = []
  /// The name of the kept line that is being obeyed.
  var keptName: CommandID?
  var lineAtHand: [UInt8] = []
  private var asked = 0
  private var inputEndedAt: Instant?
  private var wasOnline = false
  var effects: [Effect] = []
  var now: Instant

  /// Without a credential the script must `login` first.
  package init(_ credential: Uplink.Credential?, chance: Chance, at now: Instant) {
    self.chance = chance
    self.now = now
    line = credential.map { Uplink($0, awaitsRestoring: true, chance: chance, at: now) }
  }

  package var deadline: Instant? {
    [line?.deadline, inputEndedAt.map { $0 + .milliseconds(Self.patience) }].compactMap { $0 }.min()
  }

  // MARK: What happens

  package mutating func update(_ event: DeskEvent, at moment: Instant) -> [Effect] {
    now = moment
    switch event {
    case .tick: withLine { $0.tick(at: moment) }
    case .connected: withLine { $0.opened(at: moment) }
    case .received(let frame): hear(frame)
    case .unreadable(let why): trouble(nil, "unknown", why)
    case .disconnected(let code, let why): hungUp(code, why)
    case .restored(let orders, _): withLine { $0.resume(orders, at: moment) }
    case .trouble(let why): trouble(nil, "storage", why)
    case .input, .entered, .resized: break
    }
    return finish()
  }

  /// One line of the script.
  package mutating func read(_ bytes: [UInt8], at moment: Instant) -> [Effect] {
    now = moment
    guard bytes.contains(where: { $0 != 0x20 && $0 != 0x0D && $0 != 0x09 }) else { return [] }
    lineAtHand = bytes
    do throws(JSONMistake) {
      obey(try JSONReader.read(bytes))
    } catch {
      // Which of the script's lines it was can often be read all the same.
      let id = bytes.withUnsafeBytes { JSONSkim($0)?["id"] }
      trouble(id, "malformed", "at byte \(error.offset): \(error.reason)")
    }
    return finish()
  }

  /// The script has no more lines: the program ends when all is answered.
  package mutating func inputEnded(at moment: Instant) -> [Effect] {
    now = moment
    inputEndedAt = moment
    return finish()
  }

  mutating func finish() -> [Effect] {
    if let line, case .ended(let why) = line.state, !effects.contains(.quit(0)) {
      if !why.isEmpty {
        trouble(nil, "ended", why)
        effects.append(.quit(77))
      }
    } else if let ended = inputEndedAt {
      let isOwed = !commands.isEmpty || !questions.isEmpty || !early.isEmpty
      let isIdle = !isOwed && (line == nil || wasOnline)
      if isIdle { effects.append(.quit(0)) }
      if !isIdle && now.since(ended).milliseconds >= Self.patience { effects.append(.quit(1)) }
    }
    defer { effects = [] }
    return effects
  }

  private mutating func withLine(_ change: (inout Uplink) -> [Uplink.Errand]) {
    guard var line else { return }
    effects += change(&line).map { .line($0) }
    self.line = line
  }

  // MARK: What is printed

  private mutating func say(_ type: String, _ re: String?, _ body: (inout JSONWriter) -> Void) {
    effects.append(
      .print(
        JSONWriter.object {
          $0.member("v", 1)
          $0.member("type", type)
          $0.member("re", re)
          body(&$0)
        }))
  }

  /// A frame of the desk as it is, with `v` in front.
  private mutating func pass(_ frame: ServerFrame, re: String? = nil) {
    effects.append(
      .print(
        JSONWriter.object {
          $0.member("v", 1)
          $0.member("re", re)
          $0.members(of: frame.bytes)
        }))
  }

  mutating func trouble(
    _ re: String?, _ code: String, _ why: String, of frame: Refused = Refused()
  ) {
    say("failed", re) {
      $0.member("of", frame.of?.rawValue)
      $0.member("conversation", frame.conversation?.text)
      $0.member("code", code)
      $0.member("why", why)
    }
  }
}

// MARK: - What the desk says

extension ScriptDesk {
  private mutating func hear(_ frame: ServerFrame) {
    let moment = now
    withLine { $0.received(frame, at: moment) }
    switch frame {
    case .welcome(let welcome): welcomed(welcome)
    case .ack(let ack): done(ack)
    case .nack(let cid, let refusal): if !refusal.mayRetry { failed(cid, refusal) }
    case .summary(let summary):
      floor.learn(summary, me: line?.me?.id)
      if isWatching { pass(frame) }
    case .watching: watching()
    case .answer(let id, _):
      if let re = questions.removeValue(forKey: id) { pass(frame, re: re) }
    case .refused(let refusal, let frame): refused(refusal, frame)
    case .desk(let agents, _):
      floor.staffed(agents)
      pass(frame)
    case .caughtUp(let conversation, _):
      follows[conversation] = nil
      pass(frame)
    case .newer(let type, let conversation):
      if type == "summary", let conversation { floor.forget(conversation) }
      pass(frame)
    case .event, .reset, .unfollowed, .typing, .place, .presence, .notice: pass(frame)
    }
  }

  private mutating func refused(_ refusal: Refusal, _ frame: Refused) {
    var re = frame.id.flatMap { questions.removeValue(forKey: $0) }
    if frame.of == .follow, let conversation = frame.conversation {
      re = follows.removeValue(forKey: conversation)
    }
    trouble(re, refusal.code.rawValue, refusal.why, of: frame)
  }

  private mutating func welcomed(_ welcome: Welcome) {
    floor.beginAnew()
    isWatching = false
    wasOnline = true
    guard case .agent(let agent, let role) = welcome.principal else { return }
    say("online", nil) {
      $0.member("agent", agent.id.text)
      $0.member("name", agent.name)
      $0.member("role", role.rawValue)
      $0.member("epoch", welcome.epoch)
    }
  }

  private mutating func hungUp(_ code: UInt16?, _ why: String?) {
    let moment = now
    // Questions are not asked again: their asker may want to know something else by now.
    for (_, re) in questions.sorted(by: { $0.key < $1.key }) {
      trouble(re, "busy", "the connection ended before the answer came")
    }
    questions = [:]
    isWatching = false
    withLine { $0.closed(code: code, at: moment) }
    guard case .offline(let retryAt, _)? = line?.state else { return }
    say("offline", nil) {
      $0.member("retry_in", max(0, retryAt.since(moment).milliseconds))
      $0.member("why", why)
    }
  }

  private mutating func watching() {
    floor.complete()
    isWatching = true
    let lines = early
    early = []
    for one in lines { obey(one) }
  }

  private mutating func done(_ ack: Ack) {
    let re = commands.removeValue(forKey: ack.cid)
    say("done", re) {
      $0.member("conversation", ack.conversation.text)
      $0.member("seq", ack.seq)
      $0.member("cid", ack.cid.text)
      if ack.isDuplicate { $0.member("dup", true) }
    }
    line?.shown(ack.conversation, upTo: .max)
  }

  private mutating func failed(_ cid: CommandID, _ refusal: Refusal) {
    // A script reads the refusal here; nobody would let go of its words by hand.
    withLine { $0.discard(cid) }
    trouble(commands.removeValue(forKey: cid), refusal.code.rawValue, refusal.why)
  }
}

// MARK: - What the script wants

extension ScriptDesk {
  mutating func obey(_ object: JSONValue) {
    let re = object["id"]?.string
    guard re.map({ (1...64).contains($0.utf8.count) }) ?? true else {
      return trouble(nil, "invalid", "\"id\" must be 1 to 64 bytes long")
    }
    guard let word = object["do"]?.string else {
      return trouble(re, "invalid", "\"do\" must say what to do")
    }
    if word == "login" { return login(object, re) }
    if word == "quit" { return effects.append(.quit(0)) }
    guard line != nil else { return trouble(re, "not_allowed", "log in first") }
    do throws(WireMistake) {
      try ask(word, object, re)
    } catch {
      trouble(re, "invalid", error.reason)
    }
  }

  private mutating func login(_ object: JSONValue, _ re: String?) {
    guard line == nil else { return trouble(re, "conflict", "there is a login already") }
    guard let user = object["user"]?.string, let password = object["password"]?.string else {
      return trouble(re, "invalid", "\"login\" takes \"user\" and \"password\"")
    }
    let moment = now
    line = Uplink(
      .password(Identifier(user), password, device: object["device"]?.string ?? "script"),
      awaitsRestoring: true, chance: chance, at: moment)
    withLine { $0.tick(at: moment) }
  }

  private mutating func ask(
    _ word: String, _ object: JSONValue, _ re: String?
  ) throws(WireMistake) {
    let isAnswerable = isWatching || !Self.onlineWords.contains(word)
    guard isAnswerable else { return wait(object, re) }
    switch word {
    case "list": list(re)
    case "articles": question(.articles(try object.text("text")), re)
    case "search": question(.search(try object.text("text"), after: object["after"]?.string), re)
    case "article": question(.article(Identifier(try object.text("article"))), re)
    case "agents": question(.agents, re)
    case "conversation":
      if let id = try which(object) { question(.conversation(id), re) }
    case "follow":
      if let id = try which(object) {
        follows[id] = re
        withLine { $0.follow(id) }
      }
    case "unfollow": if let id = try which(object) { withLine { $0.unfollow(id) } }
    case "typing": if let id = try which(object) { effects.append(.line(.send(.typing(id)))) }
    case "status":
      effects.append(.line(.send(try ClientFrame.status(object))))
    case "block":
      if let id = try which(object) {
        effects.append(.line(.send(try ClientFrame.block(object, of: id))))
      }
    case "logout":
      withLine { $0.end(forgetting: true) }
      effects.append(.quit(0))
    default: try order(word, object, re)
    }
  }

  /// What makes no sense before the desk has told what there is.
  private static let onlineWords: Set<String> = [
    "list", "articles", "article", "agents", "conversation", "typing", "status", "block",
  ]

  private mutating func wait(_ object: JSONValue, _ re: String?) {
    guard early.count < Uplink.orderLimit else {
      return trouble(re, "busy", "\(Uplink.orderLimit) lines wait for the desk already")
    }
    early.append(EarlyLine(line: object, name: nil))
  }

  private mutating func list(_ re: String?) {
    let me = line?.me?.id
    let floor = floor
    say("list", re) { writer in
      for (name, summaries) in [
        ("queue", floor.queue), ("missed", floor.missed), ("promised", floor.promised),
        ("mine", floor.mine(me)),
      ] {
        writer.array(name, summaries) { $0.raw(ServerFrame.summary($1).bytes) }
      }
    }
  }

  private mutating func order(
    _ word: String, _ object: JSONValue, _ re: String?
  ) throws(WireMistake) {
    let command = try Command.read(object)
    // A `take` that names nobody means whoever the desk says is next.
    let isOpen = command == .take && object["conversation"] == nil && object["number"] == nil
    let isUnderstood =
      (isOpen || object["conversation"] != nil) && !early.contains { $0.name != nil }
    guard isWatching || isUnderstood else {
      guard ["conversation", "number"].contains(where: { object[$0] != nil }) || word == "take"
      else {
        throw WireMistake("\"conversation\" or \"number\" must say which")
      }
      return hold(object, re)
    }
    let id = isOpen ? nil : try which(object)
    guard isOpen || id != nil else { return }
    let moment = now
    let reason = try Order.reason(in: object)
    guard var line,
      let (cid, errands) = line.order(command, in: id, as: keptName, reason: reason, at: moment)
    else {
      return trouble(re, "busy", "\(Uplink.orderLimit) commands wait already")
    }
    self.line = line
    commands[cid] = re ?? cid.text
    effects += errands.map { .line($0) }
  }

  /// The conversation a line means; nil when the line must wait for the list, or was answered.
  private mutating func which(_ object: JSONValue) throws(WireMistake) -> ConversationID? {
    if let id = object["conversation"]?.string {
      guard id.utf8.count == 22, CommandID(id) != nil else {
        throw WireMistake("\"conversation\" must be the 22 characters of a conversation's id")
      }
      return Identifier(id)
    }
    let number = object["number"]?.int
    guard let number else {
      throw WireMistake("\"conversation\" or \"number\" must say which")
    }
    guard isWatching else {
      wait(object, object["id"]?.string)
      return nil
    }
    guard let found = floor.numbered(number) else {
      trouble(object["id"]?.string, "not_found", "no ticket #\(number) waits or is yours")
      return nil
    }
    return found.conversation
  }

  private mutating func question(_ subject: Question.Subject, _ re: String?) {
    asked += 1
    let id = "s\(asked)"
    questions[id] = re ?? id
    effects.append(.line(.send(.ask(Question(id: id, subject)))))
  }
}
