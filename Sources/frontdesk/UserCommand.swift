import ArgumentParser
import Control
import Desk
import Documents
import Foundation
import JSON
import Journal
import Legible
import Operator
import Secrets
import Terminal

struct UserCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "user", abstract: "The accounts of those who work at the desk.",
    subcommands: [
      Add.self, List.self, Disable.self, Enable.self, Passwd.self, SecondFactor.self, Sessions.self,
      Qualify.self,
    ])

  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Make an account.",
      discussion: "The password is asked for, or read from standard input with --password-stdin.")
    @OptionGroup var options: ConfigurationOptions
    @Argument(help: "The login: a-z, 0-9, '.', '-' and '_', beginning with a letter.")
    var login: String
    @Option(help: "The name customers see.") var name: String?
    @Option(help: "agent, supervisor or admin.") var role: String = "agent"
    @Flag(help: "Read the password from standard input.") var passwordStdin = false

    func validate() throws {
      guard login.wholeMatch(of: /[a-z][a-z0-9._-]{0,31}/) != nil else {
        throw ValidationError(
          "a login has 1 to 32 of a-z, 0-9, '.', '-', '_', and begins with a letter")
      }
      guard Role(rawValue: role) != nil else {
        throw ValidationError("there is no role \"\(role)\"; there are agent, supervisor, admin")
      }
      guard let name else { return }
      guard (1...64).contains(name.count), Legible.isPlain(name) else {
        throw ValidationError(
          "a name has 1 to 64 characters on one line, without marks of direction or other signs"
            + " that are not seen")
      }
    }

    func run() throws {
      let hash = try Password.read(fromInput: passwordStdin, for: login)
      let shown = name ?? login.prefix(1).uppercased() + login.dropFirst()
      let (login, role) = (login, Role(rawValue: role) ?? .agent)
      try AccountWork(options).carryOut(
        [
          ("do", "user.add"), ("login", login), ("name", shown), ("role", role.rawValue),
          ("password", hash.phc),
        ], absent: login
      ) { turn, author in
        let user = Accounts.User(
          login: Identifier(login), name: shown, role: role, password: hash,
          created: Server.now())
        turn.change(
          .add(user), .accountAdded(user.login, name: shown, role: role), by: author,
          at: user.created)
      }
      Speech.tell("added \(role.rawValue) \(login) (\(shown))")
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Show all accounts.")
    @OptionGroup var options: ConfigurationOptions
    @Flag(help: "One JSON object a line.") var json = false

    func run() throws {
      let accounts = Accounts(try ReadRecord.open(options))
      for user in try accounts.users() {
        if json {
          var writer = JSONWriter()
          writer.object {
            $0.member("login", user.login.text)
            $0.member("name", user.name)
            $0.member("role", user.role.rawValue)
            $0.member("disabled", user.isDisabled)
          }
          Speech.tell(json: writer.text)
        } else {
          let state = user.isDisabled ? "  disabled" : ""
          Speech.tell(
            "\(Column.pad(user.login.text, 16)) \(Column.pad(user.role.rawValue, 11)) "
              + "\(Column.plain(user.name))\(state)")
        }
      }
    }
  }

  struct Disable: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Close an account: its sessions and sockets end at once.")
    @OptionGroup var options: ConfigurationOptions
    @Argument var login: String

    func run() throws {
      let login = login
      try AccountWork(options).carryOut(
        [("do", "user.disable"), ("login", login)], existing: login
      ) { turn, author in
        let login = Identifier<Agent>(login)
        turn.change(.disable(login), .accountDisabled(login), by: author, at: Server.now())
      }
      Speech.tell("disabled \(login)")
    }
  }

  struct Enable: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Open a closed account again.")
    @OptionGroup var options: ConfigurationOptions
    @Argument var login: String

    func run() throws {
      let login = login
      try AccountWork(options).carryOut(
        [("do", "user.enable"), ("login", login)], existing: login
      ) { turn, author in
        let login = Identifier<Agent>(login)
        turn.change(.enable(login), .accountEnabled(login), by: author, at: Server.now())
      }
      Speech.tell("enabled \(login)")
    }
  }

  struct Passwd: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Set a new password: sessions opened with the old one end at once.")
    @OptionGroup var options: ConfigurationOptions
    @Argument var login: String
    @Flag(help: "Read the password from standard input.") var passwordStdin = false

    func run() throws {
      let login = login
      let hash = try Password.read(fromInput: passwordStdin, for: login)
      try AccountWork(options).carryOut(
        [("do", "user.passwd"), ("login", login), ("password", hash.phc)], existing: login
      ) { turn, author in
        let login = Identifier<Agent>(login)
        turn.change(
          .setPassword(login, hash), .passwordChanged(login), by: author, at: Server.now())
      }
      Speech.tell("set a new password for \(login)")
    }
  }
}

/// A password from a terminal or a pipe, checked and hashed.
enum Password {
  static func read(fromInput: Bool, for login: String) throws -> PasswordHash {
    let password: String
    if fromInput {
      password = readLine(strippingNewline: true) ?? ""
    } else {
      guard let typed = getpass("New password for \(Legible.line(login)): ") else {
        throw Failure("no terminal to ask for the password; use --password-stdin", code: 64)
      }
      password = String(cString: typed)
    }
    do throws(PasswordRefusal) { try PasswordRules.check(password, names: [login]) } catch {
      throw Failure("\(error)", code: 1)
    }
    return try PasswordHash.make(password)
  }
}

/// Changes accounts that are there, or makes those that are not.
struct AccountWork {
  private let work: OperatorWork

  init(_ options: ConfigurationOptions) throws { work = try OperatorWork(options) }

  /// The record for looking, where it has such an account.
  static func known(_ login: String, _ options: ConfigurationOptions) throws -> Database {
    let record = try ReadRecord.open(options)
    try require(login, in: record)
    return record
  }

  private static func require(_ login: String, in record: Database) throws {
    let known = try Accounts(record).users().map(\.login.text)
    guard !known.contains(login) else { return }
    let near = NearestName.suggest(login, among: known).map { "; did you mean \($0)?" } ?? ""
    throw Failure("there is no user \(login)\(near)", code: 1)
  }

  func carryOut(
    _ request: [(String, String)], existing login: String? = nil, absent newcomer: String? = nil,
    offline: (inout RecordTurn, _ author: String) throws -> Void
  ) throws {
    if let newcomer, RecordFolder.hasRecord(work.folder),
      try Accounts(ReadRecord.open(work.folder)).user(Identifier(newcomer)) != nil
    {
      throw Failure("there is a user \(newcomer) already", code: 1)
    }
    if let login { try Self.require(login, in: ReadRecord.open(work.folder)) }
    try work.carryOut(request.map { ($0.0, .string($0.1)) }, offline: offline)
  }
}

/// A turn of an operator's command while no server runs: under the folder's lock, and as whole as a
/// server's.
enum OfflineTurn {
  static func write(
    in folder: String, _ draft: (inout RecordTurn, _ author: String) throws -> Void
  ) throws {
    let place = try RecordFolder(path: folder)
    let record = try place.openRecord(now: Server.now())
    for notice in place.notices { Speech.complain(notice) }
    var turn = RecordTurn()
    try draft(&turn, AuditEntry.operatorKey(Server.author))
    if !turn.isEmpty { try record.append(turn) }
    try record.close()
  }
}

/// The record opened for looking only; a server may run beside it.
enum ReadRecord {
  static func open(_ options: ConfigurationOptions) throws -> Database {
    try open(try options.load().resolved().0.folders.data)
  }

  static func open(_ folder: String) throws -> Database {
    try open(folder, ofAnyVersion: false)
  }

  /// One of another version has other tables than those that commands read.
  static func open(_ folder: String, ofAnyVersion: Bool) throws -> Database {
    let path = folder + "/frontdesk.db"
    // https://man7.org/linux/man-pages/man2/access.2.html
    guard access(path, R_OK) == 0 else {
      guard errno == ENOENT else {
        throw Failure(
          "the record \(path) cannot be read: \(reason()); run this as the user the server runs as",
          code: 77)
      }
      throw Failure(
        "there is no record in \(folder); start the server once, or name the folder with --data",
        code: 66)
    }
    for notice in FileModes.mendRecord(in: folder) { Speech.complain(notice) }
    do {
      let database = try Database(path: path, mode: .reading)
      try Inspection.identify(database, ofAnyVersion: ofAnyVersion)
      return database
    } catch { throw Failure("\(error)", code: error.kind == .taken ? error.code : 65) }
  }
}

/// Words in columns of a terminal.
enum Column {
  /// The text on one line, filled up with blanks or cut to so many columns of a screen.
  static func pad(_ text: String, _ width: Int) -> String {
    CleanText(text).padded(columns: width).text
  }

  /// The text on one line: what customers wrote must not steer the operator's terminal either.
  static func plain(_ text: String) -> String { CleanText(text).text }
}
