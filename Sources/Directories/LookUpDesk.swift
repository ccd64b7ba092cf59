import Courier
package import Desk
import Fetch
package import Logging
import Secrets
import Synchronization

/// Asks customer systems, each within its budget, and says what came of it.
///
/// Nobody waits for it. Of all who ask about the same person at once one is sent; what was said is
/// kept for a while; a system that fails time after time is left alone. What waits is bounded by
/// the client: beyond that a system counts as one that could not be asked.
package final class LookUpDesk: Sendable {
  private let client: HTTPClient
  private let systems: [Asked]
  private let log: Logger
  private let clock: @Sendable () -> Instant
  private let answer: @Sendable (Question, LookUp) -> Void
  private let shared: Mutex<Shared>

  /// A system with its terms.
  package struct Asked: Sendable {
    package let system: any CustomerSystem
    package let terms: SystemTerms

    package init(_ system: any CustomerSystem, _ terms: SystemTerms) {
      self.system = system
      self.terms = terms
    }
  }

  /// Of whom, and for which conversation.
  package struct Question: Sendable {
    package let conversation: Identifier<Conversation>
    package let person: Person
    /// What was said before is not enough.
    package let isAgain: Bool

    package init(
      _ conversation: Identifier<Conversation>, _ person: Person, isAgain: Bool = false
    ) {
      self.conversation = conversation
      self.person = person
      self.isAgain = isAgain
    }
  }

  private struct Key: Hashable {
    let system: String
    let email: String
  }

  private struct Shared {
    var kept = KeptAnswers()
    var underWay: [Key: [Question]] = [:]
    var standing: [String: SystemStanding] = [:]
    var breakers: [String: Breaker] = [:]
  }

  /// People about whom a system is asked at once; beyond it a question counts as not answered.
  private static let mostUnderWay = 256

  /// `answer` is called once for each system and question, from any thread.
  package init(
    _ systems: [Asked], log: Logger, clock: @escaping @Sendable () -> Instant = Carrier.timeOfDay,
    answer: @escaping @Sendable (Question, LookUp) -> Void
  ) throws {
    client = try HTTPClient()
    self.systems = systems
    self.log = log
    self.clock = clock
    self.answer = answer
    var first = Shared()
    for asked in systems {
      first.standing[asked.system.name] = SystemStanding(name: asked.system.name)
      first.breakers[asked.system.name] = Breaker()
    }
    shared = Mutex(first)
  }

  package func stop() { client.stop() }

  /// How it goes with each system, in the order of the settings.
  package var standings: [SystemStanding] {
    shared.withLock { shared in systems.compactMap { shared.standing[$0.system.name] } }
  }

  /// From any thread; returns at once.
  package func ask(_ question: Question) {
    for asked in systems { ask(asked, question) }
  }

  private enum Step {
    case answered(LookUp)
    case waits
    case sends
  }

  private func ask(_ asked: Asked, _ question: Question) {
    let name = asked.system.name
    let key = Key(
      system: name,
      email: Contact.normalised(email: question.person.email)?.lowercased() ?? "")
    let now = clock()
    let step: Step = shared.withLock { shared in
      if !question.isAgain, let kept = shared.kept[name, key.email, at: now, asked.terms.keep] {
        return .answered(kept)
      }
      if shared.underWay[key] != nil {
        shared.underWay[key]?.append(question)
        return .waits
      }
      let others = shared.underWay.keys.filter { $0.system == name }.count
      guard others < Self.mostUnderWay else {
        return .answered(Self.failure(name, "too many people are looked up at once", now))
      }
      guard shared.breakers[name, default: Breaker()].admitted(of: 1, at: now) > 0 else {
        let last = shared.standing[name]?.lastError ?? "it failed time after time"
        return .answered(Self.failure(name, "it is left alone for a minute: \(last)", now))
      }
      shared.breakers[name]?.started()
      shared.underWay[key] = [question]
      shared.standing[name]?.asked += 1
      return .sends
    }
    switch step {
    case .answered(let lookUp): answer(question, lookUp)
    case .waits: break
    case .sends: send(asked, question.person, key)
    }
  }

  private static func failure(_ system: String, _ why: String, _ now: Instant) -> LookUp {
    LookUp(system, .failed(why: why), asOf: now)
  }

  private func send(_ asked: Asked, _ person: Person, _ key: Key) {
    let client = client
    do {
      let request = try asked.system.request(for: person)
      try client.send(request) { [self] outcome in
        end(asked, key, Self.known(outcome, asked, person))
      }
    } catch {
      end(asked, key, .failure((error as? SystemFailure) ?? SystemFailure("\(error)")))
    }
  }

  private static func known(
    _ outcome: Result<Response, FetchFailure>, _ asked: Asked, _ person: Person
  ) -> Result<Known, SystemFailure> {
    switch outcome {
    case .failure(let failure): return .failure(failure.ofSystem(asked.terms.budget))
    case .success(let response):
      do throws(SystemFailure) {
        return .success(try asked.system.read(response, for: person))
      } catch {
        return .failure(error)
      }
    }
  }

  private func end(_ asked: Asked, _ key: Key, _ result: Result<Known, SystemFailure>) {
    let now = clock()
    let name = key.system
    let lookUp: LookUp
    switch result {
    case .success(.found(let facts)): lookUp = LookUp(name, .found(facts), asOf: now)
    case .success(.nobody): lookUp = LookUp(name, .unknown, asOf: now)
    case .failure(let failure): lookUp = Self.failure(name, failure.why, now)
    }
    let (questions, isNews) = shared.withLock { shared in
      let before = shared.standing[name]?.lastError
      shared.standing[name]?.note(result, at: now)
      if case .failure(let failure) = result {
        shared.breakers[name]?.failed(at: now, chance: Random.fraction())
        return (shared.underWay.removeValue(forKey: key) ?? [], before != failure.why)
      }
      shared.breakers[name]?.succeeded()
      shared.kept.keep(lookUp, of: key.email)
      return (shared.underWay.removeValue(forKey: key) ?? [], before != nil)
    }
    if isNews { tell(name, result) }
    for question in questions { answer(question, lookUp) }
  }

  /// Once when it begins to fail, or fails in another way, and once when it is back.
  private func tell(_ name: String, _ result: Result<Known, SystemFailure>) {
    switch result {
    case .success:
      log.notice("a customer system answers again", metadata: ["system": "\(name)"])
    case .failure(let failure):
      log.warning(
        "a customer system could not be asked",
        metadata: ["system": "\(name)", "reason": "\(failure.why)"])
    }
  }
}

extension FetchFailure {
  /// The same for an agent who reads it on the card.
  package func ofSystem(_ budget: Duration) -> SystemFailure {
    switch self {
    case .timedOut:
      SystemFailure(
        "it did not answer within \(budget.components.seconds * 1000 + budget.components.attoseconds / 1_000_000_000_000_000) ms"
      )
    case .tooLarge: SystemFailure("its answer was longer than 256 KiB, and was not read to its end")
    case .malformed, .overloaded, .stopped, .resolve, .connect, .tls, .refusedAddress, .broken:
      SystemFailure("\(self)")
    }
  }
}

/// How it goes with a customer system.
package struct SystemStanding: Sendable, Equatable {
  package let name: String
  package internal(set) var asked = 0
  package internal(set) var failed = 0
  package internal(set) var lastAnswer: Instant?
  package internal(set) var lastFailure: Instant?
  /// Nil while it answers.
  package internal(set) var lastError: String?

  init(name: String) { self.name = name }

  mutating func note(_ result: Result<Known, SystemFailure>, at now: Instant) {
    switch result {
    case .success:
      lastAnswer = now
      lastError = nil
    case .failure(let failure):
      failed += 1
      lastFailure = now
      lastError = failure.why
    }
  }
}
