package import Terminal

/// What an agent is writing in one conversation.
package struct Draft: Equatable, Sendable {
  package var editor: LineEditor
  /// Internal words for colleagues instead of a reply to the customer.
  package var isNote: Bool
  /// What was pasted and had no room: it comes into the input when the rest has gone. At most as
  /// much as a terminal pastes at once.
  package internal(set) var rest = ""

  package init(_ text: String = "", isNote: Bool = false, limit: Int = 4000) {
    editor = LineEditor(text, limit: limit)
    rest = String(text.unicodeScalars.dropFirst(limit))
    self.isNote = isNote
  }

  /// All that is not sent yet.
  var text: String { editor.text + rest }

  /// Puts a text where the cursor stands, as far as there is room; the rest is kept.
  mutating func insert(_ text: String) {
    let room = max(0, editor.limit - editor.text.unicodeScalars.count)
    editor.perform(.insert(text))
    let over = text.unicodeScalars.dropFirst(room)
    guard !over.isEmpty else { return }
    rest = String((String(over) + rest).unicodeScalars.prefix(InputDecoder.pasteLimit))
  }

  /// What had no room before, now that the input is empty.
  mutating func takeUpRest() {
    guard !rest.isEmpty, editor.isEmpty else { return }
    let text = rest
    rest = ""
    insert(text)
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
