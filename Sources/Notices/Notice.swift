package import Desk
import JSON

/// One thing that a team is told.
package struct Notice: Sendable, Equatable {
  /// The same for ever: whoever gets it twice knows it by this.
  package let id: String
  /// What happened, in the word of the settings.
  package let kind: String
  /// A few words.
  package let title: String
  /// One sentence, in which no word of the customer's stands.
  package let text: String
  package let at: Instant
  /// Where people look at it.
  package var link: String?
  package var conversation: Identifier<Conversation>?
  package var number: Int64?
  package var queue: String?
  package var priority: Priority?
  /// The customer's latest words, as far as the settings allow.
  package var words: String?
  /// How many others it stands for.
  package var more = 0

  package init(id: String, kind: String, title: String, text: String, at: Instant) {
    self.id = id
    self.kind = kind
    self.title = title
    self.text = text
    self.at = at
  }
}

extension Notice {
  /// As web hooks and commands get it.
  package var json: [UInt8] {
    JSONWriter.object { writer in
      writer.member("type", "notice")
      writer.member("id", id)
      writer.member("kind", kind)
      writer.member("title", title)
      writer.member("text", text)
      writer.member("at", at.milliseconds)
      writer.member("link", link)
      writer.member("conversation", conversation?.text)
      writer.member("number", number)
      writer.member("queue", queue)
      writer.member("priority", priority?.rawValue)
      writer.member("words", words)
      if more > 0 { writer.member("more", more) }
    }
  }

  /// For those who want to see whether it arrives.
  package static func sample(of name: String, at now: Instant) -> Notice {
    var notice = Notice(
      id: "test:\(now.milliseconds)", kind: "test", title: "A test",
      text: "This is a test of \(name): what the desk tells arrives here.", at: now)
    notice.number = 1
    notice.queue = "general"
    notice.priority = .normal
    return notice
  }
}
