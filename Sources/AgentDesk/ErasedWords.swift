import Desk
import Wire

extension Entry {
  /// What is left of it once its customer is erased.
  var erased: Entry {
    guard let event else { return self }
    return Entry(conversation, seq: seq, at: at, event.erased)
  }
}

extension Message {
  /// Nobody says nothing: what was said is gone.
  var isErased: Bool { text.isEmpty && file == nil && offer == nil }
}

extension Saying {
  /// In place of words that are gone.
  static let erased = "(erased)"
}
