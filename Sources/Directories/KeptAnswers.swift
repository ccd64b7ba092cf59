import Desk

/// What systems said of people, for as long as it is good.
///
/// At most 10,000 answers: then those that were given first are forgotten.
struct KeptAnswers {
  private var answers: [String: LookUp] = [:]
  /// The order in which they came; those that came anew since stand in it twice.
  private var order: [(key: String, asOf: Instant)] = []

  static let most = 10_000

  subscript(_ system: String, _ email: String, at now: Instant, _ keep: Duration) -> LookUp? {
    guard let answer = answers[Self.key(system, email)], answer.asOf <= now,
      now.since(answer.asOf) < keep
    else { return nil }
    return answer
  }

  mutating func keep(_ answer: LookUp, of email: String) {
    let key = Self.key(answer.system, email)
    answers[key] = answer
    order.append((key, answer.asOf))
    guard order.count > Self.most else { return }
    // In one go now and then, so that keeping one costs nothing most of the time.
    let gone = order.prefix(Self.most / 4)
    for old in gone where answers[old.key]?.asOf == old.asOf { answers[old.key] = nil }
    order.removeFirst(gone.count)
  }

  private static func key(_ system: String, _ email: String) -> String { "\(system) \(email)" }
}
