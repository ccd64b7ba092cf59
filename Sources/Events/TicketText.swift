package import Desk
package import JSON

/// The particulars of what happens to a conversation as a ticket.
extension EventText {
  static func writeOfTicket(_ event: Event, _ writer: inout JSONWriter) {
    switch event {
    case .tagged(let tagging):
      write(tagging.author, &writer)
      if !tagging.added.isEmpty { writer.array("added", tagging.added) { $0.string($1) } }
      if !tagging.removed.isEmpty { writer.array("removed", tagging.removed) { $0.string($1) } }
    case .routed(let queue, let author):
      write(author, &writer)
      writer.member("queue", queue.text)
    case .offered(let agent, let until):
      write(agent, &writer)
      writer.member("until", until.milliseconds)
    case .declined(let agent, let decline):
      write(agent, &writer)
      write(decline, &writer)
    case .considered(let consideration): write(consideration, &writer)
    case .escalated(let escalation):
      write(escalation.author, &writer)
      writer.member("queue", escalation.queue.text)
      writer.member("reason", escalation.reason)
      writer.member("level", Int64(escalation.level))
    case .followed(let agent, let begins):
      write(agent, &writer)
      if !begins { writer.member("ends", true) }
    case .held(let until, let author, let reason):
      write(author, &writer)
      writer.member("until", until.milliseconds)
      writer.member("reason", reason)
    case .woken(let waking): writer.member("reason", waking.rawValue)
    case .linked(let link), .unlinked(let link): write(link, &writer)
    case .nearing(let target, let share, let due):
      writer.member("target", target.rawValue)
      writer.member("share", Int64(share))
      writer.member("due", due.milliseconds)
    case .breached(let target, let moment):
      writer.member("target", target.rawValue)
      writer.member("due", moment.milliseconds)
    case .notified(let notification): write(notification, &writer)
    case .lookedUp(let lookUp): write(lookUp, &writer)
    case .erasureAsked(let due): writer.member("due", due.milliseconds)
    case .transcriptAsked, .erasureWithdrawn, .erased: break
    case .started, .said, .noted, .identified, .recorded, .categorised, .prioritised, .suggested,
      .judged, .queued, .taken, .released, .transferred, .withdrawn, .promised, .resolved,
      .reopened, .rated, .concluded, .closed:
      preconditionFailure("it is written beside the others")
    }
  }

  private static func write(_ decline: Decline, _ writer: inout JSONWriter) {
    switch decline {
    case .refused(let reason):
      writer.member("how", "refused")
      writer.member("reason", reason)
    case .missed: writer.member("how", "missed")
    case .withdrawn: writer.member("how", "withdrawn")
    }
  }

  private static func write(_ consideration: Consideration, _ writer: inout JSONWriter) {
    writer.object("agents") { writer in
      for candidate in consideration.candidates {
        writer.member(candidate.agent.text, candidate.verdict.rawValue)
      }
    }
    if consideration.others > 0 { writer.member("others", Int64(consideration.others)) }
  }

  package static func write(_ link: TicketLink, _ writer: inout JSONWriter) {
    write(link.author, &writer)
    writer.member("kind", link.kind.rawValue)
    writer.member("other", link.conversation.text)
    writer.member("number", link.number)
    writer.member("owed_since", link.owedSince?.milliseconds)
  }

  private static func write(_ notification: Notification, _ writer: inout JSONWriter) {
    writer.member("rule", notification.rule)
    writer.array("to", notification.to) { writer, recipient in
      writer.object {
        switch recipient {
        case .agent(let agent): $0.member("agent", agent.text)
        case .queue(let queue): $0.member("queue", queue.text)
        case .team(let team): $0.member("team", team)
        case .supervisors: $0.member("supervisors", true)
        }
      }
    }
    writer.member("text", notification.text)
  }

  static func ofTicket(_ word: EventWord, _ object: JSONValue) throws(TextMistake) -> Event {
    switch word {
    case .tagged:
      return .tagged(
        Tagging(
          added: texts("added", object), removed: texts("removed", object), try author(object)))
    case .routed:
      return .routed(Identifier(try object.text("queue")), try author(object))
    case .offered: return .offered(try agent(object), until: try moment("until", object))
    case .declined: return .declined(try agent(object), try decline(object))
    case .considered: return .considered(try consideration(object))
    case .escalated:
      return .escalated(
        Escalation(
          try author(object), to: Identifier(try object.text("queue")),
          reason: try object.text("reason"), level: Int(try object.number("level"))))
    case .followed:
      return .followed(try agent(object), begins: object["ends"]?.bool != true)
    case .held:
      return .held(
        until: try moment("until", object), try author(object), reason: object["reason"]?.string)
    case .woken: return .woken(try object.word("reason"))
    case .linked: return .linked(try link(object))
    case .unlinked: return .unlinked(try link(object))
    case .nearing:
      return .nearing(
        try object.word("target"), share: Int(try object.number("share")),
        due: try moment("due", object))
    case .breached: return .breached(try object.word("target"), at: try moment("due", object))
    case .notified: return .notified(try notification(object))
    case .lookedUp: return .lookedUp(try lookUp(object))
    case .erasureAsked: return .erasureAsked(due: try moment("due", object))
    case .transcriptAsked: return .transcriptAsked
    case .erasureWithdrawn: return .erasureWithdrawn
    case .erased: return .erased
    case .started, .said, .noted, .identified, .recorded, .categorised, .prioritised, .suggested,
      .judged, .queued, .taken, .released, .transferred, .withdrawn, .promised, .resolved,
      .reopened, .rated, .concluded, .closed:
      preconditionFailure("it is read beside the others")
    }
  }

  private static func moment(_ name: String, _ object: JSONValue) throws(TextMistake) -> Instant {
    Instant(milliseconds: try object.number(name))
  }

  private static func texts(_ name: String, _ object: JSONValue) -> [String] {
    (object[name]?.array ?? []).compactMap(\.string)
  }

  private static func decline(_ object: JSONValue) throws(TextMistake) -> Decline {
    switch try object.text("how") {
    case "refused": return .refused(reason: object["reason"]?.string)
    case "missed": return .missed
    case "withdrawn": return .withdrawn
    case let other:
      throw TextMistake("an offer does not end by \"\(other)\"", isOfTheFuture: true)
    }
  }

  private static func consideration(_ object: JSONValue) throws(TextMistake) -> Consideration {
    var candidates: [Consideration.Candidate] = []
    for member in object["agents"]?.members ?? [] {
      guard let verdict = member.value.string.flatMap(Consideration.Verdict.init) else {
        throw TextMistake("\"agents.\(member.name)\" is no verdict", isOfTheFuture: true)
      }
      candidates.append(Consideration.Candidate(Identifier(member.name), verdict))
    }
    return Consideration(candidates, others: Int(object["others"]?.int ?? 0))
  }

  package static func link(_ object: JSONValue) throws(TextMistake) -> TicketLink {
    TicketLink(
      try object.word("kind"), Identifier(try object.text("other")),
      number: try object.number("number"), try author(object),
      owedSince: object["owed_since"]?.int.map(Instant.init(milliseconds:)))
  }

  private static func notification(_ object: JSONValue) throws(TextMistake) -> Notification {
    var recipients: [Notification.Recipient] = []
    for to in object["to"]?.array ?? [] {
      if let agent = to["agent"]?.string {
        recipients.append(.agent(Identifier(agent)))
      } else if let queue = to["queue"]?.string {
        recipients.append(.queue(Identifier(queue)))
      } else if let team = to["team"]?.string {
        recipients.append(.team(team))
      } else if to["supervisors"]?.bool == true {
        recipients.append(.supervisors)
      } else {
        throw TextMistake("\"to\" names nobody known", isOfTheFuture: true)
      }
    }
    return Notification(
      rule: try object.text("rule"), to: recipients, try object.text("text"))
  }
}
