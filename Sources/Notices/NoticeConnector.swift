package import Courier
package import Desk
import Rules
import Synchronization

/// Tells a team what happens, as far as its settings want to hear of it.
///
/// What is told beyond its rate is held back and comes as one notice, which stands for all of them.
/// What was told and not yet settled is known by its id; a crash in between tells it again, under
/// the same id.
package final class NoticeConnector: Connector {
  package let name: String
  package let plan: NoticePlan
  package let sending: any NoticeSending
  fileprivate let shared: Mutex<Shared>

  fileprivate struct Shared {
    var desk: DeskPlan
    var troubles: @Sendable () -> [Trouble] = { [] }
    /// When each of the latest notices was told.
    var latest: [Instant] = []
    /// What was held back, by id, in its order.
    var held: [Notice] = []
    /// What was told and is not settled yet.
    var told: Set<String> = []
    var troubled: [String: String] = [:]
  }

  /// Beyond it what is held back is counted under the ids it has, and no more are remembered.
  private static let mostRemembered = 10_000

  package init(
    _ name: String, _ plan: NoticePlan, _ sending: any NoticeSending, desk: DeskPlan
  ) {
    self.name = name
    self.plan = plan
    self.sending = sending
    shared = Mutex(Shared(desk: desk))
  }

  /// Judges by the desk as it is set up now. From any thread.
  package func adopt(_ desk: DeskPlan) { shared.withLock { $0.desk = desk } }

  /// Looks there for mirrors and connectors that fail. From any thread.
  package func watch(_ troubles: @escaping @Sendable () -> [Trouble]) {
    shared.withLock { $0.troubles = troubles }
  }

  package var pace: Pace { Pace(quiet: .zero, burst: 1) }

  package var looksEvery: Duration? { plan.tellsTroubles ? .seconds(5) : nil }

  package func stop() { sending.stop() }

  // MARK: Conversations

  package func carry(_ errand: Errand) -> Carried {
    let (desk, told) = shared.withLock { ($0.desk, $0.told) }
    let notices = NoticeWriter(plan: plan, desk: desk).notices(of: errand)
      .filter { !told.contains($0.id) }
    for (place, notice) in notices.enumerated() {
      if let until = shared.withLock({ $0.full(plan, at: errand.now) }) {
        shared.withLock { $0.hold(notices[place...], most: Self.mostRemembered) }
        return .waits(until: until, nil)
      }
      switch tell(notice, at: errand.now) {
      case .told, .toldSome: continue
      case .refused(let why): return .parked(why: why)
      case .failed(let failure): return .later(failure)
      }
    }
    shared.withLock { shared in for event in errand.events { shared.told.remove(event.key) } }
    return .done(nil)
  }

  /// Tells it, and with it all that was held back.
  private func tell(_ notice: Notice, at now: Instant) -> NoticeOutcome {
    let held = shared.withLock { $0.held.filter { $0.id != notice.id } }
    let whole = held.isEmpty ? notice : notice.standing(for: held)
    let outcome = sending.send(whole, at: now)
    switch outcome {
    case .told, .toldSome: break
    case .refused, .failed: return outcome
    }
    shared.withLock { shared in
      shared.latest.append(now)
      shared.told.formUnion((held + [notice]).map(\.id))
      shared.held.removeAll { shared.told.contains($0.id) }
    }
    return outcome
  }

  // MARK: Mirrors and connectors

  package func look(_ desk: any DeskInlet) -> ConnectorFailure? {
    let now = Carrier.timeOfDay()
    let (before, source) = shared.withLock { ($0.troubled, $0.troubles) }
    let troubles = source().filter { $0.name != name }
    let failing = Dictionary(troubles.map { ($0.name, $0.why) }) { first, _ in first }
    for trouble in troubles where before[trouble.name] == nil {
      let notice = trouble.notice(at: now)
      if case .failed(let failure) = tell(notice, at: now) { return failure }
      shared.withLock { $0.troubled[trouble.name] = trouble.why }
    }
    for name in before.keys.sorted() where failing[name] == nil {
      if case .failed(let failure) = tell(Trouble.over(name, at: now), at: now) { return failure }
      shared.withLock { $0.troubled[name] = nil }
    }
    shared.withLock { shared in
      shared.told = shared.told.filter { !$0.hasPrefix(Trouble.mark) }
    }
    return nil
  }
}

/// A mirror or connector that fails.
package struct Trouble: Sendable, Equatable {
  package let name: String
  package let why: String

  package init(_ name: String, why: String) {
    self.name = name
    self.why = why
  }

  static let mark = "trouble:"

  func notice(at now: Instant) -> Notice {
    Notice(
      id: "\(Self.mark)\(name):\(now.milliseconds)", kind: NoticePlan.trouble,
      title: "Trouble with \(name)",
      text: "\(name) fails and is left alone for a while: \(why). Nothing is lost; it waits.",
      at: now)
  }

  static func over(_ name: String, at now: Instant) -> Notice {
    Notice(
      id: "\(mark)\(name):\(now.milliseconds)", kind: NoticePlan.trouble,
      title: "\(name) is back", text: "\(name) works again; what waited is on its way.", at: now)
  }
}

extension NoticeConnector.Shared {
  /// Until when nothing more may be told; nil where something may.
  fileprivate mutating func full(_ plan: NoticePlan, at now: Instant) -> Instant? {
    // A moment that is still to come was noted by a clock that has been set back since.
    latest.removeAll { now.since($0) >= plan.per || $0 > now }
    guard latest.count >= plan.most, let first = latest.first else { return nil }
    return first + plan.per
  }

  fileprivate mutating func hold(_ notices: ArraySlice<Notice>, most: Int) {
    for notice in notices where held.count < most && !held.contains(where: { $0.id == notice.id }) {
      held.append(notice)
    }
  }
}

extension Notice {
  /// The same, with how many others there were and what they were about.
  func standing(for others: [Notice]) -> Notice {
    let kinds = Dictionary(grouping: others, by: \.title).mapValues(\.count)
      .sorted { $0.value == $1.value ? $0.key < $1.key : $0.value > $1.value }
    let counts = kinds.map { "\($0.key) (\($0.value))" }.joined(separator: ", ")
    var whole = Notice(
      id: id, kind: kind, title: "\(title), and \(others.count) more",
      text: "\(text) And \(others.count) more: \(counts).", at: at)
    whole.link = link
    whole.conversation = conversation
    whole.number = number
    whole.queue = queue
    whole.priority = priority
    whole.words = words
    whole.more = others.count
    return whole
  }
}
