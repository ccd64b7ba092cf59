import Desk
import Wire

// What happens at the desk that its agent must not miss.
extension DeskModel {
  private func called(_ id: ConversationID) -> String {
    Saying(me: me, offset: offset).quoted(name(id))
  }

  /// Of what happens in a conversation that is followed; `isNew` unless it is of the past.
  mutating func alert(of entry: Entry, isNew: Bool) {
    let id = entry.conversation
    guard let event = entry.event else { return }
    if case .said(let message) = event { colleagueSpoke(message, in: id) }
    // What is told of the past while a conversation is fetched has happened just now, perhaps.
    let isLate = deskTime.since(entry.at) > .seconds(60)
    if case .said(let message) = event, isNew, message.author == .customer, !isSeen(id) {
      alert(.words, id, "\(called(id)) wrote: \(message.text.prefix(200))")
    } else if case .noted(let author, let text) = event, isNew {
      noted(author, text, in: id)
    } else if case .transferred(let by, .agent(let agent), let note) = event, agent.id == me,
      by.id != me, !isLate
    {
      let words = note.map { ": \($0.prefix(100))" } ?? ""
      alert(.handover, id, "\(by.name) hands \(called(id)) to you\(words) – \(wayTo(id))")
    }
  }

  /// The desk tells of a conversation that may be anybody's: a note names me, or a rule says so.
  mutating func noticed(_ notice: DeskNotice) {
    // Of one that I follow I have heard already.
    if line.position(notice.conversation) != nil,
      alerts.open.contains(where: { $0.conversation == notice.conversation && $0.kind == .mention })
    {
      return
    }
    let words = "#\(notice.number): \(notice.text) – /open #\(notice.number)"
    alert(.mention, notice.conversation, words, isTrouble: true)
  }

  private mutating func noted(_ author: Author, _ text: String, in id: ConversationID) {
    if case .agent(let agent) = author, agent.id == me { return }
    let who = Saying(me: me, offset: offset).who(author)
    if let me, Mentions.logins(in: text).contains(me.text) {
      alert(.mention, id, "\(who) names you in a note about \(called(id)): \(text.prefix(100))")
    } else if isMine(id), !isSeen(id) {
      alert(.note, id, "\(who) left a note about \(called(id)): \(text.prefix(100))")
    }
  }

  /// Of how a conversation stands now, and how it stood before.
  mutating func alert(of summary: Summary, before: Summary?, isMine: Bool) {
    let id = summary.conversation
    if isMine || summary.stage == .agent { alerts.settle(id, [.newCustomer, .missed, .offer]) }
    if summary.stage == .resolved || summary.stage == .closed { alerts.settle(id) }
    if summary.stage != before?.stage {
      if summary.stage == .missed { alert(.missed, id, "\(called(id)) waited and found nobody") }
      if summary.stage == .waiting { waits(summary, before) }
    }
    if let offer = summary.matter.offer, offer.agent.id == me, offer != before?.matter.offer {
      let left = Times.wait(max(.zero, offer.until.since(deskTime)))
      let how = "Alt-y takes it, /decline does not"
      alert(.offer, id, "#\(summary.number) \(called(id)) is offered to you for \(left): \(how)")
    }
    if isMine, let warning = summary.warning, warning != before?.warning {
      let words = warning == .near ? "has waited long for your answer" : "has waited too long"
      let kind: Alert.Kind = warning == .near ? .near : .late
      alert(kind, id, "#\(summary.number) \(called(id)) \(words)", isTrouble: true)
    }
  }

  private mutating func waits(_ summary: Summary, _ before: Summary?) {
    let id = summary.conversation
    let wasMine = before.map { $0.stage == .agent && Floor.isMine($0, me) } ?? false
    guard wasMine else { return alert(.newCustomer, id, "\(called(id)) waits: Alt-n") }
    if let place = hands.gaveAway.firstIndex(of: id) {
      hands.gaveAway.remove(at: place)
      return
    }
    alert(.unanswered, id, "\(called(id)) was taken back from you, and waits", isTrouble: true)
  }
}
