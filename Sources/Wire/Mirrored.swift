package import Desk
import JSON

/// A place besides the desk where a conversation is known, and how far it has come there.
package struct Mirrored: Equatable, Sendable {
  /// The name of the settings.
  package let name: String
  package let title: String
  package let kind: OutsideDestination.Kind
  /// What it is called there; nil where it is not there yet, or has no name that people say.
  package var external: String?
  /// Where people look at it.
  package var url: String?
  /// When the latest was carried there.
  package var at: Instant?
  /// What could not be done there, though all that was said is there.
  package var lacks: String?
  /// Since when something waits; nil where nothing does.
  package var since: Instant?
  /// Why it waits; nil where it only has its time.
  package var trouble: CarryingTrouble?

  package init(_ name: String, _ title: String, _ kind: OutsideDestination.Kind) {
    self.name = name
    self.title = title
    self.kind = kind
  }
}

extension Mirrored {
  /// The places of a `mirrored` frame; of a kind that only a newer desk knows there is nothing.
  static func read(_ object: JSONValue) throws(WireMistake) -> [Mirrored] {
    var places: [Mirrored] = []
    for place in object["places"]?.array ?? [] {
      guard let kind = OutsideDestination.Kind(rawValue: try place.text("kind")) else { continue }
      var mirrored = Mirrored(try place.text("name"), try place.text("title"), kind)
      mirrored.external = place["external"]?.string
      mirrored.url = place["url"]?.string
      mirrored.at = place["at"]?.int.map(Instant.init(milliseconds:))
      mirrored.lacks = place["lacks"]?.string
      mirrored.since = place["since"]?.int.map(Instant.init(milliseconds:))
      if let why = place["why"]?.string {
        mirrored.trouble = CarryingTrouble(
          words: why, needsHand: place["needs_hand"]?.bool == true)
      }
      places.append(mirrored)
    }
    return places
  }

  static func write(
    _ places: [Mirrored], of conversation: Identifier<Conversation>, _ writer: inout JSONWriter
  ) {
    writer.member("type", "mirrored")
    writer.member("conversation", conversation.text)
    writer.array("places", places) { writer, place in
      writer.object { place.write(&$0) }
    }
  }

  private func write(_ writer: inout JSONWriter) {
    writer.member("name", name)
    writer.member("title", title)
    writer.member("kind", kind.rawValue)
    writer.member("external", external)
    writer.member("url", url)
    writer.member("at", at?.milliseconds)
    writer.member("lacks", lacks)
    writer.member("since", since?.milliseconds)
    writer.member("why", trouble?.words)
    if trouble?.needsHand == true { writer.member("needs_hand", true) }
  }
}
