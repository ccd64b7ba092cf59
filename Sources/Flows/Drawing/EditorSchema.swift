import JSON

/// The shape of the files as JSON Schema, for editors: completion, and a mark under a mistyped word.
///
/// Made of the same tables the reader uses. It knows names and kinds, not what they refer to; that
/// is the checker's part.
package enum EditorSchema {
  /// For `*.flow.yaml`.
  package static var flow: String {
    document("A flow of the bot's") { writer in
      writer.array("required", ["flow", "sections"]) { $0.string($1) }
      writer.object("properties") { writer in
        text("flow", "The flow's name, which is its file's name.", &writer)
        text("title", "What the flow is for.", &writer)
        variables(&writer)
        list("params", "What a caller has to pass.", &writer)
        kind("interruptible", "boolean", "False keeps other flows from interrupting.", &writer)
        choice("resume", Flow.Resume.allCases.map(\.rawValue), &writer)
        anything("triggers", "Phrases that start the flow at any question.", &writer)
        sections(&writer)
      }
    }
  }

  // MARK: Parts

  private static func document(_ title: String, _ body: (inout JSONWriter) -> Void) -> String {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("$schema", "http://json-schema.org/draft-07/schema#")
      writer.member("title", title)
      writer.member("type", "object")
      writer.member("additionalProperties", false)
      body(&writer)
    }
    return writer.text + "\n"
  }

  private static func variables(_ writer: inout JSONWriter) {
    writer.object("vars") { writer in
      writer.member("type", "object")
      writer.object("additionalProperties") { writer in
        writer.member("type", "object")
        writer.member("additionalProperties", false)
        writer.array("required", ["type"]) { $0.string($1) }
        writer.object("properties") { writer in
          for name in VariableReader.settings {
            if name == "type" {
              choice(name, VariableType.names, &writer)
            } else {
              writer.object(name) { _ in }
            }
          }
        }
      }
    }
  }

  private static func sections(_ writer: inout JSONWriter) {
    writer.object("sections") { writer in
      writer.member("type", "object")
      writer.object("additionalProperties") { writer in
        writer.member("type", "array")
        writer.object("items") { writer in
          writer.array("anyOf", Verb.allCases) { writer, verb in
            writer.object { step(verb, &$0) }
          }
        }
      }
    }
  }

  private static func step(_ verb: Verb, _ writer: inout JSONWriter) {
    writer.member("type", "object")
    writer.member("additionalProperties", false)
    writer.array("required", [verb.rawValue]) { $0.string($1) }
    writer.object("properties") { writer in
      for name in StepSettings.allowed(for: verb) { setting(name, of: verb, &writer) }
    }
  }

  private static func setting(_ name: String, of verb: Verb, _ writer: inout JSONWriter) {
    switch (name, verb) {
    case ("suggest", .suggest): map(name, StepSettings.suggest, &writer)
    case ("http", .http): map(name, StepSettings.http, &writer)
    case ("ticket", .ticket): map(name, StepSettings.ticket, &writer)
    case ("handoff", .handoff): map(name, StepSettings.handoff, &writer)
    case ("escape", _): map(name, StepSettings.escape, &writer)
    case ("end", .end): choice(name, Outcome.names, &writer)
    case ("options", _):
      writer.object(name) { writer in
        writer.member("type", "object")
        map("additionalProperties", StepSettings.option, &writer)
      }
    default: writer.object(name) { _ in }
    }
  }

  // MARK: Kinds

  private static func map(_ name: String, _ settings: [String], _ writer: inout JSONWriter) {
    writer.object(name) { writer in
      writer.member("type", "object")
      writer.member("additionalProperties", false)
      writer.object("properties") { writer in
        for setting in settings { writer.object(setting) { _ in } }
      }
    }
  }

  private static func kind(
    _ name: String, _ kind: String, _ description: String, _ writer: inout JSONWriter
  ) {
    writer.object(name) { writer in
      writer.member("type", kind)
      writer.member("description", description)
    }
  }

  private static func text(_ name: String, _ description: String, _ writer: inout JSONWriter) {
    kind(name, "string", description, &writer)
  }

  private static func list(_ name: String, _ description: String, _ writer: inout JSONWriter) {
    kind(name, "array", description, &writer)
  }

  private static func anything(_ name: String, _ description: String, _ writer: inout JSONWriter) {
    writer.object(name) { $0.member("description", description) }
  }

  private static func choice(_ name: String, _ values: [String], _ writer: inout JSONWriter) {
    writer.object(name) { writer in writer.array("enum", values) { $0.string($1) } }
  }
}
