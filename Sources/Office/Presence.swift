import Desk
import Journal
import Wire

// MARK: - Who takes conversations

/// Away lasts until the agent says otherwise or logs in by hand: no reconnect, restart or other
/// device ends it.
extension Office {
  func setPresence(
    _ caller: Caller, _ presence: Presence, of other: Identifier<Agent>?, reason: String?
  ) {
    guard case .known(.agent(let agent, let role)) = caller.who else { return }
    guard let other, other != agent.id else {
      return change(agent.id, isAway: presence == .away)
    }
    guard role == .supervisor, presence == .away else {
      let why =
        role == .supervisor
        ? "only \(other) can say that they are back" : "only supervisors send others away"
      return complain(caller, Refusal(.notAllowed, why))
    }
    guard staff.member(other) != nil else {
      return complain(caller, Refusal(.notFound, "there is no agent \(other)"))
    }
    putAway(other, reason: reason, by: agent.id.key)
  }

  private func complain(_ caller: Caller, _ refusal: Refusal) {
    draft.deliveries.append(
      .frame(caller.line, ServerFrame.refused(refusal, Refused(.status)).bytes))
  }

  /// Shows an agent as away who did not say so.
  func putAway(_ agent: Identifier<Agent>, reason: String?, by author: String) {
    guard staff.member(agent)?.isAway == false else { return }
    note(.sentAway(agent, reason: reason), by: author)
    change(agent, isAway: true)
  }

  func comeBack(_ user: Accounts.User) {
    if user.isAway { change(user.login, isAway: false) }
  }

  private func change(_ agent: Identifier<Agent>, isAway: Bool) {
    guard let member = staff.member(agent), member.isAway != isAway else { return }
    draft.record.accounts.add(.setAway(agent, isAway))
    staff.setPresence(agent, isAway: isAway)
    waiting.change()
    offers.change()
    if isAway {
      desertion.look(at: now)
      offers.mind(goneAt: now, isAway: true)
    }
    tellPresence(agent, isAway: isAway)
  }

  /// Every terminal of the agent shows the same.
  private func tellPresence(_ agent: Identifier<Agent>, isAway: Bool) {
    let frame = ServerFrame.presence(isAway ? .away : .online).bytes
    for line in staff.lines(of: agent) { draft.deliveries.append(.frame(line, frame)) }
  }
}
