/// A token that was used, in which a site signed who is there: codes of it and of where it came
/// from, nothing of whose it is.
package struct UsedIdentity: Equatable, Sendable {
  package let code: [UInt8]
  package let place: [UInt8]
  package let expires: Instant

  /// So many are remembered.
  package static let most = 100_000

  package init(code: [UInt8], place: [UInt8], expires: Instant) {
    self.code = code
    self.place = place
    self.expires = expires
  }
}
