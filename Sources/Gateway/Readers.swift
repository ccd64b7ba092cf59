import Desk
import Wire

// MARK: - Who reads along

/// Agents who follow the same conversation are told of each other: whoever writes there knows who
/// is looking on, and two do not answer the same words.
extension Gateway {
  /// Where more connections follow, nobody is told: everybody knows that everybody looks.
  private static let mostReading = 64

  /// Tells each of the agents who else reads.
  func tellReaders(of conversation: Identifier<Conversation>) {
    let reading = agentsReading(conversation)
    guard let first = reading.first, reading.contains(where: { $0.agent != first.agent }) else {
      return
    }
    tell(reading, conversation)
  }

  /// Tells those who still read that somebody does no longer, unless it is on another screen.
  func tellLeft(_ connection: Connection, _ conversation: Identifier<Conversation>) {
    guard case .agent(let agent, _)? = connection.principal else { return }
    let reading = agentsReading(conversation)
    guard !reading.isEmpty, !reading.contains(where: { $0.agent == agent }) else { return }
    tell(reading, conversation)
  }

  private typealias Reader = (connection: Connection, agent: AgentName)

  private func agentsReading(_ conversation: Identifier<Conversation>) -> [Reader] {
    guard let followers = followers[conversation], followers.count <= Self.mostReading else {
      return []
    }
    return followers.compactMap { connection in
      guard case .agent(let agent, _)? = connection.principal,
        connection.following.contains(conversation)
      else { return nil }
      return (connection, agent)
    }
  }

  private func tell(_ reading: [Reader], _ conversation: Identifier<Conversation>) {
    for reader in reading {
      var others: [AgentName] = []
      for other in reading where other.agent != reader.agent && !others.contains(other.agent) {
        others.append(other.agent)
      }
      send(.readers(conversation, others), to: reader.connection)
    }
  }
}
