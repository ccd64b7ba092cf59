package import Desk
package import Flows

/// What a flow may know of a conversation and of the desk at a moment.
extension FlowContext {
  /// `language` is the one the bot speaks with this customer, where it has spoken yet.
  package init(_ conversation: Conversation, _ plan: DeskPlan, language: String?, at now: Instant) {
    let offset = plan.hours.offset
    let opening = plan.hours.opening(from: now)
    let own = conversation.opening?.language ?? "en"
    let words = TimeWords.of(language ?? own)
    self.init(
      now: now.milliseconds,
      customer: CustomerFacts(
        id: conversation.opening?.customer.text ?? "", name: conversation.contact.name,
        email: conversation.contact.email, language: language ?? own,
        isVerified: conversation.contact.isVerified),
      isOpen: plan.hours.isOpen(at: now),
      nextOpen: opening.map { plan.hours.words($0, from: now, in: words) } ?? words.later,
      conversation: ConversationFacts(
        id: conversation.id.text, number: conversation.opening?.number ?? 0,
        messages: conversation.messageCount, language: language ?? own,
        page: conversation.opening?.page, channel: conversation.opening?.channel ?? "",
        queue: conversation.queue?.text, isRated: conversation.rating != nil),
      offset: { offset($0 / 1000) }, accept: plan.acceptWithin.milliseconds)
  }
}
