import Authoring
import Expressions

/// Runs steps until one of them waits.
extension Engine {
  mutating func run() {
    while isRunning {
      steps += 1
      guard steps <= bot.limits.stepsPerTurn else {
        return recover(from: "more than \(bot.limits.stepsPerTurn) steps in one turn")
      }
      guard let step = currentStep else { return recover(from: "the step is gone") }
      arrive()
      perform(step)
    }
  }

  private mutating func perform(_ step: Step) {
    visited.append(step.key)
    switch step.action {
    case .say(let text):
      say(rendered(text))
      advance()
    case .ask(let question): ask(question, key: step.key)
    case .assign(let assignments): assign(assignments)
    case .branch(let condition, let then, let otherwise):
      let truth = holds(condition)
      mark(truth ? .then : .otherwise)
      if truth {
        go(to: then)
      } else if let otherwise {
        go(to: otherwise)
      } else {
        advance()
      }
    case .goto(let section): go(to: section)
    case .call(let flow, let with): call(flow, with)
    case .suggest(let suggestion): search(suggestion)
    case .http(let call): request(call)
    case .ticket(let ticket): open(ticket)
    case .handoff(let handoff): handOff(handoff)
    case .record(let assignments):
      var values: [String: Value] = [:]
      for assignment in assignments { values[assignment.name.text] = assignment.value.value(facts) }
      effects.append(.record(values))
      advance()
    case .end(let outcome): finish(outcome.text)
    }
  }

  // MARK: Moving

  mutating func advance() { frame.step += 1 }

  mutating func go(to section: Named) {
    frame.section = section.text
    frame.step = 0
  }

  /// Leaves the open question for a section and goes on from there.
  mutating func leave(to section: Named) {
    isRunning = true
    go(to: section)
    run()
  }

  mutating func goOn() {
    isRunning = true
    advance()
    run()
  }

  // MARK: Variables

  private mutating func assign(_ assignments: [Assignment]) {
    for assignment in assignments {
      let name = assignment.name.text
      set(name, to: typed(assignment.value, as: flow?.variables[name]))
    }
    advance()
  }

  /// The value of a text, made to fit the variable; null where it does not.
  func typed(_ text: Text, as variable: Variable?) -> Value {
    let value = text.value(facts).storable
    guard let variable, case .string(let words) = value else { return value }
    if variable.type == .text, variable.pattern == nil { return value }
    guard !words.isEmpty else { return .null }
    switch variable.accept(words, language: session.language, exactly: true) {
    case .success(let accepted): return accepted
    case .failure: return .null
    }
  }

  /// Sets a variable and remembers its former value for `back`.
  mutating func set(_ name: String, to value: Value) {
    let former = frame.vars[name] ?? .null
    if let last = frame.history.indices.last, frame.history[last].former[name] == nil {
      frame.history[last].former[name] = former
    }
    // Null is kept: a variable that was emptied does not fall back to its default.
    frame.vars[name] = value
  }

  // MARK: Flows within flows

  private mutating func call(_ name: Named, _ with: [Assignment]) {
    guard let callee = revision.flows[name.text] else {
      return recover(from: "there is no flow \(name.text)")
    }
    var vars: [String: Value] = [:]
    for assignment in with {
      let value = typed(assignment.value, as: callee.variables[assignment.name.text])
      if !value.isNull { vars[assignment.name.text] = value }
    }
    start(name.text, as: .call, vars: vars)
  }

  /// A flow has come to its `end`.
  private mutating func finish(_ outcome: String) {
    keepVariables()
    if settling == nil { rememberPlace() }
    let ended = session.frames.removeLast()
    guard !session.frames.isEmpty else { return end(outcome) }
    switch ended.origin {
    case .call:
      var called = ValueMap(ended.vars)
      called["outcome"] = .string(outcome)
      frame.called = .map(called)
      advance()
    case .digression: resume(after: ended, outcome)
    case .entry, .event, .fallback: end(outcome)
    }
  }

  private mutating func resume(after ended: Frame, _ outcome: String) {
    switch revision.flows[ended.flow]?.resume ?? .reprompt {
    case .reprompt: prompt()
    case .ask: askToResume()
    case .drop: end(outcome)
    }
  }

  // MARK: When something is wrong

  /// A person takes over: the customer must never be left with a broken bot.
  mutating func recover(from problem: String) {
    count(.botError)
    session.inbox = []
    session.customerTurns = 0
    if case .working(let pending) = session.state, pending.purpose == .person(.botError) {
      return saveInstead()
    }
    say(.sorry)
    askForPerson(.botError, queue: nil, note: problem)
  }
}
