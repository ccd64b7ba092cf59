package import Desk
package import Fetch

/// A system that knows something of customers: it is asked about one of them by one request.
package protocol CustomerSystem: Sendable {
  /// As the settings call it.
  var name: String { get }

  /// Throws where nothing can be asked about this person.
  func request(for person: Person) throws(SystemFailure) -> Request

  /// What the answer says of the person: of nobody else.
  func read(_ response: Response, for person: Person) throws(SystemFailure) -> Known

  /// A request by which an operator learns whether the system can be asked at all.
  func checkingRequest() throws(SystemFailure) -> Request

  /// Throws what is wrong, as far as the answer tells.
  func check(_ response: Response) throws(SystemFailure)
}

/// Of whom a system is asked.
package struct Person: Sendable, Equatable {
  package let email: String
  package let customer: String

  package init(email: String, customer: String) {
    self.email = email
    self.customer = customer
  }
}

/// What a system knows of somebody.
package enum Known: Sendable, Equatable {
  case found([LookUp.Fact])
  case nobody
}

/// Why a system said nothing that can be used: one sentence that says how it is mended. Neither a
/// secret nor anything of a customer stands in it.
package struct SystemFailure: Error, Sendable, Equatable, CustomStringConvertible {
  package let why: String

  package init(_ why: String) { self.why = why }

  package var description: String { why }
}

/// What the settings say of any system.
package struct SystemTerms: Sendable {
  package let url: String
  /// Which facts are taken, each with its title, in the order of the settings.
  package let facts: [(name: String, title: String)]
  /// From asking to the last byte; nobody waits longer.
  package let budget: Duration
  /// How long an answer is kept.
  package let keep: Duration
  package let addressGuard: AddressGuard

  package init(
    url: String, facts: [(name: String, title: String)], budget: Duration = .milliseconds(800),
    keep: Duration = .seconds(600), addressGuard: AddressGuard = .publicOnly
  ) {
    self.url = url
    self.facts = facts
    self.budget = budget
    self.keep = keep
    self.addressGuard = addressGuard
  }

  /// The longest answer that is read.
  static let longestAnswer = 256 << 10

  /// The same request within these terms.
  func bound(_ request: Request) -> Request {
    var request = request
    request.timeout = budget
    request.maximumResponseBytes = Self.longestAnswer
    request.addressGuard = addressGuard
    return request
  }

  /// The facts that are wanted, of those that a system has, as they may be shown.
  func wanted(_ value: (String) -> String?) -> [LookUp.Fact] {
    facts.compactMap { name, title in
      guard let text = value(name).map(Self.cleaned), !text.isEmpty else { return nil }
      return LookUp.Fact(name, title: title, text)
    }
  }

  /// On one line, and no longer than the record takes.
  private static func cleaned(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let isBreak = scalar.properties.isWhitespace || scalar.properties.generalCategory == .control
      guard isBreak else {
        scalars.append(scalar)
        continue
      }
      if scalars.last.map({ $0 != " " }) ?? false { scalars.append(" ") }
    }
    while scalars.last == " " { scalars.removeLast() }
    guard scalars.count > LookUp.longestValue else { return String(scalars) }
    return String(String.UnicodeScalarView(scalars.prefix(LookUp.longestValue - 1))) + "…"
  }
}

extension SystemFailure {
  /// What any system means by a status that it should not give.
  static func status(_ response: Response) -> SystemFailure {
    switch response.status {
    case 300...399:
      SystemFailure(
        "it redirects (\(response.status)): write the address that it leads to as url")
    case 401, 403:
      SystemFailure("it does not accept who asks (\(response.status)): look at its secret_file")
    case 404, 410: SystemFailure("there is nothing at its url (\(response.status))")
    case 429: SystemFailure("it is asked too often (429)")
    case 500...599: SystemFailure("it is not well (\(response.status))")
    default: SystemFailure("it answered \(response.status)")
    }
  }

  static let another = SystemFailure(
    "it answered about another address than it was asked: nothing of that is shown")

  static func many(_ count: Int) -> SystemFailure {
    SystemFailure("it knows \(count) people of this address: leave the address with one of them")
  }
}
