/// How a language speaks of moments and waits; the language files have the words. Names of days and
/// months are those of the Unicode Common Locale Data Repository, abbreviated and wide.
package struct TimeWords: Sendable {
  let today: String
  let tomorrow: String
  /// Between a day and a time.
  let at: String
  /// What stands for a moment nobody knows.
  package let later: String
  /// Monday first.
  private let weekdays: [String]
  private let months: [String]
  /// Between the weekday, the day of the month, and the month.
  private let dayEnd: String
  private let unknownWait: String
  private let shortWait: String
  /// With `#` for the minutes.
  private let longWait: String

  /// `Mon 23 November`.
  func date(_ day: OpeningHours.Day) -> String {
    let date = day.civil
    return "\(weekdays[day.weekday]) \(date.day)\(dayEnd) \(months[date.month - 1])"
  }

  /// A wait as the bot says it: `under a minute`, `at most 7 minutes`.
  package func wait(_ wait: Duration?) -> String {
    guard let wait else { return unknownWait }
    let minutes = (wait.milliseconds + 59_999) / 60_000
    guard minutes > 1 else { return shortWait }
    return longWait.split(separator: "#", omittingEmptySubsequences: false)
      .joined(separator: "\(minutes)")
  }

  package init(
    today: String, tomorrow: String, at: String, later: String, weekdays: [String],
    months: [String], dayEnd: String, unknownWait: String, shortWait: String, longWait: String
  ) {
    precondition(
      weekdays.count == 7 && months.count == 12, "a week of seven days, a year of twelve")
    self.today = today
    self.tomorrow = tomorrow
    self.at = at
    self.later = later
    self.weekdays = weekdays
    self.months = months
    self.dayEnd = dayEnd
    self.unknownWait = unknownWait
    self.shortWait = shortWait
    self.longWait = longWait
  }

  package static let english = TimeWords(
    today: "today", tomorrow: "tomorrow", at: "at", later: "later",
    weekdays: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
    months: [
      "January", "February", "March", "April", "May", "June", "July", "August", "September",
      "October", "November", "December",
    ], dayEnd: "", unknownWait: "not known yet", shortWait: "under a minute",
    longWait: "at most # minutes")
}
