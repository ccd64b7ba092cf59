import Authoring

/// One thing that a step consists of, as far as others than its engine ask.
///
/// Translations, references, and the checks of texts, variables and queues go through the parts,
/// and know no kind of step.
enum StepPart {
  /// What customers read.
  case said(Text)
  /// What it makes of values without the customer reading it.
  case made(Text, TextRole)
  case tested(Condition)
  /// A variable that it gives a value.
  case filled(Named)
  /// A variable that it passes on by name, where being empty is allowed.
  case listed(Named)
  case routed(Routing)
}

/// What becomes of a text that no customer reads.
enum TextRole {
  case assignment, ticket, handoff, record, service, call, search
  /// A handoff's summary, which agents read.
  case summary
  case query, header, tag
}

extension Step {
  /// Texts that are read come first, in the order they are written.
  var parts: [StepPart] {
    switch action {
    case .say(let text): [.said(text)]
    case .ask(let question): question.parts
    case .assign(let assignments):
      assignments.map { .filled($0.name) } + made(assignments, .assignment)
    case .branch(let condition, _, _): [.tested(condition)]
    case .call(_, let with): made(with, .call)
    case .suggest(let suggestion):
      [suggestion.answer, suggestion.found].compactMap { $0 }.map(StepPart.said)
        + [.made(suggestion.query, .search)]
    case .http(let call): call.parts
    case .ticket(let ticket): ticket.parts
    case .handoff(let handoff): handoff.parts
    case .record(let assignments): made(assignments, .record)
    case .goto, .end: []
    }
  }

  /// What customers read at this step.
  var customerTexts: [Text] {
    parts.compactMap { if case .said(let text) = $0 { text } else { nil } }
  }

  /// What the step makes of values without the customer reading it.
  var otherTexts: [Text] {
    parts.compactMap { if case .made(let text, _) = $0 { text } else { nil } }
  }

  var conditions: [Condition] {
    parts.compactMap { if case .tested(let condition) = $0 { condition } else { nil } }
  }

  /// The variables that the step can give a value.
  var filled: [Named] {
    parts.compactMap { if case .filled(let name) = $0 { name } else { nil } }
  }

  var routings: [Routing] {
    parts.compactMap { if case .routed(let routing) = $0 { routing } else { nil } }
  }
}

private func made(_ assignments: [Assignment], _ role: TextRole) -> [StepPart] {
  assignments.map { .made($0.value, role) }
}

extension Question {
  var texts: [Text] {
    var texts = [prompt] + [invalid, escape?.label].compactMap { $0 } + rejects.map(\.say)
    switch kind {
    case .choice(let options, _): texts += options.map(\.label)
    case .form(let lines): texts += lines.flatMap(\.texts)
    case .file(let request): texts += [request.none].compactMap { $0 }
    case .value, .confirm: break
    }
    for idle in idle { if case .say(let text) = idle.act { texts.append(text) } }
    return texts
  }

  fileprivate var parts: [StepPart] {
    var parts = texts.map(StepPart.said) + rejects.map { .tested($0.when) }
    switch kind {
    case .value(let into): parts.append(.filled(into))
    case .choice(_, let into), .confirm(_, _, let into): parts += filled(into)
    case .form(let lines): parts += lines.map { .filled($0.variable) }
    case .file(let request): parts.append(.filled(request.into))
    }
    return parts
  }
}

private func filled(_ name: Named?) -> [StepPart] { name.map { [.filled($0)] } ?? [] }

extension Call {
  fileprivate var parts: [StepPart] {
    [.made(path, .service)] + made(query, .query) + made(headers, .header)
      + (body?.texts ?? []).map { .made($0, .service) } + filled(into)
  }
}

extension Call.Body {
  var texts: [Text] {
    switch self {
    case .text(let text): [text]
    case .list(let items): items.flatMap(\.texts)
    case .map(let entries): entries.flatMap(\.value.texts)
    }
  }
}

extension TicketStep {
  fileprivate var parts: [StepPart] {
    [subject, body, priority, requester].compactMap { $0 }.map { .made($0, .ticket) }
      + tags.map { .made($0, .tag) } + fields.map { .listed($0) } + [.routed(queue)] + filled(into)
  }
}

extension HandoffStep {
  fileprivate var parts: [StepPart] {
    var parts = [say].compactMap { $0 }.map(StepPart.said)
    if let priority { parts.append(.made(priority, .handoff)) }
    if let summary { parts.append(.made(summary, .summary)) }
    return parts + fields.map { .listed($0) } + [.routed(queue)]
  }
}
