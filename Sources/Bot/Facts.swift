package import Desk
package import Flows

/// What a flow may know of a conversation and of the desk at a moment.
extension FlowContext {
  /// `language` is the one the bot speaks with this customer, where it has spoken yet.
  package init(_ conversation: Conversation, _ plan: DeskPlan, language: String?, at now: Instant) {
    let hours = plan.hours(of: conversation.queue)
    let opening = conversation.opening
    let spoken = language ?? opening?.language ?? "en"
    self.init(
      now: now.milliseconds,
      customer: CustomerFacts(
        id: opening?.customer.text ?? "", name: conversation.contact.name,
        email: conversation.contact.email, language: spoken,
        isVerified: conversation.contact.isVerified),
      isOpen: hours.isOpen(at: now), nextOpen: hours.nextOpening(from: now, in: spoken),
      conversation: ConversationFacts(
        id: conversation.id.text, number: opening?.number ?? 0,
        messages: conversation.messageCount, language: spoken,
        page: opening?.page, channel: opening?.channel ?? "",
        queue: conversation.queue?.text, isRated: conversation.rating != nil,
        isWanted: conversation.owed.isPerson),
      offset: { hours.offset($0 / 1000) }, accept: plan.acceptWithin.milliseconds)
  }
}

extension OpeningHours {
  /// When the desk opens next, as the bot says it in a language.
  fileprivate func nextOpening(from now: Instant, in language: String) -> String {
    let words = TimeWords.of(language)
    return opening(from: now).map { self.words($0, from: now, in: words) } ?? words.later
  }
}
