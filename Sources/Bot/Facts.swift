package import Desk
package import Flows

/// What a flow may know of a conversation and of the desk at a moment.
extension FlowContext {
  /// `language` is the one the bot speaks with this customer, where it has spoken yet.
  package init(
    _ conversation: Conversation, _ plan: DeskPlan, speaking languages: Languages = .shipped,
    language: String?, at now: Instant
  ) {
    let hours = plan.hours(of: conversation.queue)
    let opening = conversation.opening
    let clock = plan.clock(of: opening?.zone)
    let spoken = language ?? opening?.language ?? "en"
    self.init(
      now: now.milliseconds,
      customer: CustomerFacts(
        id: opening?.customer.text ?? "", name: conversation.contact.name,
        email: conversation.contact.email, language: spoken,
        isVerified: conversation.contact.isVerified,
        attributes: conversation.attributesForFlows.reduce(into: [:]) { $0[$1.name] = $1.value }),
      isOpen: hours.isOpen(at: now),
      nextOpen: hours.nextOpening(
        from: now, in: TimeWords.of(spoken, in: languages), by: clock),
      conversation: ConversationFacts(
        id: conversation.id.text, number: opening?.number ?? 0,
        messages: conversation.messageCount, language: spoken,
        page: opening?.page, channel: opening?.channel ?? "",
        queue: conversation.queue?.text, isRated: conversation.rating != nil,
        isWanted: conversation.owed.isPerson),
      offset: { clock.offset($0 / 1000) }, accept: plan.acceptWithin.milliseconds,
      hasMail: plan.hasMail,
      files: plan.files.map { FlowContext.FilesTaken(media: $0.media, largest: $0.largest) },
      lateReply: LateReply(
        conversation.stage.replyBy, { TimeWords.of(spoken, in: languages) }, by: clock, at: now))
  }
}

extension FlowContext.LateReply {
  /// Nil where nothing is promised, or its time has not come.
  fileprivate init?(
    _ due: Instant?, _ words: () -> TimeWords, by clock: Clock, at now: Instant
  ) {
    guard let due, due < now else { return nil }
    self.init(
      due: due.milliseconds, words: clock.words(due, from: now, in: words()))
  }
}

extension OpeningHours {
  /// When the desk opens next, as the bot says it in a language.
  fileprivate func nextOpening(from now: Instant, in words: TimeWords, by clock: Clock) -> String {
    opening(from: now).map { clock.words($0, from: now, in: words) } ?? words.later
  }
}

extension Conversation {
  /// What systems know of an address is told to nobody who only claims that it is theirs: a flow
  /// speaks with whoever is there.
  fileprivate var attributesForFlows: [Field] {
    contact.isVerified ? attributes : contact.attributes
  }
}
