import Desk
import Gateway
import Rehearsal
import Testing
import WebSockets
import Wire

/// Who is let in, and how they must begin.
struct DoorTests {
  @Test func theFirstFrameMustBeAHello() throws {
    let house = try ServedDesk()
    for text in [#"{"type":"watch"}"#, #"{"type":"typing","conversation":"x"}"#, "{", "", "[]"] {
      let visitor = try Visitor(house)
      visitor.upgrade(origin: ServedDesk.origin)
      visitor.send(text: text)
      #expect(try visitor.closeCode() == 4003, "\(text)")
    }
  }

  @Test func whoSaysNothingIsClosed() throws {
    let house = try ServedDesk { $0.helloTime = .milliseconds(200) }
    let silent = try Visitor(house)
    silent.upgrade(origin: ServedDesk.origin)
    let known = try Visitor.customer(house)
    #expect(try silent.closeCode() == 4003)
    #expect(try known.isStillServed())
  }

  @Test func aSecondHelloIsOneTooMany() throws {
    let house = try ServedDesk()
    let visitor = try Visitor.customer(house)
    visitor.send(.hello(.customer(site: "demo", token: nil, language: "en")))
    #expect(try visitor.closeCode() == 4005)
    // Also while the first is being looked at.
    let hasty = try Visitor(house)
    hasty.upgrade(origin: nil)
    let hello = ClientFrame.hello(.login(Identifier("maya"), password: "wrong", device: "d"))
    hasty.send(hello)
    hasty.send(hello)
    #expect(try hasty.closeCode() == 4005)
  }

  @Test(arguments: [
    "https://evil.example", "null", "https://shop.example.evil.example", "http://shop.example",
    "https://shop.example:444", "https://evil-shop.example", "https://SHOP.example ",
  ])
  func aPageFromElsewhereIsRefused(_ origin: String) throws {
    let house = try ServedDesk()
    #expect(try Visitor(house).upgrade(origin: origin).hasPrefix("HTTP/1.1 403 "))
  }

  @Test func theSubprotocolMustBeOffered() throws {
    let house = try ServedDesk()
    #expect(try Visitor(house).upgrade(origin: nil, subprotocol: nil).hasPrefix("HTTP/1.1 400 "))
    let other = try Visitor(house).upgrade(origin: nil, subprotocol: "frontdesk.v9")
    #expect(other.hasPrefix("HTTP/1.1 400 "))
  }

  private func refusal(_ house: ServedDesk, origin: String?, _ hello: Hello) throws -> Refusal.Code
  {
    let visitor = try Visitor(house)
    visitor.upgrade(origin: origin)
    visitor.send(.hello(hello))
    let refusal = try visitor.until { if case .refused(let why, _) = $0 { why } else { nil } }
    #expect(try visitor.closeCode() == 4003)
    return refusal.code
  }

  @Test func eachComesThroughTheirOwnDoor() throws {
    let house = try ServedDesk()
    let customer = Hello.customer(site: "demo", token: nil, language: "en")
    let agent = Hello.login(Identifier("maya"), password: ServedDesk.password, device: "d")
    #expect(try refusal(house, origin: "https://o.example", customer) == .notAllowed)
    #expect(try refusal(house, origin: nil, customer) == .notAllowed)
    #expect(try refusal(house, origin: ServedDesk.origin, agent) == .notAllowed)
    #expect(try refusal(house, origin: nil, .agent(token: "no such token")) == .notAllowed)
  }

  @Test func passwordsAndTokensLetAgentsIn() throws {
    let house = try ServedDesk()
    for (user, password) in [("maya", "wrong"), ("nobody", ServedDesk.password), ("maya", "")] {
      let hello = Hello.login(Identifier(user), password: password, device: "d")
      #expect(try refusal(house, origin: nil, hello) == .notAllowed, "\(user)")
    }
    let maya = try Visitor.agent(house)
    let token = try #require(maya.token)
    #expect(
      maya.welcome?.principal == .agent(AgentName(Identifier("maya"), name: "Maya"), role: .agent))
    let again = try Visitor.agent(house, token: token)
    #expect(again.welcome?.token == nil)
    again.send(.logout)
    #expect(try again.closeCode() == 4001)
    #expect(try refusal(house, origin: nil, .agent(token: token)) == .notAllowed)
  }

  @Test func aCustomersTokenMeetsTheirConversation() throws {
    let house = try ServedDesk()
    let ana = try Visitor.customer(house)
    let id = try ana.start()
    let again = try Visitor.customer(house, token: ana.token)
    #expect(again.welcome?.principal == .customer(conversation: id))
    // From another site's page the token is a stranger's.
    let other = try Visitor(house)
    other.upgrade(origin: "https://o.example")
    try other.greet(.customer(site: "other", token: ana.token, language: "en"))
    #expect(other.welcome?.principal == .customer(conversation: nil))
  }

  @Test func nobodyHasMoreConnectionsThanTheyMay() throws {
    let house = try ServedDesk { ($0.connectionsPerCustomer, $0.connectionsPerAgent) = (2, 2) }
    let ana = try Visitor.customer(house)
    _ = try ana.start()
    let second = try Visitor.customer(house, token: ana.token)
    let third = try Visitor.customer(house, token: ana.token)
    #expect(try third.closeCode() == 4010)
    #expect(try ana.isStillServed() && second.isStillServed())
    // Others have their own, and one that went makes room.
    _ = try Visitor.customer(house).start()
    second.send(payload: [0x03, 0xE8], first: 0x88)
    #expect(try second.closeCode() == 1000)
    #expect(try Visitor.customer(house, token: ana.token).isStillServed())
    let maya = try Visitor.agent(house)
    let more = try (0..<2).map { _ in try Visitor.agent(house, token: maya.token) }
    #expect(try more[1].closeCode() == 4010)
    #expect(try maya.isStillServed())
  }

  @Test func aClosedAccountIsOutWithinASecond() throws {
    let house = try ServedDesk()
    let maya = try Visitor.agent(house)
    let other = try Visitor.agent(house, token: maya.token)
    let kim = try Visitor.agent(house, "kim")
    let start = ContinuousClock.now
    try house.ask { try $0.disableUser(Identifier("maya"), by: "o:test") }
    #expect(try maya.closeCode() == 4001)
    #expect(try other.closeCode() == 4001)
    #expect(ContinuousClock.now - start < .seconds(1))
    #expect(try kim.isStillServed())
    #expect(try refusal(house, origin: nil, .agent(token: try #require(maya.token))) == .notAllowed)
  }

  @Test func pagesComeWithTheirTagAndTheirRules() throws {
    let house = try ServedDesk()
    let page = try Visitor(house)
    let head = page.get("/")
    #expect(head.hasPrefix("HTTP/1.1 200 "))
    #expect(head.contains("\r\nContent-Security-Policy: default-src 'none'; script-src 'self';"))
    #expect(head.contains("frame-ancestors 'self'"))
    #expect(head.contains("\r\nX-Content-Type-Options: nosniff\r\n"))
    #expect(page.body() == "<html>demo</html>")
    let tag = try #require(head.split(separator: "\r\n").first { $0.hasPrefix("ETag: ") })
      .dropFirst(6)
    let again = try Visitor(house)
    #expect(again.get("/", ["If-None-Match: \(tag)"]).hasPrefix("HTTP/1.1 304 "))
    #expect(again.body() == "")
    let script = try Visitor(house).get("/v1/widget.js")
    #expect(script.contains("\r\nContent-Type: text/javascript; charset=utf-8\r\n"))
    #expect(script.contains("\r\nAccess-Control-Allow-Origin: *\r\n"))
    #expect(try Visitor(house).get("/frontdesk.db").hasPrefix("HTTP/1.1 404 "))
    #expect(try Visitor(house).get("/%2e%2e/frontdesk.db").hasPrefix("HTTP/1.1 40"))
  }

  @Test func itSaysHowItIs() throws {
    let house = try ServedDesk()
    #expect(try Visitor(house).get("/livez").hasPrefix("HTTP/1.1 200 "))
    #expect(try Visitor(house).get("/readyz").hasPrefix("HTTP/1.1 503 "))
    house.health.set(nil)
    #expect(try Visitor(house).get("/readyz").hasPrefix("HTTP/1.1 200 "))
    #expect(try Visitor(house).get("/version").hasPrefix("HTTP/1.1 200 "))
  }
}
