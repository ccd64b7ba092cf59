import Desk
import Fetch
import Testing

@testable import Courier

private let noon = Instant(milliseconds: 1_800_000_000_000)

private func answer(_ status: Int, retryAfter: String? = nil, body: String = "") -> Reception {
  let headers = retryAfter.map { [Request.Header("retry-after", $0)] } ?? []
  return Reception(Response(status: status, headers: headers, body: Array(body.utf8)))
}

private func judge(
  _ answer: Reception, attempts: Int = 0, firstTried: Instant? = nil, chance: Double = 0.5
) -> Verdict {
  DeliveryPolicy().judge(
    answer, attempts: attempts, firstTried: firstTried, at: noon, chance: chance)
}

private func kind(_ verdict: Verdict) -> String {
  switch verdict {
  case .delivered: "delivered"
  case .retry: "retry"
  case .dead: "dead"
  case .disable: "disable"
  }
}

@Suite struct PolicyTests {
  @Test(arguments: [
    (200, "delivered"), (201, "delivered"), (204, "delivered"), (299, "delivered"),
    (300, "retry"), (301, "retry"), (302, "retry"), (304, "retry"), (307, "retry"), (308, "retry"),
    (400, "dead"), (401, "retry"), (402, "dead"), (403, "retry"), (404, "dead"), (405, "dead"),
    (408, "retry"), (409, "dead"), (410, "disable"), (413, "dead"), (418, "dead"), (422, "dead"),
    (425, "retry"), (429, "retry"), (451, "dead"), (500, "retry"), (501, "retry"), (502, "retry"),
    (503, "retry"), (504, "retry"), (599, "retry"), (600, "retry"), (999, "retry"), (0, "retry"),
  ])
  func everyStatusHasItsConsequence(status: Int, consequence: String) {
    let verdict = judge(answer(status))
    #expect(kind(verdict) == consequence)
    #expect(verdict.why?.contains("\(status)") ?? (status < 300))
  }

  @Test(arguments: [
    (FetchFailure.resolve("x"), "retry"), (.connect("x"), "retry"), (.tls("x"), "retry"),
    (.timedOut(sent: false), "retry"), (.timedOut(sent: true), "retry"),
    (.broken(sent: false, "x"), "retry"), (.broken(sent: true, "x"), "retry"),
    (.refusedAddress("127.0.0.1"), "retry"), (.malformed("x"), "retry"),
    (.tooLarge(status: 200), "delivered"), (.tooLarge(status: 500), "retry"),
    (.tooLarge(status: 404), "dead"), (.tooLarge(status: 410), "disable"),
  ])
  func everyFailureHasItsConsequence(failure: FetchFailure, consequence: String) {
    #expect(kind(judge(Reception(failure))) == consequence)
  }

  @Test(arguments: [301, 401, 403])
  func whatAPersonHasToMendIsAskedSeldomAndNeverGivenUp(status: Int) {
    for (attempts, firstTried) in [(0, nil), (200, Instant(milliseconds: 0))] {
      let policy = DeliveryPolicy()
      let verdict = policy.judge(
        answer(status), attempts: attempts, firstTried: firstTried, at: noon, chance: 0)
      guard case .retry(let moment, _) = verdict else {
        Issue.record("\(verdict)")
        return
      }
      #expect((.seconds(30)...(.seconds(900))).contains(moment.since(noon)))
    }
  }

  @Test func waitsDoubleUpToAQuarterOfAnHourAndAreSpreadOverTheWhole() {
    let wanted = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900]
    for (attempts, seconds) in wanted.enumerated() {
      for chance in [0, 0.25, 0.5, 0.999] {
        let verdict = judge(answer(500), attempts: attempts, chance: chance)
        guard case .retry(let moment, _) = verdict else {
          Issue.record("\(verdict)")
          return
        }
        #expect(moment == noon + .seconds(seconds) * chance)
      }
    }
    for attempts in [-1, 62, 63, 64, 1_000_000, Int.max] {
      guard case .retry(let moment, _) = judge(answer(500), attempts: attempts, chance: 1) else {
        Issue.record("\(attempts)")
        continue
      }
      #expect(moment.since(noon) <= .seconds(900))
    }
  }

  @Test func aWeekIsEnough() {
    let weekAgo = noon + .seconds(-7 * 24 * 3600)
    let justLess = weekAgo + .milliseconds(1)
    #expect(kind(judge(answer(500), attempts: 700, firstTried: justLess)) == "retry")
    let verdict = judge(answer(500, body: "down"), attempts: 700, firstTried: weekAgo)
    #expect(verdict == .dead(why: "given up after 701 attempts; the last one: answered 500: down"))
    #expect(judge(answer(200), attempts: 700, firstTried: weekAgo) == .delivered)
  }

  @Test(arguments: [
    ("120", 120), ("0", 0), ("Fri, 15 Jan 2027 08:01:40 GMT", 100),
    ("Friday, 15-Jan-27 08:01:40 GMT", 100), ("Fri Jan 15 08:01:40 2027", 100),
    ("Fri, 15 Jan 2027 07:00:00 GMT", 0), ("86401", 86_400), ("99999999999999999999", 86_400),
    ("Fri, 15 Jan 2100 08:00:00 GMT", 86_400),
  ])
  func aReceiversWishForPatienceIsGranted(text: String, seconds: Int64) {
    for status in [429, 503, 500] {
      let verdict = judge(answer(status, retryAfter: text), chance: 0)
      guard case .retry(let moment, _) = verdict else {
        Issue.record("\(verdict)")
        return
      }
      #expect(moment == noon + .seconds(seconds), "\(text)")
    }
    #expect(judge(answer(200, retryAfter: text)) == .delivered)
  }

  @Test(arguments: [
    "", "soon", "-1", "1.5", "1e3", "Fri, 15 Foo 2027 08:01:40 GMT",
    "Fri, 99 Jan 2027 08:01:40 GMT",
    "Fri, 15 Jan 2027 25:01:40 GMT", "Fri, 15 Jan 99999 08:01:40 GMT", "Fri Jan", ", , , , , , ,",
    String(repeating: "9 ", count: 1_000),
  ])
  func aWishThatCannotBeReadIsNone(text: String) {
    #expect(RetryAfter(text) == nil)
    #expect(judge(answer(503, retryAfter: text), chance: 0.5) == judge(answer(503), chance: 0.5))
  }

  @Test func datesAreThoseOfTheCalendar() {
    let dates: [(String, Int64)] = [
      ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777),
      ("Sunday, 06-Nov-94 08:49:37 GMT", 784_111_777),
      ("Sun Nov  6 08:49:37 1994", 784_111_777),
      ("Thu, 01 Jan 1970 00:00:00 GMT", 0),
      ("Thu, 29 Feb 2024 23:59:59 GMT", 1_709_251_199),
      ("Fri, 01 Mar 2024 00:00:00 GMT", 1_709_251_200),
      ("Mon, 28 Feb 2101 00:00:00 GMT", 4_138_992_000),
    ]
    for (text, seconds) in dates {
      #expect(RetryAfter(text) == .moment(Instant(milliseconds: seconds * 1000)), "\(text)")
    }
  }

  @Test func whatAReceiverSaysCannotSteerTheScreenThatShowsIt() {
    let said = answer(
      500, body: "bad\u{1b}[2J\r\nforged: line\u{202e}\u{0}" + String(repeating: "x", count: 9_000))
    #expect(said.sentence.utf8.allSatisfy { (0x20...0x7E).contains($0) })
    #expect(said.sentence.utf8.count < 300)
  }
}
