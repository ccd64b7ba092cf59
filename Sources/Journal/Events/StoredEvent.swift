import Desk
import Secrets

/// Where all events of a conversation, or of the desk itself, can be read in order.
protocol EventsByStream {
  /// For as long as `take` says to go on. Throws `.damaged` where one is not where it should be.
  func each(of number: Int64, _ take: (StoredEvent) throws(RecordFailure) -> Bool)
    throws(RecordFailure)
}

/// A row of `events`, with what is called by numbers in it written out.
struct StoredEvent {
  let position: Int64
  let conversation: Int64
  let seq: Int64
  let at: Int64
  let author: String
  let cid: String?
  let fingerprint: Int64?
  let body: [UInt8]
  /// The event's own; nil where it is worked out from the one that its conversation began with. Of
  /// an event that was erased, the digest of the salt and the body that are gone.
  let salt: [UInt8]?
  let hash: [UInt8]

  /// The hash that it should have.
  func link(after previous: [UInt8], in conversation: String, root: [UInt8]) -> [UInt8] {
    HashChain.link(
      after: previous, conversation: conversation, seq: seq, at: at, author: author, cid: cid,
      inner: inner(root))
  }

  var isErased: Bool { salt?.count == HashChain.digestSize }

  /// What the chain holds of its body.
  func inner(_ root: [UInt8]) -> Digest {
    if let salt, let digest = Digest(salt) { return digest }
    return SHA256.hash(salt ?? HashChain.salt(of: seq, root: root), body)
  }

  func kept(_ id: Identifier<Conversation>) -> Kept {
    Kept(
      position: position, conversation: id, seq: seq, at: Instant(milliseconds: at),
      author: author, cid: cid, body: body)
  }
}
