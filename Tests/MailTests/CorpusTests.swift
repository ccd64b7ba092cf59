import Foundation
import Mail
import TestSupport
import Testing

/// Letters as they really come, and as they should not: each beside what is read of it.
///
/// The readings are goldens, rewritten with `UPDATE=1` and reviewed like code.
@Suite struct CorpusTests {
  static let folder = "\(Repository.root)/Tests/MailTests/Letters"

  static let names: [String] = {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return files.filter { $0.hasSuffix(".eml") }.map { String($0.dropLast(4)) }.sorted()
  }()

  static func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(filePath: "\(folder)/\(name).eml")))
  }

  @Test func thereAreManyLetters() { #expect(Self.names.count >= 30) }

  @Test(arguments: names) func aLetterIsReadAsWritten(name: String) throws {
    let letter = try LetterReader(own: ["support@desk.example"]).read(Self.bytes(name))
    let path = "\(Self.folder)/\(name).read.txt"
    let text = letter.account
    if ProcessInfo.processInfo.environment["UPDATE"] == "1" {
      try Data(text.utf8).write(to: URL(filePath: path))
    }
    #expect(text == (try String(contentsOfFile: path, encoding: .utf8)))
  }

  @Test(arguments: names) func lineEndsMakeNoDifference(name: String) throws {
    let bytes = try Self.bytes(name)
    var returned: [UInt8] = []
    for byte in bytes {
      if byte == 0x0A { returned.append(0x0D) }
      returned.append(byte)
    }
    let reader = LetterReader(own: ["support@desk.example"])
    let plain = try reader.read(bytes)
    let other = try reader.read(returned)
    #expect(plain.text == other.text && plain.quoted == other.quoted)
    #expect(plain.sender == other.sender && plain.files.map(\.name) == other.files.map(\.name))
  }

  /// Whatever is done to a letter, it is read or refused within bounds; nothing crashes, nothing
  /// comes out that a screen must not get.
  @Test func aDamagedLetterIsReadOrRefused() throws {
    var dice = Dice.fresh("letters")
    let reader = LetterReader(own: ["support@desk.example"])
    let letters = try Self.names.map(Self.bytes)
    for _ in 0..<(ProcessInfo.processInfo.environment["QUICK"] == "1" ? 1_000 : 6_000) {
      var bytes = letters.randomElement(using: &dice)!
      for _ in 0..<Int.random(in: 1...8, using: &dice) {
        guard !bytes.isEmpty else { break }
        let at = Int.random(in: 0..<bytes.count, using: &dice)
        switch Int.random(in: 0..<5, using: &dice) {
        case 0: bytes[at] = UInt8.random(in: 0...255, using: &dice)
        case 1: bytes.remove(at: at)
        case 2: bytes.insert(contentsOf: bytes[at...].prefix(200), at: at)
        case 3: bytes.removeSubrange(at...)
        default: bytes.insert(contentsOf: Array("\n--b\n".utf8), at: at)
        }
      }
      guard let letter = try? reader.read(bytes) else { continue }
      let shown = letter.text + letter.subject + letter.files.map(\.name).joined()
      let control = shown.unicodeScalars.first {
        $0.properties.generalCategory == .control && $0 != "\n" && $0 != "\t"
      }
      #expect(control == nil, "SEED=\(dice.seed)")
      #expect(letter.files.allSatisfy { !$0.name.contains("/") && !$0.name.isEmpty })
    }
  }
}

extension Letter {
  /// What was read, as a text to look at.
  var account: String {
    var lines = ["from: \(from.map { "\($0.name ?? "-") <\($0.address)>" } ?? "nobody")"]
    if let replyTo { lines.append("reply to: \(replyTo.address)") }
    lines.append("to: \(recipients.map(\.address).joined(separator: ", "))")
    lines.append("subject: \(subject)")
    lines.append("id: \(messageID ?? "-")")
    if !references.isEmpty { lines.append("answers: \(references.joined(separator: " "))") }
    lines.append("sender: \(sender)")
    if let suspicion { lines.append("suspicion: \(suspicion)") }
    for file in files {
      lines.append("file: \(file.name) (\(file.type), \(file.bytes.count) bytes)")
    }
    lines.append("--- text\n\(text)")
    if !quoted.isEmpty { lines.append("--- folded\n\(quoted)") }
    return lines.joined(separator: "\n") + "\n"
  }
}
