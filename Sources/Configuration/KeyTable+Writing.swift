extension KeyTable {
  /// The file with every key at its default and commented; what `config/` ships.
  var commentedFile: String {
    var lines = about.map(Self.comment)
    var group: String?
    for key in keys {
      lines.append("")
      if let name = key.group, name != group {
        lines += (groups[name] ?? []).map(Self.comment)
        lines.append("\(name):")
      }
      group = key.group
      let indent = group == nil ? "" : "  "
      lines += (commentLines(key) + written(key, key.standard, note: nil)).map { indent + $0 }
      lines += key.example.map { indent + Self.comment($0) }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Every key in a Markdown table: what it does, what is allowed, its default and its variable.
  var reference: String {
    var lines = ["| key | what it is | allowed | default | variable |", "|---|---|---|---|---|"]
    for key in keys {
      let about = key.about.joined(separator: " ")
      let cells = [
        "`\(key.path)`", about, key.kind.allowed, inline(key.standard), "`\(variable(key))`",
      ]
      let escaped = cells.map { $0.replacing("|", with: "\\|") }
      lines.append("| \(escaped.joined(separator: " | ")) |")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func inline(_ value: Value) -> String {
    switch Written(value) {
    case .inline(let text): "`\(text)`"
    case .block: "see `\(file)`"
    }
  }

  /// The values as YAML that reads back to the same settings.
  func show(_ values: Values, origins: Bool) -> String {
    var lines: [String] = []
    var group: String?
    for key in keys {
      if let name = key.group, name != group { lines.append("\(name):") }
      group = key.group
      let indent = group == nil ? "" : "  "
      let note = origins ? values.origin(key.path).description : nil
      lines += written(key, values.value(key.path), note: note).map { indent + $0 }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func commentLines(_ key: Key) -> [String] {
    (key.about + ["(\(key.kind.allowed); \(variable(key)))"]).map(Self.comment)
  }

  private func written(_ key: Key, _ value: Value, note: String?) -> [String] {
    let note = note.map { "  # \($0)" } ?? ""
    switch Written(value) {
    case .inline(let text): return ["\(key.name): \(text)\(note)"]
    case .block(let lines): return ["\(key.name):\(note)"] + lines.map { "  " + $0 }
    }
  }

  private static func comment(_ line: String) -> String { line.isEmpty ? "#" : "# \(line)" }
}
