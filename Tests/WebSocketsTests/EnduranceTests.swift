import Glibc
import Synchronization
import Testing
import Threads

@testable import WebSockets

/// Peers that freeze, flood and vanish.
@Suite struct EnduranceTests {
  /// A house where "more" sends everybody a large text, and anything else is echoed.
  private func broadcastingHouse(_ settings: ServiceSettings) throws -> House {
    let members = Mutex<[SessionID]>([])
    let large = Frame(text: [UInt8](repeating: 97, count: 60_000))
    return try House(settings, keepsMessages: false) { service, session, text in
      switch text {
      case "join": members.withLock { $0.append(session) }
      case "more": for member in members.withLock({ $0 }) { service.send(large, to: member) }
      default: break
      }
      service.send(Frame(text: Array(text.utf8)), to: session)
    }
  }

  @Test func aReaderThatNeverReadsIsCutOffAndOthersAreNot() throws {
    let house = try broadcastingHouse(ServiceSettings())
    let stuck = try RawSocket.open(house.port, receiveBytes: 4096)
    stuck.send(clientFrame("join"))
    let other = try RawSocket.open(house.port)
    var rounds = 0
    var isCut = false
    while rounds < 500 && !isCut {
      rounds += 1
      other.send(clientFrame("more"))
      #expect(other.text() == "more")
      isCut = house.story.all.contains { if case .closed(_, 4008) = $0 { true } else { false } }
      if rounds == 100 {
        // Its queue was given up long ago; what is left is the line, cut after the usual time.
        isCut = house.story.waits {
          $0.contains { if case .closed(_, 4008) = $0 { true } else { false } }
        }
      }
    }
    #expect(isCut)
  }

  @Test func aSlowReaderThatIsCutOffIsToldToResume() throws {
    let house = try broadcastingHouse(ServiceSettings())
    let slow = try RawSocket.open(house.port, receiveBytes: 4096)
    slow.send(clientFrame("join"))
    #expect(slow.text() == "join")
    let other = try RawSocket.open(house.port)
    for _ in 0..<60 {
      other.send(clientFrame("more"))
      #expect(other.text() == "more")
    }
    // Now it reads on: what was in the pipe comes whole, then the reason. Nothing is left out
    // in between.
    var frames = 0
    while let frame = slow.frame() {
      if frame.first == 0x81 {
        frames += 1
        #expect(frame.payload.count == 60_000)
        continue
      }
      #expect(frame.payload.prefix(2) == [0x0f, 0xa8])
      break
    }
    #expect((1..<60).contains(frames))
  }

  @Test func aBacklogIsToldWhenItHasDrained() throws {
    let frame = Frame(text: [UInt8](repeating: 97, count: 30_000))
    let house = try House { service, session, _ in
      while service.outboxBytes(session) < 800_000 { service.send(frame, to: session) }
    }
    let socket = try RawSocket.open(house.port)
    socket.send(clientFrame("go"))
    for _ in 0..<20 { #expect(socket.frame()?.payload.count == 30_000) }
    #expect(house.story.waits { $0.contains { if case .drained = $0 { true } else { false } } })
  }

  @Test func tooManySmallFramesCutOffToo() throws {
    var settings = ServiceSettings()
    settings.outboxFrames = 10
    let house = try House(settings) { service, session, _ in
      for number in 0..<11 {
        let isTaken = service.send(Frame(text: Array("x".utf8)), to: session)
        #expect(isTaken == (number < 10))
      }
    }
    let socket = try RawSocket.open(house.port)
    socket.send(clientFrame("go"))
    #expect(socket.closeCode() == 4008)
  }

  @Test func aFrozenPeerIsHungUp() throws {
    var settings = ServiceSettings()
    settings.pingEvery = .milliseconds(100)
    settings.hangUpAfter = .milliseconds(200)
    let house = try House(settings)
    let frozen = try RawSocket.open(house.port)
    let alive = try RawSocket.open(house.port)
    // The living one answers pings, which is all that keeps it.
    var pings = 0
    while let frame = alive.frame(), pings < 12 {
      #expect(frame.first == 0x89)
      alive.send(clientFrame(frame.payload, first: 0x8a))
      pings += 1
    }
    let closed = house.story.all.filter { if case .closed = $0 { true } else { false } }
    #expect(closed.count == 1)
    if case .closed(_, let code) = closed.first { #expect(code == 1006) }
    #expect(frozen.untilEnd().how != .silence)
    alive.send(clientFrame("alive"))
    var text: String?
    while text == nil, let frame = alive.frame() {
      if frame.first == 0x81 { text = String(decoding: frame.payload, as: UTF8.self) }
    }
    #expect(text == "alive")
  }

  @Test func aThousandPeersThatVanishAtOnceAreAllMissed() throws {
    let house = try House(keepsMessages: false)
    var sockets = try (0..<1000).map { _ in try RawSocket.open(house.port) }
    sockets = []
    #expect(sockets.isEmpty)
    #expect(
      house.story.waits { all in
        all.count { if case .closed(_, 1006) = $0 { true } else { false } } == 1000
      })
  }

  @Test func stoppingUnderLoadSays1012ToEverybodyAndEnds() throws {
    let house = try House(keepsMessages: false)
    let sockets = try (0..<300).map { _ in try RawSocket.open(house.port) }
    let load = try NamedThread("load") {
      let message = clientFrame("load")
      // Until the first of them is gone.
      while sockets.allSatisfy({ $0.send(message) }) {}
    }
    #expect(sockets[0].text() == "load")
    house.service.stop()
    for socket in sockets {
      #expect(socket.closeCode() == 1012)
      socket.send(clientFrame([3, 244], first: 0x88))
    }
    load.join()
    house.service.join()
    #expect(house.story.all.count { if case .closed = $0 { true } else { false } } == 300)
    #expect(throws: RawSocket.Refused.self) { try RawSocket(port: house.port) }
  }

  @Test func aStopThatNobodyAnswersEndsInTime() throws {
    let house = try House()
    let sockets = try (0..<10).map { _ in try RawSocket.open(house.port) }
    let half = try RawSocket(port: house.port)
    half.send("GET")
    house.service.stop(within: .milliseconds(300))
    house.service.join()
    for socket in sockets { #expect(socket.closeCode() == 1012) }
    #expect(half.untilEnd().how != .silence)
  }

  @Test func aServiceThatNeverStartedLeavesNothingBehind() throws {
    let service = try WebSocketService(
      ServiceSettings(), listeners: [.tcp(host: "127.0.0.1", port: 0)])
    #expect(service.ports.count == 1)
    service.wake()
    service.stop()
    service.join()
  }
}
