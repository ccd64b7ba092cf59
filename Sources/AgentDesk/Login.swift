import Desk
import Glibc
import Terminal
import WebSockets

/// Finding out who the agent is: a token of the environment or of last time, else a password.
struct Login {
  let options: AgentOptions
  let folder: StateFolder
  let server: ServerAddress
  /// The most wrong passwords in a row; after that the person should think.
  static let attempts = 3
  /// Who they said they are: a wrong password is no reason to ask that again.
  private var user: String?

  init(_ options: AgentOptions, _ folder: StateFolder, _ server: ServerAddress) {
    self.options = options
    self.folder = folder
    self.server = server
    user = options.user
  }

  /// What is known without asking; nil where somebody must be asked.
  func credential() throws -> Uplink.Credential? {
    if let file = options.namedTokenFile {
      do throws(StateFailure) { return .token(try StateFolder.token(in: file)) } catch {
        // Whoever named the file named a wrong one: no disk failed.
        throw Obstacle(error.description)
      }
    }
    if options.readsPassword { return try passwordFromInput() }
    guard let token = try folder.token() else { return nil }
    if let user = options.user, user != token.agent { return nil }
    return .token(token.secret, of: token.agent)
  }

  /// Asks at the terminal, and tries it: what was right is not asked for again.
  mutating func ask() throws -> Uplink.Credential {
    guard isatty(options.input) != 0 else {
      throw Obstacle(
        "nobody is logged in and there is no terminal to ask at: give --user with "
          + "--password-stdin, or FRONTDESK_TOKEN_FILE")
    }
    let user = try user ?? askForUser()
    self.user = user
    for _ in 0..<Self.attempts {
      let prompt = CleanText("Password of \(user) at \(server.host): ")
      let password = try askSecretly(prompt, input: options.input, output: options.trouble)
      guard let password, !password.isEmpty else { throw Obstacle("no password, no login") }
      if let credential = try enter(user, password) { return credential }
    }
    throw Obstacle("no login came of it", status: AgentProgram.Status.refused)
  }

  /// Nil where the password was wrong.
  private func enter(_ user: String, _ password: String) throws -> Uplink.Credential? {
    var code = options.code
    for _ in 0...Self.attempts {
      let knock = Uplink.Credential.password(
        Identifier(user), password, device: options.device, code: code)
      switch try Doorway(server).knock(knock) {
      case .welcome(let agent, let token):
        if options.keepsToken {
          try folder.keep(StateFolder.Token(agent: agent.id.text, secret: token))
        }
        return .token(token, of: agent.id.text)
      case .wrong(let why):
        AgentProgram.complain(why, options)
        return nil
      case .needsCode(let why, let enrolment):
        code = try askForCode(why, enrolment, isFirst: code == nil)
      case .later(let why): throw Obstacle(why, status: AgentProgram.Status.refused)
      case .unreachable(let why):
        throw Obstacle(why, status: AgentProgram.Status.unreachable)
      }
    }
    throw Obstacle("no right code, no login", status: AgentProgram.Status.refused)
  }

  private func askForCode(_ why: String, _ enrolment: String?, isFirst: Bool) throws -> String {
    if let enrolment, isFirst {
      for line in [why] + OwnAccount.enrolment(enrolment) { say(line + "\n") }
      let paper = options.paper(options.trouble)
      for line in OwnAccount.picture(of: enrolment, on: paper) { put(line + "\n") }
    } else if !isFirst {
      AgentProgram.complain(why, options)
    }
    say("Code of the authenticator: ")
    let code = try line().filter { !$0.isWhitespace }
    guard !code.isEmpty else { throw Obstacle("no code, no login") }
    return code
  }

  private func askForUser() throws -> String {
    say("User at \(server.host): ")
    let user = try line().filter { !$0.isWhitespace }
    guard !user.isEmpty else { throw Obstacle("no user, no login") }
    return user
  }

  /// A question that cannot be shown can still be answered.
  private func say(_ text: String) {
    let clean = text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { CleanText(String($0)).text }.joined(separator: "\n")
    put(clean)
  }

  private func put(_ text: String) {
    let bytes = Array(text.utf8)
    _ = write(options.trouble, bytes, bytes.count)
  }

  private func passwordFromInput() throws -> Uplink.Credential {
    guard let user = options.user else {
      throw Obstacle("--password-stdin needs --user as well")
    }
    let password = try line()
    guard !password.isEmpty else { throw Obstacle("the standard input held no password") }
    return .password(Identifier(user), password, device: options.device, code: options.code)
  }

  private func line() throws -> String { try TypedLine.read(options.input) }
}
