/// How long conversations take agents: of each agent in each queue, as far as enough was seen, else
/// of the agent, the queue, or the desk.
struct HandlingTimes: Sendable {
  private var ofAgentInQueue: [Both: Mean] = [:]
  private var ofAgent: [Identifier<Agent>: Mean] = [:]
  private var ofQueue: [Identifier<Queue>: Mean] = [:]
  private var ofDesk: [Double] = []

  /// So many cases tell more than those of everybody.
  private static let enough = 5
  /// Pairs that are remembered; beyond it all are forgotten and learned anew.
  private static let mostPairs = 20_000

  private struct Both: Hashable {
    let agent: Identifier<Agent>
    let queue: Identifier<Queue>
  }

  /// A mean in which what is fifty cases old hardly counts.
  private struct Mean {
    var count = 0
    var seconds = 0.0

    mutating func add(_ span: Double) {
      count += 1
      seconds += (span - seconds) / Double(min(count, 50))
    }
  }

  mutating func learn(_ span: Duration, by agent: Identifier<Agent>?, in queue: Identifier<Queue>?)
  {
    let seconds = max(1, span / .seconds(1))
    WaitPromise.push(seconds, &ofDesk)
    if let agent { ofAgent[agent, default: Mean()].add(seconds) }
    if let queue { ofQueue[queue, default: Mean()].add(seconds) }
    guard let agent, let queue else { return }
    if ofAgentInQueue.count > Self.mostPairs { ofAgentInQueue = [:] }
    ofAgentInQueue[Both(agent: agent, queue: queue), default: Mean()].add(seconds)
  }

  /// In seconds; nil while nothing was handled yet.
  func mean(of agent: Identifier<Agent>, in queue: Identifier<Queue>) -> Double? {
    let means = [
      ofAgentInQueue[Both(agent: agent, queue: queue)], ofAgent[agent], ofQueue[queue],
    ]
    if let known = means.lazy.compactMap({ $0 }).first(where: { $0.count >= Self.enough }) {
      return known.seconds
    }
    guard !ofDesk.isEmpty else { return nil }
    return ofDesk.reduce(0, +) / Double(ofDesk.count)
  }
}
