import Documents
import Flows

/// Reads the lines of a test's chat.
extension TestFileReader {
  mutating func chat(_ node: Node) -> [ChatStep] {
    guard let items = reading.items(of: node, "\"chat\"") else { return [] }
    if items.count > Self.mostSteps {
      reading.refuse(
        items[Self.mostSteps].place, "the chat has more than \(Self.mostSteps) lines",
        hint: "make two cases of it")
    }
    return items.prefix(Self.mostSteps).compactMap { step($0) }
  }

  private mutating func step(_ node: Node) -> ChatStep? {
    if node.text == "restart" { return ChatStep(place: node.place, deed: .restart) }
    if let text = node.text {
      reading.refuse(
        node.place, "a line of a chat cannot be \"\(text.prefix(40))\" alone",
        hint: "write who does it: bot: …, user: …, tap: …; only restart stands alone")
      return nil
    }
    guard let entries = reading.entries(of: node, "a line of a chat"), let first = entries.first
    else { return nil }
    if let attach = node["attach"] {
      reading.refuse(
        attach.place, "flows take no attachments, so a test cannot send one",
        hint: "leave the line out")
      return nil
    }
    let found = entries.filter { ChatStep.verbs.contains($0.key) }
    guard found.count == 1, let verb = found.first else {
      refuse(found, first)
      return nil
    }
    let allowed = verb.key == "bot" ? BotLine.settings : [verb.key]
    _ = reading.entries(of: node, "the line \"\(verb.key)\"", allowed: allowed)
    return deed(verb, node).map { ChatStep(place: node.place, deed: $0) }
  }

  private mutating func refuse(_ found: [Node.Entry], _ first: Node.Entry) {
    if found.count > 1 {
      reading.refuse(
        found[1].keyPlace, "one line cannot be both \"\(found[0].key)\" and \"\(found[1].key)\"",
        hint: "start a new line with \"- \(found[1].key):\"")
    } else {
      reading.refuse(
        first.keyPlace, "no line of a chat starts with \"\(first.key)\"",
        hint: NearestName.hint(for: first.key, among: ChatStep.verbs))
    }
  }

  private mutating func deed(_ verb: Node.Entry, _ node: Node) -> ChatStep.Deed? {
    let value = verb.value
    switch verb.key {
    case "bot": return botLine(value, node).map(ChatStep.Deed.bot)
    case "user": return userWords(value).map(ChatStep.Deed.user)
    case "tap": return reading.text(of: value, "\"tap\"").map(ChatStep.Deed.tap)
    case "fill": return fields(value).map(ChatStep.Deed.fill)
    case "send": return file(value).map(ChatStep.Deed.send)
    case "wait":
      return reading.milliseconds(of: value, "\"wait\"").map { .wait(milliseconds: $0) }
    case "restart": return .restart
    case "publish": return publish(value)
    case "agent": return agent(value).map(ChatStep.Deed.agent)
    case "hours":
      return reading.choice(of: value, "\"hours\"", among: ["open", "closed"])
        .map { .hours(isOpen: $0 == "open") }
    default: return reading.text(of: value, "\"event\"").map(ChatStep.Deed.event)
    }
  }

  private mutating func botLine(_ value: Node, _ node: Node) -> BotLine? {
    guard let text = pattern(value, "\"bot\"") else { return nil }
    var line = BotLine(text: text, node: value)
    line.isCutShort = isCutShort(value)
    line.options = names("options", in: node)
    line.cards = names("cards", in: node)
    line.fields = names("fields", in: node)
    return line
  }

  private func isCutShort(_ node: Node) -> Bool {
    guard case .scalar(let text, .plain) = node.content, lines.indices.contains(node.place.line - 1)
    else { return false }
    let rest = lines[node.place.line - 1].unicodeScalars.dropFirst(node.place.column - 1)
    return String(Substring(rest)).dropFirst(text.count).firstRange(of: " #") != nil
  }

  private mutating func names(_ key: String, in node: Node) -> [String]? {
    guard let list = node[key] else { return nil }
    return (reading.items(of: list, "\"\(key)\"") ?? []).compactMap {
      reading.text(of: $0, "an entry of \"\(key)\"")
    }
  }

  /// Four times what a desk can be told to take in one message.
  private static let longestWords = 64_000

  /// Words, or the same words many times: `{ text: "very ", times: 300 }`.
  private mutating func userWords(_ node: Node) -> String? {
    let what = "\"user\""
    var words = node.text
    if node.entries != nil {
      guard reading.entries(of: node, what, allowed: ["text", "times"]) != nil,
        let textNode = reading.required("text", in: node, what),
        let timesNode = reading.required("times", in: node, what),
        let times = reading.integer(of: timesNode, "\(what)'s times", in: 1...5000)
      else { return nil }
      guard let text = reading.text(of: textNode, "\(what)'s text") else { return nil }
      guard text.utf8.count * times <= Self.longestWords else {
        reading.refuse(
          node.place, "\(what) is longer than \(Self.longestWords) bytes",
          hint: "a desk takes far less; say it fewer times")
        return nil
      }
      words = String(repeating: text, count: times)
    }
    guard let words, words.contains(where: { !$0.isWhitespace }) else {
      reading.refuse(node.place, "\(what) has no words", hint: "the desk takes no empty message")
      return nil
    }
    return words
  }

  private mutating func fields(_ node: Node) -> [String: String]? {
    guard let entries = reading.entries(of: node, "\"fill\"") else { return nil }
    var fields: [String: String] = [:]
    for entry in entries {
      if entry.value.text == nil {
        reading.refuse(entry.value.place, "the field \(entry.key) must be text")
      }
      fields[entry.key] = entry.value.text ?? ""
    }
    return fields
  }

  /// A file by its name, or a map of what it is.
  private mutating func file(_ node: Node) -> SentFile? {
    let what = "\"send\""
    guard node.text == nil else {
      return reading.text(of: node, what).map { SentFile.named($0) }
    }
    guard reading.entries(of: node, what, allowed: TestSettings.sentFile.names) != nil,
      let nameNode = reading.required("name", in: node, what),
      let name = reading.text(of: nameNode, "\(what)'s name")
    else { return nil }
    let size = node["size"].flatMap {
      reading.integer(of: $0, "\(what)'s size", in: 1...(1 << 30))
    }
    let media = node["media"].flatMap { reading.text(of: $0, "\(what)'s media") }
    return SentFile.named(name, size: size.map { Int64($0) }, media: media)
  }

  private mutating func publish(_ node: Node) -> ChatStep.Deed? {
    guard let name = reading.text(of: node, "\"publish\"") else { return nil }
    if let known = published[name] { return .publish(known) }
    guard let outcome = ground.published(name, besides: source) else {
      add(
        node.place, "T801", "there is no file or folder \"\(name)\" beside this test",
        hint: "put changed flow files into a folder in tests/ and name it here")
      return nil
    }
    guard let revision = outcome.revision else {
      let first = outcome.findings.first { $0.severity == .error }
      reading.refuse(
        node.place, "\"\(name)\" cannot be published: \(first?.message ?? "it has errors")",
        hint: first.map { "\($0.place): \($0.id)" })
      return nil
    }
    published[name] = revision
    return .publish(revision)
  }

  private mutating func agent(_ node: Node) -> ChatStep.AgentDeed? {
    guard node.entries != nil else {
      let names = ["online", "offline", "takes", "returns"]
      switch reading.choice(of: node, "\"agent\"", among: names) {
      case "online": return .online
      case "offline": return .offline
      case "takes": return .takes
      case "returns": return .returns(flow: nil)
      default: return nil
      }
    }
    let entries = reading.entries(of: node, "\"agent\"", allowed: ["says", "returns"]) ?? []
    guard entries.count == 1, let entry = entries.first else {
      reading.refuse(node.place, "\"agent\" does one thing in a line: says or returns")
      return nil
    }
    if entry.key == "says" { return reading.text(of: entry.value, "\"says\"").map { .says($0) } }
    return flowName(entry.value, "\"returns\"").map { .returns(flow: $0) }
  }
}
