import Fetch
import Secrets
import Testing
import Threads

@testable import Channels

/// IRC's lines, and who may come in.
@Suite struct IRCTests {
  private func line(_ text: String) throws -> IRCLine { try #require(IRCLine(text)) }

  @Test func aLineHasTagsWhoAndWhat() throws {
    let line = try line("@time=1;account=ana :ana!u@h PRIVMSG support :hello: there ")
    #expect(line.nick == "ana" && line.command == "PRIVMSG" && line.tags["account"] == "ana")
    #expect(line.parameters == ["support", "hello: there "])
    #expect(try self.line(":irc.example 001 me :Hi").nick == nil, "a server is nobody")
    #expect(IRCLine("") == nil && IRCLine(":only") == nil)
  }

  @Test func linesComeInPiecesAndTooLongOnesNot() {
    var bytes = Array("PING :a\r\nPING".utf8)
    #expect(IRCLine.take(from: &bytes).map { $0[0] } == ["a"])
    bytes += Array(" :b\r\n".utf8) + [UInt8](repeating: 65, count: 20_000) + Array("\r\n".utf8)
    #expect(IRCLine.take(from: &bytes).map { $0[0] } == ["b"])
    bytes = [UInt8](repeating: 65, count: 20_000)
    #expect(IRCLine.take(from: &bytes) == [] && bytes == [])
  }

  private func settings(account: String? = nil) -> IRCSettings {
    var settings = IRCSettings(
      LineConnection.Place(host: "irc.example", port: 6697), nick: "support")
    settings.account = account
    settings.accountPassword = account.map { _ in Secret("pw") }
    return settings
  }

  @Test func aNickThatIsTakenIsFollowedByOthersAndThenGivenUp() throws {
    var registration = IRCRegistration(settings())
    let taken = try line(":s 433 * support :Nickname is already in use")
    #expect((1...5).map { _ in registration.answer(taken) }.last == ["NICK support5"])
    #expect(registration.answer(taken) == [])
    guard case .failed(let why) = registration.state else {
      Issue.record("it goes on for ever")
      return
    }
    #expect(why.contains("support is in use"))
  }

  @Test func anAccountIsShownBySASL() throws {
    var registration = IRCRegistration(settings(account: "desk"))
    #expect(registration.opening.first == "CAP REQ :sasl")
    #expect(registration.answer(try line(":s CAP * ACK :sasl")) == ["AUTHENTICATE PLAIN"])
    #expect(registration.answer(try line("AUTHENTICATE +")) == ["AUTHENTICATE ZGVzawBkZXNrAHB3"])
    #expect(registration.answer(try line(":s 903 * :ok")) == ["CAP END"])
    _ = registration.answer(try line(":s 001 support9 :Welcome"))
    #expect(registration.state == .done(nick: "support9"))
    var wrong = IRCRegistration(settings(account: "desk"))
    _ = wrong.answer(try line(":s 904 * :no"))
    #expect(wrong.state == .failed("the account or its password is wrong"))
  }

  @Test func whoComesBackUnderANickIsSomebodyElse() throws {
    func person(_ since: String, account: String? = nil) throws -> IRCPerson? {
      var lines = [
        try line(":s 311 me ana ~ana host.example * :Ana"),
        try line(":s 317 me ana 5 \(since) :seconds idle, signon time"),
      ]
      if let account { lines.append(try line(":s 330 me ana \(account) :is logged in as")) }
      return IRCPerson(whois: lines)
    }
    #expect(try person("1")?.key == person("1")?.key)
    #expect(try person("1")?.key != person("2")?.key)
    #expect(try person("1", account: "a")?.key == person("2", account: "a")?.key)
    #expect(IRCPerson(whois: [try line(":s 401 me ana :No such nick")]) == nil)
  }

  @Test func itSpeaksFiveLinesAtOnceAndThenOneInTwoSeconds() {
    var pace = IRCPace()
    let start = MonotonicTime.now
    #expect((1...5).allSatisfy { _ in pace.wait(at: start) == .zero })
    #expect(pace.wait(at: start) == .seconds(2))
    #expect(pace.wait(at: start.advanced(by: .seconds(2))) == .zero)
    #expect(pace.wait(at: start.advanced(by: .seconds(3))) == .seconds(1))
  }

  @Test func twoProgramsThatAnswerEachOtherStopAfterAWhile() {
    var guarding = IRCGuard()
    let start = MonotonicTime.now
    let verdicts = (0..<1000).map {
      guarding.judge("bot!b@h", at: start.advanced(by: .milliseconds($0)))
    }
    #expect(verdicts.filter { $0 == .take }.count == 20)
    #expect(verdicts.filter { $0 == .refuse }.count == 1, "they are told once")
    #expect(guarding.judge("ana!a@h", at: start) == .take)
    #expect(guarding.judge("bot!b@h", at: start.advanced(by: .seconds(90))) == .take)
  }
}
