import Documents

/// The lists and maps of `desk.yaml`.
extension ValueReader {
  static let mostQueues = 500
  static let mostAgents = 1_000

  // MARK: Queues

  mutating func queues(_ node: Node, _ path: String) -> Value? {
    named[path] = []
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
    let names =
      [
        "title", "answer_within", "reply_within", "agents", "hours", "special_days", "visibility",
      ] + Self.routingNames
    named[parent, default: []].append(Named(.servedQueue, entry.key, entry.keyPlace, path))
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
    let visibility = member(
      "visibility", of: node, path, .choice(["open", "closed"]), standard: .text("open"))
    let hours = ownHours(node["hours"], "\(path).hours")
    let days = ownDays(node["special_days"], "\(path).special_days")
    let routing = routing(node, path, of: parent)
    guard isNamed, case .text(let title) = title, case .duration(let answer) = answer,
      case .duration(let reply) = reply, let agents, case .text(let visibility) = visibility,
      let hours, let days, let routing
    else { return nil }
    return QueueSettings(
      name: entry.key, title: title, answerWithin: answer, replyWithin: reply, agents: agents,
      hours: hours.week, specialDays: days, isClosed: visibility == "closed",
      routing: routing)
  }

  private struct OwnHours {
    let week: [[Range<Int>]]?
  }

  /// Nil where they could not be read; no week where there is none.
  private mutating func ownHours(_ node: Node?, _ path: String) -> OwnHours? {
    guard let node else { return OwnHours(week: nil) }
    guard case .hours(let week) = hours(node, path) else { return nil }
    return OwnHours(week: week)
  }

  private mutating func ownDays(_ node: Node?, _ path: String) -> [SpecialDay]? {
    guard let node else { return [] }
    guard case .specialDays(let days) = specialDays(node, path) else { return nil }
    return days
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
