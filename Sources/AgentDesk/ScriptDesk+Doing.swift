import Desk
import Events
import JSON
import Wire

/// What only a script can say, beside the commands and questions of the protocol.
enum ScriptWord: String, CaseIterable {
  case login, quit, logout, list, follow, unfollow, typing, status, block, wait, expect
  case ask, articles, article, agents, conversation, search, shortcuts, sessions, account, upload

  /// Whether it makes no sense before the desk has told what there is.
  var needsList: Bool {
    switch self {
    case .list, .articles, .article, .agents, .conversation, .typing, .status, .block, .search,
      .shortcuts, .ask, .sessions, .account, .wait, .expect, .upload:
      true
    case .login, .quit, .logout, .follow, .unfollow: false
    }
  }
}

// MARK: - What the script wants

extension ScriptDesk {
  /// Begins with a line, or with what it has to wait for.
  mutating func begin(_ line: ScriptLine) {
    if let name = line.object["of"]?.string {
      guard let conversation = told[name] else {
        guard isOwed(name) else {
          return trouble(line.asker, "not_found", "no answer to \"\(name)\" names a conversation")
        }
        return hold(line, until: .answer(to: name))
      }
      return obey(line.with("conversation", conversation.text))
    }
    obey(line)
  }

  mutating func obey(_ line: ScriptLine) {
    let asker = line.asker
    guard asker.id.map({ (1...64).contains($0.utf8.count) }) ?? true else {
      let nameless = ScriptLine.Asker(line: asker.line)
      return trouble(nameless, "invalid", "\"id\" must be 1 to 64 bytes long")
    }
    guard let word = line.word else {
      return trouble(asker, "invalid", "\"do\" must say what to do")
    }
    if word == "login" { return login(line.object, asker) }
    if word == "quit" { return quit(line) }
    guard self.line != nil else { return trouble(asker, "not_allowed", "log in first") }
    do throws(WireMistake) {
      try act(line, word)
    } catch {
      trouble(asker, error.isUnknown ? "unknown" : "invalid", error.reason)
    }
  }

  private mutating func login(_ object: JSONValue, _ re: ScriptLine.Asker) {
    guard line == nil else { return trouble(re, "conflict", "there is a login already") }
    guard let user = object["user"]?.string, let password = object["password"]?.string else {
      return trouble(re, "invalid", "\"login\" takes \"user\" and \"password\"")
    }
    let moment = now
    line = Uplink(
      .password(
        Identifier(user), password, device: object["device"]?.string ?? settings.device,
        code: object["code"]?.string),
      awaitsRestoring: true,
      isObserver: object["observer"]?.bool ?? settings.isObserver, chance: chance, at: moment)
    logins.append(re)
    withLine { $0.tick(at: moment) }
  }

  private mutating func act(_ line: ScriptLine, _ word: String) throws(WireMistake) {
    guard let known = ScriptWord(rawValue: word) else { return try order(line, word) }
    guard isWatching || !known.needsList else { return wait(line) }
    let object = line.object
    switch known {
    case .login, .quit: break
    case .logout:
      ending = Ending(at: now, asker: line.asker, forgets: true, patience: settings.patience)
    case .list: list(line.asker)
    case .wait, .expect: try wait(for: line, isExpectation: known == .expect)
    case .follow: if let id = try which(line) { follow(id, line.asker) }
    case .unfollow:
      guard let id = try which(line) else { return }
      withLine { $0.unfollow(id) }
      for asker in follows.removeValue(forKey: id) ?? [] {
        done(asker, in: id)
      }
      done(line.asker, in: id)
    case .typing:
      guard let id = try which(line) else { return }
      effects.append(.line(.send(.typing(id))))
      done(line.asker, in: id)
    case .status:
      effects.append(.line(.send(try ClientFrame.status(object))))
      // The desk answers in order, so what it says to this comes behind a refusal. A refusal has
      // no name, so that the next status must wait.
      let name = freshQuestion()
      ask(.agents, .status(line.asker, nil), as: name)
      gate = ScriptGate(condition: .question(name), asker: nil, until: now + settings.patience)
    case .block: if let id = try which(line) { try block(id, line) }
    case .ask: try question(object["about"]?.string ?? "", line)
    case .account: try account(line)
    case .upload: if let id = try which(line) { try upload(line, in: id) }
    case .articles, .article, .agents, .search, .shortcuts, .conversation, .sessions:
      try question(word, line)
    }
  }

  private mutating func follow(_ id: ConversationID, _ asker: ScriptLine.Asker) {
    if let seq = line?.position(id), follows[id] == nil {
      return done(asker, in: id) { $0.member("seq", seq) }
    }
    follows[id, default: []].append(asker)
    withLine { $0.follow(id) }
  }

  private mutating func block(_ id: ConversationID, _ line: ScriptLine) throws(WireMistake) {
    let name = freshQuestion()
    let frame = try ClientFrame.block(line.with("id", name).object, of: id)
    questions[name] = .answer(line.asker)
    effects.append(.line(.send(frame)))
  }

  /// What is done with one's own account, as `act`, with its members.
  private mutating func account(_ line: ScriptLine) throws(WireMistake) {
    let name = freshQuestion()
    let frame = line.with("type", "account").with("do", try line.object.text("act"))
      .with("id", name)
    let sent = try ClientFrame.read(frame.object)
    questions[name] = .answer(line.asker)
    effects.append(.line(.send(sent)))
  }

  /// Every question of the protocol, with its members.
  private mutating func question(_ about: String, _ line: ScriptLine) throws(WireMistake) {
    var line = line
    if line.object["number"] != nil || about == "conversation" {
      guard let id = try which(line) else { return }
      line = line.with("conversation", id.text)
    }
    let name = freshQuestion()
    let asking = line.with("type", "ask").with("about", about).with("id", name)
    guard case .ask(let question) = try ClientFrame.read(asking.object) else { return }
    ask(question.subject, .answer(line.asker), as: name)
  }

  mutating func ask(_ subject: Question.Subject, _ purpose: Purpose, as name: Question.ID? = nil) {
    let id = name ?? freshQuestion()
    questions[id] = purpose
    effects.append(.line(.send(.ask(Question(id: id, subject)))))
  }

  private mutating func list(_ re: ScriptLine.Asker) {
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

  private mutating func order(_ line: ScriptLine, _ word: String) throws(WireMistake) {
    let object = line.object
    let command = try Command.read(object)
    // A `take` that names nobody means whoever the desk says is next.
    let isNamed = object["conversation"] != nil || object["number"] != nil
    let isOpen = command == .take && !isNamed
    guard isOpen || isNamed else { throw Self.unnamed }
    let isUnderstood =
      (isOpen || object["conversation"] != nil) && !early.contains { $0.name != nil }
    guard isWatching || isUnderstood else { return hold(line) }
    let id = isOpen ? nil : try which(line)
    guard isOpen || id != nil else { return }
    let moment = now
    let name = line.name ?? keptName
    let reason = command.tellsReason ? nil : try Order.reason(in: object)
    guard var uplink = self.line,
      let (cid, errands) = uplink.order(command, in: id, as: name, reason: reason, at: moment)
    else {
      return trouble(line.asker, "busy", "\(Uplink.orderLimit) commands wait already")
    }
    self.line = uplink
    let follows = word == "take" && object["follow"]?.bool != false
    commands[cid] = Owed(asker: line.asker, follows: follows)
    effects += errands.map { .line($0) }
  }

  static let unnamed = WireMistake("\"conversation\", \"number\" or \"of\" must say which")

  /// The conversation a line means; nil when the line must wait for the desk, or was answered.
  private mutating func which(_ line: ScriptLine) throws(WireMistake) -> ConversationID? {
    if let id = line.object["conversation"]?.string {
      guard id.utf8.count == 22, CommandID(id) != nil else {
        throw WireMistake("\"conversation\" must be the 22 characters of a conversation's id")
      }
      return Identifier(id)
    }
    guard let number = line.object["number"]?.int else { throw Self.unnamed }
    guard isWatching else {
      wait(line)
      return nil
    }
    if let found = floor.numbered(number) { return found.conversation }
    switch numbers[number] {
    case .some(let known?): return known
    case .some(nil):
      numbers[number] = nil
      trouble(line.asker, "not_found", "there is no ticket #\(number) that you may read")
    case nil: lookUp(number, for: line)
    }
    return nil
  }
}
