import Desk
import JSON
import Wire

// MARK: - Leaving

extension ScriptDesk {
  /// Leaves once everything is answered; at once with `"now": true`.
  mutating func quit(_ line: ScriptLine) {
    let isNow = line.object["now"]?.bool ?? false
    ending = Ending(at: now, asker: line.asker, patience: isNow ? .zero : settings.patience)
    // Nothing behind it is obeyed; what an earlier run left stays on disk.
    held.removeAll { $0.name == nil }
  }

  /// Leaves where there is nothing left to do, or no time.
  mutating func end() {
    guard !hasLeft else { return }
    if let line, case .ended(let why) = line.state {
      let refusal = line.refusal
      trouble(
        logins.first, refusal?.code == .secondFactor ? "second_factor" : "ended", why,
        enrolment: refusal?.enrolment)
      logins = []
      return leave(AgentProgram.Status.refused)
    }
    // What a line waits for has its own time.
    if gate != nil { ending?.at = now }
    guard let ending, gate == nil else { return }
    let isIdle = !isOwedAnything && (line == nil || wasOnline)
    guard isIdle || now.since(ending.at) >= ending.patience else { return }
    if isIdle, ending.forgets { withLine { $0.end(forgetting: true) } }
    leave(nil)
  }

  /// Says of every line what has become of it, and ends the program.
  mutating func leave(_ status: Int32?) {
    hasLeft = true
    let unanswered = tellUnanswered()
    if let asker = ending?.asker {
      if unanswered == 0 {
        done(asker)
      } else {
        trouble(asker, "unanswered", "\(unanswered) lines were not answered")
      }
    }
    effects.append(.quit(status ?? self.status(unanswered)))
  }

  private func status(_ unanswered: Int) -> Int32 {
    if line == nil { return AgentProgram.Status.refused }
    if !wasOnline { return AgentProgram.Status.unreachable }
    if unanswered > 0 { return AgentProgram.Status.unanswered }
    return failures > 0 ? AgentProgram.Status.trouble : 0
  }

  private mutating func tellUnanswered() -> Int {
    let kept = commands.values.map(\.asker) + early.filter { $0.name != nil }.map(\.asker)
    let lost = askersOfQuestions + early.filter { $0.name == nil }.map(\.asker)
    let notBegun = held.map(\.asker) + [gate?.asker].compactMap { $0 }
    for (askers, why) in [
      (kept, "no answer came in time; it is kept, and the next run sends it"),
      (lost, "no answer came in time"), (notBegun, "its turn did not come"),
    ] {
      for asker in askers.sorted(by: { ($0.line ?? 0) < ($1.line ?? 0) }) {
        trouble(asker, "unanswered", why)
      }
    }
    return kept.count + lost.count + notBegun.count
  }

  private var askersOfQuestions: [ScriptLine.Asker] {
    let asked = questions.values.compactMap { purpose -> ScriptLine.Asker? in
      switch purpose {
      case .answer(let asker), .status(let asker, _): asker
      case .lookup, .upload: nil
      }
    }
    return asked + follows.values.flatMap { $0 } + logins + uploads.map(\.line.asker)
  }
}
