import Desk
import Events
import JSON
import Synchronization
import Threads
import WebSockets
import Wire

@testable import AgentDesk

/// A small desk on a real socket: the real rules and the real wire, a record in memory.
///
/// One agent, `maya`, with the password `correct horse` or the token `maya-token`.
final class PocketDesk: Sendable {
  typealias Deed = @Sendable (PocketHost) -> Void

  private let service: WebSocketService
  private let deeds: Mutex<[Deed]>

  init(port: UInt16 = 0) throws {
    var settings = ServiceSettings()
    settings.paths = ["/v1/socket"]
    settings.subprotocols = ["frontdesk.v1"]
    service = try WebSocketService(
      settings, listeners: [.tcp(host: "127.0.0.1", port: port)])
    deeds = Mutex([])
    try service.start { [self] service in PocketHost(service, self) }
  }

  var port: UInt16 { service.ports[0] }

  /// Does something on the desk's thread and waits for the answer.
  func ask<Answer: Sendable>(_ question: @escaping @Sendable (PocketHost) -> Answer) -> Answer {
    let box = Mailbox<Answer>(bound: 1)
    deeds.withLock { $0.append { host in _ = box.post(question(host)) } }
    service.wake()
    _ = box.wait(for: .seconds(10))
    return box.drain()[0]
  }

  func takeDeeds() -> [Deed] {
    deeds.withLock { deeds in
      defer { deeds = [] }
      return deeds
    }
  }

  func stop() {
    service.stop(within: .milliseconds(100))
    service.join()
  }
}

/// The desk's thread's side.
final class PocketHost: Visitors {
  private let service: WebSocketService
  private let desk: PocketDesk
  private(set) var sessions: Set<SessionID> = []
  private(set) var conversations: [ConversationID: (state: Conversation, entries: [Entry])] = [:]
  private var answered: [CommandID: Int64] = [:]
  /// Commands as they came, retries included.
  private(set) var heard: [Order] = []
  /// Swallow so many answers: the client cannot know and must ask again.
  var swallows = 0
  private var followers: [SessionID: Set<ConversationID>] = [:]
  private var time = Rehearsal.ten

  static let maya = Rehearsal.maya

  init(_ service: WebSocketService, _ desk: PocketDesk) {
    self.service = service
    self.desk = desk
  }

  func admits(_ request: UpgradeRequest) -> Admission {
    request.subprotocols.contains("frontdesk.v1")
      ? .admit(subprotocol: "frontdesk.v1") : .refuse(status: 400, reason: "frontdesk.v1 only")
  }

  func opened(_ session: SessionID, _ client: Client) { sessions.insert(session) }
  func drained(_ session: SessionID) {}
  func reached(_ limit: ServiceLimit, by address: String) {}
  func tick(_ now: MonotonicTime) {}
  func answers(_ request: HTTPRequest) -> HTTPResponse { HTTPResponse(status: 404, text: "no") }
  func woke() { for deed in desk.takeDeeds() { deed(self) } }

  func closed(_ session: SessionID, code: UInt16) {
    sessions.remove(session)
    followers[session] = nil
  }

  func received(_ message: UnsafeRawBufferPointer, from session: SessionID) {
    guard let object = try? JSONReader.read(Array(message)),
      let frame = try? ClientFrame.read(object)
    else { return service.close(session, code: 4009) }
    switch frame {
    case .hello(let hello): greet(hello, session)
    case .command(let order): obey(order, session)
    case .follow(let id, _, let after): follow(id, after, session)
    case .unfollow(let id): followers[session]?.remove(id)
    case .watch:
      for id in conversations.keys.sorted() { send(.summary(summary(id)), session) }
      send(.watching, session)
    case .ask(let question): answer(question, session)
    case .typing, .status: break
    case .logout: service.close(session, code: 1000)
    }
  }

  private func send(_ frame: ServerFrame, _ session: SessionID) {
    service.send(Frame(text: frame.bytes), to: session)
  }

  private func greet(_ hello: Hello, _ session: SessionID) {
    let token: String?
    switch hello {
    case .login(let agent, let password, _)
    where agent == Self.maya.id && password == "correct horse":
      token = "maya-token"
    case .agent("maya-token"): token = nil
    default:
      send(.refused(Refusal(.notAllowed, "wrong user or password"), id: nil), session)
      return service.close(session, code: 4003)
    }
    send(
      .welcome(
        Welcome(
          epoch: "pocket", .agent(Self.maya, role: .agent), token: token, time: time,
          textLimit: 4000)), session)
  }

  private func answer(_ question: Question, _ session: SessionID) {
    switch question.subject {
    case .articles:
      let found = Reply.Found(
        article: Identifier("late"), title: "Late parcels", excerpt: "Wait two days.", score: 90)
      send(.answer(question.id, .articles([found])), session)
    default: send(.refused(Refusal(.notFound, "no such thing"), id: question.id), session)
    }
  }

  // MARK: The record

  private func obey(_ order: Order, _ session: SessionID) {
    heard.append(order)
    guard let id = order.conversation else { return }
    let isAnswered = swallows == 0
    if !isAnswered { swallows -= 1 }
    if let seq = answered[order.cid] {
      return send(.ack(Ack(order.cid, id, seq: seq, isDuplicate: true)), session)
    }
    do throws(Refusal) {
      let state = conversations[id]?.state ?? Conversation(id: id)
      let events = try state.decide(
        order.deed.command, by: .agent(Self.maya, .agent),
        in: Circumstances(textLimit: 4000, openWork: 0, capacity: 9))
      let first = state.seq + 1
      answered[order.cid] = first
      if isAnswered { send(.ack(Ack(order.cid, id, seq: first, isDuplicate: false)), session) }
      record(id, events)
    } catch {
      send(.nack(order.cid, error), session)
    }
  }

  func record(_ id: ConversationID, _ events: [Event]) {
    for event in events { record(id, event, told: .known(event)) }
  }

  /// Something that only a newer desk knows: to this one it is any event at all.
  func recordNewer(_ id: ConversationID, _ word: String) {
    record(id, .categorised("other", .bot), told: .newer(word: word))
  }

  private func record(_ id: ConversationID, _ event: Event, told content: EventText.Content) {
    time = time + .seconds(1)
    var (state, entries) = conversations[id] ?? (Conversation(id: id), [])
    state.apply(event, at: time)
    let entry = Entry(id, seq: state.seq, at: time, content)
    entries.append(entry)
    conversations[id] = (state, entries)
    for (session, followed) in followers where followed.contains(id) {
      send(.event(entry), session)
    }
    for session in sessions { send(.summary(summary(id)), session) }
  }

  private func follow(_ id: ConversationID, _ after: Int64, _ session: SessionID) {
    followers[session, default: []].insert(id)
    let entries = conversations[id]?.entries ?? []
    for entry in entries.dropFirst(Int(after)) { send(.event(entry), session) }
    send(.caughtUp(id, seq: Int64(entries.count)), session)
  }

  private func summary(_ id: ConversationID) -> Summary {
    let state = conversations[id]?.state ?? Conversation(id: id)
    let agent: AgentName? = if case .withAgent(let agent) = state.stage { agent } else { nil }
    return Summary(
      conversation: id, number: state.opening?.number ?? 0, stage: state.stage.word,
      queue: state.queue, priority: state.priority, category: state.category,
      customerName: state.contact.name, email: state.contact.email, language: "en",
      subject: state.subject, agent: agent, waitingSince: state.times.queued, replyBy: nil,
      lastText: state.latest.text, lastBy: state.latest.author, lastAt: state.times.latest,
      seq: state.seq)
  }

  func dropEverybody() { for session in sessions { service.close(session, code: 4008) } }

  /// A customer who waits, with a name and words of the hostile kind.
  func arrive(_ id: ConversationID, _ number: Int64, _ name: String, _ words: String) {
    record(
      id,
      [
        .started(
          Opening(
            site: "demo", customer: Identifier("c"), number: number, language: "en", page: nil,
            channel: "web")), .identified(Contact(name: name, email: nil, isVerified: false)),
        .said(Message(.customer, words)),
        .queued(
          Handoff(
            queue: Identifier("orders"), priority: .normal, summary: words, fields: [],
            reason: .asked)),
      ])
  }
}

extension Wire.Deed {
  fileprivate var command: Command {
    switch self {
    case .say(let text): .say(text)
    case .note(let text): .note(text)
    case .take: .take
    case .release: .release
    case .resolve: .resolve
    case .reopen: .reopen
    case .transferToQueue(let queue, let note): .transfer(.queue(queue), note: note)
    case .transferToAgent(let agent, let note):
      .transfer(.agent(AgentName(agent, name: agent.text)), note: note)
    case .returnToBot(let flow): .transfer(.bot(flow: flow), note: nil)
    case .prioritise(let priority): .prioritise(priority)
    case .categorise(let category): .categorise(category)
    case .start, .choose, .fill, .identify, .rate: .release
    }
  }
}
