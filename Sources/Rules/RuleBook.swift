package import Desk
package import Documents
import Expressions

/// All rules of the desk, read and made ready to decide.
package struct RuleBook: Sendable {
  /// Those that are switched off too, in the order of the file.
  package let rules: [DeskRule]
  /// What the desk says its fields may hold.
  let fields: [FieldPlan]
  /// What agents call by name.
  package let shortcuts: Shortcuts
  /// Which rules look, by the place of the occasion; in the order of the file.
  private var byOccasion: [[Int]]
  private var byName: [String: Int] = [:]
  /// Those with a time.
  let timed: [Int]
  let words: PhraseIndex
  let noWords: PhraseIndex
  /// Each rule as it looks at what happens, in the order of the file.
  let lookers: [Looker]

  /// No rule at all: what costs nothing.
  package static let empty = RuleBook([], fields: [])

  package init(_ rules: [DeskRule], fields: [FieldPlan], shortcuts: Shortcuts = .empty) {
    self.shortcuts = shortcuts
    self.rules = rules
    self.fields = fields
    byOccasion = Array(repeating: [], count: Occasion.allCases.count)
    var words = PhraseIndex()
    var noWords = PhraseIndex()
    var timed: [Int] = []
    for (place, rule) in rules.enumerated() {
      byName[rule.name.text] = place
      guard rule.isEnabled else { continue }
      for occasion in rule.occasions { byOccasion[occasion.place].append(place) }
      if !rule.delays.isEmpty { timed.append(place) }
      for phrase in rule.words { words.add(phrase, owner: place) }
      for phrase in rule.noWords { noWords.add(phrase, owner: place) }
    }
    lookers = rules.map(Looker.init)
    self.timed = timed
    self.words = words
    self.noWords = noWords
  }

  package var isEmpty: Bool { rules.isEmpty }

  /// Whether anything can come of an occasion.
  package func looks(at occasion: Occasion) -> Bool { !byOccasion[occasion.place].isEmpty }

  func places(at occasion: Occasion) -> [Int] { byOccasion[occasion.place] }

  func place(of name: String) -> Int? { byName[name] }

  package func rule(_ name: String) -> DeskRule? { byName[name].map { rules[$0] } }
}

/// What a rule looks with: every message passes all of them, so that nothing is copied for it.
final class Looker: Sendable {
  let rule: DeskRule
  let needsWords: Bool
  let forbidsWords: Bool
  let conditions: [Part]

  /// A part of its condition; a class, so that looking with it copies nothing.
  final class Part: Sendable {
    let expression: Expression

    init(_ clause: Clause) { expression = clause.expression }
  }

  init(_ rule: DeskRule) {
    self.rule = rule
    needsWords = !rule.words.isEmpty
    forbidsWords = !rule.noWords.isEmpty
    conditions = rule.clauses.map(Part.init)
  }
}

// MARK: - Reading

extension RuleBook {
  /// What came of reading a file of rules.
  package struct Outcome: Sendable {
    /// Nil where there are errors: half a book of rules is none.
    package let book: RuleBook?
    package let findings: [Finding]

    /// What there is without a file: no rules, and nothing wrong with them.
    package static let none = Outcome(book: .empty, findings: [])
  }

  /// Reads and checks a file.
  package static func read(_ source: SourceFile, _ names: RuleNames) -> Outcome {
    let (rules, shortcuts, found) = RuleReader.read(source, names)
    var check = RuleCheck(rules + shortcuts.macros.map(\.asRule), names)
    // What could not be read would be missed by what follows from it.
    if !found.hasErrors { check.run() }
    let findings = (found + check.findings).sortedOnce()
    return Outcome(
      book: findings.hasErrors ? nil : RuleBook(rules, fields: names.fields, shortcuts: shortcuts),
      findings: findings)
  }
}

extension RuleBook {
  /// The rules of a file as far as they can be read, whatever is wrong with them.
  package static func readUnchecked(_ source: SourceFile, _ names: RuleNames) -> [DeskRule] {
    RuleReader.read(source, names).rules
  }
}

// MARK: - Time

extension RuleBook {
  /// When a rule is due in a conversation, as far as it waits for a time.
  package struct Alarm: Equatable, Sendable {
    package let rule: String
    package let due: Instant

    package init(rule: String, due: Instant) {
      self.rule = rule
      self.due = due
    }
  }

  /// What is due in a conversation by the time that passes, the nearest of each rule that is still
  /// to come.
  ///
  /// What was due before now was carried out then, or was not there to be: it is not made up for.
  package func alarms(
    in conversation: Conversation, _ plan: DeskPlan, at now: Instant
  ) -> [Alarm] {
    timed.compactMap { place in
      let due = rules[place].delays.compactMap { $0.due(in: conversation, plan) }
      guard let next = due.filter({ $0 > now }).min() else { return nil }
      return Alarm(rule: rules[place].name.text, due: next)
    }
  }

  package var hasTimes: Bool { !timed.isEmpty }

  /// The rules that wait for a time.
  package var timedNames: [String] { timed.map { rules[$0].name.text } }
}
