import Desk

/// Which commands a conversation has seen, as marks of 64 bits.
///
/// A mark that is missing was never made, so that a new command need not be looked for in the
/// record; one that is there may be of another command, and the record is asked. Beyond `limit`
/// commands the marks are given up and the record is asked every time.
struct CommandMarks {
  private var marks: Set<Int>? = []

  /// Far more than a conversation has; 64 KiB of marks at most.
  private static let limit = 4096

  /// The bot's commands are not kept: nobody sends them again.
  mutating func add(_ cid: String?, by author: String) {
    guard let cid, author != Principal.bot.key, let count = marks?.count else { return }
    guard count < Self.limit else {
      marks = nil
      return
    }
    marks?.insert(Self.mark(cid, author))
  }

  func mayHold(_ cid: String, by author: String) -> Bool {
    marks?.contains(Self.mark(cid, author)) ?? true
  }

  private static func mark(_ cid: String, _ author: String) -> Int {
    var hasher = Hasher()
    hasher.combine(cid)
    hasher.combine(author)
    return hasher.finalize()
  }
}
