package import Documents
import JSON

/// A run's results for programs.
extension TestReport {
  /// One object: `passed`, `failed`, `customer_turns`, the `cases` with their failures, the
  /// `findings`, and the `coverage` of each flow with what is missing.
  package func json(_ findings: [Finding]) -> String {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("passed", passed)
      writer.member("failed", failed)
      writer.member("customer_turns", customerTurns)
      writer.array("cases", results) { writer, result in
        writer.object { TestReport.write(result, &$0) }
      }
      writer.array("findings", findings) { writer, finding in
        writer.object { writer in
          TestReport.write(finding.place, &writer)
          writer.member("severity", finding.severity.rawValue)
          writer.member("id", finding.id)
          writer.member("message", finding.message)
          writer.member("hint", finding.hint)
        }
      }
      if let coverage {
        writer.array("coverage", coverage.flows) { writer, flow in
          writer.object { TestReport.write(flow, &$0) }
        }
        writer.array("translations", coverage.translations) { writer, status in
          writer.object { writer in
            writer.member("language", status.language)
            writer.member("texts", status.texts.count)
            writer.member("translated", status.translated.count)
            writer.member("stale", status.stale.count)
            writer.member("missing", status.missing.count)
          }
        }
      }
    }
    return writer.text + "\n"
  }

  private static func write(_ place: Place, _ writer: inout JSONWriter) {
    writer.member("file", place.file)
    writer.member("line", place.line)
    writer.member("column", place.column)
  }

  private static func write(_ result: CaseResult, _ writer: inout JSONWriter) {
    write(result.place, &writer)
    writer.member("name", result.name)
    writer.member("passed", result.hasPassed)
    writer.array("failures", result.failures) { writer, failure in
      writer.object { writer in
        write(failure.place, &writer)
        writer.member("message", failure.message)
        writer.member("expected", failure.expected)
        writer.member("found", failure.found)
        writer.member("hint", failure.hint)
        writer.array("talk", failure.transcript.split(separator: "\n")) { $0.string(String($1)) }
      }
    }
  }

  private static func write(_ flow: FlowCoverage, _ writer: inout JSONWriter) {
    writer.member("flow", flow.name)
    writer.member("file", flow.place.file)
    writer.member("steps", flow.stepCount)
    writer.member("visited_steps", flow.visitedSteps)
    writer.member("exits", flow.exitCount)
    writer.member("taken_exits", flow.takenExits)
    writer.array("missing", flow.missing) { $0.string($1) }
  }
}
