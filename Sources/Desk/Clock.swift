/// A clock on somebody's wall, by which moments are told: a visitor's own, or the desk's.
package struct Clock: Sendable {
  /// Seconds it is ahead of UTC at that many seconds since 1970.
  package let offset: @Sendable (Int64) -> Int
  /// The zone to name beside each moment: nil where it is the reader's own.
  package let named: String?

  package init(named: String? = nil, offset: @escaping @Sendable (Int64) -> Int) {
    self.named = named
    self.offset = offset
  }

  /// The longest name of a zone that is kept, in bytes; none of the system's is half as long.
  package static let longestName = 64

  /// A moment as it is said: `today at 17:30`, `tomorrow at 09:00`, `Mon 23 November at 09:00`, and
  /// `today at 09:00 (Europe/London)` by a clock that may not be the reader's.
  package func words(_ moment: Instant, from now: Instant, in words: TimeWords = .english) -> String
  {
    let (day, second) = wall(moment)
    let time = "\(Self.two(second / 3600)):\(Self.two(second / 60 % 60))"
    let name =
      switch day.number - wall(now).day.number {
      case 0: words.today
      case 1: words.tomorrow
      default: words.date(day)
      }
    let zone = named.map { " (\($0))" } ?? ""
    return "\(name) \(words.at) \(time)\(zone)"
  }

  /// What it shows at that moment.
  func wall(_ moment: Instant) -> (day: OpeningHours.Day, second: Int) {
    let utc = moment.milliseconds.quotientDown(by: 1000)
    let local = utc + Int64(offset(utc))
    let day = Int(local.quotientDown(by: 86_400))
    return (OpeningHours.Day(number: day), Int(local) - day * 86_400)
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

extension Int64 {
  /// Division that rounds towards minus infinity: times before 1970 are times too.
  func quotientDown(by divisor: Int64) -> Int64 {
    let quotient = self / divisor
    return self % divisor < 0 ? quotient - 1 : quotient
  }
}

// MARK: - Whose clock

extension DeskPlan {
  /// The clock by which a customer is told of moments: their own where their zone is known, else
  /// the desk's, with its name.
  package func clock(of zone: String?) -> Clock {
    guard let zone else { return Clock(named: self.zone, offset: hours.offset) }
    if zone == self.zone { return Clock(offset: hours.offset) }
    guard let offset = zones(zone) else { return Clock(named: self.zone, offset: hours.offset) }
    return Clock(offset: offset)
  }

  /// A visitor's zone as it is kept; nil for one that the system does not know.
  package func knownZone(_ zone: String?) -> String? {
    guard let zone, (1...Clock.longestName).contains(zone.utf8.count),
      zone == self.zone || zones(zone) != nil
    else { return nil }
    return zone
  }

  /// By when people answer what is left for them in a queue; in the first where it is in none.
  package func replyBy(in queue: Identifier<Queue>?, at now: Instant) -> Instant {
    let queue = queue.flatMap(self.queue) ?? general
    return hours(of: queue).deadline(queue.replyWithin, from: now)
  }
}
