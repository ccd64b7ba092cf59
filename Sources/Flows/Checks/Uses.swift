import Authoring
import Documents
import Expressions

/// One place where a step reads a variable.
struct Use {
  enum Role {
    case message, condition, assignment, ticket, handoff, record, service, call, search
    /// Named in `fields:` or `by:`, where being empty is allowed or has its own rule.
    case field
    /// Part of a handoff's summary.
    case summary
    case query, header, tag
  }

  let root: String
  let path: [String]
  let place: Place
  let isGuarded: Bool
  let role: Role
  /// Whether it is only compared, where being empty does no harm.
  var isCompared = false
}

extension Step {
  /// Every reading of a variable at this step.
  var uses: [Use] {
    var uses = customerTexts.flatMap { $0.uses(.message) }
    uses += conditions.flatMap { $0.uses(.condition) }
    switch action {
    case .assign(let assignments): uses += assignments.flatMap { $0.value.uses(.assignment) }
    case .record(let assignments): uses += assignments.flatMap { $0.value.uses(.record) }
    case .call(_, let assignments): uses += assignments.flatMap { $0.value.uses(.call) }
    case .suggest(let suggestion): uses += suggestion.query.uses(.search)
    case .http(let call):
      uses += call.path.uses(.service) + call.query.flatMap { $0.value.uses(.query) }
      uses += call.headers.flatMap { $0.value.uses(.header) }
      uses += (call.body?.texts ?? []).flatMap { $0.uses(.service) }
    case .ticket(let ticket):
      let texts = [ticket.subject, ticket.body, ticket.priority, ticket.requester]
      uses += texts.compactMap { $0 }.flatMap { $0.uses(.ticket) }
      uses += ticket.tags.flatMap { $0.uses(.tag) }
      uses += ticket.fields.map { $0.use(.field) } + ticket.queue.uses
    case .handoff(let handoff):
      uses += (handoff.priority?.uses(.handoff) ?? []) + (handoff.summary?.uses(.summary) ?? [])
      uses += handoff.fields.map { $0.use(.field) } + handoff.queue.uses
    case .say, .ask, .branch, .goto, .end: break
    }
    return uses
  }
}

extension Text {
  func uses(_ role: Use.Role) -> [Use] {
    template.references.map {
      Use(
        root: $0.root, path: $0.path, place: place(of: $0.offset), isGuarded: $0.isGuarded,
        role: role, isCompared: $0.isCompared)
    }
  }
}

extension Condition {
  func uses(_ role: Use.Role) -> [Use] {
    expression.references.map {
      Use(
        root: $0.root, path: $0.path, place: place(of: $0.offset), isGuarded: $0.isGuarded,
        role: role, isCompared: $0.isCompared)
    }
  }
}

extension Named {
  func use(_ role: Use.Role) -> Use {
    Use(root: text, path: [text], place: place, isGuarded: true, role: role)
  }
}

extension Routing {
  /// The variable that decides the queue must have a value.
  var uses: [Use] {
    guard case .by(let name, _, _) = self else { return [] }
    return [
      Use(root: name.text, path: [name.text], place: name.place, isGuarded: false, role: .handoff)
    ]
  }
}
