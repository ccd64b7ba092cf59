/// When the desk is staffed, by the clock on its wall.
package struct OpeningHours: Sendable {
  /// Per weekday, Monday first: the open stretches, in minutes since midnight, in order.
  package let weekly: [[Range<Int>]]
  package let holidays: Set<Day>
  /// Seconds the wall clock is ahead of UTC at that many seconds since 1970.
  package let offset: @Sendable (Int64) -> Int

  /// Closed out of the ordinary until then; nil while the hours are kept.
  private var reopening: Instant?

  /// Open without a pause.
  package static let always = OpeningHours(
    weekly: Array(repeating: [0..<1440], count: 7), holidays: [], offset: { _ in 0 })

  package init(
    weekly: [[Range<Int>]], holidays: Set<Day>, offset: @escaping @Sendable (Int64) -> Int
  ) {
    precondition(weekly.count == 7, "a week has seven days")
    self.weekly = weekly
    self.holidays = holidays
    self.offset = offset
  }

  /// Days since 1970-01-01.
  package struct Day: Hashable, Sendable {
    package let number: Int

    package init(number: Int) { self.number = number }

    /// By Howard Hinnant's days-from-civil.
    package init(year: Int, month: Int, day: Int) {
      let shifted = month <= 2 ? year - 1 : year
      let era = (shifted >= 0 ? shifted : shifted - 399) / 400
      let ofEra = shifted - era * 400
      let ofYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
      number = era * 146_097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 719_468
    }

    /// 0 is Monday; 1970-01-01 was a Thursday.
    var weekday: Int { ((number + 3) % 7 + 7) % 7 }
  }

  /// How far ahead an opening is looked for: a desk closed for longer has no next opening.
  private static let horizon = 60

  func wall(_ moment: Instant) -> (day: Day, second: Int) {
    let utc = moment.milliseconds.quotientDown(by: 1000)
    let local = utc + Int64(offset(utc))
    let day = Int(local.quotientDown(by: 86_400))
    return (Day(number: day), Int(local) - day * 86_400)
  }

  private func stretches(on day: Day) -> [Range<Int>] {
    holidays.contains(day) ? [] : weekly[day.weekday]
  }

  /// The UTC moment at which the wall shows that second of that day.
  private func instant(_ day: Day, second: Int) -> Instant {
    let local = Int64(day.number) * 86_400 + Int64(second)
    let guess = local - Int64(offset(local))
    return Instant(milliseconds: (local - Int64(offset(guess))) * 1000)
  }

  package func isOpen(at moment: Instant) -> Bool {
    if let reopening, moment < reopening { return false }
    let (day, second) = wall(moment)
    return stretches(on: day).contains { $0.contains(second / 60) }
  }

  /// The next moment at which the desk is open, `moment` itself included; nil if none is near.
  package func opening(from moment: Instant) -> Instant? {
    let moment = max(moment, reopening ?? moment)
    if isOpen(at: moment) { return moment }
    let (today, second) = wall(moment)
    for ahead in 0..<Self.horizon {
      let day = Day(number: today.number + ahead)
      for stretch in stretches(on: day) where ahead > 0 || stretch.lowerBound * 60 > second {
        if let start = opening(near: instant(day, second: stretch.lowerBound * 60)) { return start }
      }
    }
    return nil
  }

  /// Open around the clock, on the same wall.
  package var alwaysOpen: OpeningHours {
    OpeningHours(weekly: Self.always.weekly, holidays: [], offset: offset)
  }

  /// The same hours, but closed until that moment.
  package func closed(until moment: Instant) -> OpeningHours {
    var hours = self
    hours.reopening = moment
    return hours
  }

  /// When the next day begins on the desk's wall.
  package func midnight(after moment: Instant) -> Instant {
    instant(Day(number: wall(moment).day.number + 1), second: 0)
  }

  /// Where a clock that is set jumps over an opening, the first open moment after it; nil where it
  /// jumps over the whole stretch.
  private func opening(near moment: Instant) -> Instant? {
    (0...Self.clockChange).lazy.map { moment + .seconds(60 * $0) }.first { isOpen(at: $0) }
  }

  /// Longer, in minutes, than any wall clock jumps.
  private static let clockChange: Int64 = 120

  /// The moment by which the desk has been open for `span` since `moment`.
  ///
  /// A desk that never opens counts by the plain clock: a promise must name a moment.
  package func deadline(_ span: Duration, from moment: Instant) -> Instant {
    var left = span.milliseconds
    var at = moment
    for _ in 0..<Self.horizon * 8 {
      guard let start = opening(from: at), let end = closing(from: start) else { break }
      let room = end.milliseconds - start.milliseconds
      if left <= room { return Instant(milliseconds: start.milliseconds + left) }
      left -= room
      at = end
    }
    return moment + span
  }

  /// When the stretch that is open at `moment` ends.
  private func closing(from moment: Instant) -> Instant? {
    let (day, second) = wall(moment)
    guard let stretch = stretches(on: day).first(where: { $0.contains(second / 60) }) else {
      return nil
    }
    let end = instant(day, second: stretch.upperBound * 60)
    // Where the clock jumps over the end, it is looked for minute by minute.
    return end > moment ? end : moment + .seconds(60)
  }
}

extension Int64 {
  /// Division that rounds towards minus infinity: times before 1970 are times too.
  fileprivate func quotientDown(by divisor: Int64) -> Int64 {
    let quotient = self / divisor
    return self % divisor < 0 ? quotient - 1 : quotient
  }
}
