import Authoring
import Desk
import Expressions

/// What can be told of a rule without running it: which values its condition lets through, and
/// what it sets.
struct RuleOutline {
  let rule: DeskRule
  /// What its clauses say of single facts, where they say it plainly.
  let limits: [Limit]
  /// Each clause as it compares with those of other rules.
  let clauses: Set<String>
  let words: Set<String>
  let noWords: Set<String>

  /// A clause such as `priority == 'low'`, `queue in ['a', 'b']` or `stage != 'agent'`.
  struct Limit {
    let root: String
    let values: Set<Value>
    /// Whether the fact is one of the values, or none of them.
    let isAmong: Bool
    let clause: Clause

    func excludes(_ value: Value) -> Bool { values.contains(value) != isAmong }

    /// Whether no value passes both.
    func excludes(_ other: Limit) -> Bool {
      guard root == other.root else { return false }
      switch (isAmong, other.isAmong) {
      case (true, true): return values.isDisjoint(with: other.values)
      case (true, false): return values.isSubset(of: other.values)
      case (false, true): return other.values.isSubset(of: values)
      case (false, false): return false
      }
    }
  }

  /// Something of a conversation that an act sets, so that another act may set it otherwise.
  struct Setting: Equatable {
    let slot: String
    /// Nil where it is known only when it is set.
    let value: Value?
  }

  init(_ rule: DeskRule) {
    self.rule = rule
    limits = rule.clauses.compactMap(Limit.init)
    clauses = Set(rule.clauses.map { $0.source.filter { !$0.isWhitespace } })
    words = Set(rule.words.map(\.normal))
    noWords = Set(rule.noWords.map(\.normal))
  }

  /// Two clauses of its own that never hold together.
  var contradiction: (Limit, Limit)? {
    for (place, limit) in limits.enumerated() {
      for other in limits[(place + 1)...] where limit.excludes(other) { return (limit, other) }
    }
    return nil
  }

  /// What it sets, in order.
  var settings: [Setting] { rule.acts.flatMap(\.settings) }

  /// Whether it is meant wherever another is.
  func includes(_ other: RuleOutline) -> Bool {
    let occasions = Set(other.rule.occasions).isSubset(of: rule.occasions)
    return occasions && other.rule.delays.allSatisfy(rule.delays.contains)
      && clauses.isSubset(of: other.clauses)
      && (words.isEmpty || (!other.words.isEmpty && other.words.isSubset(of: words)))
      && noWords.isSubset(of: other.noWords) && rule.coolDown == nil
  }

  /// Whether both look at the same and ask for the same.
  func isLike(_ other: RuleOutline) -> Bool {
    includes(other) && other.includes(self)
  }
}

extension RuleOutline.Limit {
  /// Nil for a clause that says something else.
  fileprivate init?(_ clause: Clause) {
    let expression = clause.expression
    guard let first = expression.comparisons.first, expression.references.count == 1,
      let reference = expression.references.first, reference.path == first.path,
      expression.comparisons.allSatisfy({ $0.path == first.path })
    else { return nil }
    let written = reference.path.joined(separator: ".")
    guard clause.source.hasPrefix(written) else { return nil }
    let rest = clause.source.dropFirst(written.count).drop(while: \.isWhitespace)
    let operators: [(String, Bool)] = [("==", true), ("!=", false), ("in ", true), ("in[", true)]
    guard let (sign, isAmong) = operators.first(where: { rest.hasPrefix($0.0) }) else {
      return nil
    }
    let literal = String(rest.dropFirst(sign == "in[" ? 2 : sign.count))
    guard
      let value = try? Expression.compile(literal, in: Scope()).constant
    else { return nil }
    root = reference.path.joined(separator: ".")
    self.isAmong = isAmong
    self.clause = clause
    if sign.hasPrefix("in") {
      guard case .list(let list) = value else { return nil }
      values = Set(list)
    } else {
      values = [value]
    }
  }
}

extension Act {
  /// What of a conversation it sets.
  var settings: [RuleOutline.Setting] {
    switch content {
    case .category(let name): [.init(slot: "category", value: .string(name.text))]
    case .priority(let priority):
      [.init(slot: "priority", value: .string(priority.rawValue))]
    case .queue(let name): [.init(slot: "queue", value: .string(name.text))]
    case .escalate(let name, _, _):
      [.init(slot: "queue", value: name.map { .string($0.text) })]
    case .fields(let assignments):
      assignments.map {
        .init(slot: "fields.\($0.name.text)", value: $0.value.template.literal.map(Value.string))
      }
    case .tags(let add, let remove):
      add.map { .init(slot: "tag \($0.text)", value: true) }
        + remove.map { .init(slot: "tag \($0.text)", value: false) }
    case .resolve: [.init(slot: "its end", value: "resolved")]
    case .close: [.init(slot: "its end", value: "closed")]
    case .hold: [.init(slot: "its end", value: "held")]
    case .offer, .notify, .note, .say, .flow, .task, .stop: []
    }
  }

  /// What it makes happen, as far as rules can wait for it.
  var occasions: [Occasion] {
    switch content {
    case .category: [.categorised]
    case .priority: [.prioritised]
    case .tags: [.tagged]
    case .fields: [.fieldSet]
    case .queue: [.handedOver]
    case .escalate: [.escalated]
    case .resolve: [.resolved]
    case .offer, .notify, .note, .say, .flow, .hold, .close, .task, .stop: []
    }
  }
}
