import Authoring
import Desk
import Documents
import Expressions

/// Reads `rules.yaml`.
struct RuleReader {
  var author: AuthorReader
  let names: RuleNames

  /// More rules than anybody can hold in mind, and far from what takes noticeable time.
  static let mostRules = 500
  static let mostActs = 16
  static let mostClauses = 32
  static let mostPhrases = 200
  static let limits = Document.Limits(bytes: 1 << 20, depth: 12, nodes: 100_000)

  static func read(_ source: SourceFile, _ names: RuleNames) -> (
    rules: [DeskRule], shortcuts: Shortcuts, findings: [Finding]
  ) {
    let document = Document.read(source, limits: limits)
    var reader = RuleReader(
      author: AuthorReader(source: source, scope: Fact.scope(names)), names: names)
    let rules = document.root.map { reader.rules($0) } ?? []
    let shortcuts = document.root.map { reader.shortcuts($0) } ?? .empty
    if document.root == nil, document.findings.isEmpty {
      reader.author.reading.refuse(
        Place(file: source.path, line: 1, column: 1), "the file is empty",
        hint: "start with rules: and a list, or rules: [] for none")
    }
    return (rules, shortcuts, document.findings + reader.author.reading.findings)
  }

  private mutating func rules(_ root: Node) -> [DeskRule] {
    let what = "rules.yaml"
    guard author.reading.entries(of: root, what, allowed: RuleSettings.file.names) != nil,
      let list = author.reading.required("rules", in: root, what),
      let items = author.reading.items(of: list, "\"rules\"")
    else { return [] }
    if items.count > Self.mostRules {
      author.reading.refuse(
        items[Self.mostRules].place, "there are more than \(Self.mostRules) rules",
        hint: "leave out what no longer acts; frontdesk rules trace tells which do")
    }
    var seen: [String: Place] = [:]
    return items.prefix(Self.mostRules).compactMap { item in
      guard let rule = rule(item) else { return nil }
      if let first = seen[rule.name.text] {
        author.add(
          rule.name.place, "E910", "a rule named \"\(rule.name.text)\" is there twice",
          hint: "the other is on line \(first.line); give each its own name")
        return nil
      }
      seen[rule.name.text] = rule.name.place
      return rule
    }
  }

  private mutating func rule(_ node: Node) -> DeskRule? {
    guard author.reading.entries(of: node, "a rule", allowed: RuleSettings.rule.names) != nil,
      let nameNode = author.reading.required("name", in: node, "a rule"),
      let name = author.named(nameNode, "a rule")
    else { return nil }
    let what = "the rule \(name.text)"
    var rule = DeskRule(name: name, place: node.place)
    rule.title = node["title"].flatMap { author.reading.text(of: $0, "\(what)'s title") }
    rule.isEnabled = flag("enabled", in: node, what) ?? true
    rule.stops = flag("stop", in: node, what) ?? false
    if let when = author.reading.required("when", in: node, what) { triggers(when, what, &rule) }
    rule.words = phrases("words", in: node, what)
    rule.noWords = phrases("no_words", in: node, what)
    if let condition = node["if"] { rule.clauses = clauses(condition, what) }
    rule.coolDown = node["cool_down"].flatMap { span($0, "\(what)'s cool_down") }
    if let acts = author.reading.required("do", in: node, what) { self.acts(acts, what, &rule) }
    return rule
  }

  private mutating func flag(_ key: String, in node: Node, _ what: String) -> Bool? {
    node[key].flatMap { author.reading.flag(of: $0, "\(what)'s \"\(key)\"") }
  }

  mutating func span(_ node: Node, _ what: String) -> Duration? {
    guard let span = author.reading.milliseconds(of: node, what) else { return nil }
    guard span > 0 else {
      author.reading.refuse(node.place, "\(what) must be longer than nothing")
      return nil
    }
    return .milliseconds(span)
  }

  private mutating func phrases(_ key: String, in node: Node, _ what: String) -> [Phrase] {
    guard let list = node[key] else { return [] }
    let phrases = author.phrases(list, "\(what)'s \"\(key)\"")
    guard phrases.count > Self.mostPhrases else { return phrases }
    author.reading.refuse(
      phrases[Self.mostPhrases].written.place,
      "\(what) has more than \(Self.mostPhrases) phrases", hint: "make two rules of it")
    return Array(phrases.prefix(Self.mostPhrases))
  }

  // MARK: When

  private mutating func triggers(_ node: Node, _ what: String, _ rule: inout DeskRule) {
    let what = "\(what)'s \"when\""
    for item in node.items ?? [node] {
      if item.entries != nil {
        guard let delay = delay(item, what) else { continue }
        rule.delays.append(delay)
        rule.triggerPlaces.append(item.place)
      } else if let word = author.reading.choice(
        of: item, what, among: Occasion.allCases.map(\.rawValue)),
        let occasion = Occasion(rawValue: word), !rule.occasions.contains(occasion)
      {
        rule.occasions.append(occasion)
        rule.triggerPlaces.append(item.place)
      }
    }
    if node.items?.isEmpty == true { author.reading.refuse(node.place, "\(what) is empty") }
  }

  private mutating func delay(_ node: Node, _ what: String) -> Delay? {
    guard author.reading.entries(of: node, what, allowed: RuleSettings.delay.names) != nil,
      let after = author.reading.required("after", in: node, what),
      let since = author.reading.required("since", in: node, what),
      let span = span(after, "\(what)'s \"after\""),
      let word = author.reading.choice(
        of: since, "\(what)'s \"since\"", among: Delay.Since.allCases.map(\.rawValue)),
      let since = Delay.Since(rawValue: word)
    else { return nil }
    let clock = node["clock"].flatMap {
      author.reading.choice(of: $0, "\(what)'s \"clock\"", among: RuleSettings.clocks)
    }
    return Delay(span: span, since: since, inOpeningHours: clock == "opening")
  }

  // MARK: If

  private mutating func clauses(_ node: Node, _ what: String) -> [Clause] {
    let nodes = node.items ?? [node]
    let all = nodes.flatMap { clauses(of: $0, "\(what)'s \"if\"") }
    guard all.count > Self.mostClauses else { return all }
    author.reading.refuse(
      node.place, "\(what) has a condition of more than \(Self.mostClauses) parts",
      hint: "make two rules of it, or use in [ … ]")
    return []
  }

  private mutating func clauses(of node: Node, _ what: String) -> [Clause] {
    guard let source = author.reading.text(of: node, what) else { return [] }
    if source.contains("{{") {
      author.add(
        node.place, "E109", "\(what) is an expression and takes no {{ }}",
        hint: "write the bare expression")
      return []
    }
    do throws(ExpressionMistake) {
      let whole = try Condition(source, node: node, places: author.places, scope: author.scope)
      guard isCondition(whole, what) else { return [] }
      return parts(of: source, whole, node)
    } catch {
      refuse(error, in: node)
      return []
    }
  }

  private mutating func isCondition(_ condition: Condition, _ what: String) -> Bool {
    switch condition.type {
    case .bool, .dyn, .null: return true
    case .int, .double, .string, .timestamp, .duration, .type, .list, .map, .record:
      author.add(
        condition.place, "E109",
        "\(what) must be true or false, but this is \(condition.type.name)",
        hint: "compare it with something, such as == 'value'")
      return false
    }
  }

  /// The parts between `&&`; the whole where it has no such parts.
  private func parts(of source: String, _ whole: Condition, _ node: Node) -> [Clause] {
    let cuts = ClauseCutting.parts(of: source)
    var clauses: [Clause] = []
    for cut in cuts {
      // Each part stood in an expression that compiles; one that does not by itself is cut wrong.
      guard
        let part = try? Condition(
          cut.source, node: node, places: author.places, scope: author.scope)
      else { return [Clause(condition: whole, start: 0)] }
      clauses.append(Clause(condition: part, start: cut.start))
    }
    return clauses
  }

  mutating func refuse(_ mistake: ExpressionMistake, in node: Node) {
    let place = author.places.place(of: mistake.offset, in: node)
    switch mistake.kind {
    case .undeclared(let path):
      author.add(
        place, "E908", "a rule knows nothing called \"\(path)\"",
        hint: mistake.hint ?? "docs/rules.md lists what conditions may speak of")
    case .syntax, .unknownField, .unknownFunction, .type, .limit, .literal:
      author.add(place, "E109", mistake.message, hint: mistake.hint)
    }
  }

  /// A text with values in it.
  mutating func text(_ node: Node, _ what: String) -> Text? {
    guard let source = author.reading.text(of: node, what) else { return nil }
    do throws(ExpressionMistake) {
      return try Text(source, node: node, places: author.places, scope: author.scope)
    } catch {
      refuse(error, in: node)
      return nil
    }
  }
}
