package import Desk
import Events
import JSON

/// What somebody who works here does with their own account.
package enum AccountDeed: Equatable, Sendable {
  /// Ends sessions.
  case end(Sessions)
  /// A new password; all other sessions end.
  case changePassword(from: String, to: String)
  /// Begins a second factor, or begins it anew where it was never proven.
  case enrol(password: String)
  /// A code of the new second factor: from now on it is asked for.
  case prove(code: String)
  /// New codes for the day on which the device is lost; those before are worth nothing.
  case recover(password: String)

  /// Which of one's sessions.
  package enum Sessions: Equatable, Sendable {
    /// By the name that a list of them shows.
    case named(String)
    /// All but the one that asks.
    case others
  }
}

/// What the desk answers to somebody about their own account.
package enum AccountReply: Equatable, Sendable {
  case sessions([Session])
  /// So many have ended.
  case ended(Int)
  case passwordChanged
  /// What an authenticator is to be given: an `otpauth` address.
  case enrolment(String)
  /// Codes that each let in once in place of the device's.
  case recovery([String])

  /// Where somebody is logged in.
  package struct Session: Equatable, Sendable {
    package let name: String
    package let device: String
    /// From where it was opened; an IPv4 address or a /64 of IPv6.
    package let address: String
    package let created: Instant
    /// When a command last came with it, to about a minute.
    package let used: Instant
    /// Whether it is the one that asks.
    package let isCurrent: Bool

    package init(
      name: String, device: String, address: String, created: Instant, used: Instant,
      isCurrent: Bool
    ) {
      self.name = name
      self.device = device
      self.address = address
      self.created = created
      self.used = used
      self.isCurrent = isCurrent
    }
  }
}

extension AccountDeed {
  static func read(_ object: JSONValue) throws(WireMistake) -> AccountDeed {
    switch try object.text("do") {
    case "end":
      let name = try ClientFrame.text("session", upTo: 64, object)
      return .end(name == "others" ? .others : .named(name))
    case "password":
      return .changePassword(
        from: try ClientFrame.text("old", upTo: 1024, object),
        to: try ClientFrame.text("new", upTo: 1024, object))
    case "enrol":
      return .enrol(password: try ClientFrame.text("password", upTo: 1024, object))
    case "prove": return .prove(code: try ClientFrame.text("code", upTo: 32, object))
    case "recover":
      return .recover(password: try ClientFrame.text("password", upTo: 1024, object))
    case let other: throw WireMistake.unknown("act on an account called", other)
    }
  }

  func write(_ writer: inout JSONWriter) {
    switch self {
    case .end(let sessions):
      writer.member("do", "end")
      switch sessions {
      case .named(let name): writer.member("session", name)
      case .others: writer.member("session", "others")
      }
    case .changePassword(let old, let new):
      writer.member("do", "password")
      writer.member("old", old)
      writer.member("new", new)
    case .enrol(let password):
      writer.member("do", "enrol")
      writer.member("password", password)
    case .prove(let code):
      writer.member("do", "prove")
      writer.member("code", code)
    case .recover(let password):
      writer.member("do", "recover")
      writer.member("password", password)
    }
  }
}

extension AccountReply {
  /// Nil where the answer is about something else.
  static func read(_ object: JSONValue) throws(WireMistake) -> AccountReply? {
    if let sessions = object["sessions"]?.array {
      var read: [Session] = []
      for session in sessions { read.append(try Session(session)) }
      return .sessions(read)
    }
    if let count = object["ended"]?.int { return .ended(Int(clamping: count)) }
    if object["changed"]?.bool == true { return .passwordChanged }
    if let address = object["enrolment"]?.string { return .enrolment(address) }
    return (object["recovery"]?.array).map { .recovery($0.compactMap(\.string)) }
  }

  func write(_ writer: inout JSONWriter) {
    switch self {
    case .sessions(let sessions):
      writer.array("sessions", sessions) { writer, session in
        writer.object { session.write(&$0) }
      }
    case .ended(let count): writer.member("ended", count)
    case .passwordChanged: writer.member("changed", true)
    case .enrolment(let address): writer.member("enrolment", address)
    case .recovery(let codes): writer.array("recovery", codes) { $0.string($1) }
    }
  }
}

extension AccountReply.Session {
  fileprivate init(_ object: JSONValue) throws(WireMistake) {
    self.init(
      name: try object.text("session"), device: try object.text("device"),
      address: try object.text("address"),
      created: Instant(milliseconds: try object.number("created_at")),
      used: Instant(milliseconds: try object.number("used_at")),
      isCurrent: object["current"]?.bool ?? false)
  }

  fileprivate func write(_ writer: inout JSONWriter) {
    writer.member("session", name)
    writer.member("device", device)
    writer.member("address", address)
    writer.member("created_at", created.milliseconds)
    writer.member("used_at", used.milliseconds)
    if isCurrent { writer.member("current", true) }
  }
}
