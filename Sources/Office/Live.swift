import Desk
import Flows
import Journal
import Wire

/// A conversation the Office has at hand, and what the current turn has added to it.
final class Live {
  var conversation: Conversation
  var flow: FlowPosition
  /// The seq on disk.
  var recorded: Int64
  var pending: [Append.Entry] = []
  var told: [Told] = []
  var flowChanged = false
  /// Whether the turn did more than add words to the transcript: then the ticket's row and what
  /// lists show may be others.
  var rowMayChange = false
  var commands = CommandMarks()
  /// What the customer wrote and the bot answered, all in all.
  var usage = Usage()

  init(_ conversation: Conversation, flow: FlowPosition) {
    self.conversation = conversation
    self.flow = flow
    recorded = conversation.seq
  }

  /// Counts an event towards what the conversation may hold; an agent's words never do.
  func count(by author: String, bytes: Int) {
    guard !author.hasPrefix("a:") else { return }
    usage.bytes += Int64(bytes)
    if author.hasPrefix("c:") { usage.messages += 1 }
  }

  /// Whether a command of this turn, not on disk yet, was called so.
  func hasPending(_ cid: String, by author: String) -> Bool {
    pending.contains { $0.cid == cid && $0.author == author }
  }

  /// The conversation as the record has it.
  func begin(with conversation: Conversation) {
    self.conversation = conversation
    recorded = conversation.seq
  }

  var isTouched: Bool { !pending.isEmpty || flowChanged }
}

/// Where the bot stands in a conversation.
enum FlowPosition {
  /// Not looked up yet.
  case unknown
  case none
  case at(Session)
}
