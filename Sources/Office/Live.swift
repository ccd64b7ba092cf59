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
  /// The summary last shown to agents.
  var shown: Summary?

  init(_ conversation: Conversation, flow: FlowPosition) {
    self.conversation = conversation
    self.flow = flow
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
