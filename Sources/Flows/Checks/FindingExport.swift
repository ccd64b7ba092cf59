package import Documents
import JSON

/// Findings for programs: editors, code review, continuous integration.
package enum FindingExport {
  /// One object for each finding, in reading order: `file`, `line`, `column`, `severity`, `id`,
  /// `message` and, where there is one, `hint`.
  package static func json(_ findings: [Finding]) -> String {
    var writer = JSONWriter()
    writer.object { writer in
      writer.array("findings", findings.sortedOnce()) { writer, finding in
        writer.object { writer in
          writer.member("file", finding.place.file)
          writer.member("line", finding.place.line)
          writer.member("column", finding.place.column)
          writer.member("severity", finding.severity.rawValue)
          writer.member("id", finding.id)
          writer.member("message", finding.message)
          writer.member("hint", finding.hint)
        }
      }
    }
    return writer.text + "\n"
  }

  /// Workflow commands that GitHub shows beside the lines of a change.
  package static func github(_ findings: [Finding]) -> String {
    findings.sortedOnce().map { finding in
      let hint = finding.hint.map { " (\($0))" } ?? ""
      return "::\(finding.severity.rawValue) file=\(property(finding.place.file)),"
        + "line=\(finding.place.line),col=\(finding.place.column),title=\(finding.id)::"
        + escaped(finding.message + hint) + "\n"
    }.joined()
  }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "%": result += "%25"
      case "\r": result += "%0D"
      case "\n", "\r\n": result += "%0A"
      default: result.append(character)
      }
    }
    return result
  }

  private static func property(_ text: String) -> String {
    var result = ""
    for character in escaped(text) {
      switch character {
      case ":": result += "%3A"
      case ",": result += "%2C"
      default: result.append(character)
      }
    }
    return result
  }

  // MARK: SARIF

  /// The Static Analysis Results Interchange Format, version 2.1.0.
  package static func sarif(_ findings: [Finding], version: String) -> String {
    let findings = findings.sortedOnce()
    let used = Set(findings.map(\.id))
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("$schema", "https://json.schemastore.org/sarif-2.1.0.json")
      writer.member("version", "2.1.0")
      writer.array("runs", [findings]) { writer, findings in
        writer.object { writer in
          tool(Rule.all.filter { used.contains($0.id) }, version, &writer)
          // Columns are counted in Unicode scalars, as everywhere in our findings.
          writer.member("columnKind", "unicodeCodePoints")
          writer.array("results", findings) { result($1, &$0) }
        }
      }
    }
    return writer.text + "\n"
  }

  private static func tool(_ rules: [Rule], _ version: String, _ writer: inout JSONWriter) {
    writer.object("tool") { writer in
      writer.object("driver") { writer in
        writer.member("name", "frontdesk flow check")
        writer.member("version", version)
        writer.array("rules", rules) { writer, rule in
          writer.object { writer in
            writer.member("id", rule.id)
            writer.object("shortDescription") { $0.member("text", rule.title) }
            writer.object("fullDescription") { $0.member("text", rule.explanation) }
          }
        }
      }
    }
  }

  private static func result(_ finding: Finding, _ writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("ruleId", finding.id)
      writer.member("level", finding.severity.rawValue)
      let hint = finding.hint.map { ". Hint: \($0)" } ?? ""
      writer.object("message") { $0.member("text", finding.message + hint) }
      writer.array("locations", [finding.place]) { writer, place in
        writer.object { writer in
          writer.object("physicalLocation") { writer in
            writer.object("artifactLocation") { $0.member("uri", place.file) }
            writer.object("region") { writer in
              writer.member("startLine", place.line)
              writer.member("startColumn", place.column)
            }
          }
        }
      }
    }
  }
}
