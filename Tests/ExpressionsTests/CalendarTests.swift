import Testing

@testable import Expressions

struct CalendarTests {
  /// Walks every month of ten thousand years beside the arithmetic, counting days on its own.
  @Test func theCalendarAgreesWithCountingTheDays() throws {
    var day = -719_162
    for year in 1...9999 {
      for month in 1...12 {
        let length = CalendarDate.days(in: month, of: year)
        for date in [1, length] {
          let found = try #require(CalendarDate(year: year, month: month, day: date))
          #expect(found.daysSince1970 == day + date - 1)
          #expect(CalendarDate(daysSince1970: day + date - 1) == found)
        }
        day += length
      }
    }
    #expect(day == 2_932_897)
  }

  @Test func leapYearsFollowTheGregorianRule() {
    #expect(
      [1900, 2000, 2024, 2026, 2100, 2400].map(CalendarDate.isLeap) == [
        false, true, true, false, false, true,
      ])
    #expect(CalendarDate(year: 2023, month: 2, day: 29) == nil)
    #expect(CalendarDate("2024-02-29")?.dayOfYear == 59)
    #expect(CalendarDate("2026-11-21")?.dayOfWeek == 6)
    #expect(CalendarDate("1969-12-31")?.dayOfWeek == 3)
  }

  @Test(arguments: [
    "2026-11-21", "2026-11-21T09:30Z", "2026-11-21 09:30:00Z", "2026-13-01T00:00:00Z",
    "2026-02-29T00:00:00Z", "2026-11-21T24:00:00Z", "2026-11-21T09:30:60Z", "2026-11-21T09:30:00",
    "2026-11-21T09:30:00+1:00", "2026-11-21T09:30:00.Z", "2026-11-21T09:30:00.1234567890Z", "",
    "2026-11-21T09:30:00Zx", "0000-12-31T23:59:59Z", "9999-12-31T23:59:59-00:01",
    "٢٠٢٦-11-21T09:30:00Z",
  ])
  func textsThatAreNoTimestampsAreRefused(text: String) {
    #expect(Timestamp(text) == nil)
  }

  @Test(arguments: [
    ("2026-11-21T09:30:00.5+01:00", "2026-11-21T08:30:00.5Z"),
    ("1969-12-31T23:59:59.999999999Z", "1969-12-31T23:59:59.999999999Z"),
    ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"),
    ("2026-11-21t09:30:00.250z", "2026-11-21T09:30:00.25Z"),
  ])
  func timestampsReadBackInUTC(text: String, utc: String) {
    #expect(Timestamp(text)?.text == utc)
  }

  @Test(
    arguments: [
      ("1h45m47s", 6_347_000_000_000), ("-1.5h", -5_400_000_000_000), ("0", 0), ("1us", 1000),
      ("2µs", 2000),
      ("1.000000001s", 1_000_000_001), (".5m", 30_000_000_000),
      ("9223372036854775807ns", Int64.max),
      ("1s1ms", 1_001_000_000), ("+3s", 3_000_000_000), ("0.0000000000000000009h", 0),
    ] as [(String, Int64)])
  func durationsAreRead(text: String, nanoseconds: Int64) {
    #expect(DurationText.read(text) == nanoseconds)
  }

  @Test(arguments: [
    "", "s", "1", "1 s", "1d", ".s", "-", "1s-1s", "9223372036854775808ns", "2562048h", "1.2.3s",
    "--1s",
  ])
  func textsThatAreNoDurationsAreRefused(text: String) {
    #expect(DurationText.read(text) == nil)
  }

  @Test func durationsHaveTexts() {
    #expect(
      [0, 1, -1_500_000_000, 90_000_000_000, Int64.min].map(DurationText.write)
        == ["0s", "0.000000001s", "-1.5s", "90s", "-9223372036.854775808s"])
  }

  @Test(arguments: [
    ("%A %-d %B %Y, %H:%M", "Saturday 21 November 2026, 09:05"), ("%F %T", "2026-11-21 09:05:07"),
    ("%a %b %d %I:%M %p", "Sat Nov 21 09:05 AM"), ("%j|%u|%y|%-m|%R%%", "325|6|26|11|09:05%"),
    ("%z %Z", "+0000 UTC"), ("no directives", "no directives"), ("", ""),
  ])
  func datesAreWrittenByTheirFormat(format: String, text: String) throws {
    let time = try #require(Timestamp("2026-11-21T09:05:07Z"))
    #expect(
      try Expression.compile("date(opened, answer)", in: deskScope)
        .evaluate(["opened": .timestamp(time), "answer": .string(format)] as Bindings)
        == .string(text))
  }

  @Test func datesAreWrittenInTheZoneOfTheActivation() throws {
    let source = "date(timestamp('2026-07-01T23:30:00Z'), '%F %R %z %Z')"
    let expression = try Expression.compile(source, in: deskScope)
    let london = Bindings([:], zone: "Europe/London") { (zone, _) in
      zone == "Europe/London" ? 3600 : nil
    }
    #expect(try expression.evaluate(london) == "2026-07-02 00:30 +0100 Europe/London")
    #expect(
      try expression.evaluate(Bindings([:], zone: "-02:30")) == "2026-07-01 21:00 -0230 -02:30")
    #expect(throws: EvaluationFailure.self) { try expression.evaluate(Bindings([:], zone: "Mars")) }
    #expect(try ask("date('2026-12-25', '%-d %b')", Bindings([:], zone: "-11:00")) == "25 Dec")
    #expect(try failure("date('soon', '%d')").message == "a string that is not a timestamp")
  }

  @Test(arguments: [Int.max, Int.min, 86_401, -86_401])
  func aBrokenZoneCalendarIsRefused(offset: Int) throws {
    let broken = Bindings([:]) { (_, _) in offset }
    #expect(
      try failure("timestamp('9999-12-31T23:59:59Z').getFullYear('Mars')", broken).reason
        == .unknownZone("Mars"))
  }
}
