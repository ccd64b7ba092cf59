import Desk
import JSON
import Wire

/// What the lines of a script after it wait for: at most one at a time.
struct ScriptGate: Equatable, Sendable {
  enum Condition: Equatable, Sendable {
    /// Everything asked so far is answered.
    case answers
    /// A line is told that holds all of this.
    case line(JSONValue)
    /// Nothing: only the time.
    case time
    /// The answer to the line of that name, which says of which conversation it is.
    case answer(to: String)
    /// The desk answers a question that was asked for a line, and not by it.
    case question(Question.ID)
  }

  let condition: Condition
  /// Who asked for it; nil where a line waits by itself for what it needs.
  let asker: ScriptLine.Asker?
  let until: Instant
  /// Whether the script is over where it does not come.
  var isExpectation = false
}

/// What a script was told since its latest `wait` or `expect` came true, for the next one.
///
/// At most ``limit`` lines: of more the oldest are forgotten.
struct ScriptHearing: Sendable {
  static let limit = 2000

  private var lines: [[UInt8]] = []
  /// How many of them were looked at in vain for the condition at hand.
  private var looked = 0

  mutating func note(_ line: [UInt8]) {
    lines.append(line)
    guard lines.count > Self.limit else { return }
    // Half of them at once, so that a long talk costs nothing a line.
    lines.removeFirst(Self.limit / 2)
    looked = max(0, looked - Self.limit / 2)
  }

  /// A new condition looks at everything since the one before came true.
  mutating func lookAnew() { looked = 0 }

  /// The first line for which it holds; it and all before it count no more.
  mutating func take(where holds: (JSONValue) -> Bool) -> JSONValue? {
    while looked < lines.count {
      let place = looked
      looked += 1
      guard let line = try? JSONReader.read(lines[place]), holds(line) else { continue }
      lines.removeFirst(place + 1)
      looked = 0
      return line
    }
    return nil
  }
}

extension JSONValue {
  /// Whether this holds everything of `pattern`: an object its members and perhaps more, a list as
  /// many values. `{"contains": "x"}` holds of a text with x in it, `{"any": true}` of everything.
  func holds(_ pattern: JSONValue) -> Bool {
    switch pattern {
    case .object(let members):
      if members.count == 1, let part = pattern["contains"]?.string {
        return string.map { $0.contains(part) } ?? false
      }
      if members.count == 1, pattern["any"]?.bool == true { return true }
      return members.allSatisfy { member in self[member.name]?.holds(member.value) ?? false }
    case .array(let values):
      guard let own = array, own.count == values.count else { return false }
      return zip(own, values).allSatisfy { $0.holds($1) }
    case .null, .bool, .int, .double, .string: return self == pattern
    }
  }
}
