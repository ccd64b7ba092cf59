package import Desk
import JSON

/// The JSON of what happens to the desk itself: written once, then stored and hashed as those
/// bytes.
package enum AuditText {
  /// The event as an object: its word in `event`, its particulars and the address beside it.
  package static func write(_ entry: AuditEntry) -> [UInt8] {
    JSONWriter.object { writer in
      writer.member("event", AuditWord(entry.event).rawValue)
      particulars(of: entry.event, &writer)
      writer.member("address", entry.address)
    }
  }

  private static func particulars(of event: AuditEvent, _ writer: inout JSONWriter) {
    switch event {
    case .loggedIn(let login, let device):
      writer.member("login", login.text)
      writer.member("device", device)
    case .loginFailed(let login, let why, let count):
      writer.member("login", login?.text)
      writer.member("reason", why.rawValue)
      writer.member("count", count)
    case .loggedOut(let login), .accountDisabled(let login), .accountEnabled(let login),
      .passwordChanged(let login):
      writer.member("login", login.text)
    case .secondFactorChanged(let login, let change):
      about(login, change.rawValue, &writer)
    case .accountQualified(let login, let what): about(login, what, &writer)
    case .teamSet(let team, let members):
      writer.member("team", team.text)
      writer.array("members", members) { $0.string($1.text) }
    case .teamRemoved(let team): writer.member("team", team.text)
    case .sessionsEnded(let login, let count, let why):
      writer.member("login", login.text)
      writer.member("count", count)
      writer.member("reason", why.rawValue)
    case .accountAdded(let login, let name, let role):
      writer.member("login", login.text)
      writer.member("name", name)
      writer.member("role", role.rawValue)
    case .settingsChanged(let keys): writer.array("settings", keys) { $0.string($1) }
    case .began(let revision), .published(let revision), .rolledBack(let revision):
      writer.member("revision", revision)
    case .hotfixed(let revision, let carried): write("revision", revision, carried, &writer)
    case .publishRefused(let why): writer.member("why", why)
    case .migrated(let from, let to, let moved):
      writer.member("from", from)
      writer.member("revision", to)
      writer.member("count", moved)
    case .mirrorRetried(let mirror, let events): write("mirror", mirror, events, &writer)
    case .tookOver(let conversation, let agent, let reason):
      write(conversation, from: agent, &writer)
      writer.member("reason", reason)
    case .intervened(let deed, let conversation, let agent, let reason):
      writer.member("deed", deed.rawValue)
      write(conversation, from: agent, &writer)
      writer.member("reason", reason)
    case .sentAway(let login, let reason):
      writer.member("login", login.text)
      writer.member("reason", reason)
    case .announced(let text): writer.member("text", text)
    case .lookedIn(let conversation, let agent): write(conversation, from: agent, &writer)
    case .blocked(let subject, let until, let reason):
      write(subject, &writer)
      writer.member("until", until?.milliseconds)
      writer.member("reason", reason)
    case .unblocked(let subject): write(subject, &writer)
    case .actedAs(let login, let conversation, let deed):
      writer.member("login", login.text)
      writer.member("conversation", conversation.text)
      writer.member("deed", deed)
    case .exported(let what, let entries): write("what", what, entries, &writer)
    case .erasureAsked(let customer, let due):
      about(customer, &writer) { $0.member("due", due.milliseconds) }
    case .erasureWithdrawn(let customer, let reason), .erasureBegan(let customer, let reason):
      about(customer, &writer) { $0.member("reason", reason) }
    case .erased(let customer, let count): about(customer, &writer) { $0.member("count", count) }
    }
  }

  private static func write(
    _ name: String, _ value: String, _ count: Int, _ writer: inout JSONWriter
  ) {
    writer.member(name, value)
    writer.member("count", count)
  }

  private static func write(_ subject: Block.Subject, _ writer: inout JSONWriter) {
    writer.member("kind", subject.kind)
    writer.member("subject", subject.text)
  }

  private static func about(
    _ customer: Identifier<Customer>, _ writer: inout JSONWriter,
    _ more: (inout JSONWriter) -> Void
  ) {
    writer.member("customer", customer.text)
    more(&writer)
  }

  private static func write(
    _ conversation: Identifier<Conversation>, from agent: Identifier<Agent>?,
    _ writer: inout JSONWriter
  ) {
    writer.member("conversation", conversation.text)
    writer.member("from", agent?.text)
  }

  private static func about(
    _ login: Identifier<Agent>, _ what: String, _ writer: inout JSONWriter
  ) {
    writer.member("login", login.text)
    writer.member("what", what)
  }

  /// What a stored body tells; nil for what a newer program wrote.
  package static func read(_ body: [UInt8]) throws(TextMistake) -> AuditEvent? {
    let object: JSONValue
    do { object = try JSONReader.read(body) } catch { throw TextMistake("\(error)") }
    guard let word = AuditWord(rawValue: try object.text("event")) else { return nil }
    do throws(TextMistake) { return try event(word, object) } catch {
      guard error.isOfTheFuture else { throw error }
      return nil
    }
  }

  private static func event(_ word: AuditWord, _ object: JSONValue) throws(TextMistake)
    -> AuditEvent
  {
    switch word {
    case .loggedIn: .loggedIn(try login(object), device: try object.text("device"))
    case .loginFailed:
      .loginFailed(
        object["login"]?.string.map { Identifier($0) }, try object.word("reason"),
        count: try count(object))
    case .loggedOut: .loggedOut(try login(object))
    case .sessionsEnded:
      .sessionsEnded(try login(object), count: try count(object), try object.word("reason"))
    case .accountAdded:
      .accountAdded(
        try login(object), name: try object.text("name"), role: try object.word("role"))
    case .accountDisabled: .accountDisabled(try login(object))
    case .accountEnabled: .accountEnabled(try login(object))
    case .passwordChanged: .passwordChanged(try login(object))
    case .secondFactorChanged: .secondFactorChanged(try login(object), try object.word("what"))
    case .accountQualified: .accountQualified(try login(object), what: try object.text("what"))
    case .teamSet:
      .teamSet(
        Identifier(try object.text("team")),
        members: (object["members"]?.array ?? []).compactMap(\.string).map { Identifier($0) })
    case .teamRemoved: .teamRemoved(Identifier(try object.text("team")))
    case .settingsChanged:
      .settingsChanged((object["settings"]?.array ?? []).compactMap(\.string))
    case .began: .began(revision: try object.text("revision"))
    case .published: .published(revision: try object.text("revision"))
    case .hotfixed: .hotfixed(revision: try object.text("revision"), carried: try count(object))
    case .rolledBack: .rolledBack(revision: try object.text("revision"))
    case .publishRefused: .publishRefused(why: try object.text("why"))
    case .migrated:
      .migrated(
        from: try object.text("from"), to: try object.text("revision"), moved: try count(object))
    case .mirrorRetried:
      .mirrorRetried(try object.text("mirror"), events: try count(object))
    case .tookOver:
      .tookOver(
        Identifier(try object.text("conversation")), from: Identifier(try object.text("from")),
        reason: object["reason"]?.string)
    case .intervened:
      .intervened(
        try object.word("deed"), Identifier(try object.text("conversation")),
        from: object["from"]?.string.map { Identifier($0) }, reason: object["reason"]?.string)
    case .sentAway: .sentAway(try login(object), reason: object["reason"]?.string)
    case .announced: .announced(try object.text("text"))
    case .lookedIn:
      .lookedIn(
        Identifier(try object.text("conversation")), from: Identifier(try object.text("from")))
    case .blocked:
      .blocked(
        try subject(object), until: object["until"]?.int.map { Instant(milliseconds: $0) },
        reason: try object.text("reason"))
    case .unblocked: .unblocked(try subject(object))
    case .actedAs:
      .actedAs(
        try login(object), Identifier(try object.text("conversation")),
        deed: try object.text("deed"))
    case .exported: .exported(try object.text("what"), entries: try count(object))
    case .erasureAsked:
      .erasureAsked(
        try customer(object), due: Instant(milliseconds: try object.number("due")))
    case .erasureWithdrawn:
      .erasureWithdrawn(try customer(object), reason: object["reason"]?.string)
    case .erasureBegan: .erasureBegan(try customer(object), reason: object["reason"]?.string)
    case .erased: .erased(try customer(object), conversations: try count(object))
    }
  }

  private static func login(_ object: JSONValue) throws(TextMistake) -> Identifier<Agent> {
    Identifier(try object.text("login"))
  }

  private static func customer(_ object: JSONValue) throws(TextMistake) -> Identifier<Customer> {
    Identifier(try object.text("customer"))
  }

  private static func subject(_ object: JSONValue) throws(TextMistake) -> Block.Subject {
    let kind = try object.text("kind")
    guard let subject = Block.Subject(kind: kind, try object.text("subject")) else {
      throw TextMistake("there is no \(kind) to block of that name")
    }
    return subject
  }

  private static func count(_ object: JSONValue) throws(TextMistake) -> Int {
    Int(try object.number("count"))
  }
}
