import Desk
import Flows

/// A conversation the Office has at hand, as the turn under way has it.
final class OpenConversation {
  var conversation: Conversation
  var flow: FlowPosition
  var commands = CommandMarks()
  /// What the customer wrote and the bot answered, all in all.
  var usage = Usage()

  init(_ conversation: Conversation, flow: FlowPosition) {
    self.conversation = conversation
    self.flow = flow
  }

  /// Counts an event towards what the conversation may hold; an agent's words never do.
  func count(by author: String, bytes: Int) {
    guard !author.hasPrefix("a:") else { return }
    usage.bytes += Int64(bytes)
    if author.hasPrefix("c:") { usage.messages += 1 }
  }
}

/// Where the bot stands in a conversation.
enum FlowPosition {
  /// Not looked up yet.
  case unknown
  case none
  case at(Session)
}
