package import Desk
import Events
import JSON

/// What a rule of the desk tells an agent about a conversation.
package struct DeskNotice: Equatable, Sendable {
  package let conversation: Identifier<Conversation>
  package let number: Int64
  package let rule: String
  package let text: String

  package init(
    _ conversation: Identifier<Conversation>, number: Int64, rule: String, text: String
  ) {
    self.conversation = conversation
    self.number = number
    self.rule = rule
    self.text = text
  }
}

extension DeskNotice {
  init(_ object: JSONValue) throws(WireMistake) {
    self.init(
      Identifier(try object.text("conversation")), number: try object.number("number"),
      rule: try object.text("rule"), text: try object.text("text"))
  }

  func write(_ writer: inout JSONWriter) {
    writer.member("type", "notice")
    writer.member("conversation", conversation.text)
    writer.member("number", number)
    writer.member("rule", rule)
    writer.member("text", text)
  }
}
