import Desk
import Foundation
import Office
import Rehearsal
import Secrets
import Testing
import Wire

/// What agents do with their own accounts, over the line.
@Suite struct AccountTests {
  private static let fresh = "four other unrelated words"

  private func ask(_ visitor: Visitor, _ deed: AccountDeed, _ id: String) throws -> ServerFrame {
    visitor.send(.account(id, deed))
    return try #require(
      try visitor.until { frame in
        switch frame {
        case .answer(id, _): frame
        case .refused(_, let named) where named.id == id: frame
        default: nil
        }
      })
  }

  private func sessions(_ visitor: Visitor) throws -> [AccountReply.Session] {
    visitor.send(.ask(Question(id: "s", .sessions)))
    return try #require(
      try visitor.until { frame in
        if case .answer("s", .account(.sessions(let sessions))) = frame { sessions } else { nil }
      })
  }

  private func refusal(_ frame: ServerFrame) -> Refusal? {
    if case .refused(let refusal, _) = frame { refusal } else { nil }
  }

  @Test func agentsSeeWhereTheyAreLoggedInAndEndItThere() throws {
    let desk = try ServedDesk()
    let (here, there) = (try Visitor.agent(desk), try Visitor.agent(desk))
    let kim = try Visitor.agent(desk, "kim")
    let listed = try sessions(here)
    #expect(listed.count == 2 && listed.count(where: \.isCurrent) == 1)
    #expect(listed.allSatisfy { $0.device == "test" && $0.address == "127.0.0.1" })
    #expect(try sessions(kim).count == 1)
    let other = try #require(listed.first { !$0.isCurrent })
    #expect(refusal(try ask(kim, .end(.named(other.name)), "1"))?.code == .notFound)
    #expect(try ask(here, .end(.named(other.name)), "2") == .answer("2", .account(.ended(1))))
    #expect(try there.closeCode() == CloseCode.revoked.rawValue)
    #expect(try sessions(here).map(\.isCurrent) == [true])
    #expect(try ask(here, .end(.others), "3") == .answer("3", .account(.ended(0))))
  }

  @Test func aNewPasswordNeedsTheOldOneAndEndsTheOtherSessions() throws {
    let desk = try ServedDesk()
    let (here, there) = (try Visitor.agent(desk), try Visitor.agent(desk))
    let wrong = try ask(here, .changePassword(from: "guess", to: Self.fresh), "1")
    #expect(refusal(wrong)?.code == .notAllowed)
    let short = try ask(here, .changePassword(from: ServedDesk.password, to: "short"), "2")
    #expect(refusal(short)?.code == .invalid)
    let changed = try ask(here, .changePassword(from: ServedDesk.password, to: Self.fresh), "3")
    #expect(changed == .answer("3", .account(.passwordChanged)))
    #expect(try there.closeCode() == CloseCode.revoked.rawValue)
    // The session that asked goes on, also after a reconnect.
    let token = try #require(here.token)
    _ = try Visitor.agent(desk, token: token)
    #expect(try sessions(here).count == 1)
    let door = try Visitor.atTheDoor(desk)
    #expect(throws: (any Error).self) { try door.greet(Self.login(ServedDesk.password)) }
    try Visitor.atTheDoor(desk).greet(Self.login(Self.fresh))
  }

  private static func login(_ password: String, _ code: String? = nil) -> Hello {
    .login(Identifier("maya"), password: password, device: "test", code: code)
  }

  private func code(_ address: String, later: Int64 = 0) throws -> String {
    let coded = try #require(address.split(separator: "secret=").last).prefix { $0 != "&" }
    let secret = try #require(Base32.decode(String(coded)))
    return OneTimeCode.code(secret, step: Int64(Date().timeIntervalSince1970) / 30 + later)
  }

  @Test func aSecondFactorIsProvenAndThenAskedForAndNoCodeCountsTwice() throws {
    let desk = try ServedDesk()
    let maya = try Visitor.agent(desk)
    let frame = try ask(maya, .enrol(password: ServedDesk.password), "2")
    guard case .answer("2", .account(.enrolment(let address))) = frame else {
      Issue.record("\(frame)")
      return
    }
    // Not asked for before it is proven.
    try Visitor.atTheDoor(desk).greet(Self.login(ServedDesk.password))
    #expect(refusal(try ask(maya, .prove(code: "000000x"), "3"))?.code == .secondFactor)
    let used = try code(address, later: -1)
    let proven = try ask(maya, .prove(code: used), "4")
    guard case .answer("4", .account(.recovery(let codes))) = proven else {
      Issue.record("\(proven)")
      return
    }
    #expect(Set(codes).count == 10)
    for wrong in [nil, used, "123"] {
      let refused = try Visitor.atTheDoor(desk).refused(Self.login(ServedDesk.password, wrong))
      #expect(refused?.code == .secondFactor && refused?.enrolment == nil)
    }
    let present = try code(address)
    try Visitor.atTheDoor(desk).greet(Self.login(ServedDesk.password, present))
    try Visitor.atTheDoor(desk).greet(Self.login(ServedDesk.password, codes[0]))
    let again = try Visitor.atTheDoor(desk).refused(Self.login(ServedDesk.password, codes[0]))
    #expect(again?.code == .secondFactor)
    // Coming back with a session is no login.
    _ = try Visitor.agent(desk, token: maya.token)
    try desk.ask { try $0.resetSecondFactor(Identifier("maya"), by: "o:test") }
    try Visitor.atTheDoor(desk).greet(Self.login(ServedDesk.password))
  }

  @Test func whoMustHaveOneMakesItWithTheFirstLogin() throws {
    let desk = try ServedDesk()
    try desk.ask { try $0.requireSecondFactor(Identifier("maya"), true, by: "o:test") }
    let first = try Visitor.atTheDoor(desk).refused(Self.login(ServedDesk.password))
    let address = try #require(first?.enrolment)
    let second = try Visitor.atTheDoor(desk).refused(Self.login(ServedDesk.password))
    #expect(second?.enrolment == address)
    try Visitor.atTheDoor(desk).greet(Self.login(ServedDesk.password, try code(address)))
    let third = try Visitor.atTheDoor(desk).refused(Self.login(ServedDesk.password))
    #expect(third?.code == .secondFactor && third?.enrolment == nil)
  }

  @Test func codesAreGuessedAsSlowlyAsPasswords() throws {
    let desk = try ServedDesk()
    try desk.ask { try $0.requireSecondFactor(Identifier("maya"), true, by: "o:test") }
    var codes: Set<Refusal.Code> = []
    for place in 0..<40 where !codes.contains(.tooMany) {
      let refused = try Visitor.atTheDoor(desk).refused(
        Self.login(ServedDesk.password, "\(100_000 + place)"))
      if let code = refused?.code { codes.insert(code) }
    }
    #expect(codes.contains(.tooMany))
  }
}

extension Visitor {
  fileprivate static func atTheDoor(_ desk: ServedDesk) throws -> Visitor {
    let visitor = try Visitor(desk)
    visitor.upgrade(origin: nil)
    return visitor
  }

  /// Why a hello is refused; nil where it is welcomed.
  fileprivate func refused(_ hello: Hello) throws -> Refusal? {
    send(.hello(hello))
    let answer = try until { frame in
      switch frame {
      case .refused, .welcome: frame
      default: nil
      }
    }
    if case .refused(let refusal, _) = answer { return refusal }
    return nil
  }
}
