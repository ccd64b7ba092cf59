import Authoring
import Expressions

extension Step {
  /// The same step with what customers read put through `change`.
  func mapTexts(_ change: (Text) -> Text) -> Step {
    Step(key: key, verb: verb, place: place, action: action.mapTexts(change))
  }
}

extension Action {
  fileprivate func mapTexts(_ change: (Text) -> Text) -> Action {
    switch self {
    case .say(let text): .say(change(text))
    case .ask(let question): .ask(question.mapTexts(change))
    case .suggest(let suggestion):
      .suggest(
        Suggestion(
          query: suggestion.query, limit: suggestion.limit, minScore: suggestion.minScore,
          found: change(suggestion.found), none: suggestion.none))
    case .handoff(let handoff):
      .handoff(
        HandoffStep(
          queue: handoff.queue, priority: handoff.priority, summary: handoff.summary,
          fields: handoff.fields, skills: handoff.skills, say: handoff.say.map(change),
          unavailable: handoff.unavailable, accept: handoff.accept))
    case .assign, .branch, .goto, .call, .http, .ticket, .record, .end: self
    }
  }
}

extension Question {
  fileprivate func mapTexts(_ change: (Text) -> Text) -> Question {
    Question(
      prompt: change(prompt), kind: kind.mapTexts(change), invalid: invalid.map(change),
      escape: escape.map {
        WayOut(label: change($0.label), also: $0.also, goto: $0.goto, place: $0.place)
      },
      rejects: rejects.map { Rejection(when: $0.when, say: change($0.say)) }, retries: retries,
      onFail: onFail, idle: idle.map { Idle(after: $0.after, act: $0.act.mapTexts(change)) },
      always: always, searchesArticles: searchesArticles, join: join, boundsItself: boundsItself)
  }
}

extension Question.Kind {
  fileprivate func mapTexts(_ change: (Text) -> Text) -> Question.Kind {
    switch self {
    case .choice(let options, let into):
      .choice(
        options.map {
          Option(
            id: $0.id, value: $0.value, label: change($0.label), also: $0.also, goto: $0.goto)
        }, into: into)
    case .form(let lines):
      .form(lines.map { FormLine(variable: $0.variable, label: change($0.label)) })
    case .value, .confirm: self
    }
  }
}

extension Idle.Act {
  fileprivate func mapTexts(_ change: (Text) -> Text) -> Idle.Act {
    if case .say(let text) = self { .say(change(text)) } else { self }
  }
}

extension Step {
  /// What customers read at this step.
  var customerTexts: [Text] {
    switch action {
    case .say(let text): [text]
    case .ask(let question): question.texts
    case .suggest(let suggestion): [suggestion.found]
    case .handoff(let handoff): [handoff.say].compactMap { $0 }
    case .assign, .branch, .goto, .call, .http, .ticket, .record, .end: []
    }
  }

  /// What the step makes of values without the customer reading it.
  var otherTexts: [Text] {
    switch action {
    case .assign(let assignments), .record(let assignments), .call(_, let assignments):
      assignments.map(\.value)
    case .suggest(let suggestion): [suggestion.query]
    case .http(let call):
      [call.path] + call.query.map(\.value) + call.headers.map(\.value) + (call.body?.texts ?? [])
    case .ticket(let ticket):
      [ticket.subject, ticket.body, ticket.priority, ticket.requester].compactMap { $0 }
        + ticket.tags
    case .handoff(let handoff): [handoff.priority, handoff.summary].compactMap { $0 }
    case .say, .ask, .branch, .goto, .end: []
    }
  }

  var conditions: [Condition] {
    switch action {
    case .branch(let condition, _, _): [condition]
    case .ask(let question): question.rejects.map(\.when)
    case .say, .assign, .goto, .call, .suggest, .http, .ticket, .handoff, .record, .end: []
    }
  }
}

extension Question {
  var texts: [Text] {
    var texts = [prompt] + [invalid, escape?.label].compactMap { $0 } + rejects.map(\.say)
    switch kind {
    case .choice(let options, _): texts += options.map(\.label)
    case .form(let lines): texts += lines.map(\.label)
    case .value, .confirm: break
    }
    for idle in idle { if case .say(let text) = idle.act { texts.append(text) } }
    return texts
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
