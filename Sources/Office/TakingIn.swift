package import Desk
package import Journal
import Secrets
import Wire

// MARK: - What comes from outside

extension Office {
  /// Takes in what somebody wrote on a channel: into the conversation it answers, into the one they
  /// have under way there, or into a new one. What was taken in before changes nothing.
  package func takeIn(_ envelope: Envelope) throws(RecordFailure) -> Landing {
    if let former = try landed(envelope.externalID, from: envelope.channel) { return former }
    let customer = try customer(of: envelope)
    let principal = Principal.customer(customer)
    if let refusal = refusal(to: principal) { return .refused(refusal) }
    let counts = try consumption.counts(of: customer, envelope.site, at: now, in: record)
    if let refusal = quotaRefusal(counts, in: Usage()) { return .refused(refusal) }
    let before = try underWay(envelope, customer)
    let live: OpenConversation
    if let before {
      live = before
    } else {
      switch try begun(by: envelope, customer) {
      case .success(let newcomer): live = newcomer
      case .failure(let refusal): return .refused(refusal)
      }
    }
    let written = live.usage
    let landing = try hear(envelope, principal, live)
    consumption.add(live.usage - written, to: counts)
    return landing
  }

  private func landed(_ external: String, from channel: String) throws(RecordFailure) -> Landing? {
    if let former = draft.record.landed.last(where: {
      $0.external == external && $0.channel == channel
    }) {
      return .again(former.conversation, seq: former.seq)
    }
    return try record.landed(external, from: channel).map {
      .again($0.conversation, seq: $0.seq)
    }
  }

  /// Whoever the channel knows by that name is the same customer for ever; who answers in a
  /// conversation is its customer.
  private func customer(of envelope: Envelope) throws(RecordFailure) -> Identifier<Customer> {
    if let into = envelope.into, let live = try live(into),
      let customer = live.conversation.opening?.customer
    {
      return customer
    }
    return derived("channel", "\(envelope.channel) \(envelope.externalUser)")
  }

  /// The conversation it belongs into; nil where one begins with it.
  private func underWay(_ envelope: Envelope, _ customer: Identifier<Customer>)
    throws(RecordFailure) -> OpenConversation?
  {
    let latest: Identifier<Conversation>?
    if let into = envelope.into {
      latest = into
    } else if envelope.beginsAnew {
      latest = nil
    } else {
      latest = try latestHere(of: customer)
    }
    guard let latest, let live = try live(latest) else { return nil }
    return live.conversation.stage == .closed ? nil : live
  }

  /// One that began in this very turn is not in the record yet.
  private func latestHere(of customer: Identifier<Customer>) throws(RecordFailure)
    -> Identifier<Conversation>?
  {
    for addition in draft.additions.reversed()
    where addition.live.conversation.opening?.customer == customer {
      return addition.live.conversation.id
    }
    return try record.latestConversation(of: customer)
  }

  private func begun(by envelope: Envelope, _ customer: Identifier<Customer>)
    throws(RecordFailure) -> Result<OpenConversation, Refusal>
  {
    let seed = "\(envelope.channel) \(envelope.externalID)"
    let live = OpenConversation(Conversation(id: derived("conversation", seed)), flow: .none)
    let known = try record.customer(customer)
    let told = Contact(told: envelope.name, envelope.email)
    var circumstances = Circumstances(
      textLimit: plan.textLimit,
      opening: Opening(
        site: envelope.site, customer: customer, number: lastNumber + 1,
        language: String((envelope.language ?? known?.language ?? "en").prefix(35)), page: nil,
        channel: envelope.channel, zone: plan.knownZone(known?.zone)))
    circumstances.contact = known?.contact.updated(by: told) ?? told
    let start = Command.start(language: envelope.language, page: nil)
    let events: [Event]
    do throws(Refusal) {
      events = try live.conversation.decide(
        start, by: .customer(customer), in: circumstances)
    } catch {
      return .failure(error)
    }
    lastNumber += 1
    lives[live.conversation.id] = live
    happen(
      events, to: live, by: Principal.customer(customer).key, cid: name("start", seed).text,
      fingerprint: Self.fingerprint(start))
    try botHears(events, from: .bot, live)
    return .success(live)
  }

  /// The words and files, in parts that each fit into a message.
  private func hear(_ envelope: Envelope, _ principal: Principal, _ live: OpenConversation)
    throws(RecordFailure) -> Landing
  {
    var first: Int64?
    let says =
      parts(of: envelope.text).map { ($0, nil as Attachment?) }
      + envelope.files.map { ("", $0) }
    for (place, (text, file)) in says.enumerated() {
      let stage = live.conversation.stage.word
      let cid = name("message", "\(envelope.channel) \(envelope.externalID) \(place)")
      let command = Command.say(text)
      var circumstances = circumstances(of: command, by: principal, live)
      circumstances.file = file
      circumstances.mostFiles = plan.files?.perConversation ?? 0
      let events: [Event]
      do throws(Refusal) {
        events = try live.conversation.decide(command, by: principal, in: circumstances)
      } catch {
        // The first says what became of it; what is left of it is no more than that.
        if first == nil, file == nil { return .refused(error) }
        continue
      }
      first = first ?? live.conversation.seq + 1
      happen(
        events, to: live, by: principal.key, cid: cid.text,
        fingerprint: Self.fingerprint(command, of: events))
      try botHears(events, from: stage, live)
    }
    guard let first else {
      return .refused(Refusal(.invalid, "a message must say something"))
    }
    return land(envelope.externalID, from: envelope.channel, in: live, seq: first)
  }

  private func land(
    _ external: String, from channel: String, in live: OpenConversation, seq: Int64
  ) -> Landing {
    let id = live.conversation.id
    draft.record.landed.append(Landed(external, from: channel, in: id, seq: seq))
    return .landed(id, seq: seq)
  }

  /// Cut where lines or words end, if they do; what would be more than eight messages is left out,
  /// and said so.
  private func parts(of text: String) -> [String] {
    var rest = Substring(text)
    var parts: [String] = []
    while !rest.isEmpty {
      if parts.count == Envelope.mostParts {
        parts[parts.count - 1] =
          parts[parts.count - 1].beginning(plan.textLimit - 20) + "\n[… cut here]"
        return parts
      }
      var part = rest.beginningOfMessage(plan.textLimit)
      rest = rest[part.endIndex...]
      if let last = part.last, last.isNewline { part.removeLast() }
      parts.append(String(part))
    }
    return parts
  }

  /// What is longer than a message is cut, and says so: refused it would be known nowhere.
  private func fitting(_ text: String) -> String {
    guard text.unicodeScalars.count > plan.textLimit else { return text }
    let scalars = text.unicodeScalars.prefix(plan.textLimit - 20)
    return String(String.UnicodeScalarView(scalars)) + "\n[… cut here]"
  }

  private func name(_ kind: String, _ seed: String) -> CommandID {
    let derived: Identifier<Conversation> = derived(kind, seed)
    guard let name = CommandID(derived.text) else {
      preconditionFailure("22 characters of base64url are a command's name")
    }
    return name
  }
}

extension Substring {
  /// At most so many scalars, up to the end of a line or a word in the last quarter.
  fileprivate func beginningOfMessage(_ limit: Int) -> Substring {
    guard let end = unicodeScalars.index(startIndex, offsetBy: limit, limitedBy: endIndex),
      end < endIndex
    else { return self }
    let whole = self[..<end]
    let least = unicodeScalars.index(startIndex, offsetBy: limit * 3 / 4)
    let place =
      whole[least...].lastIndex(where: \.isNewline)
      ?? whole[least...].lastIndex(where: \.isWhitespace)
    return place.map { self[...$0] } ?? whole
  }
}

// MARK: - What connectors write down

extension Office {
  /// What carrying came to, and what is known of conversations elsewhere.
  package func note(
    _ settlements: [Settlement], _ links: [LinkChange], of conversation: Identifier<Conversation>
  ) {
    draft.record.settlements += settlements
    draft.record.links += links
    noteCarried(settlements, links, of: conversation)
  }

  package func note(place: String, at destination: String) {
    draft.record.outsidePlaces[destination] = place
  }
}

// MARK: - What people do in other systems

extension Office {
  /// Does here what somebody did in another system. What was done before changes nothing.
  package func takeIn(_ act: OutsideAct) throws(RecordFailure) -> Landing {
    if let former = try landed(act.externalID, from: act.system) { return former }
    guard let live = try live(act.conversation), live.conversation.opening != nil else {
      return .refused(Refusal.noSuchConversation)
    }
    let stage = live.conversation.stage.word
    let principal = Principal.agent(act.agent, .supervisor)
    let events: [Event]
    do throws(Refusal) { events = try decided(act, principal, live) } catch {
      return .refused(error)
    }
    guard !events.isEmpty else {
      return land(act.externalID, from: act.system, in: live, seq: live.conversation.seq)
    }
    let seq = live.conversation.seq + 1
    happen(
      events, to: live, by: principal.key,
      cid: name("act", "\(act.system) \(act.externalID)").text, fingerprint: nil)
    try botHears(events, from: stage, live)
    return land(act.externalID, from: act.system, in: live, seq: seq)
  }

  private func decided(
    _ act: OutsideAct, _ principal: Principal, _ live: OpenConversation
  ) throws(Refusal) -> [Event] {
    var circumstances = circumstances(of: live.conversation)
    circumstances.now = now
    // They work there, and have no room here to run out of.
    circumstances.capacity = .max
    let conversation = live.conversation
    switch act.deed {
    case .answered(let text):
      return try conversation.decide(.relay(fitting(text)), by: principal, in: circumstances)
    case .noted(let text):
      return try conversation.decide(.note(fitting(text)), by: principal, in: circumstances)
    case .resolved:
      guard !conversation.stage.word.isOver else { return [] }
      return try conversation.decide(.resolve, by: principal, in: circumstances)
    case .reopened:
      guard conversation.stage.word.isOver else { return [] }
      // To the people who are there: whoever opened it again works elsewhere.
      return try conversation.decide(.reopen, by: principal, in: circumstances)
        + [.released(act.agent, .returned)]
    case .prioritised(let priority):
      guard conversation.priority != priority else { return [] }
      return try conversation.decide(.prioritise(priority), by: principal, in: circumstances)
    }
  }
}
