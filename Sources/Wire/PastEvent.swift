package import Desk
package import Events
import JSON

/// An event that is told beside others, not in its turn.
package struct PastEvent: Equatable, Sendable {
  package let seq: Int64
  package let at: Instant
  package let content: EventText.Content

  package init(seq: Int64, at: Instant, _ content: EventText.Content) {
    self.seq = seq
    self.at = at
    self.content = content
  }
}

extension PastEvent {
  static func read(_ events: JSONValue?) throws(WireMistake) -> [PastEvent] {
    var read: [PastEvent] = []
    for event in events?.array ?? [] {
      read.append(
        PastEvent(
          seq: try event.number("seq"), at: Instant(milliseconds: try event.number("at")),
          try EventText.read(event)))
    }
    return read
  }

  static func write(_ events: [PastEvent], as name: String, _ writer: inout JSONWriter) {
    writer.array(name, events) { writer, event in
      writer.object {
        $0.member("seq", event.seq)
        $0.member("at", event.at.milliseconds)
        $0.members(of: EventText.write(event.content))
      }
    }
  }
}
