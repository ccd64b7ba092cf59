/// A query's words as the index is asked for them.
///
/// Every word is quoted, and holds nothing but letters and digits: nobody's typing is syntax.
/// https://www.sqlite.org/fts5.html#full_text_query_syntax
enum Matching {
  /// For what was said; nil where the words are looked for elsewhere alone.
  static func said(_ query: Query) -> String? {
    switch query.place {
    case nil: expression(query)
    case .words: "words : (\(expression(query)))"
    case .notes: "notes : (\(expression(query)))"
    case .subject: nil
    }
  }

  /// For what tickets are called and who they are from.
  static func facts(_ query: Query) -> String? {
    switch query.place {
    case nil: expression(query)
    case .words, .notes: nil
    case .subject: "subject : (\(expression(query)))"
    }
  }

  static func contact(_ phrase: Query.Phrase) -> String { "contact : \(text(phrase))" }

  private static func expression(_ query: Query) -> String {
    let groups = query.wanted.map { "(" + $0.map(text).joined(separator: " OR ") + ")" }
    let wanted = groups.joined(separator: " AND ")
    guard !query.unwanted.isEmpty else { return wanted }
    let unwanted = query.unwanted.map(text).joined(separator: " OR ")
    return "(\(wanted)) NOT (\(unwanted))"
  }

  private static func text(_ phrase: Query.Phrase) -> String {
    let words = phrase.words.map { $0.filter { $0 != "\"" && $0 != "\0" } }
    return "\"\(words.joined(separator: " "))\"" + (phrase.isBeginning ? " *" : "")
  }
}
