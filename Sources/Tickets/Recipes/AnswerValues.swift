import JSON

extension JSONValue {
  /// A text, or a number written out: what other systems use for names.
  var name: String? {
    switch self {
    case .string(let text): text.isEmpty ? nil : text
    case .int(let number): String(number)
    case .null, .bool, .double, .array, .object: nil
    }
  }

  /// As a setting or a pattern would write it.
  var plain: String? {
    switch self {
    case .string(let text): text
    case .int(let number): String(number)
    case .bool(let claim): String(claim)
    case .double(let number): String(number)
    case .null, .array, .object: nil
    }
  }
}
