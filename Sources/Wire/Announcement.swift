package import Desk
import Events
import JSON

/// What a supervisor says to every agent who is at a screen.
package struct Announcement: Equatable, Sendable {
  package let by: AgentName
  package let text: String
  package let at: Instant

  /// Characters: a line or two that are read at a glance.
  package static let textLimit = 500

  package init(by author: AgentName, _ text: String, at moment: Instant) {
    by = author
    self.text = text
    at = moment
  }
}

extension Announcement {
  init(_ object: JSONValue) throws(WireMistake) {
    self.init(
      by: try Self.name(object), try object.text("text"),
      at: Instant(milliseconds: try object.number("at")))
  }

  func write(_ writer: inout JSONWriter) {
    writer.member("type", "announcement")
    writer.member("agent", by.id.text)
    writer.member("name", by.name)
    writer.member("text", text)
    writer.member("at", at.milliseconds)
  }

  private static func name(_ object: JSONValue) throws(WireMistake) -> AgentName {
    AgentName(Identifier(try object.text("agent")), name: try object.text("name"))
  }

  /// The agents of a `readers` frame.
  static func readers(_ object: JSONValue) throws(WireMistake) -> [AgentName] {
    var readers: [AgentName] = []
    for agent in object["agents"]?.array ?? [] { readers.append(try name(agent)) }
    return readers
  }

  static func write(readers: [AgentName], _ writer: inout JSONWriter) {
    writer.array("agents", readers) { writer, agent in
      writer.object {
        $0.member("agent", agent.id.text)
        $0.member("name", agent.name)
      }
    }
  }
}
