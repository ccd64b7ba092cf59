import Desk
import Wire

// Colleagues who are named in a note: `@maya`.
extension Office {
  /// What their notice bears in the place of a rule's name.
  static let mention = "mention"

  /// Those of the desk who are named and may read it: a name opens no queue that is closed to them.
  func mentioned(in text: String, _ conversation: Conversation) -> [AgentName] {
    Mentions.logins(in: text).compactMap { login in
      guard let colleague = staff.colleague(Identifier(login)),
        authorize(
          .agent(colleague.agent, colleague.role), .read, resource(conversation))
      else { return nil }
      return colleague.agent
    }
  }

  /// Those who are here have it on their screens, whatever they look at.
  func tellMentioned(in text: String, by principal: Principal, _ live: OpenConversation) {
    guard case .agent(let author, _) = principal else { return }
    let frame = ServerFrame.notice(
      DeskNotice(
        live.conversation.id, number: live.conversation.opening?.number ?? 0, rule: Self.mention,
        text: "\(author.name): \(text.prefix(200))")
    ).bytes
    for colleague in mentioned(in: text, live.conversation) where colleague.id != author.id {
      for line in staff.lines(of: colleague.id) { draft.deliveries.append(.frame(line, frame)) }
    }
  }
}
