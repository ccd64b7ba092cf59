package import Desk
package import Files
import JSON
package import Logging
package import Office
package import Searching
package import Threads
package import WebSockets
import Wire

/// Who is connected, what they follow, and what they may send: bytes to arrivals, deliveries to
/// bytes. Lives on the loop thread; its only ways to others are two mailboxes.
package final class Gateway: Visitors {
  let service: WebSocketService
  let office: OfficeThread
  let backlogs: BacklogReader
  let searches: SearchDesk
  /// Names the record's history.
  let epoch: String
  let inbox: DeliveryInbox
  let passwordChecker: PasswordChecker
  var settings: GatewaySettings
  let pages: StaticPages
  let health: Health
  let log: Logger
  let notices: LimitNotices

  var connections: [UInt64: Connection] = [:]
  var followers: [Identifier<Conversation>: [Connection]] = [:]
  var watchers: [UInt64: Connection] = [:]
  /// Open connections of each customer and agent.
  var crowd: [Principal: Int] = [:]
  /// Newcomers in the order in which their time to say hello runs out.
  private var newcomers: [(deadline: MonotonicTime, session: SessionID)] = []
  /// What came for the Office in this turn of the loop, in order: crossing to its thread costs the
  /// same for one and for all of them.
  private var arrivals: [Arrival] = []
  /// The pages of the past that are to be read, after what came for the Office.
  var requests: [BacklogRequest] = []
  /// A turn of the loop that brings more, or takes longer because of what others send, is handed
  /// over in parts.
  private static let arrivalsAtOnce = 1024
  private static let longestTurn: Int64 = 1_000_000
  /// When the latest frame was paid for, and when gathering began.
  private var latest: Int64 = 0
  private var gatheredSince: Int64 = 0
  /// Those who are gone, until the Office has been told.
  var departures: [Arrival] = []
  /// The page of the client whose websocket opens next, and the sites that it may speak for:
  /// `opened` follows at once.
  private var admitted: (origin: String?, sites: Set<String>?) = (nil, nil)
  /// Identity tokens that were used.
  var usedTokens: UsedTokens
  var starts = StartLimit()
  var customersStarts = StartLimit()
  /// Where files come in and go out; nil where none are taken.
  let files: FileDoor?
  /// Where the photos of agents lie; nil where there are none.
  let photos: PhotoShelf?
  let dailyBytes = DailyBytes()
  /// Where other systems tell what happened there.
  let hooks: HookDoor
  /// Requests that wait for a connector, in the order in which their time runs out.
  var heard: [(deadline: MonotonicTime, id: RequestID)] = []
  var forwarding = ForwardingNotice()
  var purses: Purses
  /// Those who have spent what they had: they are read on when it has grown again.
  var exhausted: [UInt64: Connection] = [:]
  /// Those whose next page waits for their purse or for room with the reader of backlogs.
  var paced: [UInt64: Connection] = [:]
  /// How far was read, and who has read something that was not told yet.
  let readMarks: ReadMarks
  var late: [UInt64: Connection] = [:]
  /// The latest event of each conversation that somebody follows.
  var lastSeqs: [Identifier<Conversation>: Int64] = [:]
  private var beats = 0
  private var askings: UInt64 = 0

  package init(
    _ service: WebSocketService, office: OfficeThread, backlogs: BacklogReader,
    searches: SearchDesk,
    epoch: String, inbox: DeliveryInbox, passwordChecker: PasswordChecker,
    settings: GatewaySettings,
    pages: StaticPages,
    health: Health, files: FileDoor? = nil, photos: PhotoShelf? = nil, hooks: HookDoor = .none,
    used: [UsedIdentity] = [], marks: ReadMarks = ReadMarks(), log: Logger
  ) {
    readMarks = marks
    usedTokens = UsedTokens(used)
    self.photos = photos
    self.hooks = hooks
    self.files = files
    self.service = service
    self.office = office
    self.backlogs = backlogs
    self.searches = searches
    self.epoch = epoch
    purses = Purses(settings, at: MonotonicTime.now.nanoseconds)
    self.inbox = inbox
    self.passwordChecker = passwordChecker
    self.settings = settings
    self.pages = pages
    self.health = health
    self.log = log
    notices = LimitNotices(log: log)
  }

  // MARK: Coming and going

  package func admits(_ request: UpgradeRequest) -> Admission {
    forwarding.look(
      request.peer, isForwarded: request.isForwarded, service.settings.trustedProxies, log)
    guard request.subprotocols.contains("frontdesk.v1") else {
      return .refuse(status: 400, reason: "offer the subprotocol frontdesk.v1")
    }
    admitted = (request.origin, nil)
    if let origin = request.origin {
      let sites = settings.sites(of: origin)
      guard !sites.isEmpty else {
        notices.refused(
          origin: origin, from: request.client.address, setting: settings.originsSetting(of: nil))
        return .refuse(status: 403, reason: "this origin is not allowed; see sites in the config")
      }
      admitted.sites = sites
    }
    return .admit(subprotocol: "frontdesk.v1")
  }

  package func opened(_ session: SessionID, _ client: Client) {
    let address = client.household.text
    let isExempt = client.isLocal && settings.loopbackIsExempt
    let connection = Connection(
      session, Source(address: address, origin: admitted.origin, isExempt: isExempt),
      sites: admitted.sites,
      purse: strangersPurse(address, isExempt: isExempt))
    connections[session.raw] = connection
    newcomers.append((MonotonicTime.now.advanced(by: settings.helloTime), session))
  }

  package func closed(_ session: SessionID, code: UInt16) {
    guard let connection = connections.removeValue(forKey: session.raw) else { return }
    tellRead(by: connection)
    late[session.raw] = nil
    connection.purse.holders -= 1
    exhausted[session.raw] = nil
    paced[session.raw] = nil
    for conversation in connection.asked { drop(connection, from: conversation) }
    watchers[session.raw] = nil
    if let principal = connection.principal { leaveCrowd(principal) }
    tellGone(connection)
  }

  func leaveCrowd(_ principal: Principal) {
    guard let count = crowd[principal] else { return }
    crowd[principal] = count > 1 ? count - 1 : nil
  }

  /// A name for one asking, so that an answer to an earlier one is known as such.
  func nextAsking() -> UInt64 {
    askings += 1
    return askings
  }

  func drop(_ connection: Connection, from conversation: Identifier<Conversation>) {
    followers[conversation]?.removeAll { $0 === connection }
    guard followers[conversation]?.isEmpty == true else { return }
    followers[conversation] = nil
    lastSeqs[conversation] = nil
  }

  package func tick(_ now: MonotonicTime) {
    var expired = 0
    while expired < newcomers.count, newcomers[expired].deadline <= now {
      let session = newcomers[expired].session
      expired += 1
      guard let connection = connections[session.raw], case .new = connection.state else {
        continue
      }
      guard exhausted[session.raw] == nil else {
        // We do not listen to it: perhaps it has said hello.
        newcomers.append((now.advanced(by: settings.helloTime), session))
        continue
      }
      close(connection, .notAuthenticated, "say hello within five seconds")
    }
    newcomers.removeFirst(expired)
    starts.forget(settings.startsPerAddress, before: now)
    customersStarts.forget(settings.startsPerCustomer, before: now)
    notices.settle(now)
    tellLate(at: now.nanoseconds)
    giveUpHooks(now)
    beats += 1
    if beats % Self.recoveryBeats == 0 { goOn(at: now.nanoseconds) }
    if beats % Self.forgettingBeats == 0 { purses.forgetFull(settings, at: now.nanoseconds) }
  }

  /// A quarter of a second: who has overspent waits that long at least.
  private static let recoveryBeats = 5
  /// A minute: who is forgotten had a full purse anyway.
  private static let forgettingBeats = 1200

  func close(_ connection: Connection, _ code: Wire.CloseCode, _ reason: String) {
    if let principal = connection.principal { leaveCrowd(principal) }
    if connection.caller != nil { tellGone(connection) }
    let left = connection.following
    for conversation in connection.asked { drop(connection, from: conversation) }
    for conversation in left { tellLeft(connection, conversation) }
    (connection.asked, connection.following, connection.listing) = ([], [], [])
    (connection.joining, connection.seams) = ([:], [:])
    watchers[connection.session.raw] = nil
    connection.state = .closing
    service.close(connection.session, code: code.rawValue, reason: reason)
  }

  // MARK: Sending

  func send(_ bytes: [UInt8], to connection: Connection) {
    service.send(Frame(text: bytes), to: connection.session)
  }

  func send(_ frame: ServerFrame, to connection: Connection) { send(frame.bytes, to: connection) }

  /// Puts something with what is handed to the Office when the loop's turn ends.
  func post(_ arrival: Arrival) {
    if arrivals.isEmpty { gatheredSince = latest }
    arrivals.append(arrival)
    if arrivals.count >= Self.arrivalsAtOnce { handOver() }
  }

  /// Hands over what has been gathered for a while when a further frame comes.
  func hurry(at nanoseconds: Int64) {
    latest = nanoseconds
    if !arrivals.isEmpty, nanoseconds - gatheredSince >= Self.longestTurn { turnEnds() }
  }

  package func turnEnds() {
    handOver()
    handOverRequests()
  }

  private func handOver() {
    if !arrivals.isEmpty {
      let batch = arrivals
      arrivals = []
      // Where there is no room for all there may be some for the first.
      if !office.post(batch) { for arrival in batch { handOver(arrival) } }
    }
    tellDepartures()
  }

  /// When the Office is overloaded the client is told to come again.
  private func handOver(_ arrival: Arrival) {
    let connection = arrival.line.flatMap { connections[$0.number] }
    if case .order(_, let order, _) = arrival, !order.isWithdrawn, let first = connection?.stalled,
      first != order.cid
    {
      // It came in the same turn as one before it that found no room.
      if let connection { send(.nack(order.cid, Office.earlierFailed), to: connection) }
      return
    }
    guard !office.post(arrival) else { return }
    guard let connection else { return }
    notices.reached("what waits for the Office", by: connection.address, setting: nil)
    let refusal = Refusal(.busy, "the desk is overloaded", mayRetry: true, retryAfter: 2000)
    switch arrival {
    case .order(_, let order, _):
      connection.stalled = order.cid
      send(.nack(order.cid, refusal), to: connection)
    case .hello:
      turnAway(connection, refusal)
    case .heard:
      // Told with its next asking; or the connection's minute tells.
      connection.owesSign = true
    case .reading, .read, .opened: break
    case .checked, .returned, .watch, .ask, .status, .block, .announce, .account, .logout,
      .forgetMe, .used, .gone, .response, .settled, .errand:
      send(.refused(refusal, arrival.refused ?? Refused()), to: connection)
    }
  }

  /// Answers a hello that is refused, and closes: for good, or until later.
  func turnAway(_ connection: Connection, _ refusal: Refusal) {
    send(.refused(refusal, Refused(.hello)), to: connection)
    close(connection, refusal.mayRetry ? .comeBackLater : .notAuthenticated, refusal.why)
  }

  /// Tells the Office that somebody is gone; what finds it overloaded is told with a later tick, or
  /// an agent would count as present for ever. As many can wait as there were connections.
  private func tellGone(_ connection: Connection) {
    departures.append(.gone(connection.caller, connection.line))
  }

  private func tellDepartures() {
    guard !departures.isEmpty else { return }
    if office.post(departures) {
      departures = []
    } else {
      departures.removeFirst(departures.prefix { office.post($0) }.count)
    }
  }

  // MARK: HTTP

  package func answers(_ request: HTTPRequest) -> HTTPResponse {
    forwarding.look(
      request.peer, isForwarded: request.isForwarded, service.settings.trustedProxies, log)
    return switch request.path {
    // Whoever shows the widget asks here why a websocket was refused.
    case "/livez":
      HTTPResponse(
        status: 200, text: "ok",
        headers: [("Access-Control-Allow-Origin", "*"), ("Cache-Control", "no-store")])
    case "/readyz": health.answer
    case "/version": HTTPResponse(status: 200, text: settings.version)
    case let path where path.hasPrefix("/v1/files/"): file(request)
    case let path where path.hasPrefix("/v1/photos/"): photo(request)
    case let path where path.hasPrefix("/v1/site/"):
      settings.sitePages.answer(request)
    default:
      settings.demoVisitor?.answer(request, at: settings.clock()) ?? pages.answer(request)
    }
  }
}
