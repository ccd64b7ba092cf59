package import Desk
import Expressions
package import Flows

/// What a flow may know of a conversation and of the desk at a moment.
extension Surroundings {
  /// `language` is the one the bot speaks with this customer, where it has spoken yet.
  package init(_ conversation: Conversation, _ plan: DeskPlan, language: String?, at now: Instant) {
    var customer: [String: Value] = [:]
    if let name = conversation.contact.name {
      customer["name"] = .string(name)
      customer["first_name"] = .string(String(name.prefix { $0 != " " }))
    }
    if let email = conversation.contact.email { customer["email"] = .string(email) }
    let offset = plan.hours.offset
    let opening = plan.hours.opening(from: now)
    let words = TimeWords.of(language ?? conversation.opening?.language ?? "")
    self.init(
      now: now.milliseconds, customer: customer, isOpen: plan.hours.isOpen(at: now),
      nextOpen: opening.map { plan.hours.words($0, from: now, in: words) } ?? words.later,
      conversation: [
        "id": .string(conversation.id.text),
        "number": .int(conversation.opening?.number ?? 0),
        "messages": .int(conversation.messageCount),
        "language": .string(conversation.opening?.language ?? "en"),
        "page": .string(conversation.opening?.page ?? ""),
        "rated": .bool(conversation.rating != nil),
      ],
      offset: { offset($0 / 1000) }, accept: plan.acceptWithin.milliseconds)
  }
}
