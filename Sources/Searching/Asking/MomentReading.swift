import Desk

/// Reads days and moments as they are typed, by the desk's clock.
struct MomentReading {
  private let circumstances: Query.Circumstances

  init(_ circumstances: Query.Circumstances) { self.circumstances = circumstances }

  /// The year, month, day, minute or second that is named; nil where it names none.
  func span(_ text: String) -> Range<Instant>? {
    switch text {
    case "today": return day(today)
    case "yesterday": return day(OpeningHours.Day(number: today.number - 1))
    default: break
    }
    let halves = text.split(separator: "T", omittingEmptySubsequences: false)
    let date = halves[0].split(separator: "-", omittingEmptySubsequences: false).map(Self.number)
    guard halves.count <= 2, date.allSatisfy({ $0 != nil }) else { return nil }
    let numbers = date.compactMap { $0 }
    switch (numbers.count, halves.count) {
    case (1, 1): return year(numbers[0])
    case (2, 1): return month(numbers[0], numbers[1])
    case (3, 1): return valid(numbers).map(day)
    case (3, 2): return valid(numbers).flatMap { time(halves[1], on: $0) }
    default: return nil
    }
  }

  private static func number(_ text: Substring) -> Int? {
    guard (1...4).contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) })
    else { return nil }
    return Int(text)
  }

  private var today: OpeningHours.Day {
    let utc = circumstances.now.milliseconds / 1000
    return OpeningHours.Day(number: Int((utc + Int64(circumstances.offset(utc))) / 86_400))
  }

  /// Nil for the 30th of February.
  private func valid(_ date: [Int]) -> OpeningHours.Day? {
    guard (1970...9998).contains(date[0]) else { return nil }
    let day = OpeningHours.Day(year: date[0], month: date[1], day: date[2])
    return day.civil == (date[0], date[1], date[2]) ? day : nil
  }

  private func year(_ year: Int) -> Range<Instant>? {
    guard let first = valid([year, 1, 1]), let next = valid([year + 1, 1, 1]) else { return nil }
    return begin(first)..<begin(next)
  }

  private func month(_ year: Int, _ month: Int) -> Range<Instant>? {
    let (nextYear, nextMonth) = month == 12 ? (year + 1, 1) : (year, month + 1)
    guard let first = valid([year, month, 1]), let next = valid([nextYear, nextMonth, 1]) else {
      return nil
    }
    return begin(first)..<begin(next)
  }

  private func day(_ day: OpeningHours.Day) -> Range<Instant> {
    begin(day)..<begin(OpeningHours.Day(number: day.number + 1))
  }

  private func time(_ text: Substring, on day: OpeningHours.Day) -> Range<Instant>? {
    let numbers = text.split(separator: ":", omittingEmptySubsequences: false).map(Self.number)
    guard (2...3).contains(numbers.count), let hour = numbers[0], let minute = numbers[1],
      hour < 24, minute < 60
    else { return nil }
    let second = numbers.count == 3 ? numbers[2] : 0
    guard let second, second < 60 else { return nil }
    let start = instant(day, second: hour * 3600 + minute * 60 + second)
    return start..<start + .seconds(numbers.count == 3 ? 1 : 60)
  }

  private func begin(_ day: OpeningHours.Day) -> Instant { instant(day, second: 0) }

  /// The moment at which the wall shows that; where it shows it twice, the second time.
  private func instant(_ day: OpeningHours.Day, second: Int) -> Instant {
    let local = Int64(day.number) * 86_400 + Int64(second)
    let guess = local - Int64(circumstances.offset(local))
    return Instant(milliseconds: (local - Int64(circumstances.offset(guess))) * 1000)
  }
}
