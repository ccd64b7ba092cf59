import Authoring
import Documents

/// What both `bot.yaml` and a flow say of the ways out of a question.
extension AuthorReader {
  mutating func idle(_ node: Node, _ what: String) -> [Idle] {
    var last: Int64 = 0
    return (reading.items(of: node, what) ?? []).compactMap { item in
      let label = "an entry of \(what)"
      guard reading.entries(of: item, label, allowed: StepSettings.idle.names) != nil,
        let after = reading.required("after", in: item, label),
        let span = reading.milliseconds(of: after, "\(label)'s \"after\"")
      else { return nil }
      if span <= last {
        reading.refuse(after.place, "\(what) must be in rising order of \"after\"")
      }
      last = span
      return idleAct(item, label).map { Idle(after: span, act: $0) }
    }
  }

  private mutating func idleAct(_ item: Node, _ what: String) -> Idle.Act? {
    let given = ["say", "goto", "end"].filter { item[$0] != nil }
    guard given.count == 1, let node = item[given[0]] else {
      reading.refuse(item.place, "\(what) needs exactly one of say, goto and end")
      return nil
    }
    switch given[0] {
    case "say": return text(node, what).map(Idle.Act.say)
    case "goto": return named(node, what).map(Idle.Act.goto)
    default: return outcome(node).map(Idle.Act.end)
    }
  }

  mutating func outcome(_ node: Node) -> Named? {
    reading.choice(of: node, "an outcome", among: Outcome.names).map {
      Named(text: $0, place: node.place)
    }
  }

  mutating func failExit(_ node: Node, _ what: String) -> FailExit? {
    named(node, what).map { $0.text == "agent" ? .person : .section($0) }
  }
}
