extension OpeningHours {
  private static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]

  /// A moment as a customer would say it on the desk's wall clock: `today at 17:30`,
  /// `tomorrow at 09:00`, `Mon 23 November at 09:00`.
  package func words(_ moment: Instant, from now: Instant) -> String {
    let (day, second) = wall(moment)
    let time = "\(Self.two(second / 3600)):\(Self.two(second / 60 % 60))"
    switch day.number - wall(now).day.number {
    case 0: return "today at \(time)"
    case 1: return "tomorrow at \(time)"
    default:
      let date = day.civil
      return "\(Self.weekdays[day.weekday]) \(date.day) \(Self.months[date.month - 1]) at \(time)"
    }
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

extension OpeningHours.Day {
  /// By Howard Hinnant's civil-from-days.
  package var civil: (year: Int, month: Int, day: Int) {
    let shifted = number + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let ofEra = shifted - era * 146_097
    let yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
    let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * ofYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (
      yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month,
      ofYear - (153 * shiftedMonth + 2) / 5 + 1
    )
  }
}
