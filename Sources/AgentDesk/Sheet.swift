import Desk
import Events
import Terminal

/// Plain text over the whole screen, to be copied: no frames, no gutter, nothing else beside it.
///
/// It shows what there was when it was opened; the mouse is the terminal's own as long as it is
/// there.
package struct Sheet: Equatable, Sendable {
  package let lines: [String]
  /// How many rows above the end, or below the beginning where it begins there, it is turned.
  package internal(set) var turned = 0
  /// Whether its end is what is looked at first.
  package let beginsAtEnd: Bool

  /// The most events of a conversation; who wants more searches, or asks for the ticket.
  static let most = 400
}

extension DeskModel {
  /// The words of the conversation, as far as they have been turned to, without anything around.
  mutating func openBare() {
    guard let transcript, let current else { return say("open a conversation first") }
    let saying = Saying(me: me, offset: offset)
    let end = reading.anchors[current]?.seq ?? .max
    let entries = transcript.entries.filter { $0.seq <= end }.suffix(Sheet.most)
    let lines = entries.flatMap { entry -> [String] in
      guard
        let (who, words) = saying.spoken(
          entry.content, customer: name(current), acquaintance(current))
      else { return [] }
      let time = Times.clock(entry.at, offset: offset)
      let spoken = CleanText.lines(of: "\(time) \(who): \(words)").map(\.text)
      // Nobody's words can pass for somebody else's line.
      return spoken.prefix(1) + spoken.dropFirst().map { "      \($0)" }
    }
    overlay = .sheet(Sheet(lines: lines, beginsAtEnd: true))
  }

  mutating func key(_ key: Key, in sheet: Sheet) {
    var sheet = sheet
    let page = max(1, size.rows - 2)
    let back = sheet.beginsAtEnd ? 1 : -1
    switch (key.code, key.modifiers) {
    case (.up, []): sheet.turned += back
    case (.down, []): sheet.turned -= back
    case (.pageUp, []): sheet.turned += back * page
    case (.pageDown, []): sheet.turned -= back * page
    case (.text, _), (.enter, _), (.tab, _), (.escape, _), (.backspace, _), (.delete, _),
      (.insert, _), (.up, _), (.down, _), (.left, _), (.right, _), (.home, _), (.end, _),
      (.pageUp, _), (.pageDown, _), (.function, _):
      overlay = nil
      return
    }
    let rows = SheetView(sheet, size).rows.count
    sheet.turned = min(max(0, sheet.turned), max(0, rows - size.rows))
    overlay = .sheet(sheet)
  }

  /// Whether the mouse is the terminal's own just now, to select and copy by.
  var leavesMouse: Bool {
    if case .sheet = overlay { return true }
    return false
  }
}

/// A sheet on a screen.
struct SheetView {
  let rows: [CleanText]
  private let sheet: Sheet
  private let size: Size

  init(_ sheet: Sheet, _ size: Size) {
    self.sheet = sheet
    self.size = size
    rows = sheet.lines.flatMap { CleanText.wrapped($0, columns: max(4, size.columns)) }
  }

  func draw(on grid: inout Grid) {
    let columns = 0..<size.columns
    grid.fill(rows: 0..<size.rows, columns: columns, style: .plain)
    let room = max(0, rows.count - size.rows)
    let turned = min(sheet.turned, room)
    let first = sheet.beginsAtEnd ? room - turned : turned
    for (offset, row) in rows.dropFirst(first).prefix(size.rows).enumerated() {
      grid.write(row, at: Point(column: 0, row: offset), style: .plain, limit: size.columns)
    }
    grid.cursor = nil
  }
}
