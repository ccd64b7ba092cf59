import Desk
import Office
import Threads
import WebSockets
import Wire

/// A conversation that a connection asked to follow and has not caught up with.
///
/// The past comes from the reader of backlogs, what happens now from the Office. They meet here:
/// what is told meanwhile is not sent but noted, and the past is read on until it reaches that far.
struct Joining {
  let asking: UInt64
  /// Up to where the client has everything.
  var after: Int64
  /// Whether the client had nothing of it.
  let isFromTheStart: Bool
  /// How many of the latest events are wanted; nil for all, and once the tail was told.
  var last: Int?
  /// The seq of the latest event told meanwhile.
  var told: Int64 = 0
  /// Whether it was shown anything, and so was permitted to read once.
  var isPermitted = false
  /// Whether what was told meanwhile was not for it.
  var isBarred = false

  init(asking: UInt64, after: Int64, last: Int? = nil) {
    self.asking = asking
    self.last = last
    self.after = after
    isFromTheStart = after == 0
  }
}

extension Connection {
  /// Whether it still reads the past of a conversation; what happens now is noted then.
  func waits(
    for conversation: Identifier<Conversation>, _ news: [Told], _ audience: Audience
  ) -> Bool {
    guard !joining.isEmpty, joining[conversation] != nil else { return false }
    if let latest = news.last { joining[conversation]?.told = latest.seq }
    if let principal { joining[conversation]?.isBarred = !audience.includes(principal) }
    return true
  }

  /// Whether it has an event already: the past may have been read after the event was written and
  /// before it was told.
  func holds(_ seq: Int64, of conversation: Identifier<Conversation>) -> Bool {
    guard !seams.isEmpty, let seam = seams[conversation] else { return false }
    guard seq > seam else { return true }
    seams[conversation] = nil
    // Most connections follow one conversation and are with it soon: they keep no room for more.
    if seams.isEmpty { seams = [:] }
    return false
  }
}

// MARK: - From the past to what happens now

extension Gateway {
  /// Begins with a conversation, or begins anew: the latest asking is the one that counts.
  func follow(
    _ conversation: Identifier<Conversation>, _ epoch: String, _ after: Int64, last: Int? = nil,
    _ connection: Connection
  ) {
    guard connection.principal != nil, let caller = connection.caller else {
      return refuse(conversation, .noSuchConversation, connection)
    }
    if connection.owesSign {
      connection.owesSign = false
      post(.heard(caller))
    }
    guard
      connection.asked.contains(conversation) || connection.asked.count < settings.following
    else {
      notices.reached(
        "conversations followed on one connection (\(settings.following))",
        by: connection.address, setting: nil)
      let why = "one connection follows at most \(settings.following) conversations"
      return refuse(conversation, Refusal(.tooMany, why, mayRetry: true), connection)
    }
    forget(conversation, connection)
    guard epoch == self.epoch else {
      return send(.reset(conversation, reason: .epoch), to: connection)
    }
    connection.asked.insert(conversation)
    connection.joining[conversation] = Joining(
      asking: nextAsking(), after: after, last: last)
    followers[conversation, default: []].append(connection)
    // A name that still waits its turn from an earlier asking serves this one.
    if connection.unread.count > 2 * settings.following { tidyUnread(of: connection) }
    connection.unread.append(conversation)
    readOn(connection)
  }

  private func tidyUnread(of connection: Connection) {
    var seen: Set<Identifier<Conversation>> = []
    connection.unread =
      connection.unread.filter {
        connection.joining[$0] != nil && seen.insert($0).inserted
      }[...]
  }

  /// The connection follows it no longer.
  func forget(_ conversation: Identifier<Conversation>, _ connection: Connection) {
    guard connection.asked.remove(conversation) != nil else { return }
    let wasThere = connection.following.remove(conversation) != nil
    connection.joining[conversation] = nil
    connection.seams[conversation] = nil
    drop(connection, from: conversation)
    if wasThere { tellLeft(connection, conversation) }
  }

  /// Has the next page read, if there is one to read, room to send it and something to pay for it.
  func readOn(_ connection: Connection) {
    guard connection.asking == nil, let principal = connection.principal else { return }
    guard hasRoom(connection) else { return }
    while let conversation = connection.unread.first {
      guard let joining = connection.joining[conversation] else {
        connection.unread.removeFirst()
        continue
      }
      guard connection.purse.takePage(settings, at: MonotonicTime.now.nanoseconds) else {
        paced[connection.session.raw] = connection
        return
      }
      connection.unread.removeFirst()
      connection.asking = joining.asking
      requests.append(
        BacklogRequest(
          connection.line, principal, conversation, after: joining.after, asking: joining.asking,
          wish: joining.last.map { .last($0) } ?? .onwards, closedQueues: settings.closedQueues))
      return
    }
  }

  /// Asks for all pages of this turn of the loop; those for whom there is no room come again with a
  /// later tick.
  func handOverRequests() {
    guard !requests.isEmpty else { return }
    let batch = requests
    requests = []
    guard !backlogs.ask(batch) else { return }
    for request in batch where !backlogs.ask(request) {
      guard let connection = connections[request.line.number],
        connection.asking == request.asking
      else { continue }
      connection.asking = nil
      connection.unread = [request.conversation] + connection.unread
      paced[connection.session.raw] = connection
    }
  }

  /// A page of the past, or why there is none.
  func answer(
    _ line: ConnectionNumber, _ conversation: Identifier<Conversation>, _ asking: UInt64,
    _ backlog: Backlog
  ) {
    guard let connection = connections[line.number], connection.asking == asking else { return }
    connection.asking = nil
    // Taken back or asked anew meanwhile: then the answer is to nobody.
    if connection.joining[conversation]?.asking == asking {
      take(backlog, of: conversation, connection)
    }
    readOn(connection)
  }

  private func take(
    _ backlog: Backlog, of conversation: Identifier<Conversation>, _ connection: Connection
  ) {
    switch backlog {
    case .page(let told, let isLast, let stage, _):
      page(told, isLast, stage, of: conversation, connection)
    case .tail(let first, let frame): tail(first, frame, of: conversation, connection)
    case .unknown:
      let wasPermitted = connection.joining[conversation]?.isPermitted == true
      if wasPermitted { return stop(connection, conversation) }
      forget(conversation, connection)
      refuse(conversation, .noSuchConversation, connection)
    case .ahead:
      forget(conversation, connection)
      send(.reset(conversation, reason: .ahead), to: connection)
    case .unreadable(let refusal):
      forget(conversation, connection)
      refuse(conversation, refusal, connection)
    }
  }

  /// What comes next is the end of the conversation; what is before it was told in short.
  private func tail(
    _ first: Int64, _ frame: [UInt8]?, of conversation: Identifier<Conversation>,
    _ connection: Connection
  ) {
    guard var joining = connection.joining[conversation] else { return }
    guard !joining.isBarred else { return stop(connection, conversation) }
    joining.isPermitted = true
    joining.last = nil
    joining.after = first - 1
    if let frame { send(frame, to: connection) }
    connection.following.insert(conversation)
    connection.joining[conversation] = joining
    // Whoever shows it waits for it: it goes before what else this connection has asked for.
    connection.unread = [conversation] + connection.unread
  }

  private func page(
    _ page: [Told], _ isLast: Bool, _ stage: StageWord, of conversation: Identifier<Conversation>,
    _ connection: Connection
  ) {
    guard let principal = connection.principal, var joining = connection.joining[conversation]
    else { return }
    // Since it was read, what happened is for others.
    guard !joining.isBarred else { return stop(connection, conversation) }
    joining.isPermitted = true
    connection.following.insert(conversation)
    for event in page {
      // What finds no room is read again when there is some.
      guard hasRoom(connection) else { return readLater(conversation, joining, connection) }
      service.send(FramePair(conversation, event).frame(for: principal), to: connection.session)
      joining.after = event.seq
    }
    guard isLast, joining.after >= joining.told else {
      return readLater(conversation, joining, connection)
    }
    connection.joining[conversation] = nil
    if connection.joining.isEmpty { (connection.joining, connection.unread) = ([:], []) }
    connection.seams[conversation] = joining.after
    send(.caughtUp(conversation, seq: joining.after), to: connection)
    tellRead(conversation, upTo: joining.after, to: connection)
    switch principal {
    case .customer: if stage == .waiting { post(.returned(conversation)) }
    case .agent(_, let role):
      tellReaders(of: conversation)
      if let caller = connection.caller { post(.opened(caller, conversation)) }
      if role == .supervisor, joining.isFromTheStart, let caller = connection.caller {
        post(.reading(caller, conversation))
      }
    case .bot, .rule, .desk: break
    }
  }

  /// Behind the others that this connection waits for: all begin before one is finished.
  private func readLater(
    _ conversation: Identifier<Conversation>, _ joining: Joining, _ connection: Connection
  ) {
    connection.joining[conversation] = joining
    connection.unread.append(conversation)
  }

  private func refuse(
    _ conversation: Identifier<Conversation>, _ refusal: Refusal, _ connection: Connection
  ) {
    send(.refused(refusal, Refused(.follow, conversation)), to: connection)
  }
}
