import Documents

/// Values as YAML.
enum Written: Equatable {
  case inline(String)
  /// Lines below the key, indented once more than it.
  case block([String])

  init(_ value: Value) {
    switch value {
    case .text(let text): self = .inline(Self.scalar(text))
    case .integer(let number): self = .inline(String(number))
    case .bytes(let bytes): self = .inline(Quantities.size(bytes))
    case .duration(let duration): self = .inline(Quantities.span(duration))
    case .rate(let rate): self = .inline(Quantities.text(rate))
    case .flag(let flag): self = .inline(String(flag))
    case .texts(let texts): self = .inline(Self.list(texts))
    case .sites(let sites): self = .block(sites.flatMap(Self.lines))
    case .mirrors(let mirrors):
      self = mirrors.isEmpty ? .inline("[]") : .block(mirrors.flatMap(Self.lines))
    case .connectors(let connectors):
      self = connectors.isEmpty ? .inline("[]") : .block(connectors.flatMap(Self.lines))
    case .pairs(let pairs): self = pairs.isEmpty ? .inline("{}") : .block(Self.lines(pairs))
    case .hours(let week): self = Self.hours(week)
    case .holidays(let days): self = .inline(Self.list(days.map(Self.text)))
    case .specialDays(let days): self = days.isEmpty ? .inline("{}") : .block(days.map(Self.line))
    case .queues(let queues): self = .block(queues.flatMap(Self.lines))
    case .categories(let tree): self = tree.isEmpty ? .inline("{}") : .block(Self.lines(tree))
    case .fields(let fields):
      self = fields.isEmpty ? .inline("{}") : .block(fields.flatMap(Self.lines))
    case .serviceLevels(let levels):
      self = levels.isEmpty ? .inline("{}") : .block(levels.flatMap(Self.lines))
    case .teams(let teams):
      self = teams.isEmpty ? .inline("{}") : .block(teams.flatMap(Self.lines))
    case .staff(let agents):
      self = agents.isEmpty ? .inline("{}") : .block(agents.flatMap(Self.lines))
    }
  }

  private static func lines(_ site: Site) -> [String] {
    ["\(site.name):", "  origins: \(list((site.includesSelf ? ["self"] : []) + site.origins))"]
      + lines(site.identity) + lines(site.greetings)
  }

  private static func lines(_ greetings: [Greeting]) -> [String] {
    guard !greetings.isEmpty else { return [] }
    return ["  greetings:"] + greetings.flatMap { lines($0) }
  }

  private static func lines(_ greeting: Greeting) -> [String] {
    var lines = ["    - name: \(scalar(greeting.name))"]
    if let page = greeting.page { lines.append("      page: \(scalar(page))") }
    lines.append("      after: \(Quantities.span(greeting.after))")
    lines.append("      returning: \(scalar(greeting.returning))")
    lines.append("      once: \(greeting.once)")
    lines.append("      words:")
    for words in greeting.words {
      lines.append("        \(scalar(words.language)): \(scalar(words.text))")
    }
    return lines
  }

  private static func lines(_ identity: SiteIdentity) -> [String] {
    guard identity != SiteIdentity() else { return [] }
    let keys = identity.keys.map {
      "    - {id: \(scalar($0.id)), algorithm: \($0.algorithm), file: \(scalar($0.file))}"
    }
    return ["  identity: \(identity.policy == "off" ? "\"off\"" : identity.policy)"]
      + (identity.issuer.isEmpty ? [] : ["  issuer: \(scalar(identity.issuer))"])
      + (keys.isEmpty ? [] : ["  keys:"] + keys)
  }

  private static func lines(_ mirror: Mirror) -> [String] {
    [
      "- name: \(mirror.name)", "  url: \(scalar(mirror.url))",
      "  secret_file: \(scalar(mirror.secretFile))", "  allow_private: \(mirror.allowsPrivate)",
      "  timeout: \(Quantities.span(mirror.timeout))",
    ]
  }

  private static func lines(_ queue: QueueSettings) -> [String] {
    let agents =
      switch queue.agents {
      case .all: "all"
      case .only(let names): list(names)
      }
    var lines = [
      "\(queue.name):", "  title: \(scalar(queue.title))",
      "  answer_within: \(Quantities.span(queue.answerWithin))",
      "  reply_within: \(Quantities.span(queue.replyWithin))", "  agents: \(agents)",
    ]
    if let week = queue.hours { lines += below("hours", hours(week)) }
    if !queue.specialDays.isEmpty {
      lines += below("special_days", Written(.specialDays(queue.specialDays)))
    }
    if queue.isClosed { lines.append("  visibility: closed") }
    return lines + Self.lines(queue.routing)
  }

  /// A value below a key of a map, with the key before it.
  private static func below(_ key: String, _ value: Written) -> [String] {
    switch value {
    case .inline(let text): ["  \(key): \(text)"]
    case .block(let lines): ["  \(key):"] + lines.map { "    " + $0 }
    }
  }

  private static func line(_ special: SpecialDay) -> String {
    let hours = special.stretches.isEmpty ? "closed" : list(special.stretches.map(text))
    return "\(text(special.day)): \(hours)"
  }

  /// Days with the same hours that follow each other share a line.
  private static func hours(_ week: [[Range<Int>]]) -> Written {
    var lines: [String] = []
    var first = 0
    while first < week.count {
      var last = first
      while last + 1 < week.count, week[last + 1] == week[first] { last += 1 }
      if !week[first].isEmpty {
        let days = ValueReader.days
        let name = first == last ? days[first] : "\(days[first])-\(days[last])"
        lines.append("\(name): \(list(week[first].map(text)))")
      }
      first = last + 1
    }
    return lines.isEmpty ? .inline("{}") : .block(lines)
  }

  private static func text(_ stretch: Range<Int>) -> String {
    let end = stretch.upperBound > 1_440 ? stretch.upperBound - 1_440 : stretch.upperBound
    return "\(time(stretch.lowerBound))-\(time(end))"
  }

  private static func time(_ minute: Int) -> String {
    "\(padded(minute / 60, 2)):\(padded(minute % 60, 2))"
  }

  private static func text(_ day: Holiday) -> String {
    "\(padded(day.year, 4))-\(padded(day.month, 2))-\(padded(day.day, 2))"
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  static func list(_ texts: [String]) -> String {
    "[\(texts.map(scalar).joined(separator: ", "))]"
  }

  /// Plain where every YAML reader sees the same text in it, in double quotes otherwise.
  static func scalar(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy {
      (97...122).contains($0) || (65...90).contains($0) || (48...57).contains($0)
        || " _-./".utf8.contains($0)
    }
    let first = text.utf8.first.map { (97...122).contains($0) || (65...90).contains($0) }
    let starts = first == true || text.utf8.first == 47 || text.utf8.first.map(isDigit) == true
    if isPlain, starts, text.last != " " { return text }
    // A blank that does not break looks like one that does.
    return DoubleQuoted.text(text, escaping: ["\u{A0}"])
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
}
