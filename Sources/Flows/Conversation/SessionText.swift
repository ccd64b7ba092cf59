package import Expressions
package import JSON

extension Session {
  /// The session as compact JSON, for the record.
  ///
  /// Equal sessions give equal bytes.
  package func encoded() -> [UInt8] {
    JSONWriter.object { writer in
      writer.member("rev", revision)
      writer.object("state") { state.write(to: &$0) }
      writer.member("lang", language)
      writer.member("turn", turn)
      writer.member("turns", customerTurns)
      if steps > 0 { writer.member("steps", steps) }
      writer.member("start", startedAt)
      writer.member("active", activeAt)
      writer.object("timers") { writer in
        for (name, deadline) in timers.sorted(by: { $0.key < $1.key }) {
          writer.member(name, deadline)
        }
      }
      writer.values("handoff", handoff)
      if hasAcknowledged { writer.member("acknowledged", true) }
      writer.member("admitted", admitted)
      writer.texts("shown", shown)
      writer.texts("refused", refused)
      if !inbox.isEmpty { writer.array("inbox", inbox) { $1.write(to: &$0) } }
      if let settled { writer.object("settled") { settled.write(to: &$0) } }
      writer.array("frames", frames) { writer, frame in writer.object { frame.write(to: &$0) } }
    }
  }
}

extension Session.State {
  fileprivate func write(to writer: inout JSONWriter) {
    switch self {
    case .asking: writer.member("is", "asking")
    case .working(let pending):
      writer.member("is", "working")
      pending.write(to: &writer)
    case .inQueue(let pending):
      writer.member("is", "queued")
      pending.write(to: &writer)
    case .withAgent: writer.member("is", "agent")
    case .ended(let outcome):
      writer.member("is", "ended")
      writer.member("outcome", outcome)
    }
  }
}

extension Pending {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.member("effect", effect)
    switch purpose {
    case .step: writer.member("for", "step")
    case .answer(let words):
      writer.member("for", "answer")
      writer.member("words", words)
    case .person(let reason):
      writer.member("for", "person")
      writer.member("reason", reason.rawValue)
    case .lastResort: writer.member("for", "ticket")
    }
    if let request { writer.object("request") { request.write(to: &$0) } }
  }
}

extension Stimulus {
  /// Only what a customer does waits in the inbox.
  fileprivate func write(to writer: inout JSONWriter) {
    writer.object { writer in
      switch self {
      case .said(let words): writer.member("said", words)
      case .chose(let option, let question):
        writer.member("chose", option)
        writer.member("of", question)
      case .filled(let fields):
        writer.object("filled") { writer in
          for (name, words) in fields.sorted(by: { $0.key < $1.key }) { writer.member(name, words) }
        }
      case .sent(let file, let words):
        writer.member("sent", words)
        writer.object("file") { writer in
          writer.member("id", file.id)
          writer.member("name", file.name)
          writer.member("size", file.size)
          writer.member("media", file.media)
        }
      case .opened, .cameBack, .timer, .result, .deserted, .outgrown, .promised, .agentTook,
        .agentLeft,
        .external:
        break
      }
    }
  }
}

extension Frame {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.member("flow", flow)
    writer.member("section", section)
    writer.member("step", step)
    writer.member("origin", origin.rawValue)
    if misses > 0 { writer.member("misses", misses) }
    if reminders > 0 { writer.member("reminders", reminders) }
    writer.member("burst", burst)
    if isResuming { writer.member("resuming", true) }
    writer.values("vars", vars)
    if let response { writer.member("response", response) }
    if let called { writer.member("called", called) }
    if !history.isEmpty {
      writer.array("history", history) { writer, asked in
        writer.object { writer in
          writer.member("section", asked.section)
          writer.member("step", asked.step)
          writer.values("former", asked.former)
        }
      }
    }
  }
}

extension Settled {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.member("question", question)
    writer.texts("shown", shown)
    if let answer { writer.member("answer", answer) }
    if wasLeft { writer.member("left", true) }
    writer.member("at", at)
    writer.member("words", words)
    writer.array("frames", frames) { writer, frame in writer.object { frame.write(to: &$0) } }
  }
}

extension JSONWriter {
  fileprivate mutating func values(_ name: String, _ values: [String: Value]) {
    guard !values.isEmpty else { return }
    object(name) { writer in
      for (name, value) in values.sorted(by: { $0.key < $1.key }) { writer.member(name, value) }
    }
  }

  /// The same as by way of `Value.json`, without making it for what nearly all values are.
  fileprivate mutating func member(_ name: String, _ value: Value) {
    switch value {
    case .string(let text): member(name, text)
    case .int(let number): member(name, number)
    case .bool(let flag): member(name, flag)
    case .null, .double, .list, .map, .timestamp, .duration, .type: member(name, value.json)
    }
  }

  fileprivate mutating func texts(_ name: String, _ texts: [String]) {
    guard !texts.isEmpty else { return }
    array(name, texts) { $0.string($1) }
  }
}

extension Value {
  /// JSON that reads back as exactly this value: what JSON has no word for stands in an object with
  /// the one member `$` and its kind.
  package var json: JSONValue {
    switch self {
    case .null: .null
    case .bool(let flag): .bool(flag)
    case .int(let number): .int(number)
    case .string(let text): .string(text)
    case .double(let number): Value.marked("double", .string("\(number)"))
    case .list(let items): .array(items.map(\.json))
    case .map(let map): Value.json(map)
    case .timestamp(let time):
      Value.marked("time", .array([.int(time.seconds), .int(Int64(time.nanoseconds))]))
    case .duration(let nanoseconds): Value.marked("duration", .int(nanoseconds))
    case .type(let kind): Value.marked("type", .string(kind.rawValue))
    }
  }

  private static func marked(_ kind: String, _ value: JSONValue) -> JSONValue {
    .object([JSONMember("$", .string(kind)), JSONMember("v", value)])
  }

  private static func json(_ map: ValueMap) -> JSONValue {
    let isPlain = map.entries.allSatisfy { entry in
      if case .string(let name) = entry.key { name != "$" } else { false }
    }
    guard isPlain else {
      let pairs = map.entries.map { JSONValue.array([$0.key.value.json, $0.value.json]) }
      return marked("map", .array(pairs))
    }
    return .object(map.entries.map { JSONMember($0.key.value.text, $0.value.json) })
  }

  /// Nil for JSON that `json` never writes.
  package init?(json: JSONValue) {
    switch json {
    case .null: self = .null
    case .bool(let flag): self = .bool(flag)
    case .int(let number): self = .int(number)
    case .double(let number): self = .double(number)
    case .string(let text): self = .string(text)
    case .array(let items):
      let values = items.compactMap { Value(json: $0) }
      guard values.count == items.count else { return nil }
      self = .list(values)
    case .object(let members):
      guard let value = Value(members: members, json) else { return nil }
      self = value
    }
  }

  private init?(members: [JSONMember], _ json: JSONValue) {
    if let kind = json["$"]?.string, let inner = json["v"] {
      guard let value = Value(kind: kind, inner) else { return nil }
      self = value
      return
    }
    var map = ValueMap()
    for member in members {
      guard let value = Value(json: member.value) else { return nil }
      map[member.name] = value
    }
    self = .map(map)
  }

  private init?(kind: String, _ inner: JSONValue) {
    switch kind {
    case "double":
      guard let number = inner.string.flatMap(Double.init) else { return nil }
      self = .double(number)
    case "time":
      guard let parts = inner.array?.compactMap(\.int), parts.count == 2,
        let time = Timestamp(seconds: parts[0], nanoseconds: parts[1])
      else { return nil }
      self = .timestamp(time)
    case "duration":
      guard let nanoseconds = inner.int else { return nil }
      self = .duration(nanoseconds: nanoseconds)
    case "type":
      guard let kind = inner.string.flatMap(ValueKind.init(rawValue:)) else { return nil }
      self = .type(kind)
    case "map":
      var map = ValueMap()
      for pair in inner.array ?? [] {
        guard let parts = pair.array, parts.count == 2, let name = Value(json: parts[0]),
          let key = ValueMap.Key(name), let value = Value(json: parts[1])
        else { return nil }
        map.insert(value, under: key)
      }
      self = .map(map)
    default: return nil
    }
  }
}
