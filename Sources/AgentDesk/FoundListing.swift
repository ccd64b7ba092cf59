import Desk
import Wire

/// What a search found, as lines: the same on the full screen and in the plain face.
struct FoundListing {
  private let page: Reply.Page
  private let offset: Int

  /// `offset` is how many seconds the reader's clock is ahead of UTC.
  init(_ page: Reply.Page, offset: Int) {
    self.page = page
    self.offset = offset
  }

  /// One place: where, when and whose, and the words around.
  struct Line: Equatable {
    let head: String
    let text: String
  }

  var hits: [Line] {
    page.hits.map { hit in
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
    if page.hits.isEmpty { lines.append("nothing was found") }
    if page.next != nil { lines.append("there is more: add a word, or before:DAY") }
    if page.behind > 0 { lines.append("the latest \(page.behind) events cannot be found yet") }
    return lines
  }
}
