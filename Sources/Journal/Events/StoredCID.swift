import Secrets

/// A command's name as its row holds it: 22 characters of base64url as the 16 bytes they stand for,
/// whatever else a client calls its command as it is.
enum StoredCID: Equatable {
  case bytes([UInt8])
  case text(String)

  private static let characters = 22

  init(_ cid: String) {
    if cid.utf8.count == Self.characters, let bytes = Base64URL.decode(cid) {
      self = .bytes(bytes)
    } else {
      self = .text(cid)
    }
  }

  /// What a row has; nil for an event that no command began with.
  init?(_ row: Statement, _ column: Int32) {
    if row.isNull(column) { return nil }
    self = row.isBlob(column) ? .bytes(row.blob(column)) : .text(row.text(column))
  }

  /// The name as its client gave it.
  var name: String {
    switch self {
    case .text(let text): text
    case .bytes(let bytes): Base64URL.encode(bytes)
    }
  }

  /// The bytes that stand in the row.
  func withBytes<Outcome>(_ work: (UnsafeRawBufferPointer) -> Outcome) -> Outcome {
    switch self {
    case .bytes(let bytes): bytes.withUnsafeBytes(work)
    case .text(let text): Array(text.utf8).withUnsafeBytes(work)
    }
  }
}
