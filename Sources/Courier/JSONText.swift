import Expressions
import JSON

/// Between the values of flows and JSON.
enum JSONText {
  static func bytes(of value: Value) -> [UInt8] {
    var writer = JSONWriter()
    writer.value(json(of: value))
    return writer.bytes
  }

  private static func json(of value: Value) -> JSONValue {
    switch value {
    case .null: .null
    case .bool(let claim): .bool(claim)
    case .int(let number): .int(number)
    case .double(let number): .double(number)
    case .string(let text): .string(text)
    case .list(let values): .array(values.map(json))
    case .map(let map):
      .object(map.entries.map { JSONMember($0.key.value.text, json(of: $0.value)) })
    case .timestamp, .duration, .type: .string(value.text)
    }
  }

  static func value(of json: JSONValue) -> Value {
    switch json {
    case .null: return .null
    case .bool(let claim): return .bool(claim)
    case .int(let number): return .int(number)
    case .double(let number): return .double(number)
    case .string(let text): return .string(text)
    case .array(let values): return .list(values.map(value))
    case .object(let members):
      var map = ValueMap()
      for member in members { map[member.name] = value(of: member.value) }
      return .map(map)
    }
  }
}
