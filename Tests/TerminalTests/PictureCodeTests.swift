import Testing

@testable import Terminal

struct PictureCodeTests {
  private static let address =
    "otpauth://totp/Frontdesk:maya?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Frontdesk"

  @Test func itFitsIntoTheSmallestTerminalWithALineToSpare() throws {
    let lines = PictureCode.Paper(.onLight, Size(columns: 80, rows: 24)).draw(Self.address)
    #expect(lines.count == 21)
    #expect(lines.allSatisfy { $0.count == 41 })
  }

  /// The three marks by which a camera finds it, each seven squares wide, behind the margin.
  @Test func aCameraFindsItsThreeCorners() throws {
    let code = try #require(PictureCode(Self.address))
    let last = code.columns - 3
    for (row, column) in [(2, 2), (2, last - 6), (last - 6, 2)] {
      for step in 0..<7 {
        #expect(code.rows[row][column + step] && code.rows[row + 6][column + step])
        #expect(code.rows[row + step][column] && code.rows[row + step][column + 6])
      }
      #expect(!code.rows[row + 1][column + 1] && code.rows[row + 3][column + 3])
    }
    #expect(!code.rows[last - 1][last - 1] || !code.rows[last][last])
    for edge in [0, 1, code.columns - 2, code.columns - 1] {
      #expect(!code.rows[edge].contains(true) && !code.rows.contains { $0[edge] })
    }
  }

  @Test func darkAndLightAreRightOnEitherGround() throws {
    let code = try #require(PictureCode("frontdesk"))
    let turned: [Character: Character] = ["█": " ", " ": "█", "▀": "▄", "▄": "▀"]
    for (light, dark) in zip(code.lines(.onLight), code.lines(.onDark)) {
      #expect(String(light.map { turned[$0] ?? "?" }) == dark)
    }
    let painted = code.lines(.painted)
    #expect(painted.allSatisfy { $0.hasPrefix("\u{1B}[30;47m") && $0.hasSuffix("\u{1B}[0m") })
  }

  @Test(arguments: [(40, 24), (80, 21), (1, 1)])
  func whatIsTooLargeForTheTerminalIsNotDrawn(columns: Int, rows: Int) {
    let paper = PictureCode.Paper(.painted, Size(columns: columns, rows: rows))
    #expect(paper.draw(Self.address).isEmpty)
  }

  @Test func whatIsNoTextForItIsNotDrawn() {
    let paper = PictureCode.Paper(.painted, Size(columns: 1000, rows: 1000))
    #expect(paper.draw("").isEmpty)
    #expect(paper.draw(String(repeating: "a", count: 3000)).isEmpty)
    #expect(!paper.draw(String(repeating: "a", count: 2900)).isEmpty)
  }
}
