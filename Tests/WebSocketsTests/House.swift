import Glibc
import Synchronization
import Testing
import Threads

@testable import WebSockets

/// What happened at a service, in order.
enum Happening: Sendable, Equatable {
  case opened(SessionID, String)
  case received(SessionID, String)
  case drained(SessionID)
  case closed(SessionID, UInt16)
  case woke
  case posted(String, Int)
}

/// Visitors for tests: they echo, serve a few pages, and tell what happened.
final class Host: Visitors {
  let service: WebSocketService
  let story: Story
  private let pages: [String: HTTPResponse]

  init(_ service: WebSocketService, _ story: Story, _ pages: [String: HTTPResponse]) {
    self.service = service
    self.story = story
    self.pages = pages
  }

  func admits(_ request: UpgradeRequest) -> Admission {
    guard request.origin != "https://evil.example" else {
      return .refuse(status: 403, reason: "this origin is not welcome")
    }
    let known = request.subprotocols.first { service.settings.subprotocols.contains($0) }
    return .admit(subprotocol: known)
  }

  func opened(_ session: SessionID, _ client: Client) {
    story.tell(.opened(session, client.address))
  }

  func received(_ message: UnsafeRawBufferPointer, from session: SessionID) {
    let text = String(decoding: message, as: UTF8.self)
    story.orders.withLock { $0 }?(service, session, text)
    if story.keepsMessages { story.tell(.received(session, text)) }
  }

  func drained(_ session: SessionID) { story.tell(.drained(session)) }
  func closed(_ session: SessionID, code: UInt16) { story.tell(.closed(session, code)) }
  func woke() {
    story.tell(.woke)
    story.onWake.withLock { $0 }?(service)
  }
  func turnEnds() {}
  func reached(_ limit: ServiceLimit, by address: String) {}
  func tick(_ now: MonotonicTime) {}

  func expects(_ request: PostRequest) -> Bool { request.queried("leave") != "none" }

  func takes(_ request: PostRequest, _ id: RequestID) {
    story.tell(.posted(request.path, request.body.count))
    service.answer(id, HTTPResponse(status: 200, text: "\(request.body.count) bytes"))
  }

  func answers(_ request: HTTPRequest) -> HTTPResponse {
    guard let page = pages[request.path] else { return HTTPResponse(status: 404, text: "nothing") }
    if let tag = request.ifNoneMatch, page.headers.contains(where: { $0.value == tag }) {
      return HTTPResponse(status: 304, headers: page.headers)
    }
    return page
  }
}

/// What a test may wait for and change from its own thread.
final class Story: Sendable {
  typealias Order = @Sendable (WebSocketService, SessionID, String) -> Void

  let keepsMessages: Bool
  let orders: Mutex<Order?>
  let onWake = Mutex<(@Sendable (WebSocketService) -> Void)?>(nil)
  private let box = Mailbox<Happening>(bound: 1 << 20)
  private let seen = Mutex<[Happening]>([])

  init(keepsMessages: Bool = true, order: Order?) {
    self.keepsMessages = keepsMessages
    orders = Mutex(order)
  }

  func tell(_ happening: Happening) {
    #expect(box.post(happening))
  }

  /// Everything so far.
  var all: [Happening] {
    let more = box.drain()
    return seen.withLock {
      $0 += more
      return $0
    }
  }

  /// Waits until what happened satisfies `isEnough`; `false` after `limit`.
  func waits(_ limit: Duration = .seconds(10), until isEnough: ([Happening]) -> Bool) -> Bool {
    let deadline = MonotonicTime.now.advanced(by: limit)
    while !isEnough(all) {
      guard MonotonicTime.now < deadline else { return false }
      _ = box.wait(for: deadline.since(.now))
    }
    return true
  }
}

/// A running service on a port of the system's choice; stopped when the test lets go of it.
final class House {
  let service: WebSocketService
  let story: Story
  var port: UInt16 { service.ports.first ?? 0 }

  init(
    _ settings: ServiceSettings = ServiceSettings(),
    listeners: [Listener] = [.tcp(host: "127.0.0.1", port: 0)],
    pages: [String: HTTPResponse] = [:], keepsMessages: Bool = true,
    order: Story.Order? = House.echo
  ) throws {
    service = try WebSocketService(settings, listeners: listeners)
    let story = Story(keepsMessages: keepsMessages, order: order)
    self.story = story
    try service.start { Host($0, story, pages) }
  }

  deinit {
    service.stop(within: .milliseconds(200))
    service.join()
  }

  static let echo: Story.Order = { service, session, text in
    service.send(Frame(text: Array(text.utf8)), to: session)
  }
}
