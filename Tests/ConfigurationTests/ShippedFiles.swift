import Configuration
import Documents
import Foundation
import TestSupport
import Testing

/// The files in `config/`, which say of themselves that they name every key with its default.
@Suite struct ShippedFiles {
  @Test func theServersFileNamesEveryKeyWithItsDefault() throws {
    let text = try Repository.golden(Settings.usualFile, made: Settings.commentedFile)
    #expect(text == Settings.commentedFile, "write it anew with UPDATE=1")
    let loaded = Settings.load(file: SourceFile(path: "f", text: text))
    #expect(loaded.report == "")
    let settings = try #require(loaded.settings)
    #expect(settings.show() == Settings.standard.show())
    #expect(!settings.show(origins: true).contains("# default"))
  }

  @Test func theDesksFileNamesEveryKeyWithItsDefault() throws {
    let text = try Repository.golden(DeskSettings.usualFile, made: DeskSettings.commentedFile)
    #expect(text == DeskSettings.commentedFile, "write it anew with UPDATE=1")
    let loaded = DeskSettings.load(file: SourceFile(path: "f", text: text))
    #expect(loaded.report == "")
    let settings = try #require(loaded.settings)
    #expect(settings.show() == DeskSettings.standard.show())
    #expect(!settings.show(origins: true).contains("# default"))
  }

  @Test func theReferenceNamesEveryKeyAndItsVariable() {
    let reference = Settings.reference + DeskSettings.reference
    for row in [
      "| `listen.port` | 0 takes any free port, which is printed at the start. "
        + "| a whole number from 0 to 65535 | `8080` | `FRONTDESK_LISTEN_PORT` |",
      "| `agent_capacity` |", "`FRONTDESK_DESK_AGENT_CAPACITY` |", "| `limits.outbox_bytes` |",
    ] { #expect(reference.contains(row)) }
    let rows = reference.split(separator: "\n")
    #expect(rows.allSatisfy { $0.hasPrefix("|") && $0.count { $0 == "|" } == 6 })
    let files = Settings.commentedFile + DeskSettings.commentedFile
    let keys = files.split(separator: "\n").count { $0.contains("; FRONTDESK_") }
    #expect(rows.count == 2 + 2 + keys && keys > 30)
  }

  @Test func everyExampleInTheCommentsIsTrue() throws {
    let server = Settings.load(
      file: SourceFile(path: "f", text: Self.withExamples(Settings.commentedFile)))
    #expect(server.report == "")
    #expect(server.settings?.mirrors.first?.name == "helpdesk")
    #expect(server.settings?.listen.host == "0.0.0.0")
    let desk = DeskSettings.load(
      file: SourceFile(path: "f", text: Self.withExamples(DeskSettings.commentedFile)))
    #expect(desk.report == "")
    #expect(desk.settings?.hours[0] == [540..<750, 810..<1050])
    #expect(desk.settings?.hours[6] == [])
    #expect(desk.settings?.holidays.count == 3)
    #expect(desk.settings?.queues.first?.agents == .only(["maya", "jon"]))
    #expect(desk.settings?.categories.map(\.name) == ["refunds", "damage"])
    #expect(desk.settings?.fields.first?.options == ["parcel", "us"])
  }

  /// The file with each commented example in the place of the line it stands below.
  private static func withExamples(_ text: String) -> String {
    var lines: [Substring] = []
    // Members of an example take no other example's place.
    var isExample: [Bool] = []
    var isValue = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let content = line.drop { $0 == " " }
      guard content.hasPrefix("#") else {
        lines.append(line)
        isExample.append(false)
        isValue = !content.isEmpty && !content.hasSuffix(":")
        continue
      }
      guard isValue else { continue }
      let example = line.replacing("# ", with: "", maxReplacements: 1)
      let key = example.drop { $0 == " " }.prefix { $0 != ":" }
      let old = lines.indices.last {
        !isExample[$0] && lines[$0].drop { $0 == " " }.hasPrefix("\(key):")
      }
      if let old, lines[old].prefix(while: { $0 == " " }) == example.prefix(while: { $0 == " " }),
        !key.hasPrefix("-")
      {
        lines.removeSubrange(old...)
        isExample.removeSubrange(old...)
      }
      lines.append(Substring(example))
      isExample.append(true)
    }
    return lines.joined(separator: "\n")
  }
}
