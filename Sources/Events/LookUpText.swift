import Desk
import JSON

/// What customer systems said, as text.
extension EventText {
  static func write(_ lookUp: LookUp, _ writer: inout JSONWriter) {
    if !lookUp.system.isEmpty { writer.member("system", lookUp.system) }
    switch lookUp.outcome {
    case .asked(let agent):
      writer.member("outcome", "asked")
      write(agent, &writer)
    case .found(let facts):
      writer.member("outcome", "found")
      writer.array("facts", facts) { writer, fact in
        writer.object {
          $0.member("name", fact.name)
          $0.member("title", fact.title)
          $0.member("value", fact.value)
        }
      }
    case .unknown: writer.member("outcome", "unknown")
    case .failed(let why):
      writer.member("outcome", "failed")
      writer.member("why", why)
    }
    writer.member("as_of", lookUp.asOf.milliseconds)
  }

  static func lookUp(_ object: JSONValue) throws(TextMistake) -> LookUp {
    LookUp(
      object["system"]?.string ?? "", try outcome(object),
      asOf: Instant(milliseconds: try object.number("as_of")))
  }

  private static func outcome(_ object: JSONValue) throws(TextMistake) -> LookUp.Outcome {
    switch try object.text("outcome") {
    case "asked": return .asked(try agent(object))
    case "found":
      var facts: [LookUp.Fact] = []
      for fact in object["facts"]?.array ?? [] {
        facts.append(
          LookUp.Fact(
            try fact.text("name"), title: try fact.text("title"), try fact.text("value")))
      }
      return .found(facts)
    case "unknown": return .unknown
    case "failed": return .failed(why: try object.text("why"))
    case let other: throw TextMistake("no look-up comes to \"\(other.prefix(40))\"")
    }
  }
}
