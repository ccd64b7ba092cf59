import Authoring
import Desk
import Expressions

extension Act {
  /// The act with its texts written out; nil for one of which nothing is left, such as a field
  /// whose value is not there.
  func deed(_ facts: FactSheet, _ conversation: Conversation, at now: Instant) -> Deed? {
    let pen = Pen(facts: facts, language: conversation.opening?.language ?? "")
    switch content {
    case .category(let name): return .categorise(name.text)
    case .priority(let priority): return .prioritise(priority)
    case .tags(let add, let remove): return .tag(add: add.map(\.text), remove: remove.map(\.text))
    case .fields(let assignments):
      let fields = assignments.compactMap { pen.field($0) }
      return fields.isEmpty ? nil : .setFields(fields)
    case .queue(let name): return .route(Identifier(name.text))
    case .offer(let wish): return .offer(Deed.Wish(wish))
    case .notify(let people, let text):
      let told = people.map { Deed.Told($0.kind, $0.name) }
      return pen.line(text).map { .notify(told, $0) }
    case .escalate(let queue, let reason, let stays):
      return .escalate(
        to: queue.map { Identifier($0.text) }, reason: pen.line(reason) ?? reason.source,
        stays: stays)
    case .note(let text): return pen.text(text).map(Deed.note)
    case .say(let text): return pen.said(text).map(Deed.say)
    case .flow(let name): return .startFlow(name.text)
    case .hold(let span, let reason):
      return .hold(until: now + span, reason: reason.flatMap(pen.line))
    case .resolve: return .resolve
    case .close: return .close
    case .task(let plan): return pen.task(plan).map(Deed.openTask)
    case .stop: return nil
    }
  }
}

extension Deed.Wish {
  fileprivate init(_ wish: OfferWish) {
    self.init(
      agent: wish.agent.map { Identifier($0.text) }, team: wish.team?.text,
      skill: wish.skill?.text)
  }
}

/// Writes texts out, within what the desk takes.
private struct Pen {
  let facts: FactSheet
  let language: String

  func text(_ text: Text) -> String? {
    cut(text.plain(facts, language: language).text, Deed.longestText)
  }

  func line(_ text: Text) -> String? {
    let words = text.plain(facts, language: language).text
    return cut(
      words.split(whereSeparator: \.isNewline).joined(separator: " "), Deed.longestLine)
  }

  /// For the customer, in their language where there is one for it.
  func said(_ text: Text) -> String? {
    let codes = [language, String(language.prefix { $0 != "-" && $0 != "_" })]
    let code = codes.first { text.translations[$0] != nil } ?? language
    return cut(text.chat(facts, language: code).text, Deed.longestText)
  }

  func field(_ assignment: Assignment) -> Field? {
    let value = assignment.value.plain(facts, language: language)
    guard !value.text.isEmpty else { return nil }
    return Field(assignment.name.text, cut(value.text, FieldPlan.longest) ?? "")
  }

  func task(_ plan: TaskPlan) -> Deed.TaskDraft? {
    guard let subject = line(plan.subject) else { return nil }
    return Deed.TaskDraft(
      queue: Identifier(plan.queue.text), subject: subject,
      body: plan.body.flatMap { text($0) } ?? "", priority: plan.priority)
  }

  private func cut(_ text: String, _ longest: Int) -> String? {
    if text.isEmpty { return nil }
    guard text.utf8.count > longest else { return text }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: text.unicodeScalars.prefix(longest))
    return String(view)
  }
}
