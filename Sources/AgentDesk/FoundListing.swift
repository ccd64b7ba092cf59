import Desk
import Wire

/// What a search found, as lines: the same on the full screen and in the plain face.
struct FoundListing {
  private let found: [Reply.Hit]
  private let next: String?
  private let behind: Int64
  private let offset: Int

  /// `offset` is how many seconds the reader's clock is ahead of UTC.
  init(_ page: Reply.Page, offset: Int) {
    (found, next, behind) = (page.hits, page.next, page.behind)
    self.offset = offset
  }

  init(_ finding: Finding, offset: Int) {
    (found, next, behind) = (finding.hits, finding.next, finding.behind)
    self.offset = offset
  }

  /// One place: where, when and whose, and the words around.
  struct Line: Equatable {
    let head: String
    let text: String
  }

  var hits: [Line] {
    found.map { hit in
      let when = "\(Times.day(hit.at, offset: offset)) \(Times.clock(hit.at, offset: offset))"
      return Line(head: "#\(hit.number) \(when) \(Self.who(hit))", text: hit.text)
    }
  }

  private static func who(_ hit: Reply.Hit) -> String {
    switch (hit.kind, hit.by) {
    case (.ticket, _): "ticket"
    case (.note, .agent(let agent)): "note by \(agent.name)"
    case (.note, .rule(let name)): "note by the rule \(name)"
    case (.note, .customer), (.note, .bot), (.note, nil): "note"
    case (.words, .agent(let agent)): agent.name
    case (.words, .bot): "bot"
    case (.words, .rule(let name)): "rule \(name)"
    case (.words, .customer), (.words, nil): "customer"
    }
  }

  /// What else is to be said.
  var ending: [String] {
    var lines: [String] = []
    if found.isEmpty { lines.append("nothing was found") }
    if next != nil { lines.append("there is more: Down goes on, or add a word") }
    if behind > 0 {
      lines.append("the latest \(behind) events cannot be found yet")
    }
    return lines
  }
}
