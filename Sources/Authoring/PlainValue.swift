package import Documents
package import Expressions

extension Node {
  /// A value as JSON would have it: bare `true`, `3` and `null` are what they look like, anything
  /// in quotes is text.
  package var plainValue: Value {
    switch content {
    case .scalar(let text, .plain): Self.plainScalar(text)
    case .scalar(let text, _): .string(text)
    case .list(let items): .list(items.map(\.plainValue))
    case .map(let entries):
      .map(
        entries.reduce(into: ValueMap()) { map, entry in
          map[entry.key] = entry.value.plainValue
        })
    }
  }

  private static func plainScalar(_ text: String) -> Value {
    switch text {
    case "", "null", "~": return .null
    case "true": return true
    case "false": return false
    default: break
    }
    if let number = Int64(text) { return .int(number) }
    let looksLikeNumber = text.utf8.allSatisfy { "0123456789+-.eE".utf8.contains($0) }
    if looksLikeNumber, let number = Double(text) { return .double(number) }
    return .string(text)
  }
}
