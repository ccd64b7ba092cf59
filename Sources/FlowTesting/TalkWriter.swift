import Documents
import Expressions
package import Flows

/// Writes a talk that took place as a test file.
package struct TalkWriter {
  private let walking: Walking
  private let desk: DeskNames
  private var text = ""
  private var lineCount = 0

  /// `remarks` stand above the case as comments.
  package static func write(
    _ walking: Walking, name: String, desk: DeskNames, remarks: [String] = []
  ) -> String {
    var writer = TalkWriter(walking: walking, desk: desk)
    writer.write(name, remarks)
    return writer.text
  }

  private init(walking: Walking, desk: DeskNames) {
    self.walking = walking
    self.desk = desk
  }

  private mutating func write(_ name: String, _ remarks: [String]) {
    text = "# yaml-language-server: $schema=../schema/test.schema.json\n"
    for remark in remarks {
      text += "# \(remark.split(whereSeparator: \.isNewline).joined(separator: " "))\n"
    }
    text += "cases:\n  - name: \(DoubleQuoted.text(name))\n"
    if let flow = walking.walk.flow { text += "    flow: \(DoubleQuoted.text(flow))\n" }
    if let at = walking.walk.section { text += "    at: \(DoubleQuoted.text(at))\n" }
    given()
    text += "    chat:\n"
    bot(0)
    for (index, deed) in walking.walk.deeds.enumerated() {
      // A test has no more lines; a talk that never ends shows by then that it does not.
      guard lineCount < TestFileReader.mostSteps - 50 else { break }
      write(deed)
      bot(index + 1)
    }
    text += "    expect:\n      \(expectation)\n"
  }

  // MARK: The world

  private mutating func given() {
    let world = walking.walk.world
    var lines: [String] = []
    if let language = world.language { lines.append("language: \(DoubleQuoted.text(language))") }
    if world.now != World(world.plan).now, let clock = Timestamp(seconds: world.now / 1000) {
      lines.append("clock: \(clock.text)")
    }
    switch world.hours {
    case .asSet: break
    case .open: lines.append("hours: open")
    case .closed: lines.append("hours: closed")
    case .closedUntil(let end):
      let moment = Timestamp(seconds: end / 1000)?.text ?? ""
      lines.append("hours: { open: false, next_open: \(moment) }")
    }
    if desk.queues.contains(where: { world.agents[$0] != 1 }) {
      let agents = desk.queues.map { "\($0): \(world.agents[$0] ?? 0)" }
      lines.append("agents: { \(agents.joined(separator: ", ")) }")
    }
    lines += [facts(world.customer, "customer"), facts(world.conversation, "conversation")]
      .compactMap { $0 }
    if !world.takesFiles { lines.append("files: off") }
    if world.hasMail { lines.append("mail: on") }
    if world.shelf.index != nil { lines.append("kb: all") }
    if let error = world.ticketError { lines.append("ticket_error: \(DoubleQuoted.text(error))") }
    let used = walking.answered
    if !lines.isEmpty || !used.isEmpty { text += "    given:\n" }
    for line in lines { text += "      \(line)\n" }
    if !used.isEmpty { text += "      http:\n" }
    for answer in used { text += "        - \(written(answer))\n" }
  }

  private func facts<Fact: RawRepresentable<String>>(_ facts: [Fact: Value], _ name: String)
    -> String?
  {
    guard !facts.isEmpty else { return nil }
    let named = Dictionary(uniqueKeysWithValues: facts.map { ($0.key.rawValue, $0.value) })
    return "\(name): \(flow(.map(ValueMap(sorted: named))))"
  }

  private func written(_ answer: ServiceAnswer) -> String {
    let after = answer.after > 0 ? ", after: \(answer.after)ms" : ""
    switch answer.content {
    case .failure(let reason): return "{ error: \(DoubleQuoted.text(reason))\(after) }"
    case .response(let status, let body):
      return "{ status: \(status), body: \(flow(body))\(after) }"
    }
  }

  /// A value on one line.
  private func flow(_ value: Value) -> String {
    switch value {
    case .map(let map):
      let parts = map.entries.map { "\(DoubleQuoted.text($0.key.value.text)): \(flow($0.value))" }
      return "{ \(parts.joined(separator: ", ")) }"
    case .list(let items): return "[\(items.map(flow).joined(separator: ", "))]"
    case .null, .bool, .int, .double: return value.isNull ? "null" : value.text
    case .string, .timestamp, .duration, .type: return DoubleQuoted.text(value.text)
    }
  }

  // MARK: The talk

  private mutating func write(_ deed: ChatStep.Deed) {
    let line: String
    switch deed {
    case .bot, .publish: return
    case .user(let words): line = "user: \(DoubleQuoted.text(words))"
    case .tap(let option): line = "tap: \(DoubleQuoted.text(option))"
    case .fill(let fields):
      let parts = fields.sorted { $0.key < $1.key }.map {
        "\(DoubleQuoted.text($0.key)): \(DoubleQuoted.text($0.value))"
      }
      line = "fill: { \(parts.joined(separator: ", ")) }"
    case .send(let file):
      line =
        "send: { name: \(DoubleQuoted.text(file.name)), size: \(file.size), "
        + "media: \(DoubleQuoted.text(file.media)) }"
    case .wait(let span): line = "wait: \(TalkWriter.span(span))"
    case .restart: line = "restart"
    case .hours(let isOpen): line = "hours: \(isOpen ? "open" : "closed")"
    case .event(let name): line = "event: \(DoubleQuoted.text(name))"
    case .agent(let deed): line = "agent: \(words(deed))"
    }
    text += "      - \(line)\n"
    lineCount += 1
  }

  private func words(_ deed: ChatStep.AgentDeed) -> String {
    switch deed {
    case .online: "online"
    case .offline: "offline"
    case .takes: "takes"
    case .returns(nil): "returns"
    case .returns(let flow?): "{ returns: \(DoubleQuoted.text(flow)) }"
    case .says(let words): "{ says: \(DoubleQuoted.text(words)) }"
    }
  }

  static func span(_ milliseconds: Int64) -> String {
    for (unit, length) in [("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1000)] {
      let length = Int64(length)
      if milliseconds > 0, milliseconds.isMultiple(of: length) {
        return "\(milliseconds / length)\(unit)"
      }
    }
    return "\(milliseconds)ms"
  }

  /// What the bot said after the deed of that number.
  private mutating func bot(_ index: Int) {
    let marks = walking.marks
    guard index < marks.count else { return }
    let end = index + 1 < marks.count ? marks[index + 1] : walking.tryout.lines.count
    for case .bot(let say) in walking.tryout.lines[marks[index]..<end] {
      let words = say.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      lineCount += 1
      text += "      - bot: \(wanted(instead: say) ?? DoubleQuoted.text(words))\n"
      guard !say.options.isEmpty else { continue }
      let ids = say.options.map { DoubleQuoted.text($0.id) }
      text += "        options: [\(ids.joined(separator: ", "))]\n"
    }
  }

  // MARK: What is expected

  /// What the bot should say where it shows what it must not: any text without it. For null there
  /// is no such pattern; the author knows the words.
  private func wanted(instead say: Say) -> String? {
    switch walking.trouble?.kind {
    case .markup where say.text.contains("{{") || say.text.contains("}}"): #""/^[^{}]+$/""#
    case .emptyText where say.text.allSatisfy(\.isWhitespace): "/[^ ]/"
    case .emptyText where Watch.hasNull(say.text): "a text without null"
    case nil, .markup, .emptyText, .nagging, .counted, .stuck, .fault: nil
    }
  }

  /// How it came out; where there was trouble, how it should have, so that the test fails until it
  /// is mended.
  private var expectation: String {
    switch walking.trouble?.kind {
    case nil: return "outcome: \(walking.tryout.outcome ?? "none")"
    case .counted(let metric):
      let events = walking.tryout.events.filter { $0 != metric }.map(\.rawValue)
      return "events: [\(events.joined(separator: ", "))]"
    case .markup, .emptyText: return "outcome: \(walking.tryout.outcome ?? "none")"
    case .nagging, .stuck, .fault: return "outcome: handoff"
    }
  }
}

extension ValueMap {
  /// In the order of the names, so that the same facts are written the same.
  fileprivate init(sorted values: [String: Value]) {
    self.init()
    for (name, value) in values.sorted(by: { $0.key < $1.key }) { self[name] = value }
  }
}
