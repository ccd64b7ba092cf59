import Authoring
import Desk
import Documents
import Expressions

/// Finds what is wrong with rules that could be read: names that are nowhere, conditions that never
/// hold, rules that go in circles or undo each other.
struct RuleCheck {
  let rules: [DeskRule]
  let names: RuleNames
  private(set) var findings: [Finding] = []

  init(_ rules: [DeskRule], _ names: RuleNames) {
    self.rules = rules
    self.names = names
  }

  mutating func run() {
    for rule in rules {
      // What is switched off may name what is still to come.
      if rule.isEnabled { references(rule) }
      conditions(rule)
    }
    let active = rules.filter(\.isEnabled).map(RuleOutline.init)
    pairs(active)
    circles(active)
  }

  mutating func report(_ id: String, at place: Place, _ message: String, hint: String?) {
    let severity: Severity = id.hasPrefix("W") ? .warning : .error
    findings.append(Finding(at: place, severity, id, message, hint: hint))
  }

  // MARK: Names

  private mutating func references(_ rule: DeskRule) {
    for act in rule.acts {
      switch act.content {
      case .category(let name): category(name)
      case .queue(let name): queue(name)
      case .fields(let assignments): for assignment in assignments { field(assignment) }
      case .offer(let wish):
        if let name = wish.agent { agent(name) }
        if let name = wish.team { team(name) }
        if let name = wish.skill { known(name, "skill", among: names.skills, "E909") }
      case .notify(let people, _): for addressee in people { self.addressee(addressee) }
      case .escalate(let name, _, _): if let name { queue(name) }
      case .flow(let name): known(name, "flow", among: names.flows, "E905")
      case .task(let plan): queue(plan.queue)
      case .say(let text): languages(text)
      case .priority, .tags, .note, .hold, .resolve, .close, .stop: break
      }
    }
  }

  private mutating func known(
    _ name: Named, _ what: String, among list: [String]?, _ id: String
  ) {
    guard let list, !list.contains(name.text) else { return }
    report(
      id, at: name.place, "there is no \(what) \"\(name.text.prefix(64))\"",
      hint: NearestName.hint(for: name.text, among: list) ?? "there is none at all")
  }

  private mutating func queue(_ name: Named) {
    known(name, "queue", among: names.queues, "E902")
  }

  private mutating func team(_ name: Named) { known(name, "team", among: names.teams, "E903") }

  private mutating func agent(_ name: Named) { known(name, "agent", among: names.agents, "E904") }

  private mutating func category(_ name: Named) {
    guard !names.categories.isEmpty else { return }
    known(name, "category", among: names.categories, "E901")
  }

  private mutating func addressee(_ addressee: Addressee) {
    let name = Named(text: addressee.name, place: addressee.place)
    switch addressee.kind {
    case .agent: agent(name)
    case .team: team(name)
    case .queue: queue(name)
    case .owner, .supervisors: break
    }
  }

  private mutating func languages(_ text: Text) {
    for code in text.translations.keys.sorted() where !names.languages.contains(code) {
      report(
        "W924", at: text.place, "the bot does not speak \"\(code.prefix(16))\"",
        hint: NearestName.hint(for: code, among: names.languages)
          ?? "add it to languages in flows/bot.yaml")
    }
  }

  private mutating func field(_ assignment: Assignment) {
    guard !names.fields.isEmpty, assignment.name.text != Conversation.subjectField else { return }
    guard let plan = names.fields.first(where: { $0.name == assignment.name.text }) else {
      return known(assignment.name, "field", among: names.fields.map(\.name), "E906")
    }
    guard let value = assignment.value.template.literal else { return }
    do { _ = try plan.normal(value) } catch {
      report(
        "E907", at: assignment.value.place, error.why, hint: "the desk's settings say so")
    }
  }

  // MARK: Conditions

  private mutating func conditions(_ rule: DeskRule) {
    for clause in rule.clauses {
      switch clause.expression.constantValue {
      case false: never(rule, clause.place, "\"\(clause.source.prefix(60))\" is never true")
      case true:
        report(
          "W916", at: clause.place, "\"\(clause.source.prefix(60))\" is always true",
          hint: "leave it out, or compare something that varies")
      case nil: words(rule, clause)
      }
      for reference in clause.expression.references { occasion(of: reference, rule, clause) }
    }
    if let (first, second) = RuleOutline(rule).contradiction {
      never(
        rule, second.clause.place,
        "\"\(second.clause.source.prefix(60))\" is never true where "
          + "\"\(first.clause.source.prefix(60))\" is")
    }
    if !rule.words.isEmpty || !rule.noWords.isEmpty { textOccasions(rule) }
  }

  private mutating func never(_ rule: DeskRule, _ place: Place, _ why: String) {
    report(
      "E915", at: place, "the rule \(rule.name.text) can never act: \(why)",
      hint: "mend the condition, or switch the rule off with enabled: false")
  }

  /// Words that a fact never is: a category that is nowhere, a priority that does not exist.
  private mutating func words(_ rule: DeskRule, _ clause: Clause) {
    for comparison in clause.expression.comparisons {
      guard case .string(let word) = comparison.literal else { continue }
      if comparison.root == "fields" { fieldName(comparison, clause) }
      guard let known = values(of: comparison.root), !known.contains(word) else { continue }
      report(
        "E920", at: clause.place(of: comparison.offset),
        "\(comparison.root) is never \"\(word.prefix(60))\"",
        hint: NearestName.hint(for: word, among: known))
    }
  }

  private mutating func fieldName(_ comparison: LiteralComparison, _ clause: Clause) {
    guard !names.fields.isEmpty, comparison.path.count > 1 else { return }
    let name = comparison.path[1]
    report(
      "W921", at: clause.place, "the desk has no field \"\(name.prefix(60))\"",
      hint: NearestName.hint(for: name, among: names.fields.map(\.name)))
  }

  /// What a fact can be at all; nil for anything.
  private func values(of root: String) -> [String]? {
    if root.hasPrefix("fields."),
      let plan = names.fields.first(where: { "fields.\($0.name)" == root })
    {
      if case .choice(let options) = plan.kind { return options }
      return nil
    }
    guard let fact = Fact(rawValue: root) else { return nil }
    switch fact {
    case .category: return names.categories.isEmpty ? nil : names.categories
    case .priority: return Priority.allCases.map(\.rawValue)
    case .queue: return names.queues
    case .stage: return StageWord.allCases.map(\.rawValue)
    case .state: return TicketState.allCases.map(\.rawValue)
    case .agent: return names.agents
    case .by, .owed, .weekday, .target, .text, .reason, .subject, .urgency, .tags, .level,
      .waiting, .silent, .age, .rating, .outcome, .added, .removed, .changed, .share, .id,
      .number, .messages, .language, .page, .site, .channel, .customerID, .name, .firstName,
      .email, .domain, .verified, .contactsToday, .contactsWeek, .contactsMonth, .open, .today,
      .hour:
      return fact.words
    }
  }

  // MARK: Occasions

  /// A fact that has no value at any occasion of the rule's.
  private mutating func occasion(of reference: Reference, _ rule: DeskRule, _ clause: Clause) {
    guard let fact = Fact(rawValue: reference.root), let only = fact.occasions else { return }
    if rule.occasions.contains(where: only.contains) { return }
    report(
      "W918", at: clause.place(of: reference.offset),
      "\(fact.rawValue) is empty whenever the rule \(rule.name.text) looks",
      hint: "it is known at: \(only.map(\.rawValue).joined(separator: ", "))")
  }

  private mutating func textOccasions(_ rule: DeskRule) {
    let only = Fact.text.occasions ?? []
    if rule.occasions.contains(where: only.contains) { return }
    let place = (rule.words + rule.noWords).first?.written.place ?? rule.place
    report(
      "W918", at: place, "nobody has written anything when the rule \(rule.name.text) looks",
      hint: "words are known at: \(only.map(\.rawValue).joined(separator: ", "))")
  }
}
