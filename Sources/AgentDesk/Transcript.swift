package import Desk
package import Wire

/// A conversation as this client holds it: its events and what follows from them.
package struct Transcript: Equatable, Sendable {
  package private(set) var conversation: Conversation
  package private(set) var entries: [Entry] = []
  /// Whether everything that had happened when we began to follow has come.
  package var isCaughtUp = false
  /// The last seq its agent has looked at.
  package private(set) var seen: Int64 = 0
  /// Where the mark between old and new stands while the conversation is on screen.
  package private(set) var newAfter: Int64?

  /// How far it goes, what this program does not understand included.
  package var seq: Int64 { entries.last?.seq ?? 0 }

  package init(_ id: ConversationID) { conversation = Conversation(id: id) }

  /// Takes in the next event; one that was here before, or comes too early, changes nothing.
  package mutating func apply(_ entry: Entry) {
    guard entry.seq == seq + 1 else { return }
    entries.append(entry)
    if let event = entry.event { conversation.apply(event, at: entry.at) }
  }

  package mutating func look() {
    seen = seq
    newAfter = nil
  }

  /// The conversation comes on the screen: what is new until now is marked as such.
  package mutating func open() {
    newAfter = unread > 0 ? seen : nil
    seen = seq
  }

  /// The customer's words since the agent last looked.
  package var unread: Int {
    entries.reversed().prefix { $0.seq > seen }.count { entry in
      if case .said(let message) = entry.event { return message.author == .customer }
      return false
    }
  }
}
