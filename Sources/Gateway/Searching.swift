import Desk
import Glibc
import Office
import Searching
import Threads
import Wire

// MARK: - What is asked for that was said

extension Gateway {
  /// A question goes to the Office, or where it is about what was said, to the index, which nobody
  /// else waits for.
  func ask(_ question: Question, _ caller: Caller) {
    if case .earlier(let conversation, let before) = question.subject {
      return askEarlier(conversation, before, question.id, caller)
    }
    guard case .search(let text, let after, let limit) = question.subject else {
      return post(.ask(caller, question))
    }
    guard case .known(.agent(let agent, let role)) = caller.who,
      authorize(.agent(agent, role), .seeQueue, .desk)
    else {
      let refusal = Refusal(.notAllowed, "only agents search in what was said")
      return answer(.refused(refusal, Refused(.ask, id: question.id)), caller)
    }
    let inquiry = Inquiry(
      text, for: .agent(agent.id, role, closedQueues: settings.closedQueues),
      Query.Circumstances(offset: settings.offset, now: Self.wallClock()),
      after: after.flatMap { Reply.Page.place($0) }, limit: limit ?? Inquiry.usualLimit)
    let inbox = inbox
    let isTaken = searches.ask(inquiry) { result in
      let frame: ServerFrame =
        switch result {
        case .success(let found): .answer(question.id, .found(found.page))
        case .failure(let refusal): .refused(refusal, Refused(.ask, id: question.id))
        }
      inbox.post([.frame(caller.line, frame.bytes)])
    }
    guard !isTaken else { return }
    let refusal = Refusal(
      .busy, "too many search at once", mayRetry: true, retryAfter: 2000)
    answer(.refused(refusal, Refused(.ask, id: question.id)), caller)
  }

  /// A page of what was said before: from the reader of backlogs, and paid for as one.
  private func askEarlier(
    _ conversation: Identifier<Conversation>, _ before: Int64, _ id: Question.ID, _ caller: Caller
  ) {
    guard let connection = connections[caller.line.number] else { return }
    let refused = Refused(.ask, conversation, id: id)
    guard case .known(let principal) = caller.who else {
      return send(.refused(.noSuchConversation, refused), to: connection)
    }
    let request = BacklogRequest(
      caller.line, principal, conversation, after: 0, asking: 0,
      wish: .before(before, asked: id), closedQueues: settings.closedQueues)
    guard connection.purse.takePage(settings, at: MonotonicTime.now.nanoseconds),
      backlogs.ask(request)
    else {
      let why = "too many pages at once; ask again in a second"
      let refusal = Refusal(.tooMany, why, mayRetry: true, retryAfter: 1000)
      return send(.refused(refusal, refused), to: connection)
    }
  }

  static func wallClock() -> Instant {
    var moment = timespec()
    clock_gettime(CLOCK_REALTIME, &moment)
    return Instant(milliseconds: Int64(moment.tv_sec) * 1000 + Int64(moment.tv_nsec) / 1_000_000)
  }

  private func answer(_ frame: ServerFrame, _ caller: Caller) {
    guard let connection = connections[caller.line.number] else { return }
    send(frame, to: connection)
  }
}
