import JSON

extension ExportFormat {
  /// What stands before the first row.
  func header(_ columns: [String]) -> [UInt8] {
    switch self {
    case .csv: Array((columns.joined(separator: ",") + "\r\n").utf8)
    case .json: []
    }
  }

  func line(_ row: ExportRow, _ columns: [String]) -> [UInt8] {
    switch self {
    case .csv: CSVLine.bytes(row)
    case .json: Self.json(row, columns)
    }
  }

  /// An object a line; what is not there has no member.
  private static func json(_ row: ExportRow, _ columns: [String]) -> [UInt8] {
    var bytes = JSONWriter.object { writer in
      for (name, cell) in zip(columns, row.cells) {
        switch cell {
        case .none: break
        case .number(let number): writer.member(name, number)
        case .text(let text): writer.member(name, text)
        case .object(let object):
          writer.name(name)
          writer.raw(object.utf8)
        }
      }
    }
    bytes.append(UInt8(ascii: "\n"))
    return bytes
  }
}

/// A line of comma-separated values: https://www.rfc-editor.org/rfc/rfc4180
enum CSVLine {
  static func bytes(_ row: ExportRow) -> [UInt8] {
    var bytes: [UInt8] = []
    for (index, cell) in row.cells.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      switch cell {
      case .none: break
      case .number(let number): bytes += Array(String(number).utf8)
      case .text(let text), .object(let text): bytes += quoted(text)
      }
    }
    bytes += [0x0D, 0x0A]
    return bytes
  }

  /// What a spreadsheet would take for a formula is not one: a `'` stands before it.
  /// https://owasp.org/www-community/attacks/CSV_Injection
  private static let formulas = Set("=+-@\t\r".utf8)

  private static let special = Set("\",\r\n".utf8)

  static func quoted(_ text: String) -> [UInt8] {
    let isFormula = text.utf8.first.map(formulas.contains) ?? false
    let safe = isFormula ? "'" + text : text
    guard safe.utf8.contains(where: special.contains) else { return Array(safe.utf8) }
    return Array(("\"" + safe.replacing("\"", with: "\"\"") + "\"").utf8)
  }
}
