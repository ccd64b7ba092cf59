import Expressions

/// What expressions and texts see while a step runs.
struct Facts: Activation {
  let frame: Frame?
  let flow: Flow?
  let surroundings: Surroundings
  let handoff: [String: Value]
  /// What the page told.
  let visit: [String: Value]
  let language: String
  let articleCount: Int
  let input: String
  /// The ticket of the bot's own sentences.
  var ticket: Value?

  func value(of name: String, slot: Int) -> Value? {
    // In the bot's own sentences a flow's variable of that name does not count.
    if let ticket, name == "ticket" { return ticket }
    if let value = frame?.vars[name] { return value }
    if let variable = flow?.variables[name] { return variable.initial }
    switch name {
    case "customer": return .map(ValueMap(surroundings.customer))
    case "conversation": return conversation
    case "hours": return hours
    case "handoff": return .map(ValueMap(handoff))
    case "response": return frame?.response
    case "called": return frame?.called
    case "kb": return ["count": .int(Int64(articleCount))]
    case "input": return .string(input)
    default: return nil
    }
  }

  private var hours: Value {
    [
      "open": .bool(surroundings.isOpen), "next_open": .string(surroundings.nextOpen),
      "today": .string(today),
    ]
  }

  /// The day on the desk's wall; it compares with dates that customers gave.
  private var today: String {
    let second = surroundings.now / 1000 + Int64(surroundings.offset(surroundings.now))
    let (days, rest) = second.quotientAndRemainder(dividingBy: 86_400)
    return CalendarDate(daysSince1970: Int(rest < 0 ? days - 1 : days)).text
  }

  /// What the page told, under what the desk knows.
  private var conversation: Value {
    var known = surroundings.conversation
    for name in ["page", "title", "referrer", "channel"] where known[name] == nil {
      known[name] = visit[name]
    }
    known["language"] = .string(language)
    known["facts"] = .map(ValueMap(visit))
    return .map(ValueMap(known))
  }

  /// The desk's own time zone, whatever it is called.
  var zone: String { "desk" }

  func offset(of zone: String, at unixSeconds: Int64) -> Int? {
    zone == self.zone ? surroundings.offset(unixSeconds &* 1000) : nil
  }
}

extension ValueMap {
  /// The entries in the order of their names, so that every walk is the same.
  init(_ values: [String: Value]) {
    self.init()
    for (name, value) in values.sorted(by: { $0.key < $1.key }) { self[name] = value }
  }
}
