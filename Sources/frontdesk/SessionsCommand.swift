import ArgumentParser
import Desk
import Foundation
import JSON
import Journal
import Operator

extension UserCommand {
  struct Sessions: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show where an account is logged in, and end it there.",
      discussion: """
        Each session has a name of eight characters. Last used: when a command last came with it, \
        to about a minute. What is revoked ends at once, with its sockets.
        """)
    @OptionGroup var options: ConfigurationOptions
    @Argument var login: String
    @Option(help: ArgumentHelp("End one session, or all.", valueName: "name|all"))
    var revoke: String?
    @Flag(help: "One JSON object a line.") var json = false

    func run() throws {
      let login = Identifier<Agent>(login)
      let sessions = try Accounts(AccountWork.known(self.login, options)).sessions(of: login)
      guard let revoke else { return show(sessions) }
      guard revoke == "all" || sessions.contains(where: { $0.name == revoke }) else {
        throw Failure(
          "\(login) has no session \(revoke); frontdesk user sessions \(login) shows them", code: 1)
      }
      let name = revoke == "all" ? nil : revoke
      var request = [("do", "user.revoke"), ("login", login.text)]
      if let name { request.append(("session", name)) }
      let ended = sessions.filter { name == nil || $0.name == name }.map(\.hash)
      try AccountWork(options).carryOut(request, existing: login.text) { turn, author in
        turn.endSessions(ended, of: login, by: author, at: Server.now())
      }
      Speech.tell("revoked \(name ?? "all sessions") of \(login)")
    }

    private func show(_ sessions: [Accounts.Session]) {
      guard !json else {
        for one in sessions { Speech.tell(json: Self.line(one)) }
        return
      }
      guard !sessions.isEmpty else { return Speech.tell("\(login) is logged in nowhere") }
      Speech.tell(
        "\(Column.pad("session", 10)) \(Column.pad("since", 17)) \(Column.pad("last used", 17)) "
          + "\(Column.pad("address", 22)) device")
      for one in sessions {
        Speech.tell(
          "\(Column.pad(one.name, 10)) \(Self.time(one.created))  \(Self.time(one.used))  "
            + "\(Column.pad(one.address.isEmpty ? "-" : one.address, 22)) "
            + Column.plain(one.device))
      }
      Speech.tell("times are UTC")
    }

    private static func line(_ session: Accounts.Session) -> String {
      var writer = JSONWriter()
      writer.object {
        $0.member("session", session.name)
        $0.member("device", session.device)
        $0.member("address", session.address)
        $0.member("created_at", session.created.milliseconds)
        $0.member("used_at", session.used.milliseconds)
      }
      return writer.text
    }

    private static func time(_ moment: Instant) -> String {
      let date = Date(timeIntervalSince1970: Double(moment.milliseconds) / 1000)
      return String(date.formatted(.iso8601).replacing("T", with: " ").prefix(16))
    }
  }
}
