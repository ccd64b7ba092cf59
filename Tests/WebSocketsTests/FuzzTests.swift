import Glibc
import TestSupport
import Testing

@testable import WebSockets

/// Thousands of connections that say nonsense; the service stays up and serves the next one.
@Suite(.chaos) struct FuzzTests {
  @Test func garbageNeverTakesTheServiceDown() throws {
    var dice = Dice.fresh("garbage")
    var settings = ServiceSettings()
    settings.closeTime = .milliseconds(100)
    let house = try House(settings, keepsMessages: false)
    let bystander = try RawSocket.open(house.port)
    for round in 0..<4000 {
      let socket = try RawSocket(port: house.port, patience: 1)
      socket.send(FuzzTests.attack(&dice))
      // Some wait for what is said, most are gone at once.
      if dice.next() % 50 == 0 {
        shutdown(socket.descriptor, Int32(SHUT_WR))
        _ = socket.arrival()
      }
      if round % 100 == 0 {
        bystander.send(clientFrame("\(round)"))
        #expect(bystander.text() == "\(round)")
      }
    }
    let last = try RawSocket.open(house.port)
    last.send(clientFrame("still here"))
    #expect(last.text() == "still here")
  }

  private static func attack(_ dice: inout Dice) -> [UInt8] {
    switch dice.next() % 6 {
    case 0: return noise(&dice, 300)
    case 1: return damaged(Array(upgrade().utf8), &dice)
    case 2: return Array(upgrade().utf8) + noise(&dice, 2000)
    case 3: return Array(upgrade().utf8) + frames(&dice)
    case 4: return damaged(Array(upgrade().utf8) + frames(&dice), &dice)
    default:
      return Array("GET / HTTP/1.1\r\nHost: a\r\nConnection: keep-alive\r\n\r\n".utf8)
        + damaged(
          Array("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabcdef".utf8), &dice)
    }
  }

  private static func noise(_ dice: inout Dice, _ most: Int) -> [UInt8] {
    (0..<Int.random(in: 0...most, using: &dice)).map { _ in
      UInt8.random(in: 0...255, using: &dice)
    }
  }

  private static func damaged(_ bytes: [UInt8], _ dice: inout Dice) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...5, using: &dice) {
      let place = Int.random(in: 0..<bytes.count, using: &dice)
      switch dice.next() % 3 {
      case 0: bytes[place] = UInt8.random(in: 0...255, using: &dice)
      case 1: bytes.remove(at: place)
      default: bytes.insert(UInt8.random(in: 0...255, using: &dice), at: place)
      }
    }
    return bytes
  }

  private static func frames(_ dice: inout Dice) -> [UInt8] {
    (0..<Int.random(in: 1...8, using: &dice)).flatMap { _ in
      let lengths: [UInt64?] = [nil, nil, nil, 0, 125, 126, 65536, 1 << 40, 1 << 62, .max]
      return clientFrame(
        noise(&dice, 1500), first: UInt8.random(in: 0...255, using: &dice),
        masked: dice.next() % 8 != 0, claimed: lengths.randomElement(using: &dice) ?? nil)
    }
  }

  @Test func noHeadMakesTheReaderStumble() throws {
    var dice = Dice.fresh("heads")
    for _ in 0..<20_000 {
      let bytes = FuzzTests.damaged(Array(upgrade().utf8), &dice)
      do throws(RequestHead.Fault) {
        let head = try RequestHead(bytes[...])
        #expect(!head.method.isEmpty && head.path.hasPrefix("/"))
      } catch {
        #expect((400...505).contains(error.status))
      }
    }
  }
}
