import Authoring
import Documents

/// What happens when something goes wrong must be written down.
extension Check {
  mutating func safety(_ graph: FlowGraph) {
    for (index, step) in graph.steps.enumerated() {
      switch step.action {
      case .http(let call):
        if call.onError == nil { missingExit("E402", step, "on_error", "the service fails") }
        privacy(call, graph.flow)
      case .ticket(let ticket):
        if ticket.onError == nil {
          missingExit("E402", step, "on_error", "the ticket cannot be saved")
        }
        contactable(ticket, step, graph)
      case .handoff(let handoff):
        if handoff.unavailable == nil {
          missingExit("E403", step, "unavailable", "nobody is there")
        }
        if let summary = handoff.summary { unmasked(summary, graph.flow) }
      case .ask(let asked): question(asked, step, graph.flow)
      case .suggest(let suggestion): follows(suggestion, index, graph)
      case .say, .assign, .branch, .goto, .call, .record, .end: break
      }
      personalTags(step, graph.flow)
      for text in step.customerTexts + step.otherTexts { secrets(text) }
    }
  }

  private mutating func missingExit(_ rule: String, _ step: Step, _ key: String, _ when: String) {
    report(
      rule, at: step.place, "this \(step.verb.rawValue) does not say where to go when \(when)",
      hint: "add \(key): and a section")
  }

  private mutating func question(_ question: Question, _ step: Step, _ flow: Flow) {
    if case .value(let into) = question.kind, question.invalid == nil,
      let variable = flow.variables[into.text], variable.canBeMissed
    {
      report(
        "W401", at: step.place, "nothing explains what is wrong with an answer for \(into.text)",
        hint: "add invalid: \"…\"")
    }
    let hasAgent = set.bot.commands.contains {
      if case .handoff = $0.action { true } else { false }
    }
    if case .section = question.onFail, question.escape == nil, !hasAgent {
      report(
        "W409", at: step.place, "this question has no way out for someone who cannot answer it",
        hint: "add an escape, on_fail: agent, or an agent command in bot.yaml")
    }
  }

  /// After articles the customer must be asked whether they helped.
  private mutating func follows(_ suggestion: Suggestion, _ index: Int, _ graph: FlowGraph) {
    if let place = suggestion.scored {
      outOfUse("min_score", at: place, instead: "at_least: offer")
    }
    if desk.articleCount == 0 {
      report(
        "W507", at: graph.steps[index].place, "there are no articles to suggest",
        hint: "add some to flows/knowledge")
    }
    var seen: Set<Int> = []
    var open = graph.exits[index].filter { $0.kind != .none }.map(\.target)
    while let target = open.popLast() {
      guard case .step(let step) = target, seen.insert(step).inserted else { continue }
      if graph.steps[step].verb.asks {
        if graph.steps[step].verb == .confirm { continue }
      } else if graph.steps[step].verb != .end, graph.steps[step].verb != .handoff {
        open += graph.exits[step].map(\.target)
        continue
      }
      return report(
        "W410", at: graph.steps[index].place, "nobody is asked whether the articles helped",
        hint: "let a confirm follow: Did that solve it?")
    }
  }

  /// Scores are not comparable between help centres; how well an article fits is.
  mutating func outOfUse(_ key: String, at place: Place, instead: String) {
    report(
      "W416", at: place, "\(key) is out of use: a score fits one help centre and no other",
      hint: "write \(instead), or leave it out")
  }

  /// A ticket nobody can answer helps nobody.
  private mutating func contactable(_ ticket: TicketStep, _ step: Step, _ graph: FlowGraph) {
    guard ticket.requester == nil else { return }
    let named = Set(step.uses.map(\.root))
    let hasContact = graph.flow.variables.values.contains { variable in
      (variable.type == .email || variable.type == .phone) && named.contains(variable.name.text)
    }
    if !hasContact {
      report(
        "W411", at: step.place, "this ticket says nowhere how to reach the customer",
        hint: "ask for an email or phone before, and add requester: \"{{ email }}\"")
    }
  }

  // MARK: Privacy and security

  private func personal(_ use: Use, _ flow: Flow) -> Bool {
    if flow.variables[use.root]?.isPersonal == true { return true }
    return use.root == "customer"
      && ["email", "phone", "name", "last_name"].contains(use.path.last)
  }

  private mutating func privacy(_ call: Call, _ flow: Flow) {
    for pair in call.query {
      for use in pair.value.uses(.text(.query)) where personal(use, flow) {
        leak(use, "an address is logged")
      }
    }
    for header in call.headers {
      for use in header.value.uses(.text(.header)) {
        guard let variable = flow.variables[use.root], variable.type == .text,
          variable.pattern == nil
        else { continue }
        report(
          "E705", at: use.place, "\(use.root) may hold a line break, which no header can",
          hint: "give it a pattern, or send it in the body")
      }
    }
  }

  private mutating func personalTags(_ step: Step, _ flow: Flow) {
    for use in step.uses where [.text(.tag), .text(.record)].contains(use.role) {
      if personal(use, flow) { leak(use, "tags and records are counted and exported") }
    }
  }

  private mutating func leak(_ use: Use, _ reason: String) {
    report(
      "W703", at: use.place, "\(use.path.joined(separator: ".")) is personal: \(reason)",
      hint: "send it in a body or a ticket's requester")
  }

  private mutating func unmasked(_ summary: Text, _ flow: Flow) {
    for use in summary.uses(.text(.summary)) where personal(use, flow) {
      report(
        "W704", at: use.place,
        "\(use.path.joined(separator: ".")) is personal and would stand in the summary",
        hint: "name it under fields, where only the agent's card shows it")
    }
  }

  private static let secretWords = [
    "api_key=", "apikey=", "access_token=", "password=", "bearer ", "client_secret", "sk_live_",
    "-----begin",
  ]

  private mutating func secrets(_ text: Text) {
    let lower = text.source.lowercased()
    let hasCredentials =
      lower.contains("://")
      && lower.split(whereSeparator: \.isWhitespace).contains { word in
        guard let range = word.firstRange(of: "://") else { return false }
        let host = word[range.upperBound...].prefix { $0 != "/" }
        return host.contains("@") && host.contains(":")
      }
    guard hasCredentials || Check.secretWords.contains(where: lower.contains) else { return }
    report(
      "E701", at: text.place, "this looks like a secret written into a flow",
      hint: "put it in the environment and name it under services: auth: env:NAME")
  }
}

extension Variable {
  /// Whether there are answers that are none: anything but free text.
  fileprivate var canBeMissed: Bool {
    type != .text || pattern != nil || (min?.number ?? 0) > 1
  }
}
