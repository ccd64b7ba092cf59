extension Function {
  /// What this program adds to the language, besides `default`.
  static let hosts: [Function] = [
    two("truncate", [([.string, .int], .string)]) { (text, limit, run) throws(Reason) in
      guard case .string(let text) = text, case .int(let limit) = limit else { return nil }
      guard limit >= 1 else { throw .outOfRange("length \(limit)") }
      try run.spend(on: text)
      return .string(truncated(text, to: Int(clamping: limit)))
    },
    two(
      "date", [([.timestamp, .string], .string), ([.string, .string], .string)],
      needsActivation: true
    ) { (time, format, run) throws(Reason) in
      guard case .string(let format) = format else { return nil }
      try run.spend(on: format)
      switch time {
      case .timestamp(let time):
        let zone = run.activation.zone
        let offset = try run.offset(of: zone, at: time)
        return try run.made(try DateFormat.write(time, format, offset: offset, zone: zone))
      case .string(let text):
        guard let time = DateFormat.read(text) else {
          throw .conversion(from: .string, to: .timestamp)
        }
        return try run.made(try DateFormat.write(time, format, offset: 0, zone: "UTC"))
      case .null, .bool, .int, .double, .list, .map, .duration, .type: return nil
      }
    },
  ]

  /// At most so many characters as a reader counts them, the last an ellipsis when some are left
  /// out.
  private static func truncated(_ text: String, to limit: Int) -> String {
    let start = text.startIndex
    // No text has more characters than bytes; only a longer one needs its beginning counted.
    guard text.utf8.count > limit,
      let end = text.index(start, offsetBy: limit, limitedBy: text.endIndex), end < text.endIndex
    else { return text }
    var kept = text.prefix(limit - 1)
    while kept.last?.isWhitespace == true { kept.removeLast() }
    return kept + "…"
  }
}
