import Documents

/// The hours of `desk.yaml`: of a week, of special days, of the desk and of its queues.
extension ValueReader {
  static let mostHolidays = 1_000
  static let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
  private static let minutesOfDay = 1_440

  /// The stretches of one day, and where they stand.
  private typealias Written = (stretches: [Range<Int>], place: Place)

  // MARK: A week

  mutating func hours(_ node: Node, _ path: String) -> Value? {
    guard let entries = entries(node, path, allowed: Kind.hours.allowed) else { return nil }
    var week: [Written?] = Array(repeating: nil, count: 7)
    let before = errors
    for entry in entries {
      guard let days = daysNamed(entry) else { continue }
      guard let stretches = stretches(entry.value, "\(path).\(entry.key)") else { continue }
      for day in days {
        if week[day] != nil {
          refuse(
            entry.keyPlace, Rule.value, "\"\(Self.days[day])\" is in \"\(path)\" twice",
            hint: "name each day once, alone or in a span such as mon-fri")
        }
        week[day] = (stretches, entry.value.place)
      }
    }
    keepNightsApart(week, path)
    return errors == before ? .hours(week.map { $0?.stretches ?? [] }) : nil
  }

  /// A stretch over midnight must be over before the next day's first one begins.
  private mutating func keepNightsApart(_ week: [Written?], _ path: String) {
    for (number, day) in week.enumerated() {
      guard let end = day?.stretches.last?.upperBound, end > Self.minutesOfDay,
        let next = week[(number + 1) % 7], let first = next.stretches.first,
        first.lowerBound < end - Self.minutesOfDay
      else { continue }
      refuse(
        next.place, Rule.value,
        "\"\(path)\" has a stretch of \(Self.days[(number + 1) % 7]) that begins before the night of"
          + " \(Self.days[number]) is over", hint: "let one end where the other begins")
    }
  }

  private var errors: Int { findings.count { $0.severity == .error } }

  /// `mon`, `mon-fri`; `sat-mon` goes on over Sunday.
  private mutating func daysNamed(_ entry: Node.Entry) -> [Int]? {
    let parts = entry.key.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
    let numbers = parts.compactMap { Self.days.firstIndex(of: $0) }
    guard (1...2).contains(parts.count), numbers.count == parts.count,
      let first = numbers.first, let last = numbers.last
    else {
      refuse(
        entry.keyPlace, Rule.unknown, "\"\(entry.key)\" is not a day",
        hint: "write \(Self.days.joined(separator: ", ")), or a span such as mon-fri")
      return nil
    }
    let length = (last - first + 7) % 7
    return (0...length).map { (first + $0) % 7 }
  }

  // MARK: A day

  private mutating func stretches(_ node: Node, _ path: String) -> [Range<Int>]? {
    let allowed = "a list of stretches such as [\"09:00-12:30\", \"13:30-17:30\"]"
    if node.text == "closed" { return [] }
    let nodes = node.text != nil && !node.isEmpty ? [node] : node.items
    guard let nodes else { return wrong(node, path, allowed) }
    guard nodes.count <= 24 else {
      refuse(node.place, Rule.value, "\"\(path)\" has too many stretches", hint: "at most 24 a day")
      return nil
    }
    var stretches: [Range<Int>] = []
    for item in nodes {
      guard let stretch = item.text.flatMap(Self.stretch) else {
        return wrong(
          item, path, allowed, hint: item.text.flatMap(Self.emptyHint) ?? Self.stretchHint)
      }
      guard stretch.lowerBound >= (stretches.last?.upperBound ?? 0) else {
        refuse(
          item.place, Rule.value, "\"\(path)\" has stretches that overlap or are out of order",
          hint: "write them in the order of the day")
        return nil
      }
      if stretch.upperBound == Self.minutesOfDay - 1 { warnOfMinute(item, path) }
      stretches.append(stretch)
    }
    return stretches
  }

  /// Who writes 23:59 means the end of the day, and closes for a minute each night.
  private mutating func warnOfMinute(_ node: Node, _ path: String) {
    findings.append(
      Finding(
        at: node.place, .warning, Rule.value, "\"\(path)\" ends a minute before midnight",
        hint: "write 24:00 for the end of the day"))
  }

  private static let stretchHint =
    "write from and to in 24 hours, such as \"09:00-17:30\", or \"21:00-02:00\" over midnight"

  private static func emptyHint(_ text: String) -> String? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, let from = minute(parts[0]), from == minute(parts[1]) else {
      return nil
    }
    return "it ends where it begins; around the clock is \"00:00-24:00\""
  }

  /// Minutes since the day's midnight; an end before the beginning is one of the next day.
  private static func stretch(_ text: String) -> Range<Int>? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, let from = minute(parts[0]), let to = minute(parts[1]), from != to,
      from < minutesOfDay
    else { return nil }
    return from..<(from < to ? to : to + minutesOfDay)
  }

  private static func minute(_ text: Substring) -> Int? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, let hour = digits(parts[0], 2), let minute = digits(parts[1], 2),
      minute < 60, hour * 60 + minute <= minutesOfDay
    else { return nil }
    return hour * 60 + minute
  }

  private static func digits(_ text: Substring, _ count: Int) -> Int? {
    guard text.utf8.count == count, text.utf8.allSatisfy({ (48...57).contains($0) }) else {
      return nil
    }
    return Int(text)
  }

  // MARK: Days of the calendar

  mutating func holidays(_ node: Node, _ path: String) -> Value? {
    let allowed = Kind.holidays.allowed
    guard let items = items(node, path, allowed: allowed, most: Self.mostHolidays) else {
      return nil
    }
    var holidays: [Holiday] = []
    for item in items {
      if let day = item.text.flatMap(Self.day) {
        holidays.append(day)
      } else {
        let _: Value? = wrong(item, path, allowed, hint: Self.dayHint)
      }
    }
    return holidays.count == items.count ? .holidays(holidays) : nil
  }

  mutating func specialDays(_ node: Node, _ path: String) -> Value? {
    guard let entries = entries(node, path, allowed: Kind.specialDays.allowed) else { return nil }
    guard entries.count <= Self.mostHolidays else {
      refuse(
        node.place, Rule.value, "\"\(path)\" has \(entries.count) days",
        hint: "at most \(Self.mostHolidays)")
      return nil
    }
    let days = entries.compactMap { entry -> SpecialDay? in
      guard let day = Self.day(entry.key) else {
        refuse(
          entry.keyPlace, Rule.value, "\"\(path)\" cannot name the day \"\(entry.key)\"",
          hint: Self.dayHint)
        return nil
      }
      return stretches(entry.value, "\(path).\(entry.key)").map {
        SpecialDay(day: day, stretches: $0)
      }
    }
    return days.count == entries.count ? .specialDays(days) : nil
  }

  private static let dayHint = "write a day of the calendar as year-month-day: 2026-12-25"

  private static func day(_ text: String) -> Holiday? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, let year = digits(parts[0], 4), let month = digits(parts[1], 2),
      let day = digits(parts[2], 2), (1...12).contains(month)
    else { return nil }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    guard (1...lengths[month - 1]).contains(day) else { return nil }
    return Holiday(year: year, month: month, day: day)
  }
}
