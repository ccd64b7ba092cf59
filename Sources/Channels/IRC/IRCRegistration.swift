import Secrets

/// How a client gets in: capabilities, SASL, its nick; another nick where somebody has that one.
struct IRCRegistration {
  /// What it has come to.
  enum State: Equatable {
    case under
    case done(nick: String)
    case failed(String)
  }

  private let settings: IRCSettings
  private(set) var state = State.under
  private(set) var nick: String
  private var others = 0
  /// Names that are tried after the first: somebody may have one of them too.
  private static let mostOthers = 5

  init(_ settings: IRCSettings) {
    self.settings = settings
    nick = settings.nick
  }

  /// What is said first.
  var opening: [String] {
    var lines: [String] = []
    if let password = settings.password { lines.append("PASS \(password.reveal())") }
    lines.append("CAP REQ :\(settings.account == nil ? "account-tag" : "sasl")")
    lines.append("NICK \(nick)")
    lines.append("USER \(settings.userName) 0 * :\(settings.realName)")
    return lines
  }

  /// What is answered to a line of the server's.
  mutating func answer(_ line: IRCLine) -> [String] {
    switch line.command {
    case "CAP":
      if line[1] == "ACK", line[2].contains("sasl") { return ["AUTHENTICATE PLAIN"] }
      if line[1] == "NAK", settings.account != nil {
        state = .failed("the server knows no SASL: leave out account, or use another server")
      }
      return ["CAP END"]
    case "AUTHENTICATE": return [credentials]
    case "903": return ["CAP END"]
    case "902", "904", "905", "906", "908":
      state = .failed("the account or its password is wrong")
      return []
    case "433", "436", "437": return another()
    case "432":
      state = .failed("the server does not take the nick \(nick): \(line.parameters.last ?? "")")
      return []
    case "464", "465", "ERROR":
      state = .failed(line.parameters.last ?? "the server refused the connection")
      return []
    case "001":
      // What the server calls us may be shorter than what we asked for.
      state = .done(nick: line[0].isEmpty ? nick : line[0])
      return []
    default: return []
    }
  }

  private var credentials: String {
    let account = settings.account ?? ""
    let text = "\(account)\0\(account)\0\(settings.accountPassword?.reveal() ?? "")"
    // Longer ones go in parts of 400 bytes; no account of ours is that long.
    return "AUTHENTICATE \(Base64.encode(Array(text.utf8)))"
  }

  private mutating func another() -> [String] {
    others += 1
    guard others <= Self.mostOthers else {
      state = .failed("the nick \(settings.nick) is in use, and those like it")
      return []
    }
    nick = "\(settings.nick.prefix(8))\(others)"
    return ["NICK \(nick)"]
  }
}
