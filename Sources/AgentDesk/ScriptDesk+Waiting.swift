import Desk
import JSON
import Wire

// MARK: - Lines that wait for something

extension ScriptDesk {
  /// A `wait` or an `expect`: the lines behind it wait as well.
  mutating func wait(for line: ScriptLine, isExpectation: Bool) throws(WireMistake) {
    let object = line.object
    let pattern = object[isExpectation ? "that" : "for"]
    guard !isExpectation || pattern?.members != nil else {
      throw WireMistake("\"expect\" takes \"that\": an object of which a line must hold all")
    }
    guard pattern == nil || pattern?.members != nil else {
      throw WireMistake("\"for\" must be an object of which a line must hold all")
    }
    let span = try Self.span(object["timeout"] ?? object["ms"]) ?? settings.patience
    let condition: ScriptGate.Condition =
      if let pattern { .line(pattern) } else if object["ms"] != nil { .time } else { .answers }
    heard.lookAnew()
    gate = ScriptGate(
      condition: condition, asker: line.asker, until: now + span, isExpectation: isExpectation)
  }

  private static func span(_ value: JSONValue?) throws(WireMistake) -> Duration? {
    guard let value else { return nil }
    guard let milliseconds = value.int,
      (0...ScriptSettings.longestPatience.milliseconds).contains(milliseconds)
    else { throw WireMistake("\"timeout\" and \"ms\" are milliseconds, a day at most") }
    return .milliseconds(milliseconds)
  }

  /// Keeps a line, and with it all behind it, until what it needs is known.
  mutating func hold(_ line: ScriptLine, until condition: ScriptGate.Condition) {
    var line = line
    line.name = line.name ?? keptName
    held.insert(line, at: 0)
    gate = ScriptGate(condition: condition, asker: nil, until: now + settings.patience)
  }

  /// Asks the desk which conversation has a number that is neither waiting nor ours.
  mutating func lookUp(_ number: Int64, for line: ScriptLine) {
    let name = freshQuestion()
    ask(.search("#\(number)"), .lookup(number), as: name)
    hold(line, until: .question(name))
  }

  mutating func found(_ number: Int64, _ conversation: ConversationID?) {
    if numbers.count >= Uplink.orderLimit { numbers = [:] }
    numbers.updateValue(conversation, forKey: number)
  }

  /// Whether the line of that name is still to be answered.
  func isOwed(_ name: String) -> Bool {
    commands.values.contains { $0.asker.id == name }
      || follows.values.contains { $0.contains { $0.id == name } }
      || questions.values.contains { purpose in
        switch purpose {
        case .answer(let asker), .status(let asker, _): asker.id == name
        case .lookup, .upload: false
        }
      }
      || uploads.contains { $0.line.asker.id == name }
      || early.contains { $0.asker.id == name }
  }

  /// Whether anything asked so far has no answer yet, what waits behind a gate left out.
  var isOwedAnything: Bool {
    !commands.isEmpty || !questions.isEmpty || !follows.isEmpty || !early.isEmpty
      || !logins.isEmpty || !uploads.isEmpty
  }

  /// Opens the gate where what it waits for has come or its time is over, and goes on with what
  /// stood behind it.
  mutating func passGates() {
    while true {
      if let gate { if !pass(gate) { return } }
      guard gate == nil, !hasLeft, !held.isEmpty else { return }
      let next = held.removeFirst()
      keptName = next.name
      begin(next)
      keptName = nil
      letGo(of: next)
    }
  }

  /// False where it stays shut.
  private mutating func pass(_ gate: ScriptGate) -> Bool {
    let isLate = gate.until <= now
    switch gate.condition {
    case .answers where !isOwedAnything: open(gate)
    case .time where isLate: open(gate)
    case .answer(let name) where !isOwed(name): open(gate)
    case .question(let question) where questions[question] == nil: open(gate)
    case .line(let pattern):
      guard let line = heard.take(where: matches(pattern)) else {
        return isLate && giveUp(gate)
      }
      open(gate, by: line)
    case .answers, .time, .answer, .question: return isLate && giveUp(gate)
    }
    return true
  }

  private mutating func open(_ gate: ScriptGate, by line: JSONValue? = nil) {
    self.gate = nil
    guard let asker = gate.asker else { return }
    remember(asker, line?["conversation"]?.string.map { Identifier($0) })
    say("done", asker, isHeard: false) {
      $0.member("conversation", line?["conversation"]?.string)
      if let line { $0.member("by", line) }
    }
  }

  private mutating func giveUp(_ gate: ScriptGate) -> Bool {
    self.gate = nil
    // Whatever waited by itself goes on, and is told what is not there.
    guard let asker = gate.asker else {
      if case .question(let question) = gate.condition { questions[question] = nil }
      return true
    }
    let why: String =
      switch gate.condition {
      case .answers: "not everything was answered in time"
      case .line, .time, .answer, .question: "no such line came in time"
      }
    trouble(asker, "timeout", why, isHeard: false)
    if gate.isExpectation { leave(AgentProgram.Status.trouble) }
    return true
  }

  /// A `number` also means the conversation that has it: most lines name only that.
  private func matches(_ pattern: JSONValue) -> (JSONValue) -> Bool {
    guard let number = pattern["number"]?.int,
      let conversation = floor.numbered(number)?.conversation ?? numbers[number] ?? nil
    else { return { $0.holds(pattern) } }
    let others = JSONValue.object((pattern.members ?? []).filter { $0.name != "number" })
    return { line in
      line.holds(pattern)
        || line["number"] == nil && line["conversation"]?.string == conversation.text
          && line.holds(others)
    }
  }
}
