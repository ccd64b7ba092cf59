package import Terminal

/// What an agent is writing in one conversation.
package struct Draft: Equatable, Sendable {
  package var editor: LineEditor
  /// Internal words for colleagues instead of a reply to the customer.
  package var isNote: Bool

  package init(_ text: String = "", isNote: Bool = false, limit: Int = 4000) {
    editor = LineEditor(text, limit: limit)
    self.isNote = isNote
  }
}

/// A draft as it lies on disk.
package struct StoredDraft: Equatable, Sendable {
  package let conversation: ConversationID
  package let text: String
  package let isNote: Bool

  package init(conversation: ConversationID, text: String, isNote: Bool) {
    self.conversation = conversation
    self.text = text
    self.isNote = isNote
  }
}
