import Foundation
import TestSupport
import Testing

@testable import Terminal

/// `WidthTable.swift` is made by this test: `UPDATE=1 swift test --filter WidthTable`.
@Suite struct WidthTableTests {
  @Test(.enabled(if: UnicodeFiles.arePresent))
  func theCommittedTableIsTheOneThatTheUnicodeFilesGive() throws {
    let generated = try Self.source()
    let committed = try Repository.golden("Sources/Terminal/WidthTable.swift", made: generated)
    // Another release of Unicode than the one the table was made from proves nothing.
    guard committed.contains(try Self.version()) else { return }
    #expect(committed == generated)
  }

  private static func version() throws -> String {
    let text = try String(
      contentsOfFile: UnicodeFiles.folder + "/EastAsianWidth.txt", encoding: .utf8)
    return String(text.prefix { $0 != "\n" }.dropFirst(2))
  }

  private static func source() throws -> String {
    let wide = try UnicodeFiles.scalars("EastAsianWidth.txt") { $0 == "W" || $0 == "F" }
    let marks = try UnicodeFiles.scalars("extracted/DerivedGeneralCategory.txt") {
      ["Mn", "Me", "Cf"].contains($0)
    }
    let jamo = try UnicodeFiles.scalars("HangulSyllableType.txt") { $0 == "V" || $0 == "T" }
    let prepended = try UnicodeFiles.scalars("PropList.txt") {
      $0 == "Prepended_Concatenation_Mark"
    }
    let zero = marks.union(jamo).subtracting(prepended).filter { $0 >= 0x300 }
    let emoji = try UnicodeFiles.scalars("emoji/emoji-data.txt") { $0 == "Emoji" }
    return """
      /// How wide scalars are. Made from \(try version()) and its company
      /// by `WidthTableTests`; do not edit.
      enum WidthTable {
        /// East Asian Wide and Fullwidth: two columns.
        static let wide = ranges(\(list(wide)))

        /// Marks, format controls, and the jamo that lean on a leading one: no column.
        static let zero = ranges(\(list(Set(zero))))

        /// Scalars that can begin or continue an emoji.
        static let emoji = ranges(\(list(emoji)))

        private static func ranges(_ ends: [UInt32]) -> [ClosedRange<UInt32>] {
          stride(from: 0, to: ends.count, by: 2).map { ends[$0]...ends[$0 + 1] }
        }
      }

      """
  }

  private static func list(_ scalars: Set<UInt32>) -> String {
    var ends: [UInt32] = []
    for value in scalars.sorted() {
      if let last = ends.last, last + 1 == value {
        ends[ends.count - 1] = value
      } else {
        ends += [value, value]
      }
    }
    var lines: [String] = [""]
    for pair in stride(from: 0, to: ends.count, by: 2) {
      let text = "0x" + String(ends[pair], radix: 16, uppercase: true)
      let upper = "0x" + String(ends[pair + 1], radix: 16, uppercase: true)
      if lines[lines.count - 1].count > 76 { lines.append("") }
      lines[lines.count - 1] +=
        (lines[lines.count - 1].isEmpty ? "    " : " ")
        + "\(text), \(upper),"
    }
    return "[\n\(lines.joined(separator: "\n"))\n  ]"
  }
}
