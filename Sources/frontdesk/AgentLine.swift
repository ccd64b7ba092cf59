import AgentDesk
import ArgumentParser
import Desk
import Foundation
import JSON
import Operator
import Secrets

/// Which desk, and who one is there: the same for everything an agent does from a shell.
struct AgentLine: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The desk's address; FRONTDESK_URL, or this machine's port 8080, without it.",
      valueName: "address"))
  var url: String?
  @Option(help: "The login; asked for where it is missing.") var user: String?
  @Flag(help: "Read the password from the first line of standard input.") var passwordStdin = false
  @Option(help: "A file whose last line is a session's token.", completion: .file())
  var tokenFile: String?
  @Option(
    help: "A file with the secret of your authenticator, for logins of scripts.",
    completion: .file())
  var totpFile: String?
  @Flag(help: "Do not remember this login.") var forget = false
  @Flag(help: "Let the password travel unencrypted to another machine.") var insecure = false
  @Option(help: "Seconds that answers may take.") var timeout: Int = 30

  func validate() throws {
    guard (0...86_400).contains(timeout) else {
      throw ValidationError("--timeout is 0 to 86400 seconds")
    }
  }

  /// Runs a script and ends the program with its status.
  func run(_ script: ScriptRun) throws {
    let environment = ProcessInfo.processInfo.environment
    var options = AgentOptions(
      address: url ?? environment["FRONTDESK_URL"] ?? "http://127.0.0.1:8080")
    var script = script
    script.settings.patience = .seconds(timeout)
    script.settings.device = "script on \(ProcessInfo.processInfo.hostName)"
    options.face = .json
    options.script = script
    options.asksAddress = url == nil && environment["FRONTDESK_URL"] == nil
    options.user = user
    options.code = try totpFile.map { try AuthenticatorFile.code($0) }
    options.readsPassword = passwordStdin
    options.tokenFile = tokenFile
    options.keepsToken = !forget
    options.allowsUnencrypted = insecure
    options.device = script.settings.device
    options.environment = environment
    let code = AgentProgram.run(options)
    if code != 0 { Foundation.exit(code) }
  }
}

/// A conversation as somebody names it: the number of its ticket, or its id.
struct NamedConversation: ExpressibleByArgument {
  let member: JSONMember

  init?(argument: String) {
    let bare = argument.hasPrefix("#") ? String(argument.dropFirst()) : argument
    if let number = Int64(bare), number > 0 {
      member = JSONMember("number", .int(number))
    } else if bare.wholeMatch(of: /[A-Za-z0-9_-]{22}/) != nil {
      member = JSONMember("conversation", .string(bare))
    } else {
      return nil
    }
  }
}

/// One line of a script, made of what a command was given.
enum ShellLine {
  static func text(
    _ word: String, _ which: NamedConversation? = nil, _ members: [(String, String?)] = []
  ) -> String {
    var all = [JSONMember("id", .string("1")), JSONMember("do", .string(word))]
    if let which { all.append(which.member) }
    for (name, value) in members {
      if let value { all.append(JSONMember(name, .string(value))) }
    }
    return text(all)
  }

  static func text(_ members: [JSONMember]) -> String {
    let bytes = JSONWriter.object { writer in
      for member in members { writer.member(member.name, member.value) }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// The words that a command was given, or that come on its standard input.
enum ShellWords {
  /// What is longer than any text may be is refused by the desk; a megabyte is not even sent.
  private static let limit = 1_000_000

  static func read(_ given: [String]) throws -> String {
    guard given == ["-"] else { return given.joined(separator: " ") }
    let bytes = FileHandle.standardInput.readData(ofLength: limit)
    let text = String(decoding: bytes, as: UTF8.self)
    let words = text.hasSuffix("\n") ? String(text.dropLast()) : text
    guard !words.isEmpty else { throw ValidationError("the standard input held no words") }
    return words
  }
}

/// The secret of an authenticator in a file that only its owner reads, in base32.
enum AuthenticatorFile {
  /// The code of this moment.
  static func code(_ path: String) throws -> String {
    var status = stat()
    guard let text = try? String(contentsOfFile: path, encoding: .utf8), stat(path, &status) == 0
    else { throw Failure("cannot read \(path)", code: 64) }
    guard status.st_mode & 0o077 == 0 else {
      throw Failure("\(path) may be read by others; make it private: chmod 600 \(path)", code: 64)
    }
    let line = text.split(whereSeparator: \.isNewline).last.map(String.init) ?? ""
    guard let secret = Base32.decode(line), secret.count >= 16 else {
      throw Failure("the last line of \(path) is no secret in base32", code: 64)
    }
    return OneTimeCode.code(secret, step: Int64(Date().timeIntervalSince1970) / OneTimeCode.step)
  }
}
