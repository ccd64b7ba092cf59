package import Desk

/// What a rule would have done, with its texts written out: an order, before the desk decides it.
package enum Deed: Equatable, Sendable {
  case categorise(String)
  case prioritise(Priority)
  case tag(add: [String], remove: [String])
  case setFields([Field])
  case route(Identifier<Queue>)
  case offer(Wish)
  case notify([Told], String)
  case escalate(to: Identifier<Queue>?, reason: String, stays: Bool)
  case note(String)
  case say(String)
  case startFlow(String)
  case hold(until: Instant, reason: String?)
  case resolve
  case close
  case openTask(TaskDraft)

  /// To whom a waiting conversation is to be offered first.
  package struct Wish: Equatable, Sendable {
    package let agent: Identifier<Agent>?
    package let team: String?
    package let skill: String?

    package init(agent: Identifier<Agent>? = nil, team: String? = nil, skill: String? = nil) {
      self.agent = agent
      self.team = team
      self.skill = skill
    }
  }

  /// Who is told of something.
  package struct Told: Equatable, Sendable {
    package let kind: Addressee.Kind
    package let name: String

    package init(_ kind: Addressee.Kind, _ name: String = "") {
      self.kind = kind
      self.name = name
    }

    package var text: String { kind.takesName ? "\(kind.rawValue):\(name)" : kind.rawValue }
  }

  /// A ticket that is to be opened for a colleague.
  package struct TaskDraft: Equatable, Sendable {
    package let queue: Identifier<Queue>
    package let subject: String
    package let body: String
    package let priority: Priority

    package init(
      queue: Identifier<Queue>, subject: String, body: String, priority: Priority = .normal
    ) {
      self.queue = queue
      self.subject = subject
      self.body = body
      self.priority = priority
    }
  }
}

extension Deed {
  /// The longest text that an act may come to, in Unicode scalars: what the desk takes at most.
  package static let longestText = 4000
  /// The longest reason, subject and notice.
  package static let longestLine = 200

  /// Whether it would change nothing in a conversation: then it is left out, which is what ends
  /// most circles.
  package func isSettled(in conversation: Conversation) -> Bool {
    switch self {
    case .categorise(let category): conversation.category == category
    case .prioritise(let priority): conversation.priority == priority
    case .tag(let added, let removed):
      added.allSatisfy(conversation.tags.contains)
        && !removed.contains(where: conversation.tags.contains)
    case .setFields(let fields): fields.allSatisfy(conversation.fields.contains)
    case .route(let queue): conversation.queue == queue
    case .escalate(let queue, _, _): queue != nil && conversation.queue == queue
    case .resolve: conversation.stage.word.isOver
    case .close: conversation.state == .closed
    case .hold(let until, _): conversation.heldUntil == until
    case .offer, .notify, .note, .say, .startFlow, .openTask: false
    }
  }

  /// In words, for traces and tests: `priority urgent`.
  package var words: String {
    switch self {
    case .categorise(let category): "category \(category)"
    case .prioritise(let priority): "priority \(priority.rawValue)"
    case .tag(let added, let removed):
      "tags " + (added.map { "+\($0)" } + removed.map { "-\($0)" }).joined(separator: " ")
    case .setFields(let fields):
      "fields " + fields.map { "\($0.name) = \($0.value)" }.joined(separator: ", ")
    case .route(let queue): "queue \(queue)"
    case .offer(let wish): "offer to \(wish.words)"
    case .notify(let told, let text):
      "notify \(told.map(\.text).joined(separator: ", ")): \(text)"
    case .escalate(let queue, let reason, let stays):
      "escalate to \(queue?.text ?? "the next level")\(stays ? ", staying" : ""): \(reason)"
    case .note(let text): "note: \(text)"
    case .say(let text): "say: \(text)"
    case .startFlow(let flow): "flow \(flow)"
    case .hold(let until, let reason):
      "hold until \(until.iso8601)\(reason.map { ": \($0)" } ?? "")"
    case .resolve: "resolve"
    case .close: "close"
    case .openTask(let task):
      "task in \(task.queue), \(task.priority.rawValue): \(task.subject)"
    }
  }

  /// The act of a rule's file that this is.
  package var verb: Act.Verb {
    switch self {
    case .categorise: .category
    case .prioritise: .priority
    case .tag: .tags
    case .setFields: .fields
    case .route: .queue
    case .offer: .offer
    case .notify: .notify
    case .escalate: .escalate
    case .note: .note
    case .say: .say
    case .startFlow: .flow
    case .hold: .hold
    case .resolve: .resolve
    case .close: .close
    case .openTask: .task
    }
  }
}

extension Deed.Wish {
  fileprivate var words: String {
    [agent.map { "agent \($0)" }, team.map { "team \($0)" }, skill.map { "skill \($0)" }]
      .compactMap { $0 }.joined(separator: ", ")
  }
}
