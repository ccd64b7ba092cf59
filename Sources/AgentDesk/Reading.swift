import Desk

/// Which words of each conversation are being read, and what was opened to read it.
package struct Reading: Equatable, Sendable {
  /// The words at the bottom of the screen: they stay there whatever comes, and however wide the
  /// screen is.
  package struct Anchor: Equatable, Sendable {
    /// The last of the entries that the lowest piece on the screen tells of.
    package var seq: Int64
    /// Rows of that piece below the screen.
    package var below: Int
  }

  /// Where no anchor is, the newest words are read. Only conversations that are held have one.
  package internal(set) var anchors: [ConversationID: Anchor] = [:]
  /// The conversation whose talk with the bot, and whose small events, are told in full until it
  /// is left.
  package internal(set) var unfolded: Set<ConversationID> = []
}
