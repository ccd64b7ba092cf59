import Desk
import Foundation
import Testing

/// Hours over midnight, over special days, and over both nights on which the clock is set.
@Suite struct ClockChangeTests {
  private static let berlin = TimeZone(identifier: "Europe/Berlin") ?? .gmt

  private static func hours(
    _ stretches: [Range<Int>], special: [OpeningHours.Day: [Range<Int>]] = [:]
  ) -> OpeningHours {
    OpeningHours(
      weekly: Array(repeating: stretches, count: 7), special: special,
      offset: { berlin.secondsFromGMT(for: Date(timeIntervalSince1970: Double($0))) })
  }

  /// A moment of UTC: the one clock that is never set.
  private static func at(_ month: Int, _ day: Int, _ hour: Int, _ minute: Int = 0) -> Instant {
    let number = OpeningHours.Day(year: 2026, month: month, day: day).number
    return Instant(milliseconds: Int64(number * 86_400 + hour * 3600 + minute * 60) * 1000)
  }

  private static func day(_ month: Int, _ day: Int) -> OpeningHours.Day {
    OpeningHours.Day(year: 2026, month: month, day: day)
  }

  @Test func aNightBelongsToTheDayItBegins() {
    let hours = Self.hours([1_260..<1_560], special: [Self.day(6, 11): []])
    // The night from 10 to 11 June goes on although the 11th is closed; that of the 11th is not.
    #expect(hours.isOpen(at: Self.at(6, 10, 19)))
    #expect(hours.isOpen(at: Self.at(6, 10, 23, 59)))
    #expect(!hours.isOpen(at: Self.at(6, 11, 0)))
    #expect(!hours.isOpen(at: Self.at(6, 11, 20)))
    #expect(hours.opening(from: Self.at(6, 11, 1)) == Self.at(6, 12, 19))
    #expect(
      hours.deadline(.seconds(6 * 3600), from: Self.at(6, 10, 22)) == Self.at(6, 12, 23))
  }

  @Test func aSpecialDayHasItsOwnHours() {
    let hours = Self.hours([540..<1_020], special: [Self.day(12, 24): [540..<720]])
    #expect(hours.isOpen(at: Self.at(12, 24, 10, 59)))
    #expect(!hours.isOpen(at: Self.at(12, 24, 11)))
    #expect(hours.opening(from: Self.at(12, 24, 11)) == Self.at(12, 25, 8))
  }

  /// The clock goes from 02:00 to 03:00 on 29 March: the night is an hour shorter.
  @Test func chatwoot5254TheNightInSpringIsAnHourShorter() {
    let hours = Self.hours([1_320..<1_800])
    let begin = Self.at(3, 28, 21)
    #expect(hours.opening(from: Self.at(3, 28, 12)) == begin)
    #expect(hours.deadline(.seconds(7 * 3600), from: begin) == Self.at(3, 29, 4))
    #expect(hours.deadline(.seconds(7 * 3600 + 60), from: begin) == Self.at(3, 29, 20, 1))
    #expect(hours.isOpen(at: Self.at(3, 29, 3, 59)) && !hours.isOpen(at: Self.at(3, 29, 4)))
  }

  /// The clock goes from 03:00 back to 02:00 on 25 October: the night is an hour longer.
  @Test func chatwoot5254TheNightInAutumnIsAnHourLonger() {
    let hours = Self.hours([1_320..<1_800])
    let begin = Self.at(10, 24, 20)
    #expect(hours.opening(from: Self.at(10, 24, 12)) == begin)
    #expect(hours.deadline(.seconds(9 * 3600), from: begin) == Self.at(10, 25, 5))
    #expect(hours.deadline(.seconds(9 * 3600 + 60), from: begin) == Self.at(10, 25, 21, 1))
  }

  @Test func whatTheClockJumpsOverEndsOrBeginsWithTheJump() {
    let ends = Self.hours([60..<150])
    #expect(ends.deadline(.seconds(3600 + 60), from: Self.at(3, 29, 0)) == Self.at(3, 29, 23, 1))
    let begins = Self.hours([150..<300])
    #expect(begins.opening(from: Self.at(3, 29, 0)) == Self.at(3, 29, 1))
  }

  @Test func whatTheClockShowsTwiceIsOpenTwice() {
    let hours = Self.hours([60..<150])
    // 02:30 comes at 00:30 and again at 01:30 UTC; between them 02:45 and then 02:00.
    #expect(!hours.isOpen(at: Self.at(10, 25, 0, 45)))
    #expect(hours.opening(from: Self.at(10, 25, 0, 45)) == Self.at(10, 25, 1))
    #expect(hours.deadline(.seconds(2 * 3600), from: Self.at(10, 24, 23)) == Self.at(10, 25, 1, 30))
  }

  /// A plain second way to say it: minute by minute.
  @Test func openingsAndDeadlinesAreThoseOfCountingMinutes() {
    let nights = Self.hours([600..<720, 1_260..<1_560], special: [Self.day(10, 25): [90..<160]])
    for (hours, start) in [
      (nights, Self.at(3, 27, 11, 7)), (nights, Self.at(10, 23, 0, 3)),
      (Self.hours([0..<150, 170..<1_440]), Self.at(10, 24, 20)),
      (Self.hours([60..<165]), Self.at(3, 28, 0)),
    ] {
      for step in 0..<40 {
        let from = start + .seconds(Int64(step) * 4_620)
        var minute = from
        while !hours.isOpen(at: minute) { minute = minute + .seconds(60) }
        let opening = hours.opening(from: from)
        #expect(opening.map { $0 <= minute && minute.since($0) < .seconds(60) } == true)
        var (left, at) = (200, from)
        while left > 0 {
          if hours.isOpen(at: at) { left -= 1 }
          at = at + .seconds(60)
        }
        let deadline = hours.deadline(.seconds(200 * 60), from: from)
        let apart = deadline > at ? deadline.since(at) : at.since(deadline)
        #expect(apart <= .seconds(60), "\(from.iso8601): \(deadline.iso8601), \(at.iso8601)")
      }
    }
  }
}
