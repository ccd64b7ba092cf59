import Desk
import JSON
import Office
import Threads
package import WebSockets
import Wire

// MARK: - What clients send

extension Gateway {
  package func received(_ message: UnsafeRawBufferPointer, from session: SessionID) {
    guard let connection = connections[session.raw] else { return }
    if case .closing = connection.state { return }
    let object: JSONValue
    do throws(JSONMistake) { object = try JSONReader.read(message) } catch {
      spend(1, for: message.count, connection)
      return unreadable(message, error, connection)
    }
    do throws(WireMistake) {
      let frame = try ClientFrame.read(object)
      spend(frame.cost, for: message.count, connection)
      take(frame, from: connection)
    } catch {
      spend(1, for: message.count, connection)
      misunderstood(object, error, connection)
    }
  }

  /// Also what is no JSON we take may be a command, and then it is answered under its cid.
  private func unreadable(
    _ message: UnsafeRawBufferPointer, _ mistake: JSONMistake, _ connection: Connection
  ) {
    let skim = JSONSkim(message)
    let place = skim?.member(at: mistake.offset).map { "in \"\($0.prefix(64))\", " } ?? ""
    let why = "\(place)at byte \(mistake.offset): \(mistake.reason)"
    let isCommand = skim?["type"] == ClientFrame.Kind.command.rawValue
    misunderstood(
      Refusal(mistake.isLoneSurrogate && isCommand ? .invalid : .malformed, why),
      ClientFrame.refused(
        type: skim?["type"], conversation: skim?["conversation"], id: skim?["id"]),
      cid: skim?["cid"], connection)
  }

  private func misunderstood(
    _ object: JSONValue, _ mistake: WireMistake, _ connection: Connection
  ) {
    misunderstood(
      Refusal(mistake.isUnknown ? .unknown : .invalid, mistake.reason),
      ClientFrame.refused(
        type: object["type"]?.string, conversation: object["conversation"]?.string,
        id: object["id"]?.string), cid: object["cid"]?.string, connection)
  }

  /// A command that was not understood is answered under its cid, where it has one.
  private func misunderstood(
    _ refusal: Refusal, _ refused: Refused, cid: String?, _ connection: Connection
  ) {
    guard connection.caller != nil, refused.of == .command,
      let cid = cid.flatMap({ CommandID($0) })
    else { return complain(refusal, refused, connection) }
    // It is answered for good, so what was sent behind it need not wait for it.
    if connection.stalled == cid { connection.stalled = nil }
    send(.nack(cid, refusal), to: connection)
    count(connection)
  }

  private func complain(_ refusal: Refusal, _ refused: Refused, _ connection: Connection) {
    send(.refused(refusal, refused), to: connection)
    if case .new = connection.state {
      return close(connection, .notAuthenticated, "the first frame must be a hello")
    }
    count(connection)
  }

  private func count(_ connection: Connection) {
    connection.mistakes += 1
    if connection.mistakes >= settings.mistakes {
      notices.reached(
        "frames not understood (\(settings.mistakes))", by: connection.address, setting: nil)
      close(connection, .tooManyMistakes, "too many frames were not understood")
    }
  }

  private func take(_ frame: ClientFrame, from connection: Connection) {
    if case .hello(let hello) = frame { return greet(hello, connection) }
    guard let caller = connection.caller else {
      if case .greeting = connection.state {
        return early(frame, connection)
      }
      return close(connection, .notAuthenticated, "the first frame must be a hello")
    }
    switch frame {
    case .hello: break
    case .command(let order): take(order, caller, connection)
    case .follow(let conversation, let epoch, let after, let last):
      follow(conversation, epoch, after, last: last, connection)
    case .unfollow(let conversation):
      forget(conversation, connection)
    case .watch: watch(caller, connection)
    case .typing(let conversation): type(in: conversation, connection)
    case .read(let conversation, let seq): read(conversation, upTo: seq, connection)
    case .status(let presence, let agent, let reason):
      post(.status(caller, presence, of: agent, reason: reason))
    case .ask(let question): ask(question, caller)
    case .block(let id, let conversation, let span, let reason):
      post(.block(caller, id, conversation, for: span, reason: reason))
    case .announce(let id, let text): post(.announce(caller, id, text))
    case .account(let id, let deed):
      let request = AccountRequest(caller, id, deed, tokenHash: connection.tokenHash ?? [])
      post(.account(request, from: connection.source))
    case .logout: post(.logout(caller, tokenHash: connection.tokenHash))
    case .forgetMe(let id): post(.forgetMe(caller, id))
    case .ping: send(.pong, to: connection)
    }
  }

  /// What comes between the hello and the welcome: nobody knows yet whose it is.
  private func early(_ frame: ClientFrame, _ connection: Connection) {
    let refusal = Refusal(.busy, "wait for the welcome", mayRetry: true, retryAfter: 500)
    switch frame {
    case .command(let order): send(.nack(order.cid, refusal), to: connection)
    case .follow(let conversation, _, _, _), .unfollow(let conversation),
      .typing(let conversation), .read(let conversation, _):
      complain(refusal, Refused(frame.kind, conversation), connection)
    case .ask(let question): complain(refusal, Refused(frame.kind, id: question.id), connection)
    case .block(let id, let conversation, _, _):
      complain(refusal, Refused(frame.kind, conversation, id: id), connection)
    case .announce(let id, _), .forgetMe(let id):
      complain(refusal, Refused(frame.kind, id: id), connection)
    case .account(let id, _): complain(refusal, Refused(frame.kind, id: id), connection)
    case .ping: send(.pong, to: connection)
    case .hello, .watch, .status, .logout: complain(refusal, Refused(frame.kind), connection)
    }
  }

  private func greet(_ hello: Hello, _ connection: Connection) {
    guard case .new = connection.state else {
      return close(connection, .alreadyAuthenticated, "a second hello")
    }
    if let wait = connection.purse.takeHello(settings, at: MonotonicTime.now.nanoseconds) {
      return sendAway(connection, wait)
    }
    var identity: SignedIdentity?
    if case .customer(let site, _, _, let token) = hello {
      guard connection.sites?.contains(site) == true else {
        return turnAway(connection, stranger(site, connection))
      }
      do throws(Refusal) { identity = try self.identity(token, site, connection) } catch {
        return turnAway(connection, error)
      }
    } else if connection.sites != nil {
      return turnAway(connection, Refusal(.notAllowed, "agents do not come from web pages"))
    }
    connection.state = .greeting
    post(.hello(connection.line, hello, as: identity, from: connection.source))
  }

  /// For whoever made the page, in its console; and for the operator, in the log.
  private func stranger(_ site: String, _ connection: Connection) -> Refusal {
    guard let origin = connection.origin else {
      return Refusal(.notAllowed, "customers come from web pages: there is no origin")
    }
    notices.refused(
      origin: origin, site: site, from: connection.address,
      setting: settings.originsSetting(of: site))
    let why =
      settings.sites[site] == nil
      ? "there is no site of that name in the desk's settings: look at data-site of the page's tag"
      : "pages of this origin are not let in on site \"\(site)\": add it to sites.\(site).origins"
    return Refusal(.notAllowed, why)
  }

  /// Who the site says is there; nil where it says nothing.
  private func identity(
    _ token: String?, _ site: String, _ connection: Connection
  ) throws(Refusal) -> SignedIdentity? {
    guard let token, let plan = settings.identities[site], plan.policy != .off else { return nil }
    let now = settings.clock()
    let said = try IdentityCheck(plan: plan, site: site).statement(token, at: now)
    let place = "\(connection.address) \(connection.origin ?? "")"
    switch try usedTokens.use(said.id, of: site, until: said.expires, from: place, at: now) {
    // Before the hello, so that nobody is welcomed with it before it is on disk.
    case .first(let use): post(.used(use))
    case .again: break
    case .elsewhere:
      notices.reached("identity tokens used twice", by: connection.address, setting: nil)
      let why = "this identity token was used elsewhere: make a new one for each page"
      throw Refusal(.identity, why)
    }
    return said.identity
  }

  private func sendAway(_ connection: Connection, _ wait: Int64) {
    notices.reached(
      "hellos from one address", by: connection.address, setting: "limits.per_address")
    let why = "too many connections from your address; wait \((wait + 999) / 1000) s"
    let refusal = Refusal(.tooMany, why, mayRetry: true, retryAfter: wait)
    turnAway(connection, refusal)
  }

  private func take(_ order: Order, _ caller: Caller, _ connection: Connection) {
    // What is given up waits for nothing and costs no place.
    if order.isWithdrawn {
      if connection.stalled == order.cid { connection.stalled = nil }
      return post(.order(caller, order, .within))
    }
    if let first = connection.stalled, first != order.cid {
      return send(.nack(order.cid, Office.earlierFailed), to: connection)
    }
    connection.stalled = nil
    let now = MonotonicTime.now
    if let wait = connection.purse.takeCommand(settings, at: now.nanoseconds) {
      reachedRate(connection)
      return post(.order(caller, order, .beyond(retryAfter: wait)))
    }
    if case .start = order.command, !connection.isExempt, let wait = countStart(connection, now) {
      return post(.order(caller, order, .beyondStarts(retryAfter: wait)))
    }
    post(.order(caller, order, .within))
  }

  /// Counts a start for its customer, where one is known, and for its address; or says in how many
  /// milliseconds the next may be.
  private func countStart(_ connection: Connection, _ now: MonotonicTime) -> Int64? {
    if let customer = connection.customersKey,
      let wait = customersStarts.take(customer, settings.startsPerCustomer, at: now)
    {
      notices.reached(
        "conversations begun by one customer", by: connection.address,
        setting: "limits.starts_per_customer")
      return wait
    }
    guard let wait = starts.take(connection.address, settings.startsPerAddress, at: now) else {
      return nil
    }
    if let customer = connection.customersKey { customersStarts.giveBack(customer) }
    notices.reached(
      "conversations begun from one address", by: connection.address,
      setting: "limits.starts_per_address")
    return wait
  }

  private func reachedRate(_ connection: Connection) {
    notices.reached("messages", by: connection.address, setting: setting(of: connection))
  }

  private func watch(_ caller: Caller, _ connection: Connection) {
    if case .known(.agent(_, let role)) = caller.who, role != .admin {
      connection.isWatching = true
      watchers[connection.session.raw] = connection
    }
    post(.watch(caller))
  }

  /// Tells the others in the conversation; once a second and connection is enough.
  private func type(in conversation: Identifier<Conversation>, _ connection: Connection) {
    let now = MonotonicTime.now.nanoseconds
    guard connection.following.contains(conversation), now - connection.typed >= 1_000_000_000
    else { return }
    connection.typed = now
    let author: Author
    switch connection.principal {
    case .customer: author = .customer
    case .agent(let agent, _): author = .agent(agent)
    case .bot, .desk, .rule, nil: return
    }
    let frame = Frame(text: ServerFrame.typing(conversation, author).bytes)
    for other in followers[conversation] ?? [] where other !== connection {
      service.send(frame, to: other.session)
    }
  }
}
