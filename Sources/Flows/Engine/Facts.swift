import Expressions

/// What expressions and texts see while a step runs.
struct Facts: Activation {
  let frame: Frame?
  let flow: Flow?
  let surroundings: FlowContext
  let handoff: [String: Value]
  let language: String
  let articleCount: Int
  /// What the bot's file says that sites sign of their customers.
  let attributes: [String]
  let input: String
  /// The ticket of the bot's own sentences.
  var ticket: Value?

  func value(of name: String, slot: Int) -> Value? {
    // In the bot's own sentences a flow's variable of that name does not count.
    if let ticket, name == "ticket" { return ticket }
    if let value = frame?.vars[name] { return value }
    if let variable = flow?.variables[name] { return variable.initial }
    switch name {
    case "customer": return customer
    case "conversation": return conversation
    case "hours": return hours
    case "desk": return .map(ValueMap(DeskFact.allCases) { desk($0) })
    case "handoff": return .map(ValueMap(handoff))
    case "response": return frame?.response
    case "called": return frame?.called
    case "kb": return ["count": .int(Int64(articleCount))]
    case "input": return .string(input)
    default: return nil
    }
  }

  private var customer: Value {
    var map = ValueMap(CustomerFact.allCases) { surroundings.customer[$0] }
    for name in attributes {
      map[name] = surroundings.customer.attributes[name].map { .string($0) } ?? .null
    }
    return .map(map)
  }

  private var hours: Value {
    .map(ValueMap(HoursFact.allCases) { hour($0) })
  }

  private func desk(_ fact: DeskFact) -> Value {
    switch fact {
    case .mail: .bool(surroundings.hasMail)
    }
  }

  private func hour(_ fact: HoursFact) -> Value {
    switch fact {
    case .open: .bool(surroundings.isOpen())
    case .nextOpen: .string(surroundings.nextOpen())
    case .today: .string(today)
    }
  }

  /// The day on the customer's wall, or the desk's where their zone is not known; it compares with
  /// dates that customers gave.
  private var today: String {
    let second = surroundings.now / 1000 + Int64(surroundings.offset(surroundings.now))
    let (days, rest) = second.quotientAndRemainder(dividingBy: 86_400)
    return CalendarDate(daysSince1970: Int(rest < 0 ? days - 1 : days)).text
  }

  private var conversation: Value {
    var known = surroundings.conversation
    known.language = language
    return .map(ValueMap(ConversationFact.allCases) { known[$0] })
  }

  /// The time zone that texts are told in, whatever it is called.
  var zone: String { "desk" }

  func offset(of zone: String, at unixSeconds: Int64) -> Int? {
    zone == self.zone ? surroundings.offset(unixSeconds &* 1000) : nil
  }
}

extension ValueMap {
  /// Every fact of a list under its name; what is absent is null.
  fileprivate init<Fact: RawRepresentable<String>>(_ facts: [Fact], _ value: (Fact) -> Value) {
    self.init()
    for fact in facts { self[fact.rawValue] = value(fact) }
  }

  /// The entries in the order of their names, so that every walk is the same.
  init(_ values: [String: Value]) {
    self.init()
    for (name, value) in values.sorted(by: { $0.key < $1.key }) { self[name] = value }
  }
}
