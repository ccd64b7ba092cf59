/// How much wider or narrower than usual an agent has made the panes beside the conversation.
package struct PaneWidths: Equatable, Sendable {
  /// In columns.
  package private(set) var list = 0
  package private(set) var card = 0

  package init() {}

  /// What one press changes.
  static let step = 4
  private static let most = 40

  /// What a key makes wider; the other one makes it narrower.
  enum Pane { case list, card }

  mutating func widen(_ pane: Pane, by columns: Int) {
    switch pane {
    case .list: list = Self.bounded(list + columns)
    case .card: card = Self.bounded(card + columns)
    }
  }

  private static func bounded(_ columns: Int) -> Int { min(max(columns, -most), most) }

  /// A usual width with the change; the conversation keeps enough to be read.
  static func fitting(_ usual: Int, _ change: Int, within room: Int) -> Int {
    min(max(usual + change, 20), max(usual, room))
  }

  // MARK: As it is kept

  package var text: String { "list \(list)\ncard \(card)\n" }

  /// What does not make sense is as if it were not there.
  package init(_ text: String) {
    for line in text.split(separator: "\n").prefix(8) {
      let words = line.split(separator: " ")
      guard words.count == 2, let columns = Int(words[1]) else { continue }
      if words[0] == "list" { list = Self.bounded(columns) }
      if words[0] == "card" { card = Self.bounded(columns) }
    }
  }
}

extension DeskModel {
  /// Makes a pane wider or narrower, for the next time as well.
  mutating func widen(_ pane: PaneWidths.Pane, by columns: Int) {
    let before = DeskView(self).layout
    tools.widths.widen(pane, by: columns)
    let after = DeskView(self).layout
    guard before.list != after.list || before.card != after.card else {
      return say(
        pane == .card && after.card == nil
          ? "the card stands beside on wide screens only; Alt-i opens it"
          : "it cannot be changed further")
    }
    effects.append(.keepWidths(tools.widths))
  }
}
