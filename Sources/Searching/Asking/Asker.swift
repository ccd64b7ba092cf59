package import Desk

/// Who searches, as far as it says what they may find.
package enum Asker: Sendable {
  /// Somebody who works here; with the queues that are closed to all but their own.
  case agent(Identifier<Agent>, Role, closedQueues: [QueuePlan])
  /// Who has the record itself.
  case `operator`

  /// Queues whose conversations they see only while those are their own.
  var barredQueues: [String] {
    switch self {
    case .agent(let agent, .agent, let closed):
      closed.filter { $0.agents?.contains(agent) == false }.map(\.id.text)
    case .agent, .operator: []
    }
  }

  /// What `agent:me` means.
  var login: String? {
    switch self {
    case .agent(let agent, _, _): agent.text
    case .operator: nil
    }
  }
}
