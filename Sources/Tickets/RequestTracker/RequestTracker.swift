import Desk
package import Fetch
import JSON
package import Secrets
import Synchronization

/// Request Tracker 5, by its REST 2.0: https://docs.bestpractical.com/rt/5.0.7/RT/REST2.html.
///
/// What was said becomes correspondence, what was noted a comment. The subject of each is the
/// entry's mark, which the history tells without the words. The ticket of a conversation is found
/// by a custom field; a query for a field that is not there finds nothing and says so nowhere, so
/// it is made sure of before a ticket is made. Requestors are named only where the operator wants
/// it: by RT's own rules they get a letter of each correspondence, which they read in the chat.
package final class RequestTracker: TicketSystem {
  /// What an operator says of their RT.
  package struct Settings: Sendable, Equatable {
    /// Without a slash at its end.
    package let url: String
    package var queue = "General"
    package var field = "ConversationId"
    /// Whether customers with an address become requestors.
    package var namesRequestor = false

    /// What the desk's states are called there; those that are not named change nothing.
    package var statuses = [
      "open": "open", "waiting": "open", "on_hold": "stalled", "missed": "open",
      "solved": "resolved", "closed": "resolved",
    ]

    /// The desk's states, in its own words.
    package static let states = RecipeSettings.stateWords

    package init(url: String) {
      self.url = url.hasSuffix("/") ? String(url.dropLast()) : url
    }
  }

  /// What was made sure of since the last failure.
  private struct Known: Sendable {
    var isReady = false
    /// A ticket was made, and the field did not stick.
    var losesField = false
    var account: String?
  }

  let settings: Settings
  private let token: Secret<String>
  let asker: any RawAsking
  private let known = Mutex(Known())

  let words = WordsFormat.plain
  let abilities = TicketAbilities(takesFilesWithWords: true)

  package convenience init(_ settings: Settings, token: Secret<String>, _ terms: Asker.Terms) {
    self.init(settings, token: token, asker: Asker(terms, secret: token))
  }

  init(_ settings: Settings, token: Secret<String>, asker: any RawAsking) {
    self.settings = settings
    self.token = token
    self.asker = asker
  }

  package func stop() { asker.stop() }

  // MARK: The ticket

  func find(_ talk: Talk) throws(TicketFailure) -> TicketPlace? {
    try makeSure()
    let query = "'CF.{\(settings.field)}' = '\(Self.quoted(talk.key))'"
    let answer = try ask(
      "GET", "/tickets?orderby=id&per_page=2&query=\(Self.percentEncoded(query))", about: nil)
    guard let id = answer["items"]?.array?.first?["id"]?.name else { return nil }
    return place(id)
  }

  func create(_ talk: Talk) throws(TicketFailure) -> TicketPlace {
    guard !known.withLock({ $0.losesField }) else { throw Self.fieldIsLost(settings) }
    let body = JSONWriter.object { writer in
      writer.member("Queue", settings.queue)
      writer.member("Subject", Self.line(talk.conversation.subject))
      writer.member("Content", talk.opening(.plain))
      writer.member("ContentType", "text/plain")
      writer.member("Priority", Self.priority(talk))
      if settings.namesRequestor, let email = talk.conversation.contact.email {
        writer.member("Requestor", email)
      }
      writer.object("CustomFields") { $0.member(settings.field, talk.key) }
    }
    let answer = try ask("POST", "/ticket", body, about: nil)
    guard let id = answer["id"]?.name else {
      throw TicketFailure(
        .failing, "RT made a ticket and did not say which", mayBeThere: true)
    }
    if !asker.invents { try checkField(id, talk) }
    return place(id)
  }

  /// After the first ticket: without the right to set it RT leaves the field empty, silently.
  private func checkField(_ id: String, _ talk: Talk) throws(TicketFailure) {
    let ticket = try ask("GET", "/ticket/\(id)", about: id)
    let fields = ticket["CustomFields"]?.array ?? []
    let values = fields.first { $0["name"]?.string == settings.field }?["values"]?.array ?? []
    let account = ticket["Creator"]?["id"]?.string
    known.withLock { known in
      known.losesField = !values.contains(.string(talk.key))
      known.account = known.account ?? account
    }
  }

  private func place(_ id: String) -> TicketPlace {
    TicketPlace(external: id, url: "\(settings.url)/Ticket/Display.html?id=\(id)")
  }

  // MARK: What goes into it

  func append(_ entry: TicketEntry, files: [TicketFile], to ticket: String, _ talk: Talk)
    throws(TicketFailure)
  {
    try write(entry.text, entry.mark, files, isComment: entry.isInternal, ticket)
  }

  func attach(_ file: TicketFile, to ticket: String, _ talk: Talk) throws(TicketFailure) {
    try write(file.name, file.mark, [file], isComment: true, ticket)
  }

  private func write(
    _ text: String, _ mark: String, _ files: [TicketFile], isComment: Bool, _ ticket: String
  ) throws(TicketFailure) {
    let body = JSONWriter.object { writer in
      writer.member("Subject", mark)
      writer.member("Content", text)
      writer.member("ContentType", "text/plain")
      guard !files.isEmpty else { return }
      writer.array("Attachments", files) { writer, file in
        writer.object { writer in
          writer.member("FileName", Self.fileName(file.name))
          writer.member("FileType", file.media)
          writer.member("FileContent", Base64.encode(file.bytes))
        }
      }
    }
    _ = try ask(
      "POST", "/ticket/\(Self.percentEncoded(ticket))/\(isComment ? "comment" : "correspond")",
      body,
      about: ticket)
  }

  func change(_ ticket: String, _ talk: Talk) throws(TicketFailure) {
    let body = JSONWriter.object { writer in
      writer.member("Priority", Self.priority(talk))
      if let status = settings.statuses[talk.state] { writer.member("Status", status) }
    }
    let answer = try ask("PUT", "/ticket/\(Self.percentEncoded(ticket))", body, about: ticket)
    // RT answers 200 to what its life cycle or its rights forbid, and says so in words.
    let refused = (answer.array ?? []).compactMap(\.string).first {
      $0.contains("isn't a valid") || $0.contains("Permission Denied")
        || $0.contains("can't change") || $0.contains("You can't") || $0.contains("not allowed")
    }
    if let refused { throw TicketFailure(.refused, "RT forbids it: \(refused.beginning(200))") }
  }

  /// By RT's own scale: low 0, medium 50, high 100.
  private static func priority(_ talk: Talk) -> Int {
    switch talk.conversation.priority {
    case .low: 0
    case .normal: 50
    case .high, .urgent: 100
    }
  }

  // MARK: Asking

  /// What RT answers; `ticket` says which one it is about.
  func ask(_ method: String, _ path: String, _ body: [UInt8]? = nil, about ticket: String?)
    throws(TicketFailure) -> JSONValue
  {
    var headers = [
      Request.Header("Authorization", "token \(token.reveal())"),
      Request.Header("Accept", "application/json"),
    ]
    if body != nil { headers.append(Request.Header("Content-Type", "application/json")) }
    let response = try asker.ask(
      Request(
        method: method, url: "\(settings.url)/REST/2.0\(path)", headers: headers, body: body))
    guard (200...299).contains(response.status) else {
      throw failure(response, ticket, isWrite: method != "GET")
    }
    do throws(JSONMistake) {
      return try JSONReader.read(response.body)
    } catch {
      throw TicketFailure(
        .unready,
        "it answered no JSON (\(error.reason)): is \(settings.url) RT's own address, and its "
          + "REST 2.0 switched on?", mayBeThere: method != "GET")
    }
  }

  private func failure(_ response: Response, _ ticket: String?, isWrite: Bool) -> TicketFailure {
    // Whatever failed may have to do with what was made sure of.
    known.withLock { $0.isReady = false }
    var failure = TicketAnswer.failure(response, isAboutOneTicket: ticket != nil)
    if !isWrite { failure.mayBeThere = false }
    let about = ticket.map { " about RT #\($0)" } ?? ""
    let why = asker.masked(failure.why + about)
    return TicketFailure(
      failure.kind, why, retryAfter: failure.retryAfter, mayBeThere: failure.mayBeThere)
  }

  // MARK: Whether RT is as it has to be

  /// That the queue is there and has the field; asked once, and again after a failure.
  private func makeSure() throws(TicketFailure) {
    guard !asker.invents, !known.withLock({ $0.isReady }) else { return }
    let queue: JSONValue
    do throws(TicketFailure) {
      queue = try ask("GET", "/queue/\(Self.percentEncoded(settings.queue))", about: nil)
    } catch {
      guard error.kind == .unready, !error.why.contains("401") else { throw error }
      throw TicketFailure(
        .unready,
        "RT has no queue \"\(settings.queue)\" that the account may see: write another as queue:, "
          + "or give it the right SeeQueue (\(error.why))")
    }
    let fields = (queue["TicketCustomFields"]?.array ?? []).compactMap { $0["name"]?.string }
    guard fields.contains(settings.field) else {
      throw TicketFailure(
        .unready,
        "RT's queue \"\(settings.queue)\" has no custom field \"\(settings.field)\" that the account "
          + "sees: make one (Admin, Custom Fields: enter one value, for tickets), apply it to the "
          + "queue, and give the account SeeCustomField, ModifyCustomField and "
          + "SetInitialCustomField")
    }
    known.withLock { known in
      known.isReady = true
      known.losesField = false
    }
  }

  private static func fieldIsLost(_ settings: Settings) -> TicketFailure {
    TicketFailure(
      .unready,
      "RT leaves the custom field \"\(settings.field)\" empty: give the account ModifyCustomField "
        + "and SetInitialCustomField on the queue, then mirror retry")
  }

  /// Under which name RT knows us, once that is known.
  var account: String? { known.withLock { $0.account } }

  func learn(_ account: String) { known.withLock { $0.account = $0.account ?? account } }

  // MARK: Text

  /// A key has no quote in it; where one had, it would not end the query's.
  private static func quoted(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("'", with: "\\'")
  }

  /// RT 5.0 fails at a name that is not ASCII, and takes it as mail writes it (RFC 2047).
  private static func fileName(_ name: String) -> String {
    let name = line(name)
    return name.utf8.allSatisfy { $0 < 0x80 }
      ? name : "=?UTF-8?B?\(Base64.encode(Array(name.utf8)))?="
  }

  private static func line(_ text: String) -> String {
    text.split(whereSeparator: \.isNewline).joined(separator: " ")
  }

  static func percentEncoded(_ text: String) -> String {
    text.utf8.map { byte in
      let isPlain =
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
        || (0x61...0x7A).contains(byte) || [0x2D, 0x2E, 0x5F, 0x7E].contains(byte)
      return isPlain ? String(UnicodeScalar(byte)) : "%" + Hex.encode([byte]).uppercased()
    }.joined()
  }
}

/// Whoever asks a system that is spoken to natively.
package protocol RawAsking: Sendable {
  /// Whether answers mean nothing: what they would tell is made up.
  var invents: Bool { get }
  func ask(_ request: Request) throws(TicketFailure) -> Response
  func masked(_ text: String) -> String
  func stop()
}

extension Asker: RawAsking {}
