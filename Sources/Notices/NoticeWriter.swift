import Courier
import Desk
import Expressions
import Rules

/// Makes notices of what happened in a conversation.
struct NoticeWriter {
  let plan: NoticePlan
  let desk: DeskPlan

  /// What waits of a conversation, as far as the team wants to hear of it. Each is judged by how
  /// the conversation stood when it happened.
  func notices(of errand: Errand) -> [Notice] {
    var conversation = Conversation(id: errand.conversation.id)
    let first = errand.events.first?.seq ?? 0
    var notices: [Notice] = []
    for carried in errand.all {
      guard let event = carried.event else { continue }
      conversation.apply(event, at: carried.at)
      guard carried.seq >= first, let happening = Happening(event),
        isWanted(happening, in: conversation, at: carried.at)
      else { continue }
      notices.append(notice(of: happening, event, carried, in: conversation))
    }
    return notices
  }

  private func isWanted(_ happening: Happening, in conversation: Conversation, at moment: Instant)
    -> Bool
  {
    guard plan.occasions.contains(happening.occasion), plan.concerns(conversation) else {
      return false
    }
    return plan.condition?.holds(happening, in: conversation, desk, at: moment) ?? true
  }

  private func notice(
    of happening: Happening, _ event: Event, _ carried: CarriedEvent,
    in conversation: Conversation
  ) -> Notice {
    let number = conversation.opening?.number ?? 0
    let sentence = sentence(happening, event, "#\(number)", conversation)
    var notice = Notice(
      id: carried.key, kind: happening.occasion.rawValue, title: title(happening.occasion),
      text: sentence, at: carried.at)
    notice.conversation = conversation.id
    notice.number = number
    notice.queue = conversation.queue?.text
    notice.priority = conversation.priority
    notice.link = link(number, conversation)
    notice.words = words(conversation)
    return notice
  }

  private func link(_ number: Int64, _ conversation: Conversation) -> String? {
    let facts: Bindings = [
      "number": .int(number), "conversation": .string(conversation.id.text),
    ]
    // What cannot be worked out is left out.
    return plan.link.flatMap { try? $0.render(facts, escape: .urlPart).text }
  }

  private func words(_ conversation: Conversation) -> String? {
    guard plan.quote > 0, conversation.latest.author == .customer else { return nil }
    let text = conversation.latest.text.beginning(plan.quote)
    return text.isEmpty ? nil : text.split(whereSeparator: \.isNewline).joined(separator: " ")
  }

  // MARK: What it says

  private func title(_ occasion: Occasion) -> String {
    switch occasion {
    case .started: "New conversation"
    case .customerWrites: "A customer wrote"
    case .agentWrites: "An agent wrote"
    case .handedOver: "Somebody waits"
    case .taken: "Taken"
    case .released: "Given back"
    case .missed: "Nobody came"
    case .promised: "A reply is promised"
    case .categorised: "Another category"
    case .prioritised: "Another priority"
    case .tagged: "Other tags"
    case .fieldSet: "Fields were set"
    case .resolved: "Resolved"
    case .reopened: "Opened again"
    case .rated: "Rated"
    case .escalated: "Escalated"
    case .nearing: "Time runs out"
    case .breached: "Too late"
    case .offerDeclined: "An offer was declined"
    case .lookedUp: "Looked up"
    }
  }

  private func sentence(
    _ happening: Happening, _ event: Event, _ ticket: String, _ conversation: Conversation
  ) -> String {
    let place = conversation.queue.map { " in \($0.text)" } ?? ""
    let priority = conversation.priority == .normal ? "" : ", priority \(conversation.priority)"
    switch happening.occasion {
    case .started: return "\(ticket) has begun\(priority)."
    case .customerWrites: return "The customer of \(ticket) wrote\(place)\(priority)."
    case .agentWrites: return "\(agent(event) ?? "An agent") wrote to the customer of \(ticket)."
    case .handedOver: return "The customer of \(ticket) waits for a person\(place)\(priority)."
    case .taken: return "\(agent(event) ?? "An agent") has \(ticket)."
    case .released: return "\(ticket) was given back and waits\(place)\(priority)."
    case .missed: return missed(happening, ticket, place)
    case .promised: return promised(event, ticket, place)
    case .categorised: return "\(ticket) is about \(conversation.category ?? "nothing") now."
    case .prioritised: return "\(ticket) has priority \(conversation.priority) now."
    case .tagged: return "\(ticket) has other tags: \(conversation.tags.joined(separator: " "))."
    case .fieldSet:
      return "Fields of \(ticket) were set: \(happening.changed.joined(separator: " "))."
    case .resolved: return "\(ticket) is resolved."
    case .reopened: return "\(ticket) was opened again."
    case .rated: return "\(ticket) was rated \(conversation.rating?.score ?? 0) of 5."
    case .escalated: return "\(ticket) was escalated\(place)\(priority)."
    case .nearing:
      return "\(happening.share ?? 0) % of the time for \(target(happening)) of \(ticket) has gone."
    case .breached: return "No \(target(happening)) of \(ticket) in time\(place)\(priority)."
    case .offerDeclined: return "An offer of \(ticket) was declined or not answered\(place)."
    case .lookedUp: return "The customer of \(ticket) was looked up."
    }
  }

  private func missed(_ happening: Happening, _ ticket: String, _ place: String) -> String {
    switch happening.reason.flatMap(Absence.init) {
    case .closed?: "The desk closed while the customer of \(ticket) waited\(place)."
    case .empty?: "Nobody is there for the customer of \(ticket), who waits\(place)."
    case .unanswered?, nil: "Nobody came in time to the customer of \(ticket), who waits\(place)."
    }
  }

  private func promised(_ event: Event, _ ticket: String, _ place: String) -> String {
    guard case .promised(let due, _) = event else { return "\(ticket) has a promise\(place)." }
    return "A reply to \(ticket) is promised by \(clock(due))\(place)."
  }

  private func target(_ happening: Happening) -> String {
    (happening.target ?? "answer").replacing("_", with: " ")
  }

  private func agent(_ event: Event) -> String? { event.agent?.name.beginning(64) }

  /// By the clock on the desk's wall.
  private func clock(_ moment: Instant) -> String {
    let second = moment.milliseconds / 1000
    let local = second + Int64(desk.hours.offset(second))
    let minute = Int((local % 86_400 + 86_400) % 86_400) / 60
    let text = "\(minute / 60 < 10 ? "0" : "")\(minute / 60):\(minute % 60 < 10 ? "0" : "")"
    return text + "\(minute % 60)"
  }
}
