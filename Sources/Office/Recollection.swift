package import Desk
import Expressions
package import Flows

/// A recorded conversation turned back into what its flow met, for playing it by another revision.
///
/// The mirror image of what `Office` does with a client's deeds: keep the two in step.
package struct Recollection {
  package private(set) var talk: RecordedTalk
  private var conversation: Conversation
  private let plan: DeskPlan
  private var lastQuery: String?
  private var wasHandedOver = false
  private var wasPromised = false

  package init(_ id: Identifier<Conversation>, number: Int64, _ plan: DeskPlan) {
    conversation = Conversation(id: id)
    talk = RecordedTalk(number: number, end: 0)
    self.plan = plan
  }

  /// Takes the events in order; `next` is the one after this, if there is one.
  package mutating func take(_ event: Event, at moment: Instant, next: Event?) {
    let before = conversation.stage.word
    conversation.apply(event, at: moment)
    talk.end = moment.milliseconds
    note(event)
    guard let stimulus = stimulus(event, before, next) else { return }
    let (conversation, plan) = (conversation, plan)
    talk.moments.append(
      RecordedTalk.Moment(at: moment.milliseconds, stimulus) { now in
        Surroundings(conversation, plan, language: nil, at: Instant(milliseconds: now))
      })
  }

  /// The talk, once all events were taken. Timers that were due by `now` have had their effect.
  package func finished(at now: Instant) -> RecordedTalk {
    var talk = talk
    talk.end = now.milliseconds
    talk.isStaffed = wasHandedOver ? true : wasPromised ? false : nil
    return talk
  }

  private func stimulus(_ event: Event, _ before: StageWord, _ next: Event?) -> Stimulus? {
    switch event {
    case .started(let opening):
      var facts: [String: Value] = ["channel": .string(opening.channel)]
      if let page = opening.page { facts["page"] = .string(page) }
      return .opened(language: opening.language, facts: facts)
    case .said(let message):
      guard message.author == .customer, before != .agent else { return nil }
      // Words after the end that brought the conversation back to people.
      if before == .resolved, case .reopened? = next { return nil }
      return stimulus(message)
    case .taken, .transferred(_, .agent, _): return .agentTook
    case .transferred(_, .bot(let flow), _): return .agentLeft(flow: flow)
    case .reopened(.customer) where conversation.stage.word == .bot: return opened
    case .reopened: return .agentTook
    case .resolved(let author): return author == .bot ? nil : .external("conversation.closed")
    case .noted, .identified, .recorded, .categorised, .prioritised, .suggested, .judged, .queued,
      .released, .transferred, .withdrawn, .promised, .rated, .concluded:
      return nil
    }
  }

  private var opened: Stimulus {
    .opened(
      language: conversation.opening?.language,
      facts: ["channel": .string(conversation.opening?.channel ?? "")])
  }

  private func stimulus(_ message: Message) -> Stimulus {
    switch message.answer {
    case .option(let option, let question): .chose(option: option, question: question)
    case .form(let fields, _):
      .filled(Dictionary(fields.map { ($0.name, $0.value) }) { first, _ in first })
    case nil: .said(message.text)
    }
  }

  /// What the desk answered the flow.
  private mutating func note(_ event: Event) {
    switch event {
    case .queued: wasHandedOver = true
    case .promised: wasPromised = true
    case .suggested(let query, _): lastQuery = query
    case .said(let message) where message.author == .bot:
      if let question = message.offer?.question, talk.asked.last != question {
        talk.asked.append(question)
      }
      guard let query = lastQuery, let cards = message.offer?.cards, !cards.isEmpty else { return }
      talk.found[query] = cards.map {
        Flows.Card(id: $0.article.text, title: $0.title, excerpt: $0.text, score: 1)
      }
      lastQuery = nil
    default: break
    }
  }
}
