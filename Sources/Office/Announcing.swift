import Desk
import Journal
import Wire

// MARK: - What supervisors say to all, and where they look

extension Office {
  /// Tells it on every agent's screens, and keeps who said it.
  func announce(_ caller: Caller, _ question: Question.ID, _ text: String) {
    guard case .known(.agent(let agent, let role)) = caller.who, role == .supervisor else {
      let refusal = Refusal(.notAllowed, "only supervisors speak to all")
      let refused = Refused(.announce, id: question)
      return draft.deliveries.append(
        .frame(caller.line, ServerFrame.refused(refusal, refused).bytes))
    }
    note(.announced(text), by: agent.id.key)
    let announcement = Announcement(by: agent, text, at: now)
    let frame = ServerFrame.announcement(announcement).bytes
    let lines = staff.allLines
    for line in lines { draft.deliveries.append(.frame(line, frame)) }
    draft.deliveries.append(
      .frame(caller.line, ServerFrame.answer(question, .announced(lines.count)).bytes))
  }
}

extension Office {
  /// A supervisor has begun to read a conversation: recorded where another agent has it.
  func noteReading(_ caller: Caller, _ id: Identifier<Conversation>) throws(RecordFailure) {
    guard case .known(.agent(let agent, .supervisor)) = caller.who, let live = try live(id),
      case .withAgent(let owner) = live.conversation.stage, owner.id != agent.id
    else { return }
    note(.lookedIn(id, from: owner.id), by: agent.id.key)
  }
}

extension Staff {
  /// Every screen of every agent.
  var allLines: [ConnectionNumber] {
    members.values.flatMap(\.lines).sorted { $0.number < $1.number }
  }

  /// The agent did something to a conversation.
  mutating func noteAct(of agent: Identifier<Agent>, at moment: Instant) {
    lastActs[agent] = moment
  }
}
