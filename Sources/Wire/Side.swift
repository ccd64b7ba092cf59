import Desk
import JSON

/// Which side of a conversation has read.
package enum Side: String, Sendable, CaseIterable {
  case customer, agent
}

extension Side {
  func write(
    _ conversation: Identifier<Conversation>, _ seq: Int64, _ writer: inout JSONWriter
  ) {
    writer.member("type", "read")
    writer.member("conversation", conversation.text)
    writer.member("by", rawValue)
    writer.member("seq", seq)
  }
}
