import Desk

/// Customers' tokens that were told and of which nobody has shown yet that they arrived.
///
/// Until then the one before stays good, so that an answer that got lost locks nobody out. A sign
/// is whatever only who has read the answer would send, a hello with the new token, or a minute on
/// the same connection, which pings would have ended otherwise.
struct TokensOnTheirWay {
  private struct Told {
    let hash: [UInt8]
    var due: Instant
  }

  private var told: [ConnectionNumber: Told] = [:]
  /// In the order of their minutes' ends. As many as connections, and those that went lately.
  private var dues: ArraySlice<(due: Instant, line: ConnectionNumber)> = []

  /// How long a connection must stand, and how long the token before is good after a sign.
  static let minute = Duration.seconds(60)

  mutating func tell(_ hash: [UInt8], on line: ConnectionNumber, at moment: Instant) {
    let due = moment + Self.minute
    told[line] = Told(hash: hash, due: due)
    dues.append((due, line))
  }

  /// A sign came over the line. Returns the token that has arrived.
  mutating func takeSign(on line: ConnectionNumber) -> [UInt8]? {
    told.isEmpty ? nil : told.removeValue(forKey: line)?.hash
  }

  mutating func forget(_ line: ConnectionNumber) { told[line] = nil }

  var nextDue: Instant? { dues.first?.due }

  /// Tokens told a minute ago over lines that still stand; at most `limit` are looked at.
  mutating func takeDue(at moment: Instant, limit: Int) -> [[UInt8]] {
    var arrived: [[UInt8]] = []
    for _ in 0..<limit {
      guard let first = dues.first, first.due <= moment else { break }
      dues.removeFirst()
      guard let one = told[first.line], one.due == first.due else { continue }
      told[first.line] = nil
      arrived.append(one.hash)
    }
    return arrived
  }

  mutating func clockJumped(by jump: Duration) {
    dues = ArraySlice(dues.map { ($0.due + jump, $0.line) })
    told = told.mapValues { Told(hash: $0.hash, due: $0.due + jump) }
  }
}
