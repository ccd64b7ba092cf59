import Desk
import Events
import Journal
import Wire

// MARK: - Conversations at hand

extension Office {
  /// The conversation as it stands now; nil if there is none of that id, or it cannot be read.
  func live(_ id: Identifier<Conversation>) throws(RecordFailure) -> OpenConversation? {
    if let live = lives[id] { return live }
    guard unreadable[id] == nil else { return nil }
    do throws(RecordFailure) { return try replayed(id) } catch {
      // One that is damaged must not take the others with it.
      guard error.kind == .damaged else { throw error }
      note(unreadable: id, error.what)
      return nil
    }
  }

  /// Damaged conversations that are remembered; beyond it all are tried, and told, again.
  private static let unreadableLimit = 1000

  func note(unreadable id: Identifier<Conversation>, _ why: String) {
    guard unreadable[id] == nil else { return }
    if unreadable.count >= Self.unreadableLimit { unreadable = [:] }
    unreadable[id] = why
    draft.deliveries.append(.notice(.unreadable(id, why: why)))
  }

  private func replayed(_ id: Identifier<Conversation>) throws(RecordFailure) -> OpenConversation? {
    var conversation = Conversation(id: id)
    var commands = CommandMarks()
    let live = OpenConversation(conversation, flow: .unknown)
    while true {
      let page = try record.entries(of: id, after: conversation.seq, limit: 1000)
      for kept in page {
        conversation.apply(try Self.event(kept), at: kept.at)
        commands.add(kept.cid, by: kept.author)
        live.count(by: kept.author, bytes: kept.body.count)
      }
      if page.count < 1000 { break }
    }
    guard conversation.seq > 0 else { return nil }
    live.conversation = conversation
    live.commands = commands
    lives[id] = live
    return live
  }

  /// What to say of a conversation that is not at hand.
  func absence(of id: Identifier<Conversation>?) -> Refusal {
    guard let id, unreadable[id] != nil else {
      return .noSuchConversation
    }
    return Self.unreadableRefusal
  }

  static let unreadableRefusal = Refusal(
    .storage, "what was said here cannot be read any more; the desk's operator is told")

  static func event(_ kept: Kept) throws(RecordFailure) -> Event {
    do throws(TextMistake) { return try EventText.recorded(kept.body) } catch {
      throw RecordFailure(
        .damaged, "event \(kept.seq) of conversation \(kept.conversation) cannot be read: \(error)")
    }
  }

  /// Lets go of conversations that nobody works on.
  func trim() {
    guard lives.count > Self.liveLimit else { return }
    lives = lives.filter { $0.value.conversation.stage.isOpen }
  }
}
