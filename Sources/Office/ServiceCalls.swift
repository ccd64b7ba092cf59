import Desk
import Flows
import Journal

// MARK: - What flows ask of services

/// A call is sent once the turn that made it is on disk, and its flow waits for what comes of it.
/// The session keeps the call and a timer ends the wait, so that neither a crash nor a full disk
/// can lose it: what was not answered is sent again, in the same words and under the same id.
extension Office {
  func call(_ request: Request, _ effect: String, _ live: OpenConversation) {
    draft.calls.append(
      FlowCall(conversation: live.conversation.id, effect: effect, request: request))
    set(
      .effect(effect), of: live.conversation.id,
      due: now + .milliseconds(request.timeoutMilliseconds) + Self.wayBack)
  }

  /// What a call that timed out has to reach the Office.
  private static let wayBack = Duration.seconds(2)

  /// After a start: whoever was to carry these out is gone.
  func callAgain(_ timers: [Timer]) throws(RecordFailure) {
    for timer in timers {
      guard case .effect(let effect) = timer.kind, let live = try live(timer.conversation),
        let open = session(of: live)?.openRequest, effect == open.effect
      else { continue }
      call(open.request, open.effect, live)
    }
  }

  /// What came of a service call.
  func answerEffect(
    _ conversation: Identifier<Conversation>, _ effect: String, _ result: EffectResult
  ) throws(RecordFailure) {
    guard let live = try live(conversation) else { return }
    timers.clear(conversation, .effect(effect))
    try stimulate(live, .result(effect: effect, result))
  }
}
