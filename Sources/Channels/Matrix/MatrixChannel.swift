package import Courier
package import Desk
import JSON
import Secrets

/// Matrix, as an application service of a homeserver: people write to `@support:example.com`.
///
/// The homeserver brings what happens by transactions and repeats one until it is taken in, in
/// order; what is sent has a name of its own, so that the homeserver takes it once.
package final class MatrixChannel: HookedChannel, @unchecked Sendable {
  // Unchecked: what changes is used on the connector's thread only.
  package let capabilities: Capabilities
  package let looksEvery: Duration? = .seconds(60)
  private let name: String
  private let home: MatrixHomeserver
  /// Names of the latest transactions that were taken in.
  private var taken: [String] = []
  private var names: [String: String] = [:]
  private var isNamed = false

  private static let mostNames = 10_000
  private static let mostTaken = 64
  /// A photograph of a telephone.
  private static let largestFile = 20 << 20

  package init(_ name: String, _ settings: MatrixSettings, _ calling: Calling) {
    self.name = name
    home = MatrixHomeserver(settings, calling)
    // An event has at most 65,536 bytes, and our words stand in it twice.
    var capabilities = Capabilities(longest: .bytes(16_384))
    capabilities.dialect = .html
    capabilities.knowsNames = true
    self.capabilities = capabilities
  }

  package func stop() { home.stop() }

  // MARK: To customers

  package func send(_ part: Part, to link: inout OutsideLink) throws(ChannelFailure) -> String {
    let content = JSONWriter.object { writer in
      writer.member("msgtype", "m.text")
      writer.member("body", part.text)
      if let html = part.html {
        writer.member("format", "org.matrix.custom.html")
        writer.member("formatted_body", html)
      }
    }
    return try home.send(content, to: link.external, name: part.key)
  }

  /// Says something of our own, once for each name.
  private func say(_ text: String, in room: String, name: String) throws(ChannelFailure) {
    let content = JSONWriter.object { writer in
      writer.member("msgtype", "m.notice")
      writer.member("body", text)
    }
    do throws(ChannelFailure) { _ = try home.send(content, to: room, name: name) } catch .refused {
      // Whoever put us out need not be told why nothing is read.
    }
  }

  // MARK: How it goes

  package func look(_ inlet: ChannelInlet) -> ConnectorFailure? {
    do throws(ChannelFailure) {
      try showName()
      _ = try home.whoAmI()
      return nil
    } catch {
      return ConnectorFailure(error.why)
    }
  }

  private func showName() throws(ChannelFailure) {
    guard !isNamed else { return }
    try home.showName()
    isNamed = true
  }

  package func check() throws(ChannelFailure) -> [String] {
    let user = try home.whoAmI()
    let time = try home.ping("frontdesk-\(name)")
    return [
      "the homeserver knows the desk as \(user)",
      "the homeserver reaches the desk (\(time) ms)",
    ]
  }

  // MARK: From the homeserver

  package func take(_ request: HookRequest, _ inlet: ChannelInlet) -> HookAnswer {
    guard isTheirs(request) else { return Self.refused(403, "M_FORBIDDEN", "not our homeserver") }
    let path = request.path.split(separator: "/").map(String.init)
    switch (request.method, path.last, path.dropLast().last) {
    case ("PUT", let transaction?, "transactions"?):
      return takeIn(transaction, request.body, inlet)
    case ("POST", "ping"?, _): return .taken
    case ("GET", let user?, "users"?):
      return HookRequest.decoded(user) == home.settings.userID
        ? .taken : Self.refused(404, "M_NOT_FOUND", "no such user")
    default: return Self.refused(404, "M_UNRECOGNIZED", "nothing like that is here")
    }
  }

  private func isTheirs(_ request: HookRequest) -> Bool {
    let secret = Array(home.settings.theirs.reveal().utf8)
    let header = request.headers["authorization"].map { String($0.dropFirst("Bearer ".count)) }
    guard let told = header ?? request.queried("access_token") else { return false }
    return isEqualInConstantTime(Array(told.utf8), secret)
  }

  private static func refused(_ status: Int, _ code: String, _ why: String) -> HookAnswer {
    HookAnswer(
      status,
      JSONWriter.object {
        $0.member("errcode", code)
        $0.member("error", why)
      })
  }

  /// Taken in as a whole, or told again: each event in it lands once, whatever becomes of the rest.
  private func takeIn(_ transaction: String, _ body: [UInt8], _ inlet: ChannelInlet) -> HookAnswer {
    guard !taken.contains(transaction) else { return .taken }
    let events: [JSONValue]
    do { events = try JSONReader.read(body)["events"]?.array ?? [] } catch {
      return Self.refused(400, "M_NOT_JSON", "no JSON: \(error.reason)")
    }
    do {
      for event in events.compactMap(MatrixEvent.init) { try takeIn(event, inlet) }
    } catch {
      let why = (error as? ChannelFailure)?.why ?? "\(error)"
      return Self.refused(502, "M_UNKNOWN", "not taken in, tell it again: \(why)")
    }
    taken.append(transaction)
    if taken.count > Self.mostTaken { taken.removeFirst() }
    return .taken
  }

  private func takeIn(_ event: MatrixEvent, _ inlet: ChannelInlet) throws {
    guard event.sender != home.settings.userID else { return }
    switch event.what {
    case .invited(let user):
      if user == home.settings.userID { try accept(event, inlet) }
    case .left(let user): try left(user, event, inlet)
    case .encrypted: try refuse(event.room)
    case .said(let text): try hear(text, event, inlet)
    case .changed(let text): try hear("✎ \(text)", event, inlet)
    case .sent(let file): try hear(file, event, inlet)
    case .takenBack:
      guard let conversation = try conversation(event, inlet) else { return }
      try inlet.note("The customer took back a message there.", id: event.id, in: conversation)
    }
  }

  /// Goes in, and hears what was said there since the invitation: of that the homeserver does not
  /// tell by itself.
  private func accept(_ event: MatrixEvent, _ inlet: ChannelInlet) throws {
    try showName()
    do throws(ChannelFailure) { try home.join(event.room) } catch .refused {
      // They took it back, or their server is gone: nobody waits for us there.
      return
    }
    if try home.isEncrypted(event.room) { try refuse(event.room) }
    for said in try home.events(in: event.room, since: event.id) {
      if case .invited = said.what { continue }
      try takeIn(said, inlet)
    }
  }

  private func refuse(_ room: String) throws(ChannelFailure) {
    try say(
      "This room is encrypted, and the desk cannot read what is written here. "
        + "Please begin a chat without encryption with \(home.settings.userID).",
      in: room, name: "encrypted \(room)")
  }

  private func left(_ user: String, _ event: MatrixEvent, _ inlet: ChannelInlet) throws {
    guard user == event.sender, let conversation = try conversation(event, inlet) else { return }
    try inlet.note(
      "The customer left the room: what is written now does not reach them.", id: event.id,
      in: conversation)
  }

  /// The conversation of a room, if it is with whoever did this.
  private func conversation(_ event: MatrixEvent, _ inlet: ChannelInlet) throws
    -> Identifier<Conversation>?
  {
    guard
      let found = try inlet.desk.conversation(called: event.room, at: inlet.channel),
      try inlet.desk.link(of: found, at: inlet.channel)?.state["user"] == event.sender
    else { return nil }
    return found
  }

  // MARK: Words

  private func hear(
    _ text: String, _ event: MatrixEvent, files: [Attachment] = [], _ inlet: ChannelInlet
  ) throws {
    guard try isOwner(event, inlet) else { return }
    var words = ChannelInlet.Words(event.id, text)
    words.name = try name(of: event.sender)
    words.files = files
    let landing = try inlet.hear(
      words, from: event.sender, at: event.room, state: ["user": event.sender])
    guard case .refused(let refusal) = landing else { return }
    guard !refusal.mayRetry else { throw ChannelFailure.away(refusal.why) }
    try say("Not taken: \(refusal.why)", in: event.room, name: "refused \(event.id)")
  }

  private func hear(_ file: MatrixEvent.File, _ event: MatrixEvent, _ inlet: ChannelInlet) throws {
    let kept: Attachment
    do {
      let bytes = try home.bytes(of: file.address, most: Self.largestFile)
      kept = try inlet.desk.keep(bytes, name: file.name, media: file.media)
    } catch {
      if case .away(let why, let wait)? = error as? ChannelFailure {
        throw ChannelFailure.away(why, retryAfter: wait)
      }
      let why = (error as? ChannelFailure)?.why ?? "\(error)"
      return try say("\(file.name) was not taken: \(why)", in: event.room, name: "file \(event.id)")
    }
    try hear("", event, files: [kept], inlet)
  }

  /// A room is one person's talk with the desk; others in it are told so once.
  private func isOwner(_ event: MatrixEvent, _ inlet: ChannelInlet) throws -> Bool {
    guard let found = try inlet.desk.conversation(called: event.room, at: inlet.channel),
      let user = try inlet.desk.link(of: found, at: inlet.channel)?.state["user"],
      user != event.sender
    else { return true }
    try say(
      "This room is \(user)'s talk with the desk. Please begin one of your own with "
        + "\(home.settings.userID).", in: event.room, name: "owner \(event.room) \(event.sender)")
    return false
  }

  private func name(of user: String) throws(ChannelFailure) -> String? {
    if let known = names[user] { return known.isEmpty ? nil : known }
    let name = try home.name(of: user)
    if names.count >= Self.mostNames { names = [:] }
    names[user] = name ?? ""
    return name
  }
}
