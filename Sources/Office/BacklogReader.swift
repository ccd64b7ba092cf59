package import Desk
import Events
import JSON
package import Journal
import Synchronization
import Threads
package import Wire

/// What a follower asks for: a conversation from a seq on.
package struct BacklogRequest: Sendable {
  package let line: ConnectionNumber
  package let principal: Principal
  package let conversation: Identifier<Conversation>
  /// The seq up to which the follower has everything.
  package let after: Int64
  /// Which asking it belongs to; the answer carries it back, so that one to an asking that was
  /// taken back or replaced is known as such.
  package let asking: UInt64
  package let wish: Wish
  /// The queues that are closed to all but their own, as they are when it is asked.
  package let closedQueues: [QueuePlan]

  package init(
    _ line: ConnectionNumber, _ principal: Principal, _ conversation: Identifier<Conversation>,
    after: Int64, asking: UInt64, wish: Wish = .onwards, closedQueues: [QueuePlan] = []
  ) {
    self.wish = wish
    self.line = line
    self.principal = principal
    self.conversation = conversation
    self.after = after
    self.asking = asking
    self.closedQueues = closedQueues
  }

  /// Which part of the past is asked for.
  package enum Wish: Sendable {
    /// What comes next.
    case onwards
    /// Where the last so many events begin, and what has to be known of those before.
    case last(Int)
    /// The page before a seq, as the answer to a question.
    case before(Int64, asked: Question.ID)
  }
}

/// What a follower's request came to.
package enum Backlog: Sendable {
  /// What comes next; after the last page the follower has all there was when it was read.
  case page([Told], isLast: Bool, stage: StageWord, Audience)
  /// The events that are wanted begin at a seq; the frame that says so, where there are others.
  case tail(first: Int64, [UInt8]?)
  /// There is no such conversation, or it is not theirs: the two must look the same.
  case unknown
  /// The follower claims events that the record does not have.
  case ahead
  case unreadable(Refusal)
}

/// Reads the record for those who follow, on a thread and a connection of its own.
///
/// The Office never waits for it. Requests are served in the order in which they came; a connection
/// has one at a time here, so that whoever follows much or reads slowly delays nobody by more than
/// one page. What it says may be older than what the Office tells at the same moment: the Gateway
/// joins the two.
package final class BacklogReader: Sendable {
  /// Requests that may wait: more than there are connections. Beyond it `ask` says no, and the
  /// Gateway asks again with a later tick.
  package static let bound = 100_000
  /// Requests served from one view of the record: some milliseconds, so that no checkpoint waits.
  private static let batch = 32

  private let mailbox = Mailbox<BacklogRequest>(bound: bound)
  private let tell: @Sendable ([Delivery]) -> Void

  package init(tell: @escaping @Sendable ([Delivery]) -> Void) { self.tell = tell }

  /// From any thread. False when too many wait: nothing was taken.
  package func ask(_ request: BacklogRequest) -> Bool { mailbox.post(request) }

  /// All of them, or none.
  package func ask(_ requests: [BacklogRequest]) -> Bool { mailbox.post(contentsOf: requests) }

  /// No more requests; the thread serves what it has and ends.
  package func close() { mailbox.close() }

  /// Works until closed. Returns the failure of the disk that ended it, or nil after `close`.
  package func run(_ backlogs: any Backlogs, log: (RecordFailure) -> Void) -> RecordFailure? {
    var waiting: [BacklogRequest] = []
    while true {
      _ = mailbox.wait()
      mailbox.drain(into: &waiting)
      for start in stride(from: 0, to: waiting.count, by: Self.batch) {
        let batch = waiting[start..<min(start + Self.batch, waiting.count)]
        if let failure = serve(batch, backlogs, log) { return failure }
      }
      if mailbox.isClosed, mailbox.count == 0 { return nil }
    }
  }

  private func serve(
    _ batch: ArraySlice<BacklogRequest>, _ backlogs: any Backlogs, _ log: (RecordFailure) -> Void
  ) -> RecordFailure? {
    var deliveries: [Delivery] = []
    do throws(RecordFailure) {
      try backlogs.reading { () throws(RecordFailure) in
        for request in batch {
          deliveries.append(try Self.answer(request, from: backlogs, log: log))
        }
      }
    } catch {
      // What was not answered is answered now: nobody waits for a disk that failed.
      for request in batch.dropFirst(deliveries.count) {
        deliveries.append(Self.delivery(of: .unreadable(Self.refusal(error)), to: request))
      }
      tell(deliveries)
      log(error)
      return error.kind == .broken ? error : nil
    }
    tell(deliveries)
    return nil
  }

  /// The answer to one request, as the record stands.
  package static func answer(
    _ request: BacklogRequest, from backlogs: any Backlogs, log: (RecordFailure) -> Void = { _ in }
  ) throws(RecordFailure) -> Delivery {
    do throws(RecordFailure) {
      if case .before(let seq, let id) = request.wish {
        return .frame(request.line, try earlier(seq, id, request, backlogs).bytes)
      }
      return delivery(of: try read(request, backlogs), to: request)
    } catch {
      // One damaged event keeps nobody else from reading on.
      guard error.kind == .damaged else { throw error }
      log(error)
      return delivery(of: .unreadable(refusal(error)), to: request)
    }
  }

  private static func delivery(of backlog: Backlog, to request: BacklogRequest) -> Delivery {
    if case .before(_, let id) = request.wish, case .unreadable(let refusal) = backlog {
      let refused = Refused(.ask, request.conversation, id: id)
      return .frame(request.line, ServerFrame.refused(refusal, refused).bytes)
    }
    return backlogDelivery(of: backlog, to: request)
  }

  private static func backlogDelivery(of backlog: Backlog, to request: BacklogRequest) -> Delivery {
    .backlog(request.line, request.conversation, asking: request.asking, backlog)
  }

  private static func refusal(_ failure: RecordFailure) -> Refusal {
    failure.kind == .damaged
      ? Refusal(.storage, "a part of this conversation is damaged in the record", mayRetry: false)
      : Refusal(.storage, "the record cannot be read now", mayRetry: true, retryAfter: 2000)
  }

  private static func read(_ request: BacklogRequest, _ backlogs: any Backlogs)
    throws(RecordFailure) -> Backlog
  {
    guard let head = try backlogs.head(of: request.conversation) else { return .unknown }
    let audience = Audience(
      customer: head.customer, stage: head.stage, lastAgent: head.lastAgent,
      members: request.closedQueues.members(of: head.queue), followers: head.followers)
    guard let audience = try admitting(request.principal, audience, head.customer, backlogs)
    else { return .unknown }
    guard request.after <= head.seq else { return .ahead }
    if case .last(let count) = request.wish {
      return try tail(of: count, head.seq, request, backlogs)
    }
    let page = try backlogs.page(of: request.conversation, after: request.after, pageSize)
    let told = try page.map { kept throws(RecordFailure) in
      Told(
        seq: kept.seq, at: kept.at, body: kept.body,
        customersBody: EventText.customers(try Office.event(kept), body: kept.body))
    }
    let isLast = (told.last?.seq ?? request.after) >= head.seq
    return .page(told, isLast: isLast, stage: head.stage, audience)
  }

  /// The audience with whoever asks in it; nil where they may not read.
  static func admitting(
    _ principal: Principal, _ audience: Audience, _ customer: Identifier<Customer>,
    _ backlogs: any Backlogs
  ) throws(RecordFailure) -> Audience? {
    if audience.includes(principal) { return audience }
    guard case .agent(let agent, _) = principal,
      audience.includes(principal, serving: try backlogs.serves(agent.id, customer))
    else { return nil }
    return audience.admitting(agent.id)
  }

  /// Events a follower gets at once; the rest when these have been sent. A page of the longest
  /// messages is a quarter of what may wait for a connection.
  package static let pageSize = PageSize(events: 200, bytes: 256 << 10)
}
