import Authoring
import Expressions

/// Steps that need the desk to do something, and going on with what came of it.
extension Engine {
  // MARK: Asking

  mutating func search(_ suggestion: Suggestion) {
    let query = plain(suggestion.query).trimmed
    guard !query.isEmpty else {
      mark(.none)
      return go(to: suggestion.none)
    }
    let id = effectID()
    effects.append(
      .search(
        id: id,
        Search(
          query: String(query.prefix(400)), limit: suggestion.limit,
          floor: suggestion.floor)))
    wait(.working(Pending(effect: id, purpose: .step)))
  }

  mutating func request(_ call: Call) {
    guard let service = bot.services[call.service.text] else {
      return recover(from: "there is no service \(call.service.text)")
    }
    var headers: [String: String] = [:]
    for header in call.headers {
      guard let value = header.value.header(facts) else {
        return callFailed(call, "the header \(header.name.text) cannot be sent")
      }
      headers[header.name.text] = value
    }
    let query = call.query.map { "\($0.name.text)=\($0.value.urlPart(facts))" }
    let url =
      service.base + call.path.urlPart(facts)
      + (query.isEmpty ? "" : "?" + query.joined(separator: "&"))
    let sent = call.body.map { body($0) }
    guard sent?.canBeSent != false else {
      return callFailed(call, "the body is deeper or larger than can be sent")
    }
    let id = effectID()
    let request = Request(
      service: call.service.text, method: call.method, url: url, headers: headers,
      body: sent, auth: service.auth,
      timeoutMilliseconds: service.timeout, expected: call.expect)
    effects.append(.request(id: id, request))
    wait(.working(Pending(effect: id, purpose: .step, request: request)))
  }

  private func body(_ body: Call.Body) -> Value {
    switch body {
    case .text(let text): return text.value(facts)
    case .list(let items): return .list(items.map { self.body($0) })
    case .map(let entries):
      var map = ValueMap()
      for entry in entries { map[entry.key] = self.body(entry.value) }
      return .map(map)
    }
  }

  mutating func open(_ ticket: TicketStep) {
    let draft = TicketDraft(
      queue: queue(ticket.queue), subject: String(plain(ticket.subject).prefix(200)),
      body: plain(ticket.body), priority: ticket.priority.map { plain($0) } ?? "normal",
      requester: ticket.requester.map { plain($0) }.flatMap { $0.isEmpty ? nil : $0 },
      tags: ticket.tags.map { plain($0) }, fields: values(of: ticket.fields))
    forgetHistory()
    let id = effectID()
    effects.append(.openTicket(id: id, draft))
    wait(.working(Pending(effect: id, purpose: .step)))
  }

  mutating func handOff(_ handoff: HandoffStep) {
    let draft = HandoffDraft(
      queue: queue(handoff.queue), priority: handoff.priority.map { plain($0) } ?? "normal",
      summary: handoff.summary.map { plain($0).trimmed } ?? summary,
      fields: values(of: handoff.fields), reason: .flow,
      acceptSeconds: Int((handoff.accept ?? surroundings.accept) / 1000),
      articles: session.refused + session.shown,
      path: session.path)
    forgetHistory()
    let id = effectID()
    effects.append(.handoff(id: id, draft))
    wait(.working(Pending(effect: id, purpose: .step)))
  }

  /// The queue a routing comes to; one that is not known becomes the desk's first.
  private func queue(_ routing: Routing) -> String {
    switch routing {
    case .fixed(let name): return revision.queue(name.text)
    case .by(let variable, let table, _):
      let value = facts.value(of: variable.text, slot: -1)?.text ?? ""
      return revision.queue(table[value]?.text)
    }
  }

  private func values(of names: [Named]) -> [String: Value] {
    var values: [String: Value] = [:]
    for name in names {
      guard let value = facts.value(of: name.text, slot: -1), !value.isNull else { continue }
      values[name.text] = value
    }
    return values
  }

  // MARK: Results

  mutating func finished(_ effect: String, _ result: EffectResult) {
    guard case .working(let pending) = session.state, pending.effect == effect else { return }
    switch pending.purpose {
    case .step: stepFinished(result)
    case .answer(let words):
      if case .articles(let cards) = result {
        lookedUp(cards, words: words)
      } else {
        lookedUp([], words: words)
      }
    case .person(let reason): personAnswered(result, reason, pending)
    case .lastResort: lastResortFinished(result)
    }
  }

  private mutating func stepFinished(_ result: EffectResult) {
    switch currentStep?.action {
    case .suggest(let suggestion): found(suggestion, result)
    case .http(let call): answered(call, result)
    case .ticket(let ticket): opened(ticket, result)
    case .handoff(let handoff): handedOff(handoff, result)
    case .say, .ask, .assign, .branch, .goto, .call, .record, .end, nil:
      recover(from: "the step that asked is gone")
    }
  }

  private mutating func found(_ suggestion: Suggestion, _ result: EffectResult) {
    var shown: [Card] = []
    if case .articles(let cards) = result {
      shown = Array(cards.filter(suggestion.floor.lets).prefix(suggestion.limit))
    }
    guard let first = shown.first else {
      mark(.none)
      return leave(to: suggestion.none)
    }
    var words = suggestion.found
    if let answer = suggestion.answer, first.fit == .answer {
      // Others beside the answer would only make it doubtful.
      (words, shown) = (answer, [first])
      mark(.answer)
    } else {
      mark(.found)
    }
    count(.articlesShown)
    session.shown = shown.map(\.id)
    effects.append(.say(Say(text: rendered(words), cards: shown)))
    goOn()
  }

  private mutating func answered(_ call: Call, _ result: EffectResult) {
    guard case .response(let status, let body) = result else {
      if case .failed(let reason) = result { return callFailed(call, reason) }
      return callFailed(call, "no answer")
    }
    frame.response = ["status": .int(Int64(status)), "body": body.kept, "error": ""]
    guard call.expect.contains(status) else {
      return callFailed(call, "status \(status)", status: status, body: body)
    }
    mark(.ok)
    if let into = call.into {
      set(into.text, to: (200..<300).contains(status) ? shaped(body, as: into.text) : .null)
    }
    goOn()
  }

  private mutating func callFailed(
    _ call: Call, _ reason: String, status: Int = 0, body: Value = .null
  ) {
    frame.response = [
      "status": .int(Int64(status)), "body": body.kept,
      "error": .string(String(reason.prefix(200))),
    ]
    mark(.error)
    guard let section = call.onError else { return recover(from: "a call failed: \(reason)") }
    leave(to: section)
  }

  /// What a service sent, as far as the variable's declaration speaks of it.
  private func shaped(_ body: Value, as name: String) -> Value {
    guard let variable = flow?.variables[name] else { return .null }
    guard variable.type == .record else {
      guard
        case .success(let value) = variable.accept(
          body.text, language: session.language, exactly: true)
      else { return .null }
      return value
    }
    guard case .map(let sent) = body, !variable.fields.isEmpty else {
      return variable.fields.isEmpty ? body.kept : .null
    }
    var record = ValueMap()
    for (field, type) in variable.fields.sorted(by: { $0.key < $1.key }) {
      record[field] = shaped(sent[field] ?? .null, type)
    }
    return .map(record)
  }

  private func shaped(_ value: Value, _ type: VariableType) -> Value {
    switch (type, value) {
    case (_, .null), (_, .list), (_, .map): .null
    case (.int, .double(let number)): Int64(exactly: number).map(Value.int) ?? .null
    case (.int, .string(let text)): Int64(text).map(Value.int) ?? .null
    case (.int, _), (.bool, .bool): value
    case (.bool, _): .null
    case (.text, _), (.choice, _), (.email, _), (.phone, _), (.url, _), (.date, _), (.record, _),
      (.file, _):
      .string(String(value.text.prefix(bot.limits.text)))
    }
  }

  private mutating func opened(_ ticket: TicketStep, _ result: EffectResult) {
    guard case .ticket(let id, let replyBy) = result else {
      mark(.error)
      guard let section = ticket.onError else { return recover(from: "a ticket was not opened") }
      return leave(to: section)
    }
    mark(.ok)
    if let into = ticket.into {
      set(into.text, to: ["id": .string(id), "reply_by": .string(replyBy)])
    }
    goOn()
  }

  private mutating func handedOff(_ handoff: HandoffStep, _ result: EffectResult) {
    guard case .accepted(let queue, let place, let eta) = result else {
      mark(.unavailable)
      guard let section = handoff.unavailable else { return nobodyCame(.flow) }
      return leave(to: section)
    }
    mark(.accepted)
    stand(in: queue, place, eta)
    if let text = handoff.say { say(rendered(text)) }
    session.timers["accept"] = surroundings.now + (handoff.accept ?? surroundings.accept)
    if case .working(let pending) = session.state { wait(.inQueue(pending)) }
  }

  mutating func stand(in queue: String, _ place: Int, _ eta: String) {
    session.handoff = [
      "queue": .string(queue), "place": .int(Int64(place)), "eta": .string(eta),
    ]
  }
}
