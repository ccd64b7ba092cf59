/// Somebody who may not write for now: a customer, or whoever comes from some addresses.
package struct Block: Equatable, Sendable {
  package let subject: Subject
  /// For those who work here; never told to whom it keeps out.
  package let reason: String
  /// The key of who did it.
  package let author: String
  package let since: Instant
  /// Nil until it is taken back.
  package let until: Instant?

  /// Whom it keeps out.
  package enum Subject: Hashable, Sendable {
    case customer(Identifier<Customer>)
    case addresses(AddressRange)
  }

  /// A reason longer than this is no reason but a report.
  package static let longestReason = 500

  package init(
    _ subject: Subject, reason: String, by author: String, since: Instant, until: Instant?
  ) {
    self.subject = subject
    self.reason = reason
    self.author = author
    self.since = since
    self.until = until
  }

  package func holds(at moment: Instant) -> Bool { until.map { moment < $0 } ?? true }

  /// What whom it keeps out is told: until when, and not by whom or why.
  package var refusal: Refusal {
    let end = until.map { "until \($0.iso8601.prefix(16).replacing("T", with: " ")) UTC" }
    return Refusal(.notAllowed, "you cannot write to this desk \(end ?? "any more")")
  }
}

extension Block.Subject {
  /// `customer` or `address`: what the record calls its kind.
  package var kind: String {
    switch self {
    case .customer: "customer"
    case .addresses: "address"
    }
  }

  package var text: String {
    switch self {
    case .customer(let customer): customer.text
    case .addresses(let range): range.text
    }
  }

  /// Nil for a kind that is not known, or a text that is no address.
  package init?(kind: String, _ text: String) {
    switch kind {
    case "customer": self = .customer(Identifier(text))
    case "address":
      guard let range = AddressRange(text) else { return nil }
      self = .addresses(range)
    default: return nil
    }
  }
}

/// All who may not write, looked up at every hello and start.
package struct Blocks: Sendable {
  private var bySubject: [Block.Subject: Block]

  /// More than this are refused: ranges are looked through one by one.
  package static let most = 10_000

  package init(_ blocks: [Block] = []) {
    bySubject = Dictionary(blocks.map { ($0.subject, $0) }) { _, later in later }
  }

  package var isFull: Bool { bySubject.count >= Self.most }

  package subscript(subject: Block.Subject) -> Block? { bySubject[subject] }

  package mutating func set(_ block: Block) { bySubject[block.subject] = block }

  package mutating func remove(_ subject: Block.Subject) { bySubject[subject] = nil }

  /// What keeps a customer out.
  package func block(of customer: Identifier<Customer>, at moment: Instant) -> Block? {
    bySubject[.customer(customer)].flatMap { $0.holds(at: moment) ? $0 : nil }
  }

  /// What keeps an address out, as limits write addresses: an IPv6 one as its /64.
  package func block(ofAddress address: String, at moment: Instant) -> Block? {
    guard let place = AddressRange(address) else { return nil }
    return bySubject.values.first { block in
      guard case .addresses(let range) = block.subject else { return false }
      return block.holds(at: moment) && range.contains(place)
    }
  }

  /// Takes out those whose time is over.
  package mutating func takeEnded(at moment: Instant) -> [Block.Subject] {
    let ended = bySubject.values.filter { !$0.holds(at: moment) }.map(\.subject)
    for subject in ended { bySubject[subject] = nil }
    return ended
  }
}
