import Desk

/// Reads one filter of a query, or the words of it.
enum QueryFilter {
  /// What may stand before a colon, as mistakes list it.
  static let names = [
    "number", "from", "agent", "queue", "state", "priority", "tag", "category", "field.NAME",
    "before", "after", "on", "in",
  ]

  static func read(_ name: String, _ item: QueryItem) throws(QueryMistake) -> Query.Filter {
    let text = item.text
    switch name {
    case "number":
      guard let number = number(text.hasPrefix("#") ? text : "#" + text) else {
        throw QueryMistake(item.column, "\"\(text)\" is no number", "write number:1042, or #1042")
      }
      return .number(number)
    case "from": return try from(item)
    case "agent": return .agent(whose(text))
    case "queue": return .queue(text == "none" ? nil : text)
    case "tag": return .tag(text.lowercased())
    case "category": return category(text)
    case "state":
      try demand(text, among: Query.states, "state", item)
      return .state(text)
    case "priority":
      try demand(text, among: Priority.allCases.map(\.rawValue), "priority", item)
      return .priority(Priority(rawValue: text) ?? .normal)
    default: return try field(name, item)
    }
  }

  /// `#1042`; nil for anything else.
  static func number(_ text: String) -> Int64? {
    let digits = text.dropFirst()
    guard text.first == "#", (1...15).contains(digits.count), digits.allSatisfy(\.isASCIIDigit)
    else { return nil }
    return Int64(digits)
  }

  private static func whose(_ text: String) -> Query.Whose {
    switch text {
    case "me": .mine
    case "none": .nobodys
    default: .agent(text.hasPrefix("@") ? String(text.dropFirst()) : text)
    }
  }

  private static func category(_ text: String) -> Query.Filter {
    guard text.hasSuffix("/*") else { return .category(text) }
    return .categories(below: String(text.dropLast(2)))
  }

  private static func from(_ item: QueryItem) throws(QueryMistake) -> Query.Filter {
    let text = item.text
    if text.dropFirst().contains("@"), !text.contains(" "), !text.hasSuffix("*") {
      return .address(text.lowercased())
    }
    return .from(try phrase(item))
  }

  private static func field(_ name: String, _ item: QueryItem) throws(QueryMistake)
    -> Query.Filter
  {
    let field = name.dropFirst(6)
    guard name.hasPrefix("field."), !field.isEmpty else {
      throw QueryMistake(
        item.column, "there is no filter \"\(name):\"",
        "there are \(names.joined(separator: ", ")); to look for the words, put them in quotes")
    }
    return .field(String(field), value: folded(item.text))
  }

  /// A field's value as it is compared.
  static func folded(_ value: String) -> String {
    Cutting.words(of: value.unicodeScalars.prefix(200)).joined(separator: " ")
  }

  private static func demand(
    _ text: String, among known: [String], _ name: String, _ item: QueryItem
  ) throws(QueryMistake) {
    guard !known.contains(text) else { return }
    throw QueryMistake(
      item.column, "there is no \(name) \"\(text)\"", "there are \(known.joined(separator: ", "))")
  }

  // MARK: Words

  /// The fewest letters before a `*`; one character is enough where each is a word.
  private static let shortestBeginning = 2
  /// Words that one quotation may hold.
  private static let longestPhrase = 24

  static func phrase(_ item: QueryItem) throws(QueryMistake) -> Query.Phrase {
    let isBeginning = !item.isQuoted && item.text.hasSuffix("*")
    let text = isBeginning ? String(item.text.dropLast()) : item.text
    guard item.isQuoted || !text.contains("*") else {
      throw QueryMistake(
        item.column, "a * can only end a word", "write the beginning of the word and a *: refun*")
    }
    let words = Cutting.words(of: text.unicodeScalars)
    guard let last = words.last else {
      throw QueryMistake(
        item.column, "\"\(item.text)\" has no letter and no digit", "only words can be found")
    }
    guard words.count <= longestPhrase else {
      throw QueryMistake(
        item.column, "more than \(longestPhrase) words in a row", "quote fewer of them")
    }
    guard !isBeginning || isEnough(last) else {
      throw QueryMistake(
        item.column, "\"\(item.text)\" fits too much",
        "write at least \(shortestBeginning) letters before the *")
    }
    return Query.Phrase(words, isBeginning: isBeginning)
  }

  private static func isEnough(_ beginning: String) -> Bool {
    let scalars = beginning.unicodeScalars
    return scalars.count >= shortestBeginning || scalars.allSatisfy { $0.value >= 0x3000 }
  }
}

extension Character {
  fileprivate var isASCIIDigit: Bool { ("0"..."9").contains(self) }
}
