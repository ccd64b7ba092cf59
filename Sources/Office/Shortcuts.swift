import Desk
import Rules
import Wire

// MARK: - Replies and macros

extension Office {
  private var book: RuleBook { ruling.book }

  /// Those whose name or title holds a text; all for an empty one.
  func shortcuts(_ text: String) -> [Reply.Shortcut] {
    let wanted = text.lowercased()
    let all =
      book.shortcuts.replies.map { Reply.Shortcut(.reply, name: $0.name.text, title: $0.title) }
      + book.shortcuts.macros.map { Reply.Shortcut(.macro, name: $0.name.text, title: $0.title) }
    let fitting = all.filter {
      wanted.isEmpty || $0.name.lowercased().contains(wanted)
        || $0.title.lowercased().contains(wanted)
    }
    return Array(fitting.prefix(Reply.Shortcut.most))
  }

  /// What one would come to in a conversation now.
  func preview(_ kind: Reply.Shortcut.Kind, _ name: String, _ conversation: Conversation)
    -> Reply?
  {
    switch kind {
    case .reply:
      return book.text(ofReply: name, in: conversation, plan, at: now).map {
        .shortcut(text: $0, acts: [])
      }
    case .macro:
      return book.deeds(ofMacro: name, in: conversation, plan, at: now).map { deeds in
        .shortcut(text: nil, acts: deeds.map(\.words))
      }
    }
  }

  /// Decides the acts of a macro one after the other, each in what those before it left. The first
  /// that is refused refuses them all.
  func decideMacro(
    _ name: String, by principal: Principal, _ live: OpenConversation
  ) throws(Refusal) -> [Event] {
    guard let deeds = book.deeds(ofMacro: name, in: live.conversation, plan, at: now) else {
      let known = book.shortcuts.macros.map(\.name.text).joined(separator: ", ")
      throw Refusal(
        .notFound,
        "there is no macro \(name.prefix(64)); "
          + (known.isEmpty ? "the desk has none" : "there are \(known.prefix(400))"))
    }
    var conversation = live.conversation
    var events: [Event] = []
    for deed in deeds {
      guard let command = deed.agentsCommand else { continue }
      let circumstances = circumstances(of: command, by: principal, live)
      do throws(Refusal) {
        for event in try conversation.decide(command, by: principal, in: circumstances) {
          events.append(event)
          conversation.apply(event, at: now)
        }
      } catch {
        throw Refusal(
          error.code, "nothing of \(name.prefix(64)) was done: \(deed.verb.rawValue): \(error.why)")
      }
    }
    guard !events.isEmpty else {
      throw Refusal(.invalid, "\(name.prefix(64)) comes to nothing in this conversation")
    }
    return events
  }
}
