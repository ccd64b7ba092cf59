package import Courier
import Desk
package import JSON
package import Office
package import Publishing
import Secrets
import Wire

/// What an operator may ask of a running server, each done by the Office on its own thread.
package struct ControlDesk: Sendable {
  private let office: OfficeThread
  private let carrier: Carrier?
  private let connections: Connections
  private let destinations: [String]
  private let flows: FlowControl
  private let reports: [String: @Sendable () -> [UInt8]]

  /// `destinations` are the names of all mirrors of the settings; `carrier` is nil without any;
  /// `reports` are what else may be asked, each by its name, with the members of its answer.
  package init(
    office: OfficeThread, carrier: Carrier?, connections: Connections, destinations: [String],
    flows: FlowPublisher, reports: [String: @Sendable () -> [UInt8]] = [:]
  ) {
    self.office = office
    self.carrier = carrier
    self.connections = connections
    self.destinations = destinations
    self.flows = FlowControl(publisher: flows)
    self.reports = reports
  }

  /// `peer` is the name on this machine of who asks.
  package func answer(_ request: JSONValue, by peer: String) -> ControlReply {
    let author = AuditEntry.operatorKey(peer)
    do throws(WireMistake) {
      switch try request.text("do") {
      case let deed where deed.hasPrefix("flow."): return try flows.answer(request)
      case let deed where deed == "user.set" || deed.hasPrefix("team."):
        let reply = try CrewControl(office: office).answer(deed, request, author)
        return reply ?? .refused("there is no order \"\(deed)\"")
      case let deed where deed.hasPrefix("customer."):
        let reply = try CustomerControl(office: office).answer(deed, request, author)
        return reply ?? .refused("there is no order \"\(deed)\"")
      case "ping": return .done([])
      case "user.add": return try addUser(request, author)
      case "user.disable": return try onUser(request) { try $0.disableUser($1, by: author) }
      case "user.enable": return try onUser(request) { try $0.enableUser($1, by: author) }
      case "user.passwd":
        let password = PasswordHash(stored: try request.text("password"))
        return try onUser(request) { $0.setPassword($1, password, by: author) }
      case "user.revoke": return try revoke(request, author)
      case "user.factor.reset":
        return try onUser(request) { try $0.resetSecondFactor($1, by: author) }
      case "user.factor.require":
        let isRequired = try request.claim("required")
        return try onUser(request) { try $0.requireSecondFactor($1, isRequired, by: author) }
      case "block.add": return try block(request, author)
      case "block.remove":
        let subject = try subject(request)
        return ask { office in
          try office.unblock(subject, by: author)
          return []
        }
      case "ticket.act": return try act(request, author)
      case "mirror.status": return status()
      case "audit.exported":
        let (what, count) = (try request.text("what"), Int(try request.number("count")))
        return ask { office in
          office.note(.exported(what, entries: count), by: author)
          return []
        }
      case "mirror.retry": return try retry(request, author)
      case let other:
        if let report = reports[other] { return .done(report()) }
        return .refused("there is no order \"\(other)\"")
      }
    } catch {
      return .refused(error.reason)
    }
  }

  private func addUser(_ request: JSONValue, _ author: String) throws(WireMistake) -> ControlReply {
    let name = try request.text("name")
    let role: Role = try request.word("role")
    let password = PasswordHash(stored: try request.text("password"))
    return try onUser(request) { office, login in
      try office.addUser(login, name: name, role: role, password: password, by: author)
    }
  }

  /// Ends one session of an account, or without a name all of them.
  private func revoke(_ request: JSONValue, _ author: String) throws(WireMistake) -> ControlReply {
    let login = Identifier<Agent>(try request.text("login"))
    let name = request["session"]?.string
    return ask { office in
      let count = try office.endSessions(of: login, named: name, by: author)
      return JSONWriter.object { $0.member("ended", count) }
    }
  }

  private func block(_ request: JSONValue, _ author: String) throws(WireMistake) -> ControlReply {
    let subject = try subject(request)
    let reason = try request.text("reason")
    let until = request["until"]?.int.map { Instant(milliseconds: $0) }
    return ask { office in
      try office.block(subject, reason: reason, until: until, by: author)
      return []
    }
  }

  /// Does something to a conversation under an agent's account.
  private func act(_ request: JSONValue, _ author: String) throws(WireMistake) -> ControlReply {
    guard let act = request["act"] else { throw WireMistake("\"act\" must be a command") }
    let command = try Command.read(act)
    let id = Identifier<Conversation>(try request.text("conversation"))
    let login = Identifier<Agent>(try request.text("login"))
    let reason = try Order.reason(in: request)
    return ask { office in
      let seq = try office.act(command, in: id, as: login, reason: reason, by: author)
      return JSONWriter.object { $0.member("seq", seq) }
    }
  }

  private func subject(_ request: JSONValue) throws(WireMistake) -> Block.Subject {
    let (kind, text) = (try request.text("kind"), try request.text("subject"))
    guard let subject = Block.Subject(kind: kind, text) else {
      throw WireMistake("\"\(text)\" is no \(kind)")
    }
    return subject
  }

  private func onUser(
    _ request: JSONValue, _ work: @escaping @Sendable (Office, Identifier<Agent>) throws -> Void
  ) throws(WireMistake) -> ControlReply {
    let login = Identifier<Agent>(try request.text("login"))
    return ask { office in
      try work(office, login)
      return []
    }
  }

  private func retry(_ request: JSONValue, _ author: String) throws(WireMistake) -> ControlReply {
    let name = try request.text("destination")
    guard destinations.contains(name) else {
      return .refused(
        "there is no mirror \"\(name)\"; there are: \(destinations.joined(separator: ", "))")
    }
    let isOfRefused = request["refused"]?.bool ?? false
    let conversation = request["conversation"]?.string.map { Identifier<Conversation>($0) }
    let reply = ask { office in
      let count = try office.retryMirror(name, refused: isOfRefused, of: conversation, by: author)
      return JSONWriter.object { $0.member("events", count) }
    }
    if !isOfRefused { carrier?.resume(name) }
    carrier?.nudge()
    isOfRefused ? connections.nudge() : connections.resume(name)
    return reply
  }

  /// Has the Office do something, and waits for it.
  private func ask(_ work: @escaping @Sendable (Office) throws -> [UInt8]) -> ControlReply {
    switch office.ask(work) {
    case .success(let members): return .done(members)
    case .failure(let refusal): return .refused(refusal.description, code: refusal.code)
    }
  }

  /// How it goes with each mirror, live.
  private func status() -> ControlReply {
    let states = (carrier?.status() ?? []) + connections.statuses
    return .done(
      JSONWriter.object { writer in
        writer.array("mirrors", states) { writer, state in
          writer.object {
            $0.member("name", state.name)
            $0.member("in_flight", state.inFlight)
            $0.member("last_error", state.lastError)
            $0.member("held_until", state.heldUntil?.milliseconds)
            $0.member("well", state.breaker == .closed && state.lookError == nil)
          }
        }
      })
  }
}
