import Desk
import Secrets

/// The chain that lets a changed, lost or inserted event be seen.
///
/// h(n) = SHA-256(h(n−1) ‖ where, when and whose the event is ‖ SHA-256(salt ‖ body)). The salt
/// lets a body be erased for good while the chain stays provable by the inner digest alone: that
/// takes the salt's place in the row, and its length tells it from one.
enum HashChain {
  static let saltSize = 16
  static let digestSize = SHA256.size

  /// The salt of a stream's later events, from that of its first one: whoever is to forget a body
  /// for good writes the salts of the others out, and takes the first one away.
  static func salt(of seq: Int64, root: [UInt8]) -> [UInt8] {
    var hash = SHA256()
    hash.update(root)
    hash.update("salt \(seq)")
    return Array(hash.digest().prefix(saltSize))
  }

  /// What stands before a conversation's first event.
  static let beginning = [UInt8](repeating: 0, count: SHA256.size)

  static func link(
    after previous: [UInt8], conversation: String, seq: Int64, at: Int64, author: String,
    cid: String?, inner: Digest
  ) -> [UInt8] {
    var outer = SHA256()
    outer.update(previous)
    var place: [UInt8] = []
    place.reserveCapacity(192)
    for part in [conversation, String(seq), String(at), author, cid ?? ""] {
      place.append(contentsOf: part.utf8)
      place.append(UInt8(ascii: "\n"))
    }
    outer.update(place)
    outer.update(inner)
    return outer.digest()
  }
}
