import Glibc
import Synchronization
import Testing

@testable import WebSockets

@Suite struct TalkTests {
  @Test func aMessageComesBack() throws {
    let house = try House()
    let socket = try RawSocket.open(house.port)
    socket.send(clientFrame("Grüße"))
    #expect(socket.text() == "Grüße")
  }

  @Test func anEmptyMessageComesBack() throws {
    let house = try House()
    let socket = try RawSocket.open(house.port)
    socket.send(clientFrame(""))
    #expect(socket.text() == "")
  }

  @Test(arguments: [125, 126, 1023, 1024, 1025, 65535, 65536])
  func aMessageOfEveryLengthComesBack(_ length: Int) throws {
    let house = try House()
    let socket = try RawSocket.open(house.port)
    let text = String(repeating: "x", count: length)
    socket.send(clientFrame(text))
    #expect(socket.text() == text)
  }

  @Test func fragmentsMakeOneMessageAndAPingMayComeBetween() throws {
    let house = try House()
    let socket = try RawSocket.open(house.port)
    socket.send(clientFrame("Grü", first: 0x01))
    socket.send(clientFrame("now", first: 0x89))
    let first = try #require(socket.frame())
    #expect(first.first == 0x8a)
    #expect(first.payload == Array("now".utf8))
    socket.send(clientFrame("ße ", first: 0x00))
    socket.send(clientFrame("", first: 0x00))
    socket.send(clientFrame("und", first: 0x80))
    #expect(socket.text() == "Grüße und")
  }

  @Test func manyMessagesInOnePacketComeBackInOrder() throws {
    let house = try House()
    let socket = try RawSocket.open(house.port)
    socket.send((0..<500).flatMap { clientFrame("number \($0)") })
    for number in 0..<500 { #expect(socket.text() == "number \(number)") }
  }

  @Test func aMessageSentWithTheRequestIsNotLost() throws {
    let house = try House()
    let socket = try RawSocket(port: house.port)
    socket.send(Array(upgrade().utf8) + clientFrame("early") + clientFrame("bird"))
    #expect(socket.head()?.hasPrefix("HTTP/1.1 101 ") == true)
    #expect(socket.text() == "early")
    #expect(socket.text() == "bird")
  }

  @Test func aRequestMayComeByteByByte() throws {
    let house = try House()
    let socket = try RawSocket(port: house.port)
    for byte in upgrade().utf8 { socket.send([byte]) }
    #expect(socket.head()?.hasPrefix("HTTP/1.1 101 ") == true)
    for byte in clientFrame("slow") { socket.send([byte]) }
    #expect(socket.text() == "slow")
  }

  @Test func theAnswerToTheKeyIsTheOneOfTheStandard() throws {
    let house = try House()
    let socket = try RawSocket(port: house.port)
    socket.send(upgrade())
    let head = try #require(socket.head())
    #expect(head.contains("s3pPLMBiTxaQ9kYGzzhZRbK+xOo="))
    #expect(!head.lowercased().contains("extensions"))
  }

  @Test func aSubprotocolIsChosenAmongThoseOffered() throws {
    var settings = ServiceSettings()
    settings.subprotocols = ["desk.1", "desk.2"]
    let house = try House(settings)
    let socket = try RawSocket(port: house.port)
    socket.send(upgrade(["Sec-WebSocket-Protocol": "other, desk.2, desk.1"]))
    #expect(socket.head()?.contains("Sec-WebSocket-Protocol: desk.2\r\n") == true)
    let other = try RawSocket(port: house.port)
    other.send(upgrade(["Sec-WebSocket-Protocol": "other"]))
    let head = try #require(other.head())
    #expect(head.hasPrefix("HTTP/1.1 101 ") && !head.contains("Protocol:"))
  }

  @Test func oneFrameReachesTwoHundredClients() throws {
    let members = Mutex<[SessionID]>([])
    let house = try House { service, session, text in
      if text == "join" {
        members.withLock { $0.append(session) }
        service.send(Frame(text: Array("joined".utf8)), to: session)
      } else {
        let frame = Frame(text: Array(text.utf8))
        for member in members.withLock({ $0 }) { service.send(frame, to: member) }
      }
    }
    let sockets = try (0..<200).map { _ in try RawSocket.open(house.port) }
    for socket in sockets { socket.send(clientFrame("join")) }
    for socket in sockets { #expect(socket.text() == "joined") }
    let news = String(repeating: "news ", count: 100)
    for _ in 0..<5 { sockets[0].send(clientFrame(news)) }
    for socket in sockets {
      for _ in 0..<5 { #expect(socket.text() == news) }
    }
  }

  @Test func aPausedSessionIsNotReadAndLosesNothing() throws {
    let held = Mutex<SessionID?>(nil)
    let house = try House { service, session, text in
      switch text {
      case "pause me":
        held.withLock { $0 = session }
        service.pauseReading(session)
      case "resume the other":
        if let other = held.withLock({ $0 }) { service.resumeReading(other) }
      default: break
      }
      service.send(Frame(text: Array(text.utf8)), to: session)
    }
    let quiet = try RawSocket.open(house.port, patience: 1)
    quiet.send(clientFrame("pause me") + clientFrame("one"))
    #expect(quiet.text() == "pause me")
    quiet.send(clientFrame("two"))
    let other = try RawSocket.open(house.port)
    other.send(clientFrame("hello"))
    #expect(other.text() == "hello")
    #expect(!house.story.all.contains { if case .received(_, "two") = $0 { true } else { false } })
    other.send(clientFrame("resume the other"))
    #expect(quiet.text() == "one")
    #expect(quiet.text() == "two")
  }

  @Test func wakingIsHeardOnceForManyCalls() throws {
    let house = try House()
    for _ in 0..<100 { house.service.wake() }
    #expect(house.story.waits { $0.contains(.woke) })
    #expect(house.story.all.count < 100)
  }

  @Test func aSessionSentToFromAnotherThreadGetsItWhenTheLoopWakes() throws {
    let house = try House()
    let socket = try RawSocket.open(house.port)
    #expect(house.story.waits { !$0.isEmpty })
    guard case .opened(let session, "127.0.0.1") = house.story.all[0] else {
      Issue.record("not opened")
      return
    }
    house.story.onWake.withLock {
      $0 = { $0.send(Frame(text: Array("from afar".utf8)), to: session) }
    }
    house.service.wake()
    #expect(socket.text() == "from afar")
  }
}
