package import Desk
import Events
package import JSON

extension Reply {
  /// What a search found, the latest first.
  package struct Page: Equatable, Sendable {
    package let hits: [Hit]
    /// What the next page is asked for with; nil where there is none.
    package let next: String?
    /// False where the desk's time for it was up: more may be found from `next` on.
    package let isComplete: Bool
    /// Events of the record that are not found yet.
    package let behind: Int64

    package init(hits: [Hit], next: String?, isComplete: Bool, behind: Int64) {
      self.hits = hits
      self.next = next
      self.isComplete = isComplete
      self.behind = behind
    }

    /// The most that one page holds.
    package static let mostHits = 50

    /// The place that a `next` names; nil for what is none.
    package static func place(_ next: String) -> Int64? {
      guard (1...18).contains(next.utf8.count), next.utf8.allSatisfy({ (0x30...0x39).contains($0) })
      else { return nil }
      return Int64(next)
    }
  }

  /// One place at which it was found.
  package struct Hit: Equatable, Sendable {
    package let conversation: Identifier<Conversation>
    /// The ticket's.
    package let number: Int64
    /// The event that holds the words.
    package let seq: Int64
    package let kind: Kind
    package let at: Instant
    /// Who said it; nil for a ticket's own line.
    package let by: Author?
    /// The words around, on one line, as they may be shown.
    package let text: String
    /// What fits in it, counted in Unicode scalars.
    package let marks: [Range<Int>]

    package init(
      _ conversation: Identifier<Conversation>, number: Int64, seq: Int64, _ kind: Kind,
      at: Instant, by: Author?, text: String, marks: [Range<Int>]
    ) {
      self.conversation = conversation
      self.number = number
      self.seq = seq
      self.kind = kind
      self.at = at
      self.by = by
      self.text = text
      self.marks = marks
    }

    /// What was found there.
    package enum Kind: String, Sendable, CaseIterable {
      /// Words that customer, bot or agent said.
      case words
      /// Words for those who work here.
      case note
      /// What the ticket is called, whose it is, its fields.
      case ticket
    }
  }
}

extension Reply.Page {
  func write(_ writer: inout JSONWriter) {
    writer.array("hits", hits) { writer, hit in writer.object { hit.write(&$0) } }
    writer.member("next", next)
    writer.member("complete", isComplete)
    writer.member("behind", behind)
  }

  static func read(_ object: JSONValue, _ hits: [JSONValue]) throws(WireMistake) -> Reply.Page {
    var found: [Reply.Hit] = []
    for hit in hits { found.append(try Reply.Hit.read(hit)) }
    return Reply.Page(
      hits: found, next: object["next"]?.string, isComplete: try object.claim("complete"),
      behind: try object.number("behind"))
  }
}

extension Reply.Hit {
  /// Its members, also those of a line of `frontdesk search --json`.
  package func write(_ writer: inout JSONWriter) {
    writer.member("conversation", conversation.text)
    writer.member("number", number)
    writer.member("seq", seq)
    writer.member("in", kind.rawValue)
    writer.member("at", at.milliseconds)
    if let by { EventText.write(by, &writer) }
    writer.member("text", text)
    writer.array("marks", marks) { writer, mark in
      writer.array([mark.lowerBound, mark.upperBound]) { $0.int(Int64($1)) }
    }
  }

  static func read(_ object: JSONValue) throws(WireMistake) -> Reply.Hit {
    let by = object["by"] == nil ? nil : try EventText.author(object)
    var marks: [Range<Int>] = []
    for mark in object["marks"]?.array ?? [] {
      guard let ends = mark.array, ends.count == 2, let low = ends[0].int, let high = ends[1].int,
        low <= high
      else { throw WireMistake("\"marks\" must be pairs of numbers") }
      marks.append(Int(low)..<Int(high))
    }
    return Reply.Hit(
      Identifier(try object.text("conversation")), number: try object.number("number"),
      seq: try object.number("seq"), try object.word("in"),
      at: Instant(milliseconds: try object.number("at")), by: by, text: try object.text("text"),
      marks: marks)
  }
}
