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
          query: suggestion.query, limit: suggestion.limit, floor: suggestion.floor,
          scored: suggestion.scored, answer: suggestion.answer.map(change),
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
      .form(
        lines.map { line in
          FormLine(
            variable: line.variable, label: change(line.label),
            options: line.options.map { FormOption(id: $0.id, label: change($0.label)) },
            isLong: line.isLong)
        })
    case .file(let request):
      .file(
        FileRequest(
          into: request.into, media: request.media, largest: request.largest,
          none: request.none.map(change), otherwise: request.otherwise, place: request.place))
    case .value, .confirm: self
    }
  }
}

extension Idle.Act {
  fileprivate func mapTexts(_ change: (Text) -> Text) -> Idle.Act {
    if case .say(let text) = self { .say(change(text)) } else { self }
  }
}
