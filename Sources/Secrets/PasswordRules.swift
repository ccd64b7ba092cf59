/// What a new password must be: long, and not what everybody tries first. Nothing else.
package enum PasswordRules {
  /// 15, as NIST SP 800-63B asks for when a password is the only factor.
  package static let shortest = 15
  /// 128, so that no password manager is turned away and no novel gets hashed.
  package static let longest = 128

  /// Throws what is wrong with the password as a sentence for the person choosing it.
  ///
  /// `names` are words an attacker knows beforehand: the account's name, the company, the product.
  /// Letters count as characters a reader sees; nothing is cut off, folded or demanded.
  package static func check(
    _ password: String, names: [String] = []
  ) throws(PasswordRefusal) {
    guard password.utf8.count <= PasswordHash.longestPassword, password.count <= longest else {
      throw .tooLong
    }
    guard password.count >= shortest else { throw .tooShort(characters: password.count) }
    guard !CommonPasswords.contains(password, besides: names) else { throw .common }
  }
}

/// Why a new password was not accepted.
package enum PasswordRefusal: Error, Equatable, CustomStringConvertible {
  case tooShort(characters: Int)
  case tooLong
  case common

  package var description: String {
    switch self {
    case .tooShort(let characters):
      "a password needs at least \(PasswordRules.shortest) characters and this has \(characters): "
        + "four unrelated words make a good one"
    case .tooLong:
      "a password has at most \(PasswordRules.longest) characters"
    case .common:
      "this password is among the first that anyone would try, or is built from one: "
        + "four unrelated words make a better one"
    }
  }
}
