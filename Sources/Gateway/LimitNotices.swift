package import Logging
import Synchronization
import Threads

/// Tells the operator which limit was reached, by whom, and which setting moves it.
///
/// At most one line a minute for each limit, however often it is reached: whoever attacks the desk
/// must not fill its log as well. What was passed over is counted, and said when the minute is
/// over. From any thread.
package final class LimitNotices: Sendable {
  private let log: Logger
  private let paces: Mutex<[String: Pace]> = Mutex([:])
  private let logins = Mutex(Second(began: .now))

  /// The refused logins of one second.
  private struct Second {
    var began: MonotonicTime
    var told = 0
    var passedOver = 0
  }

  /// Each is of interest to whatever bans addresses; a flood of them is one thing.
  private static let loginsASecond = 20

  /// How often one thing was noticed since its last line.
  private struct Pace {
    var told: MonotonicTime
    var passedOver = 0
    let metadata: Logger.Metadata
    let words: String

    /// The same, from now on.
    func again(_ now: MonotonicTime) -> Pace {
      Pace(told: now, metadata: metadata, words: words)
    }
  }

  private static let pause = Duration.seconds(60)
  /// Different origins in a minute. They are strangers' words: beyond this many the others share
  /// one line. Limits are few.
  private static let bound = 100
  private static let origins = "origin "

  package init(log: Logger) { self.log = log }

  /// A limit said no. `setting` is the key of the settings' files that moves it; nil: none does.
  package func reached(_ limit: String, by address: String, setting: String?) {
    var metadata: Logger.Metadata = ["limit": "\(limit)", "address": "\(address)"]
    if let setting { metadata["setting"] = "\(setting)" }
    notice("limit reached", of: limit, metadata)
  }

  /// A page was turned away: no site has its origin, or not the site that it names.
  ///
  /// `setting` is where its origin, or its site, would be listed.
  func refused(origin: String, site: String? = nil, from address: String, setting: String) {
    let (origin, site) = (String(origin.prefix(200)), site.map { String($0.prefix(64)) })
    var metadata: Logger.Metadata = [
      "origin": "\(origin)", "address": "\(address)", "setting": "\(setting)",
    ]
    if let site { metadata["site"] = "\(site)" }
    notice(
      site == nil ? "origin refused" : "site refused",
      of: Self.origins + origin + (site.map { " \($0)" } ?? ""), metadata)
  }

  /// Each has a line, up to so many a second; the others are counted.
  func refused(login: String, from address: String, reason: String) {
    let now = MonotonicTime.now
    let isTold = logins.withLock { second in
      if now.since(second.began) >= .seconds(1) {
        second = Second(began: now, passedOver: second.passedOver)
      }
      guard second.told < Self.loginsASecond else {
        second.passedOver += 1
        return false
      }
      second.told += 1
      return true
    }
    guard isTold else { return }
    log.notice(
      "login refused",
      metadata: [
        "account": "\(login.prefix(64))", "address": "\(address)", "reason": "\(reason)",
      ])
  }

  private func settleLogins(_ now: MonotonicTime) {
    let passedOver = logins.withLock { second in
      guard now.since(second.began) >= .seconds(1) else { return 0 }
      defer { second.passedOver = 0 }
      return second.passedOver
    }
    guard passedOver > 0 else { return }
    log.notice(
      "more logins were refused than are told",
      metadata: ["passed_over": .stringConvertible(passedOver)])
  }

  private func notice(_ words: String, of subject: String, _ metadata: Logger.Metadata) {
    let now = MonotonicTime.now
    let isNews = paces.withLock { paces in
      let isOneMore =
        subject.hasPrefix(Self.origins) && paces[subject] == nil
        && paces.count(where: { $0.key.hasPrefix(Self.origins) }) >= Self.bound
      let key = isOneMore ? "other origins" : subject
      if paces[key] != nil {
        paces[key]?.passedOver += 1
        return false
      }
      paces[key] = Pace(told: now, metadata: metadata, words: words)
      return true
    }
    if isNews { log.notice("\(words)", metadata: metadata) }
  }

  /// Says what was passed over in minutes that are over; called now and then.
  func settle(_ now: MonotonicTime) {
    settleLogins(now)
    let due = paces.withLock { paces in
      let over = paces.filter { now.since($0.value.told) >= Self.pause }
      for (key, pace) in over {
        // Where it goes on, the next line comes in a minute again.
        paces[key] = pace.passedOver > 0 ? pace.again(now) : nil
      }
      return over.values.filter { $0.passedOver > 0 }
    }
    for pace in due {
      var metadata = pace.metadata
      metadata["passed_over"] = .stringConvertible(pace.passedOver)
      log.notice("\(pace.words) again", metadata: metadata)
    }
  }
}
