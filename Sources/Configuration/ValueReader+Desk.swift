import Documents

/// The lists and maps of `desk.yaml`.
extension ValueReader {
  static let mostHolidays = 1_000
  static let mostQueues = 64
  static let mostAgents = 1_000
  static let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

  // MARK: Hours

  mutating func hours(_ node: Node, _ path: String) -> Value? {
    guard let entries = entries(node, path, allowed: Kind.hours.allowed) else { return nil }
    var week: [[Range<Int>]?] = Array(repeating: nil, count: 7)
    let before = findings.count
    for entry in entries {
      guard let days = daysNamed(entry) else { continue }
      guard let stretches = stretches(entry.value, "\(path).\(entry.key)") else { continue }
      for day in days {
        if week[day] != nil {
          refuse(
            entry.keyPlace, Rule.value, "\"\(Self.days[day])\" is in \"\(path)\" twice",
            hint: "name each day once, alone or in a span such as mon-fri")
        }
        week[day] = stretches
      }
    }
    return findings.count == before ? .hours(week.map { $0 ?? [] }) : nil
  }

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

  private mutating func stretches(_ node: Node, _ path: String) -> [Range<Int>]? {
    let allowed = "a list of stretches such as [\"09:00-12:30\", \"13:30-17:30\"]"
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
          item, path, allowed, hint: item.text.flatMap(Self.midnightHint) ?? Self.stretchHint)
      }
      guard stretch.lowerBound >= (stretches.last?.upperBound ?? 0) else {
        refuse(
          item.place, Rule.value, "\"\(path)\" has stretches that overlap or are out of order",
          hint: "write them in the order of the day")
        return nil
      }
      stretches.append(stretch)
    }
    return stretches
  }

  private static let stretchHint = "write from and to in 24 hours, such as \"09:00-17:30\""

  /// For a stretch that would be right if a day did not end at midnight.
  private static func midnightHint(_ text: String) -> String? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, let from = minute(parts[0]), let to = minute(parts[1]), from > to,
      from < 1_440
    else { return nil }
    let night = to == 0 ? "" : ", and \"00:00-\(parts[1])\" on the next day"
    return "a stretch ends at midnight: write \"\(parts[0])-24:00\"\(night)"
  }

  /// Minutes since midnight; the end is after the beginning and at most 24:00.
  private static func stretch(_ text: String) -> Range<Int>? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, let from = minute(parts[0]), let to = minute(parts[1]), from < to else {
      return nil
    }
    return from..<to
  }

  private static func minute(_ text: Substring) -> Int? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, let hour = digits(parts[0], 2), let minute = digits(parts[1], 2),
      minute < 60, hour * 60 + minute <= 1_440
    else { return nil }
    return hour * 60 + minute
  }

  private static func digits(_ text: Substring, _ count: Int) -> Int? {
    guard text.utf8.count == count, text.utf8.allSatisfy({ (48...57).contains($0) }) else {
      return nil
    }
    return Int(text)
  }

  // MARK: Holidays

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
        let _: Value? = wrong(
          item, path, allowed, hint: "write a day of the calendar as year-month-day: 2026-12-25")
      }
    }
    return holidays.count == items.count ? .holidays(holidays) : nil
  }

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

  // MARK: Queues

  mutating func queues(_ node: Node, _ path: String) -> Value? {
    guard let entries = entries(node, path, allowed: Kind.queues.allowed) else { return nil }
    guard (1...Self.mostQueues).contains(entries.count) else {
      refuse(
        node.place, Rule.value, "\"\(path)\" has \(entries.count) queues",
        hint: "name at least one and at most \(Self.mostQueues)")
      return nil
    }
    let queues = entries.compactMap { queue($0, path) }
    return queues.count == entries.count ? .queues(queues) : nil
  }

  private mutating func queue(_ entry: Node.Entry, _ parent: String) -> QueueSettings? {
    let path = "\(parent).\(entry.key)"
    let names = ["title", "answer_within", "reply_within", "agents"]
    let isNamed = isName(entry.key, at: entry.keyPlace, parent)
    let node = entry.value
    guard entries(node, path, allowed: "the queue's title", names: names) != nil else {
      return nil
    }
    let span = Kind.duration(.seconds(10)...(.seconds(90 * 86_400)))
    let title = member("title", of: node, path, .text(longest: 60))
    let answer = member(
      "answer_within", of: node, path, span, standard: .duration(QueueSettings.usualAnswer))
    let reply = member(
      "reply_within", of: node, path, span, standard: .duration(QueueSettings.usualReply))
    let agents = agents(node["agents"], "\(path).agents")
    guard isNamed, case .text(let title) = title, case .duration(let answer) = answer,
      case .duration(let reply) = reply, let agents
    else { return nil }
    return QueueSettings(
      name: entry.key, title: title, answerWithin: answer, replyWithin: reply, agents: agents)
  }

  private mutating func agents(_ node: Node?, _ path: String) -> QueueSettings.Agents? {
    guard let node else { return .all }
    if node.text == "all" { return .all }
    let allowed = "all, or a list of account names such as [maya, jon]"
    guard let items = items(node, path, allowed: allowed, most: Self.mostAgents) else {
      return nil
    }
    guard !items.isEmpty else {
      refuse(
        node.place, Rule.value, "\"\(path)\" is an empty list",
        hint: "name the accounts that serve the queue, or write all")
      return nil
    }
    let names = items.compactMap { item -> String? in
      guard let text = item.text, Self.isLogin(text) else {
        return wrong(
          item, path, allowed,
          hint: "a login has 1 to 32 of a-z, 0-9, '.', '-' and '_', and begins with a letter")
      }
      return text
    }
    return names.count == items.count ? .only(names) : nil
  }

  /// What `frontdesk user add` takes.
  static func isLogin(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard (1...32).contains(bytes.count), (97...122).contains(bytes[0]) else { return false }
    return bytes.allSatisfy {
      (97...122).contains($0) || (48...57).contains($0) || [45, 46, 95].contains($0)
    }
  }
}
