import Desk
import Foundation
import Gateway
import Journal
import Operator
import Secrets

/// The account a first trial uses: made once, with a password by chance.
enum Demo {
  struct Account {
    let login: String
    let password: String
  }

  static let login = Identifier<Agent>("maya")

  /// Makes the account, or finds the one made before, and opens a session whose token stands in a
  /// file that only the owner reads, so that `make agent` needs no password.
  static func account(in dataFolder: String, _ record: SQLiteRecord) throws -> Account {
    var turn = RecordTurn()
    let account = try credentials(in: dataFolder, Accounts(record.database), &turn)
    let token = Random.token()
    let session = Accounts.Session(
      hash: SHA256.hash(token), login: login, device: "make agent", created: Server.now())
    turn.change(
      .logIn(session, rehashed: nil), .loggedIn(login, device: session.device), by: author,
      at: session.created)
    try record.append(turn)
    try write(token, to: dataFolder + "/demo-token")
    return account
  }

  /// The shop's customer, who signs in on its page by a press; a key by chance, for this start.
  static func visitor() throws -> DemoVisitor {
    try Sodium.start()
    return DemoVisitor(site: "demo", secret: Random.bytes(32))
  }

  private static let author = AuditEntry.operatorKey(Server.author)

  private static func credentials(
    in dataFolder: String, _ accounts: Accounts, _ turn: inout RecordTurn
  ) throws -> Account {
    let path = dataFolder + "/demo-password"
    if try accounts.user(login) != nil, let kept = FileManager.default.contents(atPath: path) {
      let password = String(decoding: kept, as: UTF8.self).trimmingCharacters(
        in: .whitespacesAndNewlines)
      return Account(login: login.text, password: password)
    }
    let password = Random.token().prefix(20).description
    let hash = try PasswordHash.make(password)
    if try accounts.user(login) != nil {
      turn.change(
        .setPassword(login, hash), .passwordChanged(login), by: author, at: Server.now())
    } else {
      let user = Accounts.User(
        login: login, name: "Maya Lind", role: .agent, password: hash, created: Server.now())
      turn.change(
        .add(user), .accountAdded(login, name: user.name, role: .agent), by: author,
        at: user.created)
    }
    try write(password, to: path)
    return Account(login: login.text, password: password)
  }

  private static func write(_ secret: String, to path: String) throws {
    let isWritten = FileManager.default.createFile(
      atPath: path, contents: Data((secret + "\n").utf8), attributes: [.posixPermissions: 0o600])
    guard isWritten else { throw Failure("cannot write \(path)", code: 74) }
  }
}
