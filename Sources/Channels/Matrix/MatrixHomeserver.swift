import Fetch
import JSON

/// What the desk asks a Matrix homeserver for.
final class MatrixHomeserver: Sendable {
  let settings: MatrixSettings
  private let calling: Calling

  init(_ settings: MatrixSettings, _ calling: Calling) {
    self.settings = settings
    self.calling = calling
  }

  func stop() { calling.stop() }

  // MARK: What is asked

  /// Sends a message once for each name; answers what it is called there.
  func send(_ content: [UInt8], to room: String, name: String) throws(ChannelFailure) -> String {
    let path = "rooms/\(encoded(room))/send/m.room.message/\(encoded(name))"
    let answer = try ask("PUT", path, content)
    guard let event = answer["event_id"]?.string else {
      throw .away("the homeserver did not say what it calls a message")
    }
    return event
  }

  func join(_ room: String) throws(ChannelFailure) {
    _ = try ask("POST", "join/\(encoded(room))", Self.nothing)
  }

  func isEncrypted(_ room: String) throws(ChannelFailure) -> Bool {
    do throws(ChannelFailure) {
      let told = try ask("GET", "rooms/\(encoded(room))/state/m.room.encryption/")
      return told["algorithm"] != nil
    } catch .refused {
      return false
    }
  }

  /// What happened in a room after an event, oldest first; the latest hundred at most.
  func events(in room: String, since event: String) throws(ChannelFailure) -> [MatrixEvent] {
    let told = try ask("GET", "rooms/\(encoded(room))/messages", query: "dir=b&limit=100")
    let events = (told["chunk"]?.array ?? []).prefix { $0["event_id"]?.string != event }
    return events.reversed().compactMap(MatrixEvent.init)
  }

  /// What somebody is called; nil where that is not told.
  func name(of user: String) throws(ChannelFailure) -> String? {
    do throws(ChannelFailure) {
      return try ask("GET", "profile/\(encoded(user))/displayname")["displayname"]?.string
    } catch .refused {
      return nil
    }
  }

  func showName() throws(ChannelFailure) {
    let name = JSONWriter.object { $0.member("displayname", settings.displayName) }
    do throws(ChannelFailure) {
      _ = try ask("PUT", "profile/\(encoded(settings.userID))/displayname", name)
    } catch .refused {
      // A user of ours that nobody has met yet does not exist there.
      let user = JSONWriter.object {
        $0.member("type", "m.login.application_service")
        $0.member("username", settings.user)
        $0.member("inhibit_login", true)
      }
      do throws(ChannelFailure) { _ = try ask("POST", "register", user) } catch .refused {}
      _ = try ask("PUT", "profile/\(encoded(settings.userID))/displayname", name)
    }
  }

  func whoAmI() throws(ChannelFailure) -> String {
    try ask("GET", "account/whoami")["user_id"]?.string ?? ""
  }

  /// Has the homeserver call the desk; answers how many milliseconds that took.
  func ping(_ registration: String) throws(ChannelFailure) -> Int64 {
    let body = JSONWriter.object { $0.member("transaction_id", "check") }
    let path = "/_matrix/client/v1/appservice/\(encoded(registration))/ping"
    return try answer(calling.ask(request("POST", path, body)))["duration_ms"]?.int ?? 0
  }

  /// The bytes of what somebody sent: `mxc://SERVER/ID`.
  func bytes(of content: String, most: Int) throws(ChannelFailure) -> [UInt8] {
    let parts = content.dropFirst(6).split(separator: "/")
    guard content.hasPrefix("mxc://"), parts.count == 2 else {
      throw .refused("\"\(content.prefix(64))\" is no address of a file")
    }
    let path =
      "/_matrix/client/v1/media/download/\(encoded(String(parts[0])))/"
      + encoded(String(parts[1]))
    let response = try calling.ask(request("GET", path, nil), most: most)
    guard response.status == 200 else {
      _ = try answer(response)
      return []
    }
    return response.body
  }

  // MARK: How

  private static let nothing = Array("{}".utf8)

  private func ask(
    _ method: String, _ path: String, _ body: [UInt8]? = nil, query: String = ""
  ) throws(ChannelFailure) -> JSONValue {
    let path = "/_matrix/client/v3/\(path)?user_id=\(encoded(settings.userID))&\(query)"
    return try answer(calling.ask(request(method, path, body)))
  }

  private func request(_ method: String, _ path: String, _ body: [UInt8]?) -> Fetch.Request {
    Fetch.Request(
      method: method, url: settings.homeserver + path,
      headers: [
        .init("Authorization", "Bearer \(settings.ours.reveal())"),
        .init("Content-Type", "application/json"),
      ], body: body)
  }

  private func answer(_ response: Response) throws(ChannelFailure) -> JSONValue {
    let told: JSONValue
    do { told = try JSONReader.read(response.body) } catch { told = .null }
    guard !(200..<300).contains(response.status) else { return told }
    let code = told["errcode"]?.string ?? "status \(response.status)"
    let why = calling.masked("\(code): \(told["error"]?.string ?? "no reason given")")
    switch response.status {
    case 401: throw .away("the homeserver does not know the desk: \(why)")
    case 429:
      let wait = told["retry_after_ms"]?.int.map { Duration.milliseconds($0) }
      throw .away("the homeserver asks to be left alone", retryAfter: wait)
    case 400, 403, 404, 413: throw .refused("the homeserver refuses it: \(why)")
    default: throw .away("the homeserver is not well: \(why)")
    }
  }
}
