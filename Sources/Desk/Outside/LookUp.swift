/// What a customer system was asked about the customer, and what it said.
///
/// For agents, rules and flows only; it stands in the record as everything else that is known of a
/// person.
package struct LookUp: Equatable, Sendable {
  /// The system of the settings; empty where all were to be asked.
  package let system: String
  package let outcome: Outcome
  /// When the system said so; an answer that was kept for a while is older than its event.
  package let asOf: Instant

  package init(_ system: String, _ outcome: Outcome, asOf: Instant) {
    self.system = system
    self.outcome = outcome
    self.asOf = asOf
  }

  /// What came of it.
  package enum Outcome: Equatable, Sendable {
    /// An agent wants it asked again.
    case asked(AgentName)
    case found([Fact])
    /// The system knows nobody of that address.
    case unknown
    /// It said nothing that can be used; one sentence, in which nothing of the customer stands.
    case failed(why: String)
  }

  /// One thing that a system knows of somebody.
  package struct Fact: Equatable, Sendable {
    /// What rules and flows call it.
    package let name: String
    /// What agents read beside it.
    package let title: String
    package let value: String

    package init(_ name: String, title: String, _ value: String) {
      self.name = name
      self.title = title
      self.value = value
    }
  }

  /// How many facts one system may bring, and the longest value, in Unicode scalars.
  package static let mostFacts = 32
  package static let longestValue = 200
  /// How many systems a desk may have.
  package static let mostSystems = 8
}

extension LookUp {
  /// That it was asked, and whether it knew them; not what.
  var erased: LookUp {
    guard case .found = outcome else { return self }
    return LookUp(system, .found([]), asOf: asOf)
  }
}

/// Which systems are asked about customers.
package struct LookUpPlan: Equatable, Sendable {
  /// By name, in the order of the settings.
  package let systems: [String]
  /// How long what they said is good enough for a hand-over.
  package let fresh: Duration

  package init(_ systems: [String], fresh: Duration) {
    self.systems = systems
    self.fresh = fresh
  }
}

/// What is known of a customer from one system, as a conversation keeps it.
package struct LookedUp: Equatable, Sendable {
  package let system: String
  /// What it said last that can be used.
  package internal(set) var facts: [LookUp.Fact]
  /// When that was; nil while it never was.
  package internal(set) var asOf: Instant?
  /// Whether it knew nobody then.
  package internal(set) var isUnknown: Bool
  /// Why it could not be asked since, and when that was tried.
  package internal(set) var failure: Failure?

  /// Why a look-up came to nothing.
  package struct Failure: Equatable, Sendable {
    package let why: String
    package let at: Instant
  }
}

extension Conversation {
  /// What is known of the customer by name: what their site has signed wins over what systems say,
  /// and a system that stands first in the settings over those behind it.
  package var attributes: [Field] {
    var known = contact.attributes
    for system in lookedUp {
      for fact in system.facts where !known.contains(where: { $0.name == fact.name }) {
        known.append(Field(fact.name, fact.value))
      }
    }
    return known
  }
}

extension [LookedUp] {
  /// Takes in what a system said. A failure leaves what was known before.
  mutating func take(_ lookUp: LookUp) {
    if case .asked = lookUp.outcome { return }
    var system =
      first(where: { $0.system == lookUp.system })
      ?? LookedUp(system: lookUp.system, facts: [], asOf: nil, isUnknown: false, failure: nil)
    switch lookUp.outcome {
    case .asked: return
    case .found(let facts):
      system.facts = [LookUp.Fact](facts.prefix(LookUp.mostFacts))
      system.asOf = lookUp.asOf
      system.isUnknown = false
      system.failure = nil
    case .unknown:
      system.facts = []
      system.asOf = lookUp.asOf
      system.isUnknown = true
      system.failure = nil
    case .failed(let why):
      system.failure = LookedUp.Failure(why: why, at: lookUp.asOf)
    }
    if let place = firstIndex(where: { $0.system == lookUp.system }) {
      self[place] = system
    } else if count < LookUp.mostSystems {
      append(system)
    }
  }
}

// MARK: - Asking

extension Conversation {
  /// Whether the systems are to be asked before somebody relies on what they know.
  package func wantsLookUp(_ plan: LookUpPlan, at now: Instant) -> Bool {
    guard contact.email != nil else { return false }
    return plan.systems.contains { name in
      guard let known = lookedUp.first(where: { $0.system == name }), known.failure == nil,
        let asOf = known.asOf
      else { return true }
      return now.since(asOf) >= plan.fresh
    }
  }
}

extension Conversation {
  /// An agent wants to know what the systems say now.
  func askingSystems(_ agent: AgentName, _ circumstances: Circumstances) throws(Refusal) -> [Event]
  {
    guard circumstances.hasCustomerSystems else {
      throw Refusal(.notFound, "this desk asks no customer system (customer_systems)")
    }
    guard contact.email != nil else {
      throw Refusal(.invalid, "nobody has said the customer's e-mail address yet")
    }
    return [.lookedUp(LookUp("", .asked(agent), asOf: circumstances.now))]
  }
}
