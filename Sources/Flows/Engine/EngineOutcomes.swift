import Expressions

/// What follows from an answer, an escape or words that nobody understood.
extension Engine {
  mutating func accept(_ answer: Answer, _ question: Question) {
    remember(answer)
    count(.answered)
    mark(answer.exit)
    if let helped = answer.affirmation { judgeArticles(helped) }
    for (name, value) in answer.values { set(name, to: value) }
    tellWhoTheyAre(answer)
    if let section = answer.goto { return leave(to: section) }
    goOn()
  }

  /// A variable that is taken from what the desk knows of the customer tells the desk, too.
  private mutating func tellWhoTheyAre(_ answer: Answer) {
    var told: [CustomerFact: String] = [:]
    for (name, value) in answer.values {
      guard case .string(let text) = value, !text.isEmpty,
        let fact = flow?.variables[name].flatMap(Engine.fact), surroundings.customer[fact] != value
      else { continue }
      told[fact] = text
    }
    guard !told.isEmpty else { return }
    effects.append(.identify(name: told[.name], email: told[.email]))
  }

  /// What of the customer a variable holds, where that is where it is taken from.
  private static func fact(of variable: Variable) -> CustomerFact? {
    switch variable.from?.expression.source {
    case "customer.email": .email
    case "customer.name": .name
    default: nil
    }
  }

  mutating func take(_ escape: WayOut) {
    count(.escaped)
    mark(.escape)
    if surroundings.conversation.isWanted, reads(escape, as: .neverMind) { return waive() }
    // An answer given at an earlier visit is taken back: the customer has none.
    for name in currentQuestion?.filledNames ?? [] { frame.vars[name] = nil }
    leave(to: escape.goto)
  }

  /// The first yes or no after articles were shown says whether they helped.
  private mutating func judgeArticles(_ helped: Bool) {
    guard !session.shown.isEmpty else { return }
    effects.append(
      .record([
        "articles": .list(session.shown.map { .string($0) }), "articles_helped": .bool(helped),
      ]))
    count(helped ? .articleHelped : .articleDidNotHelp)
    if !helped {
      session.refused = Array((session.refused + session.shown).suffix(Session.refusedLimit))
    }
    session.shown = []
  }

  // MARK: Not understood

  /// Uses up an attempt, and gives the question up after the last one.
  mutating func miss(
    _ question: Question, saying reason: String? = nil, key: String? = nil,
    complaints: [String: String] = [:], typed: [String: String] = [:]
  ) {
    frame.misses += 1
    guard frame.misses <= question.retries else { return fail(question) }
    count(.noMatch)
    guard let key = key ?? currentStep?.key else { return }
    let own = reason ?? question.invalid.map { rendered($0) }
    switch question.kind {
    case .value, .file:
      guard let own else {
        say(.invalid)
        return prompt()
      }
      effects.append(.say(said(question, key: key, text: own)))
    case .choice, .confirm:
      if let own { say(own) } else { say(.choose) }
      effects.append(.say(said(question, key: key, text: rendered(question.prompt))))
    case .form:
      let text = own ?? revision.sentence(.form).chat(facts, language: session.language).text
      effects.append(
        .say(said(question, key: key, text: text, complaints: complaints, typed: typed)))
    }
    wait(.asking)
  }

  private mutating func fail(_ question: Question) {
    count(.failed)
    mark(.fail)
    switch question.onFail {
    case .person: askForPerson(.failed, queue: nil)
    case .section(let section): leave(to: section)
    }
  }

  // MARK: Digressions

  /// Another flow's trigger, when both flows may be interrupted.
  mutating func digress(_ normal: String) -> Bool {
    guard flow?.isInterruptible == true,
      let name = revision.triggered(by: normal), let target = revision.flows[name],
      target.isInterruptible
    else { return false }
    if let index = session.frames.firstIndex(where: { $0.flow == name }) {
      guard index < session.frames.count - 1 else { return false }
      markTrigger(of: target)
      session.frames.removeLast(session.frames.count - 1 - index)
      count(.digressed)
      comeBackToFlow()
      return true
    }
    // What it calls must have room too, or its customer is led into a limit.
    guard revision.hasRoom(for: name, inside: session.frames.count) else { return false }
    count(.digressed)
    markTrigger(of: target)
    start(name, as: .digression)
    run()
    return true
  }

  /// The customer wants a flow that is under way further out. Where it has called another one, it
  /// stands at that call and at no question: then it begins again, with what it knows.
  private mutating func comeBackToFlow() {
    guard currentQuestion == nil, let first = flow?.sections.first else { return prompt() }
    frame.history = []
    leave(to: first.name)
  }

  // MARK: Articles as answers

  /// Looks the words up before they count as not understood; single words say too little.
  mutating func lookUp(_ words: String, _ normal: String, _ question: Question) -> Bool {
    guard question.searchesArticles, revision.articleCount > 0, normal.contains(" ") else {
      return false
    }
    let id = effectID()
    effects.append(
      .search(
        id: id,
        Search(query: String(words.prefix(400)), limit: 1, floor: bot.defaults.answerFloor)))
    wait(.working(Pending(effect: id, purpose: .answer(words: words))))
    return true
  }

  mutating func lookedUp(_ cards: [Card], words: String) {
    input = words
    guard let question = currentQuestion else {
      return recover(from: "the open question is gone")
    }
    session.state = .asking
    guard let best = cards.first, bot.defaults.answerFloor.lets(best) else {
      return miss(question)
    }
    count(.articlesShown)
    let text = revision.sentence(.answer).chat(facts, language: session.language).text
    effects.append(.say(Say(text: text, cards: [best])))
    prompt()
  }
}
