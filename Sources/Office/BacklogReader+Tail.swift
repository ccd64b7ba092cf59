import Desk
import Events
import Journal
import Wire

// MARK: - The end of a long conversation, and what was before it

extension BacklogReader {
  /// Where the last events begin, and what a newcomer has to know of those before.
  static func tail(
    of count: Int, _ head: Int64, _ request: BacklogRequest, _ backlogs: any Backlogs
  ) throws(RecordFailure) -> Backlog {
    let first = max(request.after, head - Int64(count)) + 1
    guard first > request.after + 1 else { return .tail(first: first, nil) }
    var digest = TailDigest()
    var seq = request.after
    while seq < first - 1 {
      let size = PageSize(events: Int(min(1000, first - 1 - seq)), bytes: 1 << 20)
      let page = try backlogs.page(of: request.conversation, after: seq, size)
      guard let last = page.last else { break }
      for kept in page { try digest.take(kept) }
      seq = last.seq
    }
    let before = try digest.kept.map { kept throws(RecordFailure) in
      try past(kept, for: request.principal)
    }
    let frame = ServerFrame.tail(
      request.conversation, first: first, before: before.filter { $0.content != .hidden })
    return .tail(first: first, frame.bytes)
  }

  /// The page of events before a seq, as the answer to a question.
  static func earlier(
    _ before: Int64, _ id: Question.ID, _ request: BacklogRequest, _ backlogs: any Backlogs
  ) throws(RecordFailure) -> ServerFrame {
    let refused = ServerFrame.refused(
      .noSuchConversation, Refused(.ask, request.conversation, id: id))
    guard let head = try backlogs.head(of: request.conversation) else { return refused }
    let audience = Audience(
      customer: head.customer, stage: head.stage, lastAgent: head.lastAgent,
      members: request.closedQueues.members(of: head.queue), followers: head.followers)
    guard try admitting(request.principal, audience, head.customer, backlogs) != nil else {
      return refused
    }
    let end = min(before, head.seq + 1)
    let begin = max(0, end - 1 - Int64(pageSize.events))
    // The longest messages fill a page of their own; those nearest to the reader are told.
    let page = try backlogs.page(
      of: request.conversation, after: begin,
      PageSize(events: Int(end - 1 - begin), bytes: pageSize.bytes * 16))
    var events: [PastEvent] = []
    var bytes = 0
    for kept in page.reversed() where kept.seq < end {
      bytes += kept.body.count
      guard events.isEmpty || bytes <= pageSize.bytes else { break }
      events.append(try past(kept, for: request.principal))
    }
    let first = events.last?.seq ?? end
    return .answer(id, .earlier(events.reversed(), first: first))
  }

  /// An event as somebody may see it.
  private static func past(
    _ kept: Kept, for principal: Principal
  ) throws(RecordFailure) -> PastEvent {
    let event = try Office.event(kept)
    var content = EventText.Content.known(event)
    if case .customer = principal {
      switch event.customersView {
      case .all: break
      case .less(let less): content = .known(less)
      case .hidden: content = .hidden
      }
    }
    return PastEvent(seq: kept.seq, at: kept.at, content)
  }
}

/// What a newcomer has to know of events that are not told: how it began, of what decides how it
/// stands the latest of each word, and the message whose question is open.
///
/// Most events are words, which are passed over without being read.
private struct TailDigest {
  private var latest: [String: Kept] = [:]
  private var question: Kept?

  private static let words: Set<EventWord> = [
    .started, .identified, .categorised, .prioritised, .queued, .taken, .released, .transferred,
    .withdrawn, .promised, .resolved, .reopened, .rated, .concluded, .routed, .escalated, .held,
    .woken, .closed,
  ]
  /// What ends the bot's question: it is another's turn, or it was given up.
  private static let endings: Set<EventWord> = [
    .queued, .taken, .released, .transferred, .withdrawn, .promised, .resolved, .reopened,
    .concluded, .closed,
  ]

  /// In their order.
  var kept: [Kept] {
    (Array(latest.values) + [question].compactMap { $0 }).sorted { $0.seq < $1.seq }
  }

  mutating func take(_ event: Kept) throws(RecordFailure) {
    guard let word = Self.word(of: event.body) else { return }
    if word == .said { return try takeWords(event) }
    guard Self.words.contains(word) else { return }
    latest[word.rawValue] = event
    if Self.endings.contains(word) { question = nil }
  }

  private mutating func takeWords(_ event: Kept) throws(RecordFailure) {
    guard event.body.holds(Self.asks) || (question != nil && event.body.holds(Self.file)) else {
      return
    }
    guard case .said(let message) = try Office.event(event) else { return }
    if message.offer?.question != nil {
      question = event
    } else if message.answer != nil || message.file != nil {
      question = nil
    }
  }

  private static let asks = Array("\"question\":".utf8)
  private static let file = Array("\"file\":".utf8)
  private static let opening = Array("{\"event\":\"".utf8)

  /// The word that an event's text begins with.
  private static func word(of body: [UInt8]) -> EventWord? {
    guard body.starts(with: opening) else { return nil }
    let rest = body[opening.count...].prefix { $0 != UInt8(ascii: "\"") }
    return EventWord(rawValue: String(decoding: rest, as: UTF8.self))
  }
}

extension [UInt8] {
  fileprivate func holds(_ part: [UInt8]) -> Bool {
    guard count >= part.count, let first = part.first else { return false }
    var index = startIndex
    let end = count - part.count
    while index <= end {
      guard let found = self[index...end].firstIndex(of: first) else { return false }
      if self[found..<(found + part.count)].elementsEqual(part) { return true }
      index = found + 1
    }
    return false
  }
}
