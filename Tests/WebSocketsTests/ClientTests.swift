import Glibc
import Synchronization
import Testing
import Threads

@testable import WebSockets

/// Our own client against our own service.
@Suite struct ClientTests {
  private func address(_ house: House, _ path: String = "/socket") throws -> ServerAddress {
    try ServerAddress("ws://127.0.0.1:\(house.port)\(path)")
  }

  /// A client whose events can be waited for.
  private func client(
    _ address: ServerAddress, _ settings: ClientSettings = ClientSettings()
  ) throws -> (WebSocketClient, Mailbox<ClientEvent>) {
    let box = Mailbox<ClientEvent>(bound: 10_000)
    return (try WebSocketClient(address, settings) { #expect(box.post($0)) }, box)
  }

  /// Why a connection is not made.
  private func failure(
    _ address: ServerAddress, _ settings: ClientSettings = ClientSettings()
  ) throws -> String {
    let (client, box) = try client(address, settings)
    guard case .failed(let sentence)? = events(box, 1).first else { return "it was made" }
    client.join()
    return sentence
  }

  private func events(_ box: Mailbox<ClientEvent>, _ count: Int) -> [ClientEvent] {
    var events: [ClientEvent] = []
    while events.count < count, box.wait(for: .seconds(10)) { events += box.drain() }
    return events
  }

  @Test func aClientTalksAndSaysGoodbye() throws {
    let house = try House()
    let (client, box) = try client(address(house))
    #expect(events(box, 1) == [.opened])
    #expect(client.send(Array("Grüße".utf8)))
    #expect(events(box, 1) == [.received(Array("Grüße".utf8))])
    client.close(code: 4000, reason: "done")
    #expect(events(box, 1) == [.closed(code: 4000, reason: "")])
    client.join()
    #expect(!client.send([65]))
    #expect(
      house.story.waits { $0.contains { if case .closed(_, 4000) = $0 { true } else { false } } })
  }

  @Test(arguments: [0, 125, 126, 1500, 65535, 65536])
  func aMessageOfEveryLengthComesBack(_ length: Int) throws {
    let house = try House()
    let (client, box) = try client(address(house))
    let text = [UInt8](repeating: 120, count: length)
    #expect(events(box, 1) == [.opened])
    client.send(text)
    #expect(events(box, 1) == [.received(text)])
  }

  @Test func aClientHearsWhyItWasClosed() throws {
    let house = try House { service, session, _ in
      service.close(session, code: 4001, reason: "signed out")
    }
    let (client, box) = try client(address(house))
    #expect(events(box, 1) == [.opened])
    client.send([65])
    #expect(events(box, 1) == [.closed(code: 4001, reason: "signed out")])
  }

  @Test func aClientHearsOfARestart() throws {
    let house = try House()
    let (client, box) = try client(address(house))
    #expect(events(box, 1) == [.opened])
    house.service.stop()
    #expect(events(box, 1) == [.closed(code: 1012, reason: CloseCode.restartingReason)])
    withExtendedLifetime(client) {}
  }

  @Test func aRefusalAndADeadPortAreSaidInASentence() throws {
    let house = try House()
    #expect(try failure(address(house, "/other")).contains("/other: the server answered 404"))
    let port = house.port
    house.service.stop(within: .milliseconds(100))
    house.service.join()
    let other = try failure(ServerAddress("ws://127.0.0.1:\(port)/socket"))
    #expect(other.hasPrefix("cannot connect to ws://127.0.0.1:\(port)/socket: "))
    #expect(other.hasSuffix(": nobody listens there"))
    let unknown = try failure(ServerAddress("ws://name.invalid/"))
    #expect(unknown.contains("is the host name known?"))
  }

  @Test func anEncryptedLineToAPlainPortFails() throws {
    let house = try House()
    let sentence = try failure(ServerAddress("wss://127.0.0.1:\(house.port)/socket"))
    #expect(sentence.hasPrefix("cannot connect to wss://127.0.0.1:\(house.port)/socket: "))
    #expect(!sentence.contains("given up"))
    #expect(sentence.contains("no encrypted line"))
  }

  @Test func anOriginAndASubprotocolAreSaid() throws {
    var settings = ServiceSettings()
    settings.subprotocols = ["desk.2"]
    let house = try House(settings)
    var place = try address(house)
    place.origin = "https://evil.example"
    #expect(try failure(place).contains("the server answered 403"))
    place.origin = "https://shop.example"
    place.subprotocols = ["desk.3", "desk.2"]
    let (client, box) = try client(place)
    #expect(events(box, 1) == [.opened])
    withExtendedLifetime(client) {}
  }

  @Test func aUNIXSocketIsReachedToo() throws {
    let path = "/tmp/frontdesk-\(getpid())-\(UInt32.random(in: 0 ... .max)).sock"
    let house = try House(listeners: [.unix(path: path)])
    var place = try ServerAddress("ws://localhost/socket")
    place.socketPath = path
    let (client, box) = try client(place)
    #expect(events(box, 1) == [.opened])
    client.send([65])
    #expect(events(box, 1) == [.received([65])])
    withExtendedLifetime(house) {}
  }

  @Test func aServerThatSaysNothingIsGivenUp() throws {
    var settings = ClientSettings()
    settings.connectTime = .milliseconds(200)
    let listener = try WebSocketService(
      ServiceSettings(), listeners: [.tcp(host: "127.0.0.1", port: 0)])
    let port = try #require(listener.ports.first)
    // It listens, so the line is made; it was never started, so nobody answers.
    let sentence = try failure(ServerAddress("ws://127.0.0.1:\(port)/socket"), settings)
    #expect(sentence.contains("no answer in time"))
    withExtendedLifetime(listener) {}
  }

  @Test func aServerThatFallsSilentIsHungUp() throws {
    var settings = ClientSettings()
    settings.pingEvery = .milliseconds(100)
    settings.hangUpAfter = .milliseconds(200)
    let house = try House { service, _, _ in
      // The loop's own thread does nothing for a second.
      sleep(1)
    }
    let (client, box) = try client(address(house), settings)
    #expect(events(box, 1) == [.opened])
    client.send([65])
    #expect(events(box, 1) == [.closed(code: 1006, reason: "")])
  }

  @Test func aThousandConnectionsShareOneLoop() throws {
    let house = try House(keepsMessages: false)
    let counts = CrowdCounts()
    let done = Mailbox<Int>(bound: 10)
    let clients = try WebSocketClients()
    try clients.start { Crowd($0, 1000, counts: counts, done: done) }
    let place = try address(house)
    for _ in 0..<1000 { #expect(clients.connect(place) != nil) }
    #expect(done.wait(for: .seconds(20)))
    #expect(counts.all.opened == 1000)
    #expect(counts.all.heard == 3000)
    clients.stop()
    clients.join()
    #expect(counts.all.closed == 1000)
  }

  @Test func ordersBeyondTheBoundAreRefused() throws {
    var settings = ClientSettings()
    settings.orders = 2
    let clients = try WebSocketClients(settings)
    let place = try ServerAddress("ws://127.0.0.1:1/")
    #expect(clients.connect(place) != nil)
    #expect(clients.connect(place) != nil)
    #expect(clients.connect(place) == nil)
  }
}

/// Every one says three things and hears them again.
private final class Crowd: Correspondents {
  private let clients: WebSocketClients
  private let size: Int
  private let counts: CrowdCounts
  private let done: Mailbox<Int>
  private var opened = 0
  private var heard = 0
  private var closed = 0

  init(
    _ clients: WebSocketClients, _ size: Int, counts: CrowdCounts, done: Mailbox<Int>
  ) {
    self.clients = clients
    self.size = size
    self.counts = counts
    self.done = done
  }

  func opened(_ connection: ConnectionID) {
    opened += 1
    for number in 1...3 { clients.sendNow(Array("\(number)".utf8), to: connection) }
  }

  func received(_ message: UnsafeRawBufferPointer, from connection: ConnectionID) {
    heard += 1
    counts.set(opened, heard, closed)
    if heard == size * 3 { #expect(done.post(heard)) }
  }

  func quiet(_ connection: ConnectionID, _ isQuiet: Bool) {}

  func closed(_ connection: ConnectionID, code: UInt16, reason: String) {
    closed += 1
    counts.set(opened, heard, closed)
  }

  func failed(_ connection: ConnectionID, _ reason: String) {
    Issue.record("\(reason)")
  }
}

private final class CrowdCounts: Sendable {
  private let numbers = Mutex((opened: 0, heard: 0, closed: 0))

  func set(_ opened: Int, _ heard: Int, _ closed: Int) {
    numbers.withLock { $0 = (opened, heard, closed) }
  }
  var all: (opened: Int, heard: Int, closed: Int) { numbers.withLock { $0 } }
}
