import Expressions
import JSON

/// Why stored bytes are no session.
package struct SessionMistake: Error, Sendable, Equatable {
  package let reason: String
}

extension Session {
  /// The session that `encoded` wrote; nil for anything else.
  package init?(encoded bytes: [UInt8]) {
    do throws(SessionMistake) { self = try Session(reading: bytes) } catch { return nil }
  }

  /// The session that `encoded` wrote, or the reason why these bytes are none.
  package init(reading bytes: [UInt8]) throws(SessionMistake) {
    let json: JSONValue
    do throws(JSONMistake) {
      json = try JSONReader.read(bytes)
    } catch {
      throw SessionMistake(reason: "not JSON at byte \(error.offset): \(error.reason)")
    }
    self.init(
      revision: try json.text("rev"), state: try State(try json.member("state")),
      language: try json.text("lang"), turn: Int(try json.number("turn")), timers: [:],
      startedAt: try json.number("start"), activeAt: try json.number("active"))
    customerTurns = Int(try json.number("turns"))
    steps = Int(json["steps"]?.int ?? 0)
    for member in json["timers"]?.members ?? [] {
      guard let deadline = member.value.int else {
        throw SessionMistake(reason: "the timer \(member.name) has no deadline")
      }
      timers[member.name] = deadline
    }
    handoff = try json.values("handoff")
    hasAcknowledged = json["acknowledged"]?.bool ?? false
    admitted = json["admitted"]?.int
    shown = json["shown"]?.array?.compactMap(\.string) ?? []
    refused = json["refused"]?.array?.compactMap(\.string) ?? []
    for item in json["inbox"]?.array ?? [] { inbox.append(try Stimulus(waiting: item)) }
    settled = try json["settled"].map { json throws(SessionMistake) in try Settled(json) }
    for item in try json.member("frames").array ?? [] { frames.append(try Frame(item)) }
    if case .asking = state, frames.isEmpty {
      throw SessionMistake(reason: "a question is open in no flow")
    }
  }
}

extension Session.State {
  fileprivate init(_ json: JSONValue) throws(SessionMistake) {
    switch try json.text("is") {
    case "asking": self = .asking
    case "working": self = .working(try Pending(json))
    case "queued": self = .inQueue(try Pending(json))
    case "agent": self = .withAgent
    case "ended": self = .ended(outcome: try json.text("outcome"))
    case let other: throw SessionMistake(reason: "no state \(other)")
    }
  }
}

extension Pending {
  fileprivate init(_ json: JSONValue) throws(SessionMistake) {
    let purpose: Purpose
    switch try json.text("for") {
    case "step": purpose = .step
    case "answer": purpose = .answer(words: try json.text("words"))
    case "person":
      guard let reason = HandoffDraft.Reason(rawValue: try json.text("reason")) else {
        throw SessionMistake(reason: "no such reason")
      }
      purpose = .person(reason)
    case "ticket": purpose = .lastResort
    case let other: throw SessionMistake(reason: "nothing waits for \(other)")
    }
    self.init(
      effect: try json.text("effect"), purpose: purpose,
      request: try json["request"].map { json throws(SessionMistake) in try Request(json) })
  }
}

extension Stimulus {
  fileprivate init(waiting json: JSONValue) throws(SessionMistake) {
    if let words = json["said"]?.string {
      self = .said(words)
    } else if let words = json["sent"]?.string {
      let file = try json.member("file")
      self = .sent(
        SentFile(
          id: try file.text("id"), name: try file.text("name"), size: try file.number("size"),
          media: try file.text("media")), words: words)
    } else if json["chose"] != nil {
      self = .chose(option: try json.text("chose"), question: try json.text("of"))
    } else {
      var fields: [String: String] = [:]
      for member in try json.member("filled").members ?? [] {
        fields[member.name] = member.value.string
      }
      self = .filled(fields)
    }
  }
}

extension Settled {
  fileprivate init(_ json: JSONValue) throws(SessionMistake) {
    self.init(
      frames: [], question: json["question"]?.string,
      shown: json["shown"]?.array?.compactMap(\.string) ?? [], answer: json["answer"]?.bool,
      wasLeft: json["left"]?.bool ?? false, at: try json.number("at"),
      words: json["words"]?.string)
    for item in try json.member("frames").array ?? [] { frames.append(try Frame(item)) }
  }
}

extension Frame {
  fileprivate init(_ json: JSONValue) throws(SessionMistake) {
    guard let origin = Origin(rawValue: try json.text("origin")) else {
      throw SessionMistake(reason: "no such origin of a flow")
    }
    self.init(
      flow: try json.text("flow"), section: try json.text("section"),
      step: Int(try json.number("step")), origin: origin, vars: try json.values("vars"))
    misses = Int(json["misses"]?.int ?? 0)
    reminders = Int(json["reminders"]?.int ?? 0)
    burst = json["burst"]?.string
    isResuming = json["resuming"]?.bool ?? false
    response = try json["response"].map { json throws(SessionMistake) in try json.typed() }
    called = try json["called"].map { json throws(SessionMistake) in try json.typed() }
    for item in json["history"]?.array ?? [] {
      history.append(
        Asked(
          section: try item.text("section"), step: Int(try item.number("step")),
          former: try item.values("former")))
    }
  }
}

extension JSONValue {
  func member(_ name: String) throws(SessionMistake) -> JSONValue {
    guard let value = self[name] else { throw SessionMistake(reason: "\(name) is missing") }
    return value
  }

  func text(_ name: String) throws(SessionMistake) -> String {
    guard let text = self[name]?.string else {
      throw SessionMistake(reason: "\(name) is missing or no text")
    }
    return text
  }

  func number(_ name: String) throws(SessionMistake) -> Int64 {
    guard let number = self[name]?.int else {
      throw SessionMistake(reason: "\(name) is missing or no number")
    }
    return number
  }

  func typed() throws(SessionMistake) -> Value {
    guard let value = Value(json: self) else { throw SessionMistake(reason: "no such value") }
    return value
  }

  func values(_ name: String) throws(SessionMistake) -> [String: Value] {
    var values: [String: Value] = [:]
    for member in self[name]?.members ?? [] { values[member.name] = try member.value.typed() }
    return values
  }
}
