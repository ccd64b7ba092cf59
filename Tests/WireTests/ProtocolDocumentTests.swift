import Events
import JSON
import TestSupport
import Testing

@testable import Wire

/// `docs/protocol.md` promises that every example in it is parsed here.
struct ProtocolDocumentTests {
  private static func examples(_ kind: String) throws -> [String] {
    var found: [String] = []
    var isInside = false
    for line in try Repository.text("docs/protocol.md").split(separator: "\n") {
      if line == "```json \(kind)" {
        isInside = true
      } else if line.hasPrefix("```") {
        isInside = false
      } else if isInside {
        found.append(String(line))
      }
    }
    return found
  }

  @Test func everyClientFrameOfTheGuideIsReadAndWrittenBackTheSame() throws {
    let examples = try Self.examples("client")
    #expect(examples.count >= 41)
    for example in examples {
      let frame = try ClientFrame.read(JSONReader.read(example))
      #expect(String(decoding: frame.bytes, as: UTF8.self) == example)
    }
  }

  @Test func everyServerFrameOfTheGuideIsReadAndWrittenBackTheSame() throws {
    let examples = try Self.examples("server")
    #expect(examples.count >= 19)
    for example in examples {
      let frame = try ServerFrame.read(JSONReader.read(example))
      #expect(String(decoding: frame.bytes, as: UTF8.self) == example)
    }
  }

  @Test func everyEventOfTheGuideIsReadAndWrittenBackTheSame() throws {
    let examples = try Self.examples("event")
    var words: Set<String> = []
    for example in examples {
      let event = try #require(try EventText.read(JSONReader.read(example)).event)
      words.insert(EventWord(event).rawValue)
      #expect(String(decoding: EventText.write(event), as: UTF8.self) == example)
    }
    #expect(words == Set(EventWord.allCases.map(\.rawValue)))
  }
}
