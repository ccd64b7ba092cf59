package import Desk
import Secrets

extension Accounts {
  /// What an account shows besides its password.
  package struct SecondFactor: Equatable, Sendable {
    /// Whether nobody logs in to this account without one.
    package var isRequired = false
    /// Sealed; nil where there is none.
    package var secret: [UInt8]?
    /// Whether a code has shown that its owner has it: only then it is asked for.
    package var isProven = false
    /// The step of the latest code that let somebody in: none before it counts any more.
    package var lastStep: Int64 = 0
    /// Codes that each let in once, as hexadecimal digests.
    package var recovery: [String] = []

    package init() {}
  }

  /// Nil where nothing was ever said of it.
  package func secondFactor(_ login: Identifier<Agent>) throws(RecordFailure) -> SecondFactor? {
    let row = try database.prepare(
      """
      SELECT required, secret, proven, last_step, recovery FROM second_factors WHERE login=?
      """)
    row.bind(1, login.text)
    return try row.first {
      var factor = SecondFactor()
      factor.isRequired = $0.int(0) != 0
      let secret = $0.blob(1)
      factor.secret = secret.isEmpty ? nil : secret
      factor.isProven = $0.int(2) != 0
      factor.lastStep = $0.int(3)
      factor.recovery = $0.text(4).split(separator: ",").map(String.init)
      return factor
    }
  }
}

extension AccountTables {
  func set(_ factor: Accounts.SecondFactor, of login: Identifier<Agent>) throws(RecordFailure) {
    try run(
      """
      INSERT OR REPLACE INTO second_factors
        (login, required, secret, proven, last_step, recovery) VALUES (?,?,?,?,?,?)
      """
    ) {
      $0.bind(1, login.text)
      $0.bind(2, factor.isRequired ? 1 : 0)
      $0.bind(3, factor.secret ?? [])
      $0.bind(4, factor.isProven ? 1 : 0)
      $0.bind(5, factor.lastStep)
      $0.bind(6, factor.recovery.joined(separator: ","))
    }
  }
}

extension AccountChanges {
  /// What an account shows besides its password after these changes, given how the record has it.
  package func secondFactor(
    _ login: Identifier<Agent>, recorded: Accounts.SecondFactor?
  ) -> Accounts.SecondFactor? {
    steps.reduce(recorded) { factor, step in
      if case .setSecondFactor(let which, let new) = step, which == login { new } else { factor }
    }
  }
}
