import Expressions
package import Flows

/// One way through a bot: the world it begins in, and what happens then.
package struct Walk: Sendable {
  package var world: World
  /// Nil for where the entry rules lead.
  package var flow: String?
  /// Where in the flow it begins; nil for its beginning.
  package var section: String?
  package var deeds: [ChatStep.Deed] = []

  package init(world: World, flow: String?, section: String? = nil) {
    self.world = world
    self.flow = flow
    self.section = section
  }
}

/// A walk under way.
package struct Walking: Sendable {
  package private(set) var tryout: Tryout
  package private(set) var walk: Walk
  package private(set) var trouble: Trouble?
  /// How many lines of the talk there were before each deed; the first is 0.
  package private(set) var marks: [Int] = [0]
  /// How many deeds there were before the walk was brought to its end; nil before that.
  package private(set) var unforced: Int?
  /// The answers of services that were used, in order.
  package private(set) var answered: [ServiceAnswer] = []
  private var watch: Watch
  private var seen = 0

  /// More than any flow asks before it ends, when every answer is nonsense.
  private static let closingLimit = 50

  package init(_ walk: Walk, _ revision: Revision) {
    self.walk = Walk(world: walk.world, flow: walk.flow, section: walk.section)
    tryout = Tryout(revision, world: walk.world)
    watch = Watch(revision)
    attempt { tryout throws(TryoutFault) in
      if let flow = walk.flow {
        try tryout.begin(
          Start(flow: flow, section: walk.section, language: walk.world.language))
      } else {
        try tryout.open()
      }
    }
  }

  /// Goes a walk that was gone before; nil where one of its deeds cannot be done.
  package static func again(_ walk: Walk, _ revision: Revision) -> Walking? {
    var walking = Walking(walk, revision)
    for deed in walk.deeds {
      if walking.trouble != nil { return walking }
      guard walking.tryout.allows(deed) else { return nil }
      walking.perform(deed)
    }
    return walking
  }

  package mutating func perform(_ deed: ChatStep.Deed) {
    guard trouble == nil else { return }
    marks.append(tryout.lines.count)
    walk.deeds.append(deed)
    watch.expect(
      deed, language: tryout.session?.language ?? "", duringCall: !tryout.calls.isEmpty)
    attempt { tryout throws(TryoutFault) in try tryout.perform(deed) }
  }

  private mutating func attempt(_ deed: (inout Tryout) throws(TryoutFault) -> Void) {
    let ready = tryout.world.answers
    defer { answered += ready.prefix(ready.count - tryout.world.answers.count) }
    do throws(TryoutFault) { try deed(&tryout) } catch {
      trouble = Trouble(.fault, error.message)
      return
    }
    trouble = watch.see(tryout.effects[seen...], turns: tryout.customerTurns) ?? hanging
    seen = tryout.effects.count
  }

  /// What services answer from now on.
  package mutating func supply(_ answers: [ServiceAnswer]) { tryout.world.answers = answers }

  /// The trouble met last, which then counts as seen: whoever watches goes on.
  package mutating func takeTrouble() -> Trouble? {
    defer { trouble = nil }
    return trouble
  }

  /// The bot waits for something that nobody owes it.
  private var hanging: Trouble? {
    guard case .working? = tryout.session?.state, tryout.calls.isEmpty else { return nil }
    return Trouble(.stuck, "the bot waits for an answer that nobody gives")
  }

  /// Whatever came before, nonsense and patience lead to an end or to a person.
  package mutating func close() {
    unforced = walk.deeds.count
    for _ in 0..<Walking.closingLimit {
      guard trouble == nil, tryout.outcome == nil else { return }
      perform(.user("qwertz uiop 12"))
      // Long enough for messages that belong together, and for services.
      perform(.wait(milliseconds: tryout.calls.isEmpty ? 5000 : 600_000))
    }
    guard trouble == nil, tryout.outcome == nil else { return }
    trouble = Trouble(
      .stuck, "\(Walking.closingLimit) answers of nonsense lead to no end and to no person")
  }
}

extension Tryout {
  /// Whether something can happen now.
  package func allows(_ deed: ChatStep.Deed) -> Bool {
    switch deed {
    case .user(let words):
      words.contains { !$0.isWhitespace } && words.unicodeScalars.count <= plan.textLimit
    case .tap(let option):
      offer?.question != nil
        && offer?.options.contains { $0.id == option || (option == "escape" && $0.id == "_escape") }
          == true
    case .fill(let fields):
      offer?.fields.isEmpty == false && Set(offer?.fields.map(\.name) ?? []) == Set(fields.keys)
    case .send(let file):
      plan.files != nil && conversation.files.count < (plan.files?.perConversation ?? 0)
        && offer?.takes.map { $0.media.contains(file.media) && file.size <= $0.largest } != false
    case .agent(.takes): [.waiting, .missed, .promised].contains(standing)
    case .agent(.says), .agent(.returns): standing == .agent
    case .event("conversation.closed"): !standing.isOver
    case .bot, .wait, .restart, .publish, .agent(.online), .agent(.offline), .event,
      .hours:
      true
    }
  }
}
