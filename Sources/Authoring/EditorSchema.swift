import JSON

/// The shape of the files as JSON Schema, for editors: completion, a sentence beside each key, and
/// a mark under a mistyped word.
///
/// Made of the settings the readers use. It knows names and kinds, not what they refer to; that is
/// the checker's part.
package enum EditorSchema {
  /// Maps that stand in many places of a file, by the name that `Setting.Shape.defined` gives them.
  package struct Definition: Sendable {
    package let name: String
    /// What stands there is one of these.
    package let tables: [SettingTable]

    package init(_ name: String, _ tables: [SettingTable]) {
      self.name = name
      self.tables = tables
    }
  }

  /// For any file that settings are known of.
  package static func document(
    _ title: String, _ table: SettingTable, definitions: [Definition] = []
  ) -> String {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("$schema", "http://json-schema.org/draft-07/schema#")
      writer.member("title", title)
      body(of: table, &writer)
      guard !definitions.isEmpty else { return }
      writer.object("definitions") { writer in
        for definition in definitions { write(definition, &writer) }
      }
    }
    return JSONLayout.indented(writer.text) + "\n"
  }

  private static func write(_ definition: Definition, _ writer: inout JSONWriter) {
    writer.object(definition.name) { writer in
      writer.array("anyOf", definition.tables) { writer, table in
        writer.object { body(of: table, &$0) }
      }
    }
  }

  // MARK: Maps

  private static func body(of table: SettingTable, _ writer: inout JSONWriter) {
    writer.member("type", "object")
    writer.member("additionalProperties", false)
    let required = table.settings.filter(\.isRequired).map(\.name)
    if !required.isEmpty { writer.array("required", required) { $0.string($1) } }
    writer.object("properties") { writer in
      for setting in table.settings {
        writer.object(setting.name) { writer in
          writer.member("description", setting.about)
          write(setting.shape, &writer)
        }
      }
    }
  }

  // MARK: Shapes

  private static func write(_ shape: Setting.Shape, _ writer: inout JSONWriter) {
    switch shape {
    case .text, .name, .expression: scalar(&writer)
    case .names: either([.text, .list(.text)], &writer)
    case .flag: matching("^(true|false)$", beside: "boolean", &writer)
    case .integer(let range): number("integer", "^-?[0-9]+$", range, &writer)
    case .number(let range): number(range, &writer)
    case .span: matching("^[0-9]+(ms|s|m|h|d)$", beside: nil, &writer)
    case .choice(let values): writer.array("enum", values) { $0.string($1) }
    case .choices(let values): either([.choice(values), .list(.choice(values))], &writer)
    case .phrases:
      either([.text, .list(.text), .each("a language", .names("phrases"))], &writer)
    case .list(let item):
      writer.member("type", "array")
      writer.object("items") { write(item, &$0) }
    case .map(let table): body(of: table, &writer)
    case .each(_, let value):
      writer.member("type", "object")
      writer.object("additionalProperties") { write(value, &$0) }
    case .either(let shapes): either(shapes, &writer)
    case .routing: routing(&writer)
    case .defined(let name, _): writer.member("$ref", "#/definitions/\(name)")
    case .anything: break
    }
  }

  /// A scalar is what the author typed: `no`, `0123` and `1:30` are texts, whatever YAML makes of
  /// them.
  private static func scalar(_ writer: inout JSONWriter) {
    writer.array("type", ["string", "number", "boolean"]) { $0.string($1) }
  }

  private static func matching(
    _ pattern: String, beside kind: String?, _ writer: inout JSONWriter
  ) {
    writer.array("type", [kind, "string"].compactMap { $0 }) { $0.string($1) }
    writer.member("pattern", pattern)
  }

  private static func number(
    _ kind: String, _ pattern: String, _ range: ClosedRange<Int>, _ writer: inout JSONWriter
  ) {
    matching(pattern, beside: kind, &writer)
    writer.member("minimum", range.lowerBound)
    writer.member("maximum", range.upperBound)
  }

  private static func number(_ range: ClosedRange<Double>, _ writer: inout JSONWriter) {
    matching("^[0-9]*[.]?[0-9]+$", beside: "number", &writer)
    writer.name("minimum")
    writer.raw("\(range.lowerBound)".utf8)
    writer.name("maximum")
    writer.raw("\(range.upperBound)".utf8)
  }

  private static func either(_ shapes: [Setting.Shape], _ writer: inout JSONWriter) {
    writer.array("anyOf", shapes) { writer, shape in writer.object { write(shape, &$0) } }
  }

  private static func routing(_ writer: inout JSONWriter) {
    writer.array("anyOf", [false, true]) { writer, isMap in
      writer.object { writer in
        guard isMap else { return scalar(&writer) }
        writer.member("type", "object")
        writer.array("required", ["by"]) { $0.string($1) }
        writer.object("properties") { writer in
          writer.object("by") { writer in
            writer.member("description", "The choice that decides; then a queue for each value.")
            scalar(&writer)
          }
        }
        writer.object("additionalProperties") { scalar(&$0) }
      }
    }
  }
}

/// JSON as people read it in a diff.
private enum JSONLayout {
  /// Two spaces a level; `json` has to be right, as our own writer makes it.
  static func indented(_ json: String) -> String {
    var result: [UInt8] = []
    var depth = 0
    var isInText = false
    var isEscaped = false
    func line() { result += [UInt8(ascii: "\n")] + [UInt8](repeating: 0x20, count: depth * 2) }
    for byte in json.utf8 {
      if isInText {
        result.append(byte)
        if byte == UInt8(ascii: "\""), !isEscaped { isInText = false }
        isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
        continue
      }
      switch byte {
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        depth += 1
        result.append(byte)
        line()
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        line()
        result.append(byte)
      case UInt8(ascii: ","):
        result.append(byte)
        line()
      case UInt8(ascii: ":"): result += Array(": ".utf8)
      default:
        if byte == UInt8(ascii: "\"") { isInText = true }
        result.append(byte)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
