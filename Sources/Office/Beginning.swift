import Desk
import Journal
import Secrets
import Wire

// MARK: - Beginning a conversation

extension Office {
  /// Everything about a first-time customer follows from their cid, so that a repeated `start`,
  /// even after a crash, meets the same customer, conversation and token.
  func begin(
    _ order: Order, _ caller: Caller, _ introduction: Command.Introduction,
    _ verdict: Arrival.Verdict
  ) throws(RecordFailure) {
    let opening: Beginning
    switch caller.who {
    case .stranger(let site, let origin):
      opening = beginning(of: order.cid, site: site, origin: origin)
    case .known(.customer(let customer)):
      let site: String
      if let signed = signedIn[caller.line] {
        site = signed.site
      } else {
        site = try self.site(of: customer)
      }
      let first = beginning(of: order.cid, site: site, origin: "")
      opening =
        first.customer == customer
        // The start that made them known, sent once more.
        ? first
        : Beginning(
          customer: customer, site: site, origin: "",
          conversation: derived("conversation", "\(customer.text) \(order.cid.text)"), token: nil)
    case .known:
      return refuse(order, caller, Refusal(.notAllowed, "only customers start conversations"))
    }
    if let live = try live(opening.conversation) {
      return try beginAgain(order, caller, opening, live)
    }
    if order.isWithdrawn { return refuse(order, caller, Self.withdrawn) }
    if let refusal = refusal(to: .customer(opening.customer)) {
      return refuse(order, caller, refusal)
    }
    if case .beyondStarts(let wait) = verdict {
      let why =
        "too many conversations were begun by you or from your address; wait \((wait + 999) / 1000) s"
      return refuse(order, caller, Refusal(.tooMany, why, mayRetry: true, retryAfter: wait))
    }
    if let page = introduction.page, page.utf8.count > 2048 {
      return refuse(order, caller, Refusal(.tooLong, "a page's address has at most 2048 bytes"))
    }
    let counts = try consumption.counts(of: opening.customer, opening.site, at: now, in: record)
    if let refusal = quotaRefusal(counts, in: Usage()) {
      tellOperator(refusal, caller.line, opening.site)
      return refuse(order, caller, refusal)
    }
    let known = try record.customer(opening.customer)
    let contact: Contact?
    if opening.customer.isSigned {
      contact = try signedContact(opening.customer, caller.line, known)
    } else {
      let told = Contact(told: introduction.name, introduction.email)
      guard !Contact.areOthers(known?.contact.email, told?.email) else {
        return refuse(order, caller, Refusal.anotherPerson)
      }
      let all = known?.contact.updated(by: told) ?? told
      contact = all.flatMap { Contact(told: $0.name, $0.email) }
    }
    try open(
      order, caller, opening, introduction, contact, plan.knownZone(known?.zone), counts)
  }

  private struct Beginning {
    let customer: Identifier<Customer>
    let site: String
    let origin: String
    let conversation: Identifier<Conversation>
    let token: String?
  }

  /// A `start` that was carried out before. A stranger who sends it is taken for the customer only
  /// as long as the first answer may have been lost: later, the name of the start may be in others'
  /// hands, and lets nobody in.
  private func beginAgain(
    _ order: Order, _ caller: Caller, _ opening: Beginning, _ live: OpenConversation
  ) throws(RecordFailure) {
    let principal = Principal.customer(opening.customer)
    var token: String?
    if caller.who != .known(principal) {
      guard let first = opening.token, try mayHandOut(SHA256.hash(first), to: opening.origin) else {
        return refuse(order, caller, Self.answeredBefore)
      }
      token = first
    }
    guard
      let first = try applied(startName(order.cid).text, principal.key, live),
      first.fingerprint == Self.fingerprint(order.command)
    else { return refuse(order, caller, Self.answeredBefore) }
    let ack = Ack(
      order.cid, opening.conversation, seq: first.seq, isDuplicate: true, token: token)
    customersThere.come(opening.customer, caller.line)
    draft.deliveries.append(.known(caller.line, principal))
    draft.deliveries.append(.frame(caller.line, ServerFrame.ack(ack).bytes))
    if let token { tokensOnTheirWay.tell(SHA256.hash(token), on: caller.line, at: now) }
  }

  private static let answeredBefore = Refusal(
    .conflict, "this start was answered before; begin anew with another cid")

  /// What a `start` is called in the record: whoever reads it there cannot send it again.
  private func startName(_ cid: CommandID) -> CommandID {
    let code = HMACSHA256.code(key: key, message: Array("start \(cid.text)".utf8))
    guard let name = CommandID(Base64URL.encode(code)) else {
      preconditionFailure("43 characters of base64url are a command's name")
    }
    return name
  }

  private func open(
    _ order: Order, _ caller: Caller, _ beginning: Beginning,
    _ introduction: Command.Introduction, _ contact: Contact?, _ zone: String?,
    _ counts: Consumption.Counts
  ) throws(RecordFailure) {
    let principal = Principal.customer(beginning.customer)
    let live = OpenConversation(Conversation(id: beginning.conversation), flow: .none)
    let opening = Opening(
      site: beginning.site, customer: beginning.customer, number: lastNumber + 1,
      language: String((introduction.language ?? "en").prefix(35)), page: introduction.page,
      channel: Opening.web, zone: plan.knownZone(introduction.zone) ?? zone)
    var circumstances = Circumstances(textLimit: plan.textLimit, opening: opening)
    circumstances.contact = contact
    let events: [Event]
    do throws(Refusal) {
      events = try live.conversation.decide(
        order.command, by: principal,
        in: circumstances)
    } catch {
      return refuse(order, caller, error)
    }
    lastNumber += 1
    lives[beginning.conversation] = live
    if let token = beginning.token {
      let hash = SHA256.hash(token)
      draft.record.doors.tokens[hash] = DoorChanges.NewToken(
        beginning.customer, site: beginning.site, origin: beginning.origin, at: now)
      tokensOnTheirWay.tell(hash, on: caller.line, at: now)
    }
    let ack = Ack(
      order.cid, beginning.conversation, seq: 1, isDuplicate: false, token: beginning.token)
    customersThere.come(beginning.customer, caller.line)
    draft.deliveries.append(.known(caller.line, principal))
    draft.deliveries.append(.frame(caller.line, ServerFrame.ack(ack).bytes))
    happen(
      events, to: live, by: principal.key, cid: startName(order.cid).text,
      fingerprint: Self.fingerprint(order.command))
    try botHears(events, from: .bot, live)
    consumption.add(live.usage, to: counts)
  }

  private func beginning(of cid: CommandID, site: String, origin: String) -> Beginning {
    Beginning(
      customer: derived("customer", "\(site) \(cid.text)"), site: site, origin: origin,
      conversation: derived("conversation", "\(site) \(cid.text)"),
      token: Base64URL.encode(
        HMACSHA256.code(key: key, message: Array("token \(site) \(cid.text)".utf8))))
  }

  func derived<Subject>(_ kind: String, _ seed: String) -> Identifier<Subject> {
    let code = HMACSHA256.code(key: key, message: Array("\(kind) \(seed)".utf8))
    return Identifier(Base64URL.encode(Array(code.prefix(16))))
  }

  private func site(of customer: Identifier<Customer>) throws(RecordFailure) -> String {
    guard let latest = try record.latestConversation(of: customer), let live = try live(latest)
    else { return "" }
    return live.conversation.opening?.site ?? ""
  }
}
