/// One thing that is not the same in two revisions, in words.
package struct Change: Sendable, Equatable {
  /// `flow.section.step`, or whatever larger part it is true of.
  package let place: String
  /// Such as `option "billing" added: goes to billing`.
  package let words: String
  /// True where only what people read has changed.
  package let isText: Bool

  package var line: String { "\(place): \(words)" }
}

extension Outline {
  /// Quoted texts are cut to this many characters.
  private static let quoteLimit = 80

  /// What is otherwise in `newer`, part by part in the order of the flows.
  package func changes(to newer: Outline) -> [Change] {
    var changes: [Change] = []
    Self.compare(root, newer.root, &changes)
    return changes
  }

  private static func compare(_ old: Part, _ new: Part, _ changes: inout [Change]) {
    compareFacts(old, new, &changes)
    let before = Dictionary(
      old.parts.map { (key($0), $0) }, uniquingKeysWith: { first, _ in first })
    let after = Set(new.parts.map { key($0) })
    for part in old.parts where !after.contains(key(part)) {
      changes.append(
        Change(
          place: place(of: part, in: old), words: "\(title(part)) removed",
          isText: part.kind.isText))
    }
    for part in new.parts {
      if let former = before[key(part)] {
        compare(former, part, &changes)
      } else {
        changes.append(
          Change(
            place: place(of: part, in: new),
            words: "\(title(part)) added\(content(part))",
            isText: part.kind.isText))
      }
    }
  }

  private static func key(_ part: Part) -> String { "\(part.kind.rawValue) \(part.path)" }

  /// Flows, articles and letters stand at their own place, sections and steps in what holds them.
  private static func place(of part: Part, in outer: Part) -> String {
    switch part.kind {
    case .bot, .flow, .article, .letter: part.path
    case .section, .step: outer.path
    }
  }

  private static func title(_ part: Part) -> String {
    switch part.kind {
    case .bot, .flow, .article, .letter: part.kind.rawValue
    case .section, .step: "\(part.kind.rawValue) \(part.path.split(separator: ".").last ?? "")"
    }
  }

  /// What an added part holds, in short.
  private static func content(_ part: Part) -> String {
    switch part.kind {
    case .bot, .article, .letter: return ""
    case .flow: return " with \(count(part.parts.count, "section"))"
    case .section: return " with \(count(part.parts.count, "step"))"
    case .step:
      let words = part.facts.lazy.compactMap { fact -> String? in
        if case .text(let text) = fact.content { text } else { nil }
      }.first
      return words.map { ": \(quoted($0))" } ?? ""
    }
  }

  private static func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }

  // MARK: Facts

  private static func compareFacts(_ old: Part, _ new: Part, _ changes: inout [Change]) {
    let before = table(old.facts)
    let after = table(new.facts)
    let gone = old.facts.filter { after[key($0)] == nil }
    let fresh = new.facts.filter { before[key($0)] == nil }
    for fact in gone where isHeard(fact, among: gone) {
      changes.append(change(new, fact, "\(name(fact)) removed"))
    }
    for fact in fresh where isHeard(fact, among: fresh) {
      changes.append(change(new, fact, "\(name(fact)) added: \(value(fact))"))
    }
    for fact in new.facts {
      guard let former = before[key(fact)], former.content != fact.content,
        let words = difference(former, fact)
      else { continue }
      changes.append(change(new, fact, words))
    }
  }

  private static func table(_ facts: [Fact]) -> [String: Fact] {
    Dictionary(facts.map { (key($0), $0) }, uniquingKeysWith: { first, _ in first })
  }

  private static func key(_ fact: Fact) -> String { "\(fact.name)\u{0}\(fact.aspect)" }

  /// Of something that came or went as a whole, only the whole is told; an order never by itself.
  private static func isHeard(_ fact: Fact, among others: [Fact]) -> Bool {
    if case .order = fact.content { return false }
    return fact.aspect.isEmpty || !others.contains { $0.name == fact.name && $0.aspect.isEmpty }
  }

  private static func change(_ part: Part, _ fact: Fact, _ words: String) -> Change {
    let isText = if case .text = fact.content { true } else { false }
    return Change(
      place: part.path, words: part.kind.isText ? "\(part.kind.rawValue) changed" : words,
      isText: isText)
  }

  private static func name(_ fact: Fact) -> String {
    fact.aspect.isEmpty ? fact.name : "\(fact.aspect) of \(fact.name)"
  }

  private static func value(_ fact: Fact) -> String {
    switch fact.content {
    case .text(let text): quoted(text)
    case .setting(let value): shortened(value)
    case .list(let items), .order(let items): shortened(items.joined(separator: ", "))
    }
  }

  /// Nil where it is told elsewhere.
  private static func difference(_ old: Fact, _ new: Fact) -> String? {
    switch (old.content, new.content) {
    case (.list(let before), .list(let after)):
      return "\(name(new)): \(difference(before, after))"
    case (.order(let before), .order(let after)):
      let common = Set(before).intersection(after)
      let isSame = before.filter(common.contains) == after.filter(common.contains)
      return isSame ? nil : "\(new.name) in another order"
    case (.text, _), (.setting, _), (.list, _), (.order, _):
      return "\(name(new)) changed from \(value(old)) to \(value(new))"
    }
  }

  private static func difference(_ before: [String], _ after: [String]) -> String {
    let added = after.filter { !before.contains($0) }
    let removed = before.filter { !after.contains($0) }
    if added.isEmpty, removed.isEmpty { return "in another order" }
    var words: [String] = []
    if !added.isEmpty {
      words.append(shortened(added.map { "\"\($0)\"" }.joined(separator: ", ")) + " added")
    }
    if !removed.isEmpty {
      words.append(shortened(removed.map { "\"\($0)\"" }.joined(separator: ", ")) + " removed")
    }
    return words.joined(separator: ", ")
  }

  private static func quoted(_ text: String) -> String { "\"\(shortened(text))\"" }

  private static func shortened(_ text: String) -> String {
    let line = text.split(whereSeparator: \.isNewline).joined(separator: " / ")
    return line.count > quoteLimit ? line.prefix(quoteLimit) + "…" : line
  }
}
