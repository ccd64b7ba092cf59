import Authoring
import Expressions

/// Timers: reminders, bursts, the wait for a person, flows that start later.
///
/// The session keeps the deadlines; at the end of a turn the differences become effects.
extension Engine {
  /// The customer did something, or was asked something: silence is counted from here.
  mutating func touch() {
    session.activeAt = surroundings.now
    if !session.frames.isEmpty { frame.reminders = 0 }
  }

  mutating func timerIsDue(_ name: String) {
    guard let deadline = session.timers[name], deadline <= surroundings.now else { return }
    session.timers[name] = nil
    switch name {
    case "idle": idleIsDue()
    case "join": burstIsOver()
    case "accept": nobodyAccepted()
    default:
      if name.hasPrefix("event:") { startEvent(String(name.dropFirst("event:".count))) }
    }
  }

  /// Carries out the reminders that are due. After a long silence only the last one is said.
  private mutating func idleIsDue() {
    guard case .asking = session.state, let question = currentQuestion else { return }
    isSilent = true
    rememberPlace()
    settling?.wasLeft = true
    var lastWords: Text?
    while frame.reminders < question.idle.count {
      let idle = question.idle[frame.reminders]
      guard session.activeAt + idle.after <= surroundings.now else { break }
      frame.reminders += 1
      count(.idle)
      mark(.idle(idle.after))
      switch idle.act {
      case .say(let text): lastWords = text
      case .goto(let section): return leave(to: section)
      case .end(let outcome): return end(outcome.text)
      }
    }
    if let lastWords { say(rendered(lastWords)) }
  }

  private var idleDeadline: Int64? {
    guard case .asking = session.state, let question = currentQuestion,
      let frame = session.frames.last, frame.reminders < question.idle.count
    else { return nil }
    return session.activeAt + question.idle[frame.reminders].after
  }

  /// Tells the desk which timers changed.
  mutating func settleTimers(_ before: [String: Int64]) {
    keep("idle", idleDeadline)
    if session.frames.last?.burst == nil { keep("join", nil) }
    if case .inQueue = session.state {} else { keep("accept", nil) }
    if !session.isOver {
      for name in session.timers.keys where name.hasPrefix("event:") { session.timers[name] = nil }
    }
    var changes: [(name: String, effect: Effect)] = []
    for (name, deadline) in session.timers where before[name] != deadline {
      changes.append((name, .timer(name: name, at: deadline)))
    }
    for name in before.keys where session.timers[name] == nil {
      changes.append((name, .cancelTimer(name: name)))
    }
    if changes.count > 1 { changes.sort { $0.name < $1.name } }
    for change in changes { effects.append(change.effect) }
  }

  /// Sets or cancels a timer; what stays as it is is not written anew.
  private mutating func keep(_ name: String, _ deadline: Int64?) {
    if session.timers[name] != deadline { session.timers[name] = deadline }
  }
}
