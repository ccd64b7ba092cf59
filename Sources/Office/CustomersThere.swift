import Desk
import Journal
import Wire

/// Which customers have their page open, as agents are told.
struct CustomersThere {
  private var customers: [ConnectionNumber: Identifier<Customer>] = [:]
  private var lines: [Identifier<Customer>: Int] = [:]
  /// Whose last connection has gone, and when that is told.
  private var leaving = Deadlines<Identifier<Customer>>()
  /// Of whom agents are to be told that they are there, or are not.
  private var changed: Set<Identifier<Customer>> = []

  /// Going from page to page closes the connection for a moment.
  static let pause = Duration.seconds(5)

  var nextDue: Instant? { changed.isEmpty ? leaving.next : Instant(milliseconds: 0) }

  func isThere(_ customer: Identifier<Customer>?) -> Bool {
    guard let customer else { return false }
    return lines[customer] != nil || leaving.due(customer) != nil
  }

  mutating func come(_ customer: Identifier<Customer>, _ line: ConnectionNumber) {
    guard customers[line] != customer else { return }
    let wasThere = isThere(customer)
    customers[line] = customer
    lines[customer, default: 0] += 1
    leaving.clear(customer)
    if !wasThere { changed.insert(customer) }
  }

  mutating func go(_ line: ConnectionNumber, at moment: Instant) {
    guard let customer = customers.removeValue(forKey: line), let count = lines[customer] else {
      return
    }
    lines[customer] = count > 1 ? count - 1 : nil
    if count == 1 { leaving.set(customer, moment + Self.pause) }
  }

  /// Those who have come or gone since it was last asked.
  mutating func takeChanged(at moment: Instant) -> Set<Identifier<Customer>> {
    while let customer = leaving.takeDue(at: moment) { changed.insert(customer) }
    guard !changed.isEmpty else { return [] }
    var taken: Set<Identifier<Customer>> = []
    swap(&taken, &changed)
    return taken
  }

  mutating func clockJumped(by jump: Duration) { leaving.shift(by: jump) }
}
