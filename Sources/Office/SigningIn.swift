import Desk
import Journal
import Secrets
import Wire

/// A line of somebody whom their site has signed for.
struct SignedIn {
  let site: String
  /// What the site signed; nil where a token of ours lets them in.
  let identity: SignedIdentity?
}

// MARK: - Customers whom their site has signed for

extension Office {
  /// How long a token of ours is good in place of the site's signature, after its last use: a day's
  /// work at one browser. The page says sooner that somebody has gone, by `logout`.
  static let signedLife = Duration.seconds(12 * 3600)

  /// Lets in whom the site has signed for: the same customer on every device. What they began
  /// before they signed in comes along.
  func greet(
    _ line: ConnectionNumber, signed identity: SignedIdentity, _ token: String?, site: String,
    _ source: Source
  ) throws(RecordFailure) {
    let customer = Identifier<Customer>.signed(
      (derived("signed", "\(site) \(identity.subject)") as Identifier<Customer>).text)
    signedIn[line] = SignedIn(site: site, identity: identity)
    let hash = token.map { SHA256.hash($0) }
    let visitor = try hash.flatMap { (hash) throws(RecordFailure) in try accounts.visitor(hash) }
    try vouch(identity, for: customer)
    guard let token, let hash, let visitor, isGood(visitor, site, source) else {
      return try comeIn(line, customer, site: site, source)
    }
    if visitor.customer == customer {
      return try comeBack(line, token, hash, visitor, site: site, source)
    }
    let brought =
      visitor.customer.isSigned ? nil : try bringAlong(visitor.customer, as: identity, customer)
    try comeIn(line, customer, with: brought, site: site, source)
  }

  /// Gives a first token on this device.
  private func comeIn(
    _ line: ConnectionNumber, _ customer: Identifier<Customer>,
    with brought: Identifier<Conversation>? = nil, site: String, _ source: Source
  ) throws(RecordFailure) {
    if let refusal = refusal(to: .customer(customer)) { return turnAway(line, refusal) }
    let latest = try record.latestConversation(of: customer)
    try welcome(line, customer, brought ?? latest, tokenHash: nil) {
      () throws(RecordFailure) in
      let token = Random.token()
      let hash = SHA256.hash(token)
      draft.record.doors.tokens[hash] = DoorChanges.NewToken(
        customer, site: site, origin: source.origin ?? "", at: now)
      return (token, hash)
    }
  }

  /// The latest conversation of a customer is told what their site says of them now.
  private func vouch(
    _ identity: SignedIdentity, for customer: Identifier<Customer>
  ) throws(RecordFailure) {
    guard let latest = try record.latestConversation(of: customer), let live = try live(latest)
    else { return }
    _ = deskDoes(.vouch(identity, to: nil), in: live)
  }

  /// Somebody who was not known has signed in: what they have under way is theirs under their own
  /// name from now on, unless they had said that they are somebody else. The record does not know
  /// it before the turn ends, so it is answered here.
  private func bringAlong(
    _ former: Identifier<Customer>, as identity: SignedIdentity, _ customer: Identifier<Customer>
  ) throws(RecordFailure) -> Identifier<Conversation>? {
    guard let latest = try record.latestConversation(of: former), let live = try live(latest),
      !live.conversation.stage.word.isOver,
      !Contact.areOthers(live.conversation.contact.email, identity.email)
    else { return nil }
    return deskDoes(.vouch(identity, to: customer), in: live) ? latest : nil
  }

  /// Who a signed customer is who begins a conversation: as their site says, or has said.
  func signedContact(
    _ customer: Identifier<Customer>, _ line: ConnectionNumber, _ known: KnownCustomer?
  ) throws(RecordFailure) -> Contact {
    if let identity = signedIn[line]?.identity { return identity.contact }
    var attributes: [Field] = []
    if let latest = try record.latestConversation(of: customer), let live = try live(latest) {
      attributes = live.conversation.contact.attributes
    }
    return Contact(
      name: known?.contact.name, email: known?.contact.email, isVerified: true,
      attributes: attributes)
  }

  /// Ends this device's token and line; what the customer has elsewhere stays.
  func signOut(_ line: ConnectionNumber, _ tokenHash: [UInt8]?) {
    tokensOnTheirWay.forget(line)
    if let tokenHash {
      // The one before it must not bring it back.
      draft.record.doors.arrived[tokenHash] = DoorChanges.ArrivedToken(at: now, previousEnds: now)
      draft.record.doors.endedTokens.append(tokenHash)
    }
    draft.deliveries.append(.signedOut(line))
  }
}
