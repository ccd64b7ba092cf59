/// One line of IRC: `:prefix COMMAND middle :the rest`, with IRCv3's tags before it.
struct IRCLine: Equatable {
  let tags: [String: String]
  /// `nick!user@host`, or a server's name.
  let prefix: String?
  let command: String
  let parameters: [String]

  /// Nil for what is no line.
  init?(_ text: String) {
    var rest = text[...]
    var tags: [String: String] = [:]
    if rest.first == "@" {
      let written = rest.dropFirst().prefix { $0 != " " }
      rest = rest[written.endIndex...].drop { $0 == " " }
      for tag in written.split(separator: ";") {
        let halves = tag.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        tags[String(halves[0])] = halves.count > 1 ? String(halves[1]) : ""
      }
    }
    self.tags = tags
    if rest.first == ":" {
      let written = rest.dropFirst().prefix { $0 != " " }
      rest = rest[written.endIndex...].drop { $0 == " " }
      prefix = String(written)
    } else {
      prefix = nil
    }
    var parts: [String] = []
    while !rest.isEmpty {
      if rest.first == ":", !parts.isEmpty {
        parts.append(String(rest.dropFirst()))
        break
      }
      let part = rest.prefix { $0 != " " }
      parts.append(String(part))
      rest = rest[part.endIndex...].drop { $0 == " " }
    }
    guard let command = parts.first else { return nil }
    self.command = command.uppercased()
    parameters = Array(parts.dropFirst())
  }

  subscript(_ place: Int) -> String {
    parameters.indices.contains(place) ? parameters[place] : ""
  }

  /// The nick of whoever is behind it; nil for a server.
  var nick: String? {
    guard let prefix, let end = prefix.firstIndex(of: "!") else { return nil }
    return String(prefix[..<end])
  }

  /// Lines in what has come; what is after the last line's end stays. A line has at most 512 bytes
  /// and 8,191 of tags: what is longer is thrown away.
  static func take(from bytes: inout [UInt8]) -> [IRCLine] {
    var lines: [IRCLine] = []
    var start = bytes.startIndex
    while let end = bytes[start...].firstIndex(of: 10) {
      let line = bytes[start..<end].filter { $0 != 13 && $0 != 0 }
      start = end + 1
      guard line.count <= longest else { continue }
      if let line = IRCLine(String(decoding: line, as: UTF8.self)) { lines.append(line) }
    }
    bytes.removeFirst(start)
    if bytes.count > longest { bytes = [] }
    return lines
  }

  private static let longest = 8_191 + 512

  /// As IRC compares names, by the rules of RFC 1459.
  static func folded(_ name: String) -> String {
    String(
      name.lowercased().map { letter in
        switch letter {
        case "[": "{"
        case "]": "}"
        case "\\": "|"
        case "~": "^"
        default: letter
        }
      })
  }
}
