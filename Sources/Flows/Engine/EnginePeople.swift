import Authoring
import Expressions

/// The ways to a person: asked for, needed because a question failed, or because the bot did.
extension Engine {
  /// Where somebody may come to harm it is urgent, whatever was collected.
  mutating func askForPerson(
    _ reason: HandoffDraft.Reason, queue: String?, note: String? = nil, isUrgent: Bool = false
  ) {
    say(.person)
    let about = note.map { "\(summary)\n(\($0))" } ?? summary
    let draft = HandoffDraft(
      queue: revision.queue(flowsQueue ?? queue ?? revision.personQueue),
      priority: isUrgent ? Engine.urgent : priority, summary: about,
      fields: collected, reason: reason, acceptSeconds: Int(surroundings.accept / 1000),
      articles: session.refused + session.shown, path: session.path)
    forgetHistory()
    let id = effectID()
    effects.append(.handoff(id: id, draft))
    wait(.working(Pending(effect: id, purpose: .person(reason))))
  }

  static let urgent = "urgent"

  mutating func personAnswered(
    _ result: EffectResult, _ reason: HandoffDraft.Reason, _ pending: Pending
  ) {
    guard case .accepted(let queue, let place, let eta) = result else { return nobodyCame(reason) }
    stand(in: queue, place, eta)
    session.timers["accept"] = surroundings.now + surroundings.accept
    wait(.inQueue(pending))
  }

  /// The wait for a person is over: the flow's own `unavailable` takes over, or the bot's.
  mutating func nobodyAccepted() {
    guard case .inQueue(let pending) = session.state else { return }
    effects.append(.withdraw)
    switch pending.purpose {
    case .step:
      guard case .handoff(let handoff)? = currentStep?.action, let section = handoff.unavailable
      else { return nobodyCame(.flow) }
      mark(.unavailable)
      leave(to: section)
    case .person(let reason): nobodyCame(reason)
    case .answer, .lastResort: nobodyCame(.botError)
    }
  }

  /// The last person has left: the customer may wait for them to come back, or leave it as a
  /// message.
  mutating func deserted() { offerToLeave(.alone, as: Engine.aloneQuestion) }

  /// They have waited longer than they were told, and may go on or leave it as a message.
  mutating func outgrown() { offerToLeave(.longer, as: Engine.longerQuestion) }

  private mutating func offerToLeave(_ sentence: Sentence, as question: String) {
    guard case .inQueue = session.state else { return }
    let options = [(Engine.waitOption, Sentence.waitHere), (Engine.leaveOption, .leaveMessage)]
    let text = revision.sentence(sentence).chat(facts, language: session.language).text
    effects.append(
      .say(
        Say(
          text: text,
          options: options.map { id, sentence in
            let label = revision.sentence(sentence).plain(facts, language: session.language).text
            return Say.Option(id: id, label: label)
          }, question: question)))
  }

  private static let aloneQuestion = "alone"
  private static let longerQuestion = "longer"
  private static let waitOption = "wait"
  private static let leaveOption = "leave"

  /// What the customer does while they wait for a person.
  mutating func waits(_ stimulus: Stimulus) {
    if case .said(let words) = stimulus { return heardInLine(words) }
    // A file is for the person to look at.
    guard case .chose(let option, let question) = stimulus,
      [Engine.aloneQuestion, Engine.longerQuestion].contains(question)
    else { return }
    if option == Engine.leaveOption { return nobodyAccepted() }
    guard option == Engine.waitOption else { return }
    // Their wait begins anew, so that it has an end.
    session.timers["accept"] = surroundings.now + surroundings.accept
    say(.waits)
  }

  /// While a person is waited for, danger goes before everybody else, and who does not want one any
  /// more says so. Anything else is for the person to read.
  private mutating func heardInLine(_ words: String) {
    let heard = revision.hearing(words, language: session.language)
    if heard.isDanger { return effects.append(.prioritise(Engine.urgent)) }
    if heard.command == .neverMind { return waive() }
    let normal = Wording.normal(words)
    func reads(_ sentence: Sentence) -> Bool {
      Wording.normal(revision.sentence(sentence).plain(facts, language: session.language).text)
        == normal
    }
    if reads(.leaveMessage) {
      waits(.chose(option: Engine.leaveOption, question: Engine.aloneQuestion))
    } else if reads(.waitHere) {
      waits(.chose(option: Engine.waitOption, question: Engine.aloneQuestion))
    }
  }

  /// The customer's own word that no person is wanted any more.
  mutating func waive() {
    say(.stopped)
    effects.append(.waived)
    end("stopped")
  }

  /// The customer came back for a person while nobody is there: they are told what a newcomer is.
  mutating func replyIsPromised(_ ticket: String, _ replyBy: String) {
    session.frames = []
    session.inbox = []
    session.handoff = [:]
    say(.nobody)
    say(.saved, ticket: ["id": .string(ticket), "reply_by": .string(replyBy)])
    wait(.ended(outcome: "captured"))
  }

  /// Nobody is there: the flow that takes messages, or a ticket made of what is known.
  mutating func nobodyCame(_ reason: HandoffDraft.Reason) {
    session.handoff = [:]
    say(.nobody)
    let isTaking = session.frames.contains { $0.origin == .fallback }
    guard reason != .botError, !isTaking, let flow = bot.defaults.unavailable,
      let target = revision.flows[flow.text]
    else { return saveInstead() }
    keepVariables()
    let known = collected.filter { target.variables[$0.key] != nil }
    session.frames = []
    start(flow.text, as: .fallback, vars: fitting(known, target))
    run()
  }

  /// Answers given to one flow are not asked for again by the next, where they fit there too.
  private func fitting(_ known: [String: Value], _ flow: Flow) -> [String: Value] {
    known.compactMapValues { value in value }.filter { name, value in
      guard let variable = flow.variables[name], variable.type != .record,
        variable.type != .file
      else { return false }
      if case .success = variable.accept(value.text, language: session.language, exactly: true) {
        return true
      }
      return false
    }
  }

  mutating func saveInstead() {
    let draft = TicketDraft(
      queue: revision.queue(flowsQueue ?? revision.personQueue),
      subject: "Chat that nobody could take",
      body: summary, priority: priority, requester: requester, tags: ["chat"], fields: collected)
    let id = effectID()
    effects.append(.openTicket(id: id, draft))
    wait(.working(Pending(effect: id, purpose: .lastResort)))
  }

  mutating func lastResortFinished(_ result: EffectResult) {
    guard case .ticket(let id, let replyBy) = result else {
      say(.notSaved)
      return end("failed")
    }
    say(.saved, ticket: ["id": .string(id), "reply_by": .string(replyBy)])
    end("captured")
  }

  /// A promise that has gone by is called late, once, and never told as if it were to come.
  mutating func admitLateness() -> Bool {
    guard let late = surroundings.lateReply(), session.admitted != late.due else { return false }
    session.admitted = late.due
    say(
      .late,
      ticket: [
        "id": .string("#\(surroundings.conversation.number)"), "reply_by": .string(late.words),
      ])
    return true
  }

  /// Where the flows under way would hand over themselves, by what is known so far; the innermost
  /// that knows decides.
  private var flowsQueue: String? {
    session.frames.reversed().lazy.compactMap { frame in
      revision.flows[frame.flow]?.queue(knowing: frame.vars)
    }.first
  }

  // MARK: What the next person should know

  /// Everything collected so far; inner flows win over outer ones.
  private var collected: [String: Value] {
    var values: [String: Value] = [:]
    for frame in session.frames { values.merge(frame.vars) { $1 } }
    return values
  }

  private var priority: String {
    let words = collected["severity"]?.text ?? collected["priority"]?.text ?? ""
    return ["low", "normal", "high", "critical", "urgent"].contains(words) ? words : "normal"
  }

  private var requester: String? {
    let known = collected["email"] ?? surroundings.customer[.email]
    return known.isNull ? nil : known.text
  }

  /// What was collected, in words; personal details stand in the fields only.
  var summary: String {
    guard let frame = session.frames.last, let flow else { return "Asked for a person." }
    var lines = ["Came from \(flow.name.text).\(frame.section)."]
    for name in flow.variableOrder {
      guard let variable = flow.variables[name], !variable.isPersonal,
        let value = frame.vars[name], !value.isNull
      else { continue }
      lines.append("\(name): \(value.words.prefix(200))")
    }
    if !input.isEmpty, !revision.isAside(input, in: [session.language]) {
      lines.append("Last words: \(input.prefix(200))")
    }
    return lines.joined(separator: "\n")
  }
}
