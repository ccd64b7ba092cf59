import Desk
import JSON
import Wire

// MARK: - What the desk says

extension ScriptDesk {
  mutating func hear(_ frame: ServerFrame) {
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
    case .answer(let id, let reply): answered(id, reply, frame)
    case .refused(let refusal, let named): refused(refusal, named)
    case .desk(let agents, _):
      floor.staffed(agents)
      pass(frame)
    case .caughtUp(let conversation, let seq):
      pass(frame)
      for asker in follows.removeValue(forKey: conversation) ?? [] {
        done(asker, in: conversation) { $0.member("seq", seq) }
      }
    case .unfollowed(let conversation):
      pass(frame)
      for asker in follows.removeValue(forKey: conversation) ?? [] {
        trouble(asker, Refusal.Code.notYours.rawValue, "it may not be read any more")
      }
    case .newer(let type, let conversation):
      if type == "summary", let conversation { floor.forget(conversation) }
      pass(frame)
    case .event, .reset, .typing, .read, .reception, .tail, .place, .presence, .notice,
      .announcement, .readers, .mirrored,
      .pong:
      pass(frame)
    }
  }

  private mutating func answered(_ id: Question.ID, _ reply: Reply, _ frame: ServerFrame) {
    switch questions.removeValue(forKey: id) {
    case .answer(let asker):
      if case .conversation(let summary) = reply { remember(asker, summary.conversation) }
      pass(frame, re: asker)
    case .status(let asker, let refusal?):
      trouble(asker, refusal.code.rawValue, refusal.why, of: Refused(.status))
    case .status(let asker, nil): done(asker)
    case .lookup(let number):
      guard case .found(let page) = reply else { return found(number, nil) }
      found(number, page.hits.first { $0.number == number }?.conversation)
    case .upload(let file):
      guard case .upload(let address, let part) = reply else { return }
      step(file) { $0.granted(address, part: part) }
    case nil: break
    }
  }

  private mutating func refused(_ refusal: Refusal, _ frame: Refused) {
    if let id = frame.id, let purpose = questions.removeValue(forKey: id) {
      switch purpose {
      case .answer(let asker), .status(let asker, _):
        return trouble(asker, refusal.code.rawValue, refusal.why, of: frame)
      case .lookup(let number): return found(number, nil)
      case .upload(let number): return giveUp(number, refusal.code.rawValue, refusal.why)
      }
    }
    if frame.of == .status, note(refusal) { return }
    if frame.of == .follow, let conversation = frame.conversation,
      let askers = follows.removeValue(forKey: conversation)
    {
      for asker in askers {
        trouble(asker, refusal.code.rawValue, refusal.why, of: frame)
      }
      return
    }
    trouble(nil, refusal.code.rawValue, refusal.why, of: frame)
  }

  /// The desk refuses a `status`: the first that has not been answered.
  private mutating func note(_ refusal: Refusal) -> Bool {
    let waiting = questions.compactMap { id, purpose -> (Int, Question.ID, ScriptLine.Asker)? in
      guard case .status(let asker, nil) = purpose else { return nil }
      return (Int(id.dropFirst()) ?? 0, id, asker)
    }
    guard let first = waiting.min(by: { $0.0 < $1.0 }) else { return false }
    questions[first.1] = .status(first.2, refusal)
    return true
  }

  private mutating func welcomed(_ welcome: Welcome) {
    floor.beginAnew()
    isWatching = false
    wasOnline = true
    files.limits = welcome.files
    for upload in uploads { step(upload.sending.number) { $0.lineCame() } }
    guard case .agent(let agent, let role) = welcome.principal else { return }
    let asker = logins.first
    logins = []
    if let asker { done(asker) }
    say("online", nil) {
      $0.member("agent", agent.id.text)
      $0.member("name", agent.name)
      $0.member("role", role.rawValue)
      $0.member("epoch", welcome.epoch)
    }
  }

  mutating func hungUp(_ code: UInt16?, _ why: String?) {
    let moment = now
    // Questions are not asked again: their asker may want to know something else by now.
    for (_, purpose) in questions.sorted(by: { $0.key < $1.key }) {
      switch purpose {
      case .answer(let asker), .status(let asker, _):
        trouble(asker, "busy", "the connection ended before the answer came")
      // Its line asks again.
      case .lookup, .upload: break
      }
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
    takeUp(lines)
  }

  private mutating func done(_ ack: Ack) {
    let owed = commands.removeValue(forKey: ack.cid)
    var asker = owed?.asker ?? ScriptLine.Asker()
    asker.id = asker.id ?? ack.cid.text
    done(asker, in: ack.conversation) {
      $0.member("seq", ack.seq)
      $0.member("cid", ack.cid.text)
      if ack.isDuplicate { $0.member("dup", true) }
    }
    line?.shown(ack.conversation, upTo: .max)
    // From here on its events are wanted: whoever takes a conversation answers in it.
    guard owed?.follows == true, line?.position(ack.conversation) == nil else { return }
    follows[ack.conversation] = []
    withLine { $0.follow(ack.conversation) }
  }

  private mutating func failed(_ cid: CommandID, _ refusal: Refusal) {
    // A script reads the refusal here; nobody would let go of its words by hand.
    withLine { $0.discard(cid) }
    var asker = commands.removeValue(forKey: cid)?.asker ?? ScriptLine.Asker()
    asker.id = asker.id ?? cid.text
    trouble(asker, refusal.code.rawValue, refusal.why)
  }
}
