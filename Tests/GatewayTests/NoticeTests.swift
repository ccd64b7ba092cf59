import Logging
import Synchronization
import Testing
import Threads

@testable import Gateway

/// What reaches the operator's log of limits that were reached.
struct NoticeTests {
  @Test func oneLineAMinuteForEachLimitHoweverOftenItIsReached() throws {
    let heard = Heard()
    let notices = LimitNotices(log: heard.logger)
    for number in 0..<1000 {
      notices.reached("messages", by: "192.0.2.\(number % 250)", setting: "limits.customer_rate")
    }
    notices.reached("logins at once", by: "192.0.2.9", setting: nil)
    #expect(
      heard.lines == [
        "limit reached address=192.0.2.0 limit=messages setting=limits.customer_rate",
        "limit reached address=192.0.2.9 limit=logins at once",
      ])
    notices.settle(.now)
    #expect(heard.lines.count == 2)
    notices.settle(MonotonicTime.now.advanced(by: .seconds(61)))
    #expect(
      heard.lines.dropFirst(2) == [
        "limit reached again address=192.0.2.0 limit=messages passed_over=999"
          + " setting=limits.customer_rate"
      ])
  }

  @Test func aFloodOfRefusedLoginsIsCounted() {
    let heard = Heard()
    let notices = LimitNotices(log: heard.logger)
    for number in 0..<500 {
      notices.refused(login: "maya", from: "192.0.2.\(number % 250)", reason: "wrong")
    }
    #expect((20...60).contains(heard.lines.count))
    #expect(heard.lines.first == "login refused account=maya address=192.0.2.0 reason=wrong")
    let told = heard.lines.count
    notices.settle(MonotonicTime.now.advanced(by: .seconds(2)))
    #expect(
      heard.lines.last == "more logins were refused than are told passed_over=\(500 - told)")
  }

  @Test func strangersOriginsCannotFillTheLog() {
    let heard = Heard()
    let notices = LimitNotices(log: heard.logger)
    for number in 0..<10_000 {
      notices.refused(
        origin: "https://\(number).example", from: "192.0.2.1", setting: "sites.demo.origins")
    }
    #expect(heard.lines.count == 101)
    notices.reached("messages", by: "192.0.2.2", setting: nil)
    #expect(heard.lines.last == "limit reached address=192.0.2.2 limit=messages")
    #expect(
      heard.lines.first
        == "origin refused address=192.0.2.1 origin=https://0.example setting=sites.demo.origins")
  }
}

/// Where a page that is not let in would be let in.
struct OriginSettingTests {
  @Test func theSettingIsNamedByTheSiteAsFarAsItIsKnown() {
    let one = GatewaySettings(sites: ["shop": []])
    #expect(one.originsSetting(of: nil) == "sites.shop.origins, public_url")
    #expect(one.originsSetting(of: "shop") == "sites.shop.origins, public_url")
    #expect(one.originsSetting(of: "shap") == "sites")
    let two = GatewaySettings(sites: ["shop": [], "blog": []])
    #expect(two.originsSetting(of: nil) == "sites.NAME.origins, public_url")
  }
}

/// A log that is kept in memory.
final class Heard: Sendable {
  private let kept = Mutex<[String]>([])

  var lines: [String] { kept.withLock { $0 } }

  var logger: Logger { Logger(label: "test") { _ in Ear(heard: self) } }

  private struct Ear: LogHandler {
    let heard: Heard
    var metadata = Logger.Metadata()
    var logLevel = Logger.Level.trace

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
      get { metadata[key] }
      set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
      let facts = (event.metadata ?? [:]).sorted { $0.key < $1.key }
        .map { " \($0.key)=\($0.value)" }
      heard.kept.withLock { $0.append(event.message.description + facts.joined()) }
    }
  }
}
