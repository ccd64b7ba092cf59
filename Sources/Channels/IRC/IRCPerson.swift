/// Who is behind a nick, as far as a server tells.
///
/// A nick is nobody's for ever: whoever leaves it, anybody may take it. A person is an account
/// where the network has those, else one stay: nick, user, host and when they came.
struct IRCPerson: Equatable {
  let nick: String
  let account: String?
  private let userAndHost: String
  private let since: String

  /// By which the desk knows them.
  var key: String {
    account.map { "account \($0)" } ?? "\(nick)!\(userAndHost) since \(since)"
  }

  var prefix: String { "\(nick)!\(userAndHost)" }

  /// From the answers to WHOIS; nil where nobody is there.
  init?(whois lines: [IRCLine]) {
    guard let user = lines.first(where: { $0.command == "311" }) else { return nil }
    nick = user[1]
    userAndHost = "\(user[2])@\(user[3])"
    since = lines.first { $0.command == "317" }?[3] ?? ""
    account = lines.first { $0.command == "330" }?[2]
  }
}
