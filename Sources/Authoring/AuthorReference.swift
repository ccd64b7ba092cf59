/// Every key of a file as Markdown tables, made of the settings that its reader uses.
package enum AuthorReference {
  /// One table under its heading; what has to be there stands in bold.
  package static func table(_ heading: String, _ table: SettingTable) -> String {
    let rows = table.settings.map { setting in
      let name = setting.isRequired ? "**`\(setting.name)`**" : "`\(setting.name)`"
      return "| \(name) | \(cell(setting.shape.words)) | \(cell(setting.about)) |\n"
    }
    return "\n### \(heading)\n\n| key | holds | meaning |\n|---|---|---|\n" + rows.joined()
  }

  private static func cell(_ text: String) -> String {
    String(text.flatMap { $0 == "|" ? Array("\\|") : [$0] })
  }
}

extension Setting.Shape {
  /// What may stand there, in a few words.
  fileprivate var words: String {
    switch self {
    case .text: "text"
    case .name(let what): what
    case .names(let what): "\(what), one or a list"
    case .expression: "expression"
    case .flag: "`true` or `false`"
    case .integer(let range): "\(range.lowerBound) to \(range.upperBound)"
    case .number(let range): "\(range.lowerBound) to \(range.upperBound)"
    case .span: "time, such as `10m`"
    case .choice(let values): values.map { "`\($0)`" }.joined(separator: " ")
    case .choices(let values): values.map { "`\($0)`" }.joined(separator: " ") + ", one or a list"
    case .phrases: "words: a list, or a list for each language"
    case .list(let item): "list of: \(item.words)"
    case .map: "map, see below"
    case .each(let key, let value): "\(key): \(value.words)"
    case .either(let shapes): shapes.map(\.words).joined(separator: ", or ")
    case .routing: "a queue, or `by:` a choice and a queue for each value"
    case .defined(_, let words): words
    case .anything: "anything"
    }
  }
}
