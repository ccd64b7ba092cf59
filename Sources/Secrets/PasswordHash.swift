import CSodium
import Glibc

/// A password as it is kept: argon2id with its salt and costs, as a PHC string.
///
/// Making or checking one takes about 45 ms and 64 MiB. Callers keep it off the threads that serve
/// people, and run two at a time at most.
package struct PasswordHash: Sendable, Equatable {
  /// `$argon2id$v=19$m=65536,t=2,p=1$…$…`: what is stored.
  package let phc: String

  /// 64 MiB, three times what OWASP asks for at least, while a log-in stays unnoticeable.
  static let memory = 64 * 1024 * 1024
  static let passes: UInt64 = 2
  /// Longer than 128 characters of any script; what is longer is nobody's password.
  static let longestPassword = 1024

  /// A hash as it was stored. Whether it is one shows when it is checked.
  package init(stored: String) { phc = stored }

  /// Hashes a password with a fresh salt. Throws `outOfMemory` or `libraryUnusable`.
  package static func make(_ password: String) throws(SecretsFailure) -> PasswordHash {
    try Sodium.start()
    let typed = password.utf8.map(CChar.init(bitPattern:))
    var out = [CChar](repeating: 0, count: Int(crypto_pwhash_STRBYTES))
    let code = crypto_pwhash_str_alg(
      &out, typed, UInt64(typed.count), passes, memory, crypto_pwhash_ALG_ARGON2ID13)
    guard code == 0 else { throw .outOfMemory }
    return PasswordHash(stored: text(out))
  }

  /// Whether the password is the one that was hashed; for an unknown account pass nil.
  ///
  /// With nil the same work is done on a decoy and the answer is no, so that the time taken does
  /// not tell which accounts exist. Throws `malformedHash` or `outOfMemory`.
  package static func verify(
    _ password: String, against stored: PasswordHash?
  ) throws(SecretsFailure) -> Bool {
    try Sodium.start()
    let typed = password.utf8.map(CChar.init(bitPattern:))
    guard typed.count <= longestPassword else { return false }
    let hash = stored ?? decoy
    guard hash.costs != .unreadable else { throw .malformedHash }
    // The only sign by which libsodium tells "wrong password" (EINVAL) from "no memory".
    errno = 0
    let code = crypto_pwhash_str_verify(hash.phc, typed, UInt64(typed.count))
    let reason = errno
    guard code != 0 else { return stored != nil }
    guard reason == EINVAL else { throw .outOfMemory }
    return false
  }

  /// Whether it was made with other costs than today's: hash anew at the next successful log-in.
  package var needsRehash: Bool { costs != .current }

  /// Of a random password that was never kept: nobody can log in with it.
  static let decoy = PasswordHash(
    stored:
      "$argon2id$v=19$m=65536,t=2,p=1$nzengrAnBCOgHYdZyNYprQ$LGcvjQFueCtDP1325A+W03FqueRtCaIBa3ROlmUpNCk"
  )

  private enum Costs { case current, other, unreadable }

  private var costs: Costs {
    switch crypto_pwhash_str_needs_rehash(phc, Self.passes, Self.memory) {
    case 0: .current
    case 1: .other
    default: .unreadable
    }
  }

  private static func text(_ characters: [CChar]) -> String {
    String(decoding: characters.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}
