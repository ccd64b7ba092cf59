import JSON
import Secrets

/// What happened to a ticket in RT.
struct RTTransaction: Sendable, Equatable {
  let id: String
  let type: String
  let creator: String
  let field: String
  let new: String
  /// Of correspondence and comments: the subject.
  let data: String

  init?(_ item: JSONValue) {
    guard let id = item["id"]?.name, let type = item["Type"]?.string,
      let creator = item["Creator"]?["id"]?.string
    else { return nil }
    self.id = id
    self.type = type
    self.creator = creator
    field = item["Field"]?.string ?? ""
    new = item["NewValue"]?.string ?? ""
    data = item["Data"]?.string ?? ""
  }
}

extension RequestTracker {
  /// Pages of a hundred that are read of one ticket's history.
  private static let mostPages = 50

  func history(_ ticket: String) throws(TicketFailure) -> [RTTransaction] {
    var transactions: [RTTransaction] = []
    for page in 1...Self.mostPages {
      let answer = try ask(
        "GET",
        "/ticket/\(Self.percentEncoded(ticket))/history?per_page=100&page=\(page)"
          + "&fields=Type,Creator,Field,NewValue,Data", about: ticket)
      let items = answer["items"]?.array ?? []
      transactions += items.compactMap(RTTransaction.init)
      if items.count < 100 { break }
    }
    return transactions
  }

  func standing(in ticket: String, withWords: Bool) throws(TicketFailure) -> [StandingEntry] {
    guard !asker.invents else { return [] }
    var entries: [StandingEntry] = []
    for transaction in try history(ticket) {
      guard ["Correspond", "Comment"].contains(transaction.type),
        let span = EntryMark.spans(in: transaction.data).first
      else { continue }
      let parts = withWords ? try parts(transaction, of: ticket) : []
      var entry = StandingEntry(span: span, text: withWords ? Self.words(parts) : nil)
      entry.files = parts.count { !($0["Filename"]?.string ?? "").isEmpty }
      entries.append(entry)
    }
    return entries
  }

  /// The words of correspondence or a comment: the plain ones where there are some.
  func words(_ transaction: RTTransaction, of ticket: String) throws(TicketFailure) -> String {
    Self.words(try parts(transaction, of: ticket))
  }

  /// What it is made of: words in one form or two, and files.
  private func parts(_ transaction: RTTransaction, of ticket: String) throws(TicketFailure)
    -> [JSONValue]
  {
    let answer = try ask(
      "GET",
      "/transaction/\(Self.percentEncoded(transaction.id))/attachments?per_page=100"
        + "&fields=ContentType,Filename,Content", about: ticket)
    return answer["items"]?.array ?? []
  }

  private static func words(_ parts: [JSONValue]) -> String {
    let parts = parts.filter { ($0["Filename"]?.string ?? "").isEmpty }
    func content(_ type: String) -> String? {
      parts.first { $0["ContentType"]?.string == type }?["Content"]?.string
    }
    if let plain = content("text/plain") { return plain }
    return content("text/html").map(PlainWords.of(html:)) ?? ""
  }
}

/// Words without the markup they came in.
enum PlainWords {
  private static let breaks = ["br", "p", "/p", "div", "/div", "li", "tr", "/tr", "/h1", "/h2"]
  private static let entities = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "#39": "'", "apos": "'", "nbsp": " ",
  ]

  /// Tags go, those that end a line leave one, and what scripts and styles hold is no word.
  static func of(html: String) -> String {
    var text = ""
    var rest = html[...]
    while let open = rest.firstIndex(where: { $0 == "<" || $0 == "&" }) {
      text += rest[..<open]
      rest = rest[open...]
      if rest.first == "&" {
        rest = entity(rest, &text)
        continue
      }
      guard let close = rest.firstIndex(of: ">") else { break }
      let tag = rest[..<close].dropFirst().prefix { !$0.isWhitespace && $0 != ">" }.lowercased()
      rest = rest[rest.index(after: close)...]
      if breaks.contains(tag.hasSuffix("/") && tag != "/" ? String(tag.dropLast()) : tag) {
        text += "\n"
      }
      if tag == "script" || tag == "style" {
        guard let end = rest.ranges(of: "</\(tag)").first else { return tidy(text) }
        rest = rest[end.lowerBound...]
      }
    }
    return tidy(text + (rest.first == "<" ? "" : rest))
  }

  private static func entity(_ rest: Substring, _ text: inout String) -> Substring {
    let name = rest.dropFirst().prefix(10).prefix { $0 != ";" }
    guard let meaning = entities[String(name)],
      let end = rest.index(rest.startIndex, offsetBy: name.count + 1, limitedBy: rest.endIndex),
      end < rest.endIndex, rest[end] == ";"
    else {
      text += "&"
      return rest.dropFirst()
    }
    text += meaning
    return rest[rest.index(after: end)...]
  }

  private static func tidy(_ text: String) -> String {
    var lines: [String] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let words = line.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      if !words.isEmpty || lines.last?.isEmpty == false { lines.append(words) }
    }
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines.joined(separator: "\n")
  }
}
