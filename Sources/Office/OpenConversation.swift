import Desk
import Flows

/// A conversation the Office has at hand, as the turn under way has it.
final class OpenConversation {
  var conversation: Conversation
  var flow: FlowPosition
  var commands = CommandMarks()
  /// What the customer wrote and the bot answered, all in all.
  var usage = Usage()
  /// Where what its customer writes is counted, once they have.
  var counts: Consumption.Counts?
  /// What the turn under way adds to it.
  var addition: TurnDraft.Addition?

  init(_ conversation: Conversation, flow: FlowPosition) {
    self.conversation = conversation
    self.flow = flow
  }

  /// Counts an event towards what the conversation may hold; an agent's words never do.
  func count(by author: String, bytes: Int) {
    // The first letter of `Principal.key` tells a customer and an agent from all others.
    let kind = author.utf8.first
    guard kind != UInt8(ascii: "a") else { return }
    usage.bytes += Int64(bytes)
    if kind == UInt8(ascii: "c") { usage.messages += 1 }
  }
}

/// Where the bot stands in a conversation.
enum FlowPosition {
  /// Not looked up yet.
  case unknown
  case none
  case at(Session)
}
