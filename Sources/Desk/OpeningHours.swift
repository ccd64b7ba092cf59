/// When people are there, by the clock on the desk's wall.
package struct OpeningHours: Sendable {
  /// Per weekday, Monday first: the open stretches, in minutes since that day's midnight, in order.
  /// One that goes on over midnight ends after minute 1440 and belongs to the day it begins.
  package let weekly: [[Range<Int>]]
  /// Days with stretches of their own in place of their weekday's; none where it is closed.
  package let special: [Day: [Range<Int>]]
  /// Seconds the wall clock is ahead of UTC at that many seconds since 1970.
  package let offset: @Sendable (Int64) -> Int

  /// Closed out of the ordinary until then; nil while the hours are kept.
  private var reopening: Instant?

  /// Open without a pause.
  package static let always = OpeningHours(
    weekly: Array(repeating: [0..<1440], count: 7), offset: { _ in 0 })

  package init(
    weekly: [[Range<Int>]], holidays: Set<Day> = [], special: [Day: [Range<Int>]] = [:],
    offset: @escaping @Sendable (Int64) -> Int
  ) {
    precondition(weekly.count == 7, "a week has seven days")
    self.weekly = weekly
    self.special = special.merging(holidays.map { ($0, []) }) { special, _ in special }
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

    func after(_ days: Int) -> Day { Day(number: number + days) }
  }

  /// How many days ahead an opening is looked for: a desk closed for a year has no next opening.
  private static let horizon = 366
  private static let minutesOfDay = 1440

  func wall(_ moment: Instant) -> (day: Day, second: Int) { Clock(offset: offset).wall(moment) }

  private func stretches(on day: Day) -> [Range<Int>] { special[day] ?? weekly[day.weekday] }

  /// The stretch that is open at a moment, and the day it belongs to: its own, or the one before.
  private func stretch(at moment: Instant) -> (day: Day, stretch: Range<Int>)? {
    let (today, second) = wall(moment)
    for (day, minute) in [
      (today, second / 60), (today.after(-1), second / 60 + Self.minutesOfDay),
    ] {
      if let open = stretches(on: day).first(where: { $0.contains(minute) }) { return (day, open) }
    }
    return nil
  }

  /// The UTC moment at which the wall shows that second of that day.
  private func instant(_ day: Day, second: Int) -> Instant {
    let local = Int64(day.number) * 86_400 + Int64(second)
    let guess = local - Int64(offset(local))
    return Instant(milliseconds: (local - Int64(offset(guess))) * 1000)
  }

  /// The first moment after another at which the wall shows that minute of that day; where the
  /// clock jumps over it, the jump.
  private func moment(_ day: Day, minute: Int, after moment: Instant) -> Instant {
    let local = Int64(day.number) * 86_400 + Int64(minute * 60)
    let utc = moment.milliseconds.quotientDown(by: 1000)
    let soon = Instant(milliseconds: (local - Int64(offset(utc))) * 1000)
    guard let change = change(between: moment, and: soon) else { return soon }
    let changed = Int64(offset(change.milliseconds / 1000))
    return max(change, Instant(milliseconds: (local - changed) * 1000))
  }

  package func isOpen(at moment: Instant) -> Bool {
    if let reopening, moment < reopening { return false }
    return stretch(at: moment) != nil
  }

  /// The next moment at which the desk is open, `moment` itself included; nil if none is near.
  package func opening(from moment: Instant) -> Instant? {
    let moment = max(moment, reopening ?? moment)
    if isOpen(at: moment) { return moment }
    guard let beginning = beginning(after: moment) else { return nil }
    // A clock that is set back may show an open hour again that has no beginning of its own.
    return again(after: moment, before: beginning) ?? beginning
  }

  private func beginning(after moment: Instant) -> Instant? {
    let (today, second) = wall(moment)
    for ahead in 0..<Self.horizon {
      let day = today.after(ahead)
      for stretch in stretches(on: day) where ahead > 0 || stretch.lowerBound * 60 > second {
        let start = self.moment(day, minute: stretch.lowerBound, after: moment)
        if let opening = opening(near: start) { return opening }
      }
    }
    return nil
  }

  /// The first open minute that follows a change of the clock between two moments, near to it.
  private func again(after moment: Instant, before end: Instant) -> Instant? {
    guard let change = change(between: moment, and: end) else { return nil }
    return minute(after: change) { $0 < end && $0 >= moment && isOpen(at: $0) }
  }

  /// When the clock is set between two moments; nil where it is not.
  private func change(between first: Instant, and last: Instant) -> Instant? {
    var (low, high) = (first.milliseconds / 1000, last.milliseconds / 1000)
    let before = offset(low)
    guard low < high, offset(high) != before else { return nil }
    while low + 1 < high {
      let middle = (low + high) / 2
      if offset(middle) == before { low = middle } else { high = middle }
    }
    return Instant(milliseconds: high * 1000)
  }

  /// Open around the clock, on the same wall.
  package var alwaysOpen: OpeningHours {
    OpeningHours(weekly: Self.always.weekly, offset: offset)
  }

  /// The same hours, but closed until that moment.
  package func closed(until moment: Instant) -> OpeningHours {
    var hours = self
    hours.reopening = moment
    return hours
  }

  /// When the next day begins on the desk's wall.
  package func midnight(after moment: Instant) -> Instant {
    instant(wall(moment).day.after(1), second: 0)
  }

  /// Where a clock that is set jumps over an opening, the first open moment after it; nil where it
  /// jumps over the whole stretch.
  private func opening(near moment: Instant) -> Instant? {
    minute(after: moment) { isOpen(at: $0) }
  }

  private func minute(after moment: Instant, where holds: (Instant) -> Bool) -> Instant? {
    for minute in 0...Self.clockChange {
      let at = moment + .seconds(60 * minute)
      if holds(at) { return at }
    }
    return nil
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

  /// When it closes, or opens, next: the moment at which `isOpen` turns; nil where it does not
  /// within a week of openings.
  package func change(after moment: Instant) -> Instant? {
    guard isOpen(at: moment) else { return opening(from: moment) }
    var end = moment
    // One stretch may follow another without a gap, as around the clock.
    for _ in 0..<8 {
      guard let next = closing(from: end) else { return nil }
      guard isOpen(at: next) else { return next }
      end = next
    }
    return nil
  }

  /// When the stretch that is open at `moment` ends.
  func closing(from moment: Instant) -> Instant? {
    guard let (day, stretch) = stretch(at: moment) else { return nil }
    let end = self.moment(day, minute: stretch.upperBound, after: moment)
    // A clock that is set back may show an hour at which it is closed.
    let change = change(between: moment, and: end)
    let early = change.flatMap { minute(after: $0, where: { $0 < end && !isOpen(at: $0) }) }
    return early ?? (end > moment ? end : moment + .seconds(60))
  }
}
