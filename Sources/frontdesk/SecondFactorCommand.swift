import ArgumentParser
import Desk
import JSON
import Journal
import Operator

extension UserCommand {
  struct SecondFactor: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "second-factor",
      abstract: "Ask an account for the code of an authenticator, or take its own back.",
      discussion: """
        Agents make theirs themselves: frontdesk agent second-factor, or with the next login where it \
        is asked of them. agents.second_factor asks everybody. Without an option it tells how \
        things stand.
        """)
    @OptionGroup var options: ConfigurationOptions
    @Argument var login: String
    @Flag(help: "Nobody logs in to this account without one.") var require = false
    @Flag(help: "It is up to its owner.") var optional = false
    @Flag(help: "Take it back, because the device is lost.") var reset = false

    func validate() throws {
      guard [require, optional, reset].count(where: { $0 }) <= 1 else {
        throw ValidationError("--require, --optional and --reset exclude each other")
      }
    }

    func run() throws {
      let login = Identifier<Agent>(login)
      let known = try Accounts(AccountWork.known(self.login, options)).secondFactor(login)
      guard require || optional || reset else { return tell(known) }
      var factor = reset ? Accounts.SecondFactor() : known ?? Accounts.SecondFactor()
      factor.isRequired = reset ? known?.isRequired ?? false : require
      let changed = factor
      let change: SecondFactorChange = reset ? .reset : require ? .required : .optional
      var request: [(String, JSONValue)] = [
        ("do", .string(reset ? "user.factor.reset" : "user.factor.require")),
        ("login", .string(login.text)),
      ]
      if !reset { request.append(("required", .bool(require))) }
      try OperatorWork(options).carryOut(request) { turn, author in
        turn.change(
          .setSecondFactor(login, changed), .secondFactorChanged(login, change), by: author,
          at: Server.now())
      }
      Speech.tell("\(login): second factor \(change.rawValue)")
    }

    private func tell(_ factor: Accounts.SecondFactor?) {
      let has = factor?.isProven == true ? "has a second factor" : "has no second factor"
      Speech.tell("\(login) \(has)\(factor?.isRequired == true ? "; it is required" : "")")
    }
  }
}
