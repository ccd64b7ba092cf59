import Desk
import Journal
import Secrets
import Wire

// MARK: - Customers who come back

extension Office {
  /// An unknown token is a stranger's: the widget's storage may be older than the record.
  func greet(_ line: ConnectionNumber, customer token: String, site: String, _ source: Source)
    throws(RecordFailure)
  {
    let hash = SHA256.hash(token)
    guard let visitor = try accounts.visitor(hash), isGood(visitor, site, source) else {
      return welcome(line, stranger: site, source)
    }
    guard visitor.customer.isSigned || !plan.sitesOfTheSigned.contains(site) else {
      return welcome(line, stranger: site, source)
    }
    try comeBack(line, token, hash, visitor, site: site, source)
  }

  func comeBack(
    _ line: ConnectionNumber, _ token: String, _ hash: [UInt8], _ visitor: Accounts.Visitor,
    site: String, _ source: Source
  ) throws(RecordFailure) {
    if visitor.customer.isSigned, signedIn[line] == nil {
      signedIn[line] = SignedIn(site: site, identity: nil)
    }
    if let refusal = refusal(to: .customer(visitor.customer)) { return turnAway(line, refusal) }
    let latest = try record.latestConversation(of: visitor.customer)
    try welcome(line, visitor.customer, latest, tokenHash: hash) { () throws(RecordFailure) in
      if !visitor.hasArrived { arrive(hash) }
      return try renew(token, hash, visitor, site: site, source)
    }
  }

  /// Welcomes a customer who is known, with the next token. Without room nothing is renewed, and
  /// nobody who is known is kept out: `tokenHash` is the one they came with.
  func welcome(
    _ line: ConnectionNumber, _ customer: Identifier<Customer>,
    _ latest: Identifier<Conversation>?, tokenHash: [UInt8]?,
    next: () throws(RecordFailure) -> (token: String, hash: [UInt8])
  ) throws(RecordFailure) {
    let who = Caller.Who.known(.customer(customer))
    let welcomed = Welcome.Who.customer(conversation: latest)
    let verified = customer.isSigned ? customer : nil
    let hasPast = try record.hasConversation(of: customer, besides: latest)
    customersThere.come(customer, line)
    guard now >= writesAgain else {
      let plain = welcomeFrame(welcomed, verified: verified, hasPast: hasPast)
      draft.deliveries.append(.welcome(line, plain, who, tokenHash: tokenHash))
      return
    }
    let next = try next()
    draft.welcomesWithoutRoom[line] = welcomed
    tokensOnTheirWay.tell(next.hash, on: line, at: now)
    let frame = welcomeFrame(
      welcomed, token: next.token, verified: verified, hasPast: hasPast)
    draft.deliveries.append(.welcome(line, frame, who, tokenHash: next.hash))
  }

  func isGood(_ visitor: Accounts.Visitor, _ site: String, _ source: Source) -> Bool {
    guard visitor.site == site, visitor.origin == nil || visitor.origin == source.origin ?? ""
    else { return false }
    if let ends = visitor.ends, now >= ends { return false }
    let most = visitor.customer.isSigned ? Self.signedLife : plan.customerToken
    return now.since(visitor.used) < min(plan.customerToken, most)
  }

  /// The token that takes this one's place: always the same one for the same, so that tabs that
  /// come at once, and whoever asks again, are told the same. Of one that was replaced, the newest.
  private func renew(
    _ token: String, _ hash: [UInt8], _ visitor: Accounts.Visitor, site: String, _ source: Source
  ) throws(RecordFailure) -> (token: String, hash: [UInt8]) {
    var (token, hash, visitor) = (token, hash, visitor)
    // A minute's reconnects; beyond that somebody plays with us.
    for _ in 0..<Self.longestChain {
      let next = successor(of: token)
      let nextHash = SHA256.hash(next)
      guard visitor.ends != nil, let replaced = try accounts.visitor(nextHash), replaced.ends != nil
      else {
        draft.record.doors.tokens[nextHash] = DoorChanges.NewToken(
          visitor.customer, site: site, origin: source.origin ?? "", at: now, previous: hash)
        return (next, nextHash)
      }
      (token, hash, visitor) = (next, nextHash, replaced)
    }
    return (token, hash)
  }

  private static let longestChain = 200

  private func successor(of token: String) -> String {
    Base64URL.encode(HMACSHA256.code(key: key, message: Array("next \(token)".utf8)))
  }

  /// The same welcome, where the new token could not be written.
  func withoutNewToken(_ delivery: Delivery, _ lost: TurnDraft) -> Delivery {
    guard case .welcome(let line, _, let who, let hash) = delivery,
      let welcomed = lost.welcomesWithoutRoom[line]
    else { return delivery }
    tokensOnTheirWay.forget(line)
    var verified: Identifier<Customer>?
    if case .known(.customer(let customer)) = who, customer.isSigned { verified = customer }
    return .welcome(line, welcomeFrame(welcomed, verified: verified), who, tokenHash: hash)
  }

  // MARK: Signs that a token arrived

  /// Something came over the line that only who has read its latest answer would send.
  func heed(_ caller: Caller) {
    if let hash = tokensOnTheirWay.takeSign(on: caller.line) { arrive(hash) }
  }

  private func arrive(_ hash: [UInt8]) {
    draft.record.doors.arrived[hash] = DoorChanges.ArrivedToken(
      at: now, previousEnds: now + TokensOnTheirWay.minute)
  }

  /// Connections that have stood for a minute have heard what they were told.
  func trustStandingLines() {
    for hash in tokensOnTheirWay.takeDue(at: now, limit: Self.timersPerTurn) {
      draft.record.doors.arrived[hash] = DoorChanges.ArrivedToken(at: now, previousEnds: now)
    }
  }

  /// Whether a `start` may still hand out its token: it was given lately, to the same page, and
  /// nobody has shown that they have it.
  func mayHandOut(_ hash: [UInt8], to origin: String) throws(RecordFailure) -> Bool {
    guard draft.record.doors.arrived[hash] == nil else { return false }
    if let new = draft.record.doors.tokens[hash] { return new.origin == origin }
    guard let visitor = try accounts.visitor(hash), !visitor.hasArrived, visitor.origin == origin
    else { return false }
    let age = now.since(visitor.created)
    return age < Self.handOutSpan && age > .zero - Self.handOutSpan
  }

  /// Longer than a phone takes to find a network again.
  private static let handOutSpan = Duration.seconds(600)

  /// All tokens of the customer end, and all their connections.
  func forget(_ customer: Identifier<Customer>, _ line: ConnectionNumber) {
    tokensOnTheirWay.forget(line)
    draft.record.doors.forgotten.append(customer)
    draft.deliveries.append(.forget(customer))
  }
}
