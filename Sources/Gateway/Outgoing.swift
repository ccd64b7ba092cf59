import Desk
import Office
import Threads
package import WebSockets
import Wire

// MARK: - What the Office wants told

extension Gateway {
  package func woke() {
    if let new = inbox.takeSettings() {
      settings = new.gateway
      service.adopt(new.service)
    }
    for (request, response) in inbox.takeResponses() {
      heard.removeAll { $0.id == request }
      service.answer(request, response)
    }
    guard let batch = inbox.take() else { return everybodyResumes() }
    for delivery in batch { tell(delivery) }
  }

  /// Deliveries were lost for want of room: whoever is connected must come back and resume.
  private func everybodyResumes() {
    log.error(
      "more was told than could be sent; whoever is connected must come back and resume",
      metadata: ["connections": .stringConvertible(connections.count)])
    for connection in Array(connections.values) {
      close(connection, .tooSlow, "the desk was overloaded; resume")
    }
  }

  private func connection(_ line: ConnectionNumber) -> Connection? { connections[line.number] }

  private func tell(_ delivery: Delivery) {
    switch delivery {
    case .frame(let line, let bytes): if let to = connection(line) { send(bytes, to: to) }
    case .events(let conversation, let told, let audience): tell(told, of: conversation, audience)
    case .welcome(let line, let bytes, let who, let tokenHash):
      welcome(line, bytes, who, tokenHash)
    case .turnAway(let line, let refusal):
      if let connection = connection(line) { turnAway(connection, refusal) }
    case .check(let attempt, let password): check(attempt, password)
    case .known(let line, let principal): know(line, principal)
    case .notBegun(let line):
      if let connection = connection(line) {
        starts.giveBack(connection.address)
        if let customer = connection.customersKey { customersStarts.giveBack(customer) }
      }
    case .backlog(let line, let conversation, let asking, let backlog):
      answer(line, conversation, asking, backlog)
    case .summary(let bytes, let audience): summarise(bytes, audience)
    case .listing(let line, let frames):
      guard let connection = connection(line) else { return }
      connection.listingBound =
        connection.listing.count + frames.count + service.settings.outboxFrames
      for bytes in frames { list(Frame(text: bytes), for: connection) }
    case .staffing(let bytes):
      let frame = Frame(text: bytes)
      for watcher in watchers.values { list(frame, for: watcher) }
    case .place(let conversation, let bytes): place(conversation, bytes)
    case .mirrored(let conversation, let bytes): mirror(conversation, bytes)
    case .read(let conversation, let seq): moved(.agent, in: conversation, to: seq)
    case .reception(let bytes): receive(bytes)
    case .revoke(let agent, let tokenHash): revoke(agent, tokenHash)
    case .forget(let customer): forget(customer)
    case .signedOut(let line):
      if let connection = connection(line) { close(connection, .revoked, "signed out") }
    case .shut(let subject, let refusal): shut(subject, refusal)
    case .notice(let notice): record(notice)
    }
  }

  // MARK: Those who come in

  private func welcome(
    _ line: ConnectionNumber, _ bytes: [UInt8], _ who: Caller.Who, _ tokenHash: [UInt8]?
  ) {
    guard let connection = connection(line), case .greeting = connection.state else {
      // Gone while it was let in: the Office must not think it there.
      departures.append(.gone(Caller(line, who), line))
      return
    }
    connection.state = .open(who)
    connection.tokenHash = tokenHash
    if case .known(.customer) = who { connection.owesSign = true }
    send(bytes, to: connection)
    if case .known(let principal) = who { join(connection, principal) }
  }

  private func know(_ line: ConnectionNumber, _ principal: Principal) {
    guard let connection = connection(line), case .open(.stranger) = connection.state else {
      return
    }
    connection.state = .open(.known(principal))
    connection.owesSign = true
    join(connection, principal)
  }

  private func join(_ connection: Connection, _ principal: Principal) {
    crowd[principal, default: 0] += 1
    usePurse(of: principal, connection)
    let limit: Int
    if case .customer = principal {
      limit = settings.connectionsPerCustomer
    } else {
      limit = settings.connectionsPerAgent
    }
    if crowd[principal, default: 0] > limit {
      notices.reached(
        "connections of one person (\(limit))", by: connection.address, setting: nil)
      close(connection, .tooManyConnections, "at most \(limit) connections at once")
    }
  }

  private func check(_ attempt: LoginTry, _ password: String) {
    let isTaken = passwordChecker.check(password, of: attempt) { [office] result in
      _ = office.post(.checked(attempt, result))
    }
    guard !isTaken, let connection = connection(attempt.line) else { return }
    notices.reached("logins at once", by: attempt.source.address, setting: nil)
    let refusal = Refusal(.busy, "too many logins at once", mayRetry: true, retryAfter: 2000)
    if let request = attempt.request {
      send(.refused(refusal, Refused(.account, id: request.id)), to: connection)
    } else {
      turnAway(connection, refusal)
    }
  }

  private func revoke(_ agent: Identifier<Agent>, _ tokenHash: [UInt8]?) {
    for connection in Array(connections.values) {
      guard case .agent(let name, _)? = connection.principal, name.id == agent else { continue }
      if let tokenHash, connection.tokenHash != tokenHash { continue }
      close(connection, .revoked, "the session has ended")
    }
  }

  private func forget(_ customer: Identifier<Customer>) {
    for connection in Array(connections.values)
    where connection.principal == .customer(customer) {
      close(connection, .revoked, "the customer has left")
    }
  }

  private func shut(_ subject: Block.Subject, _ refusal: Refusal) {
    for connection in Array(connections.values) where isKeptOut(connection, by: subject) {
      // Who has not been welcomed yet waits for an answer to the hello, and gets one.
      if connection.caller == nil {
        turnAway(connection, refusal)
      } else {
        close(connection, .notAuthenticated, refusal.why)
      }
    }
  }

  /// Agents are never kept out by the address they share with somebody.
  private func isKeptOut(_ connection: Connection, by subject: Block.Subject) -> Bool {
    if case .agent? = connection.principal { return false }
    switch subject {
    case .customer(let customer): return connection.principal == .customer(customer)
    case .addresses(let range):
      return AddressRange(connection.address).map(range.contains) ?? false
    }
  }

  // MARK: Those who follow

  private func tell(
    _ told: [Told], of conversation: Identifier<Conversation>, _ audience: Audience
  ) {
    guard let followers = followers[conversation] else { return }
    if let last = told.last { lastSeqs[conversation] = last.seq }
    // Most often nobody reads the past, and there is nothing to filter.
    let listeners =
      followers.contains { !$0.joining.isEmpty }
      ? followers.filter { !$0.waits(for: conversation, told, audience) } : followers
    for event in told {
      let pair = FramePair(conversation, event)
      for follower in listeners {
        guard let principal = follower.principal, audience.includes(principal),
          !follower.holds(event.seq, of: conversation)
        else { continue }
        service.send(pair.frame(for: principal), to: follower.session)
      }
    }
    for follower in listeners {
      guard let principal = follower.principal else { continue }
      if !audience.includes(principal) { stop(follower, conversation) }
    }
  }

  /// The follower may not read on: it is told so rather than left to wonder.
  func stop(_ connection: Connection, _ conversation: Identifier<Conversation>) {
    forget(conversation, connection)
    send(.unfollowed(conversation), to: connection)
  }

  func hasRoom(_ connection: Connection) -> Bool {
    service.outboxFrames(connection.session) < service.settings.outboxFrames / 2
      && service.outboxBytes(connection.session) < service.settings.outboxBytes / 2
  }

  package func drained(_ session: SessionID) {
    guard let connection = connections[session.raw] else { return }
    sendListing(of: connection)
    readOn(connection)
  }

  private func summarise(_ bytes: [UInt8], _ audience: Audience) {
    let frame = Frame(text: bytes)
    for watcher in watchers.values {
      guard let principal = watcher.principal, audience.includes(principal) else { continue }
      list(frame, for: watcher)
    }
  }

  /// Sends behind the summaries that still wait, so that an older one never follows a newer one.
  private func list(_ frame: Frame, for connection: Connection) {
    guard !connection.listing.isEmpty || !hasRoom(connection) else {
      service.send(frame, to: connection.session)
      return
    }
    connection.listing.append(frame)
    sendListing(of: connection)
    if connection.listing.count > connection.listingBound {
      notices.reached(
        "what waits for one reader", by: connection.address, setting: "limits.outbox_events")
      close(connection, .tooSlow, "reading too slowly; resume later")
    }
  }

  private func sendListing(of connection: Connection) {
    guard !connection.listing.isEmpty else { return }
    while !connection.listing.isEmpty, hasRoom(connection) {
      service.send(connection.listing.removeFirst(), to: connection.session)
    }
    // A slice keeps what was taken from its front for as long as it keeps its room.
    if connection.listing.isEmpty { connection.listing = [] }
  }

  /// How the desk stands, to all customers who are there.
  private func receive(_ bytes: [UInt8]) {
    let frame = Frame(text: bytes)
    for connection in connections.values {
      guard case .open(let who) = connection.state else { continue }
      switch who {
      case .stranger, .known(.customer): service.send(frame, to: connection.session)
      case .known: break
      }
    }
  }

  private func place(_ conversation: Identifier<Conversation>, _ bytes: [UInt8]) {
    let frame = Frame(text: bytes)
    for follower in followers[conversation] ?? [] {
      if case .customer? = follower.principal { service.send(frame, to: follower.session) }
    }
  }

  /// To the agents who have it before them.
  private func mirror(_ conversation: Identifier<Conversation>, _ bytes: [UInt8]) {
    let frame = Frame(text: bytes)
    for follower in followers[conversation] ?? [] where follower.following.contains(conversation) {
      if case .agent? = follower.principal { service.send(frame, to: follower.session) }
    }
  }
}

/// One event's frames: for agents, and for customers where they see less.
struct FramePair {
  private let agents: Frame
  private let customers: Frame

  init(_ conversation: Identifier<Conversation>, _ told: Told) {
    agents = Frame(
      text: Entry.frame(conversation, seq: told.seq, at: told.at, text: told.body))
    customers =
      told.body == told.customersBody
      ? agents
      : Frame(
        text: Entry.frame(conversation, seq: told.seq, at: told.at, text: told.customersBody))
  }

  func frame(for principal: Principal) -> Frame {
    if case .customer = principal { customers } else { agents }
  }
}
