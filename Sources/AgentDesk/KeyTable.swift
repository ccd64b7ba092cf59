package import Terminal

/// What a key can do beside editing text.
package enum DeskAction: Hashable, Sendable, CaseIterable {
  case send, toggleNote, articles, card, complete
  case take, takeNext, nextInNeed, otherPane, first, second, third, fourth, fifth
  case sixth, seventh, eighth, ninth
  case pageUp, pageDown, newest
  case hideList, hideCard, retry, help, redraw, clear, suspend
}

/// The keys: the one source of the help overlay, the hints and the manual.
package enum KeyTable {
  /// One thing that keys do, with the words that the help has for it.
  package struct Row: Equatable, Sendable {
    package let action: DeskAction
    package let keys: [Key]
    package let group: String
    package let meaning: String
    package var written: String { keys.map(\.name).joined(separator: ", ") }
  }

  package static let rows: [Row] =
    [
      row(.send, [Key(.enter)], "Write", "send, or carry out a /command"),
      row(.toggleNote, [.control("n")], "Write", "internal note or reply to the customer"),
      row(.articles, [.alt("k")], "Write", "search the articles and insert one"),
      row(.complete, [Key(.tab)], "Write", "complete a /command; else the other pane"),
      row(.takeNext, [.alt("n")], "Conversations", "take whoever should be answered first"),
      row(.take, [.alt("t")], "Conversations", "take the one shown"),
      row(.nextInNeed, [.alt("a")], "Conversations", "go to the next that needs you"),
      row(.otherPane, [Key(.tab, .shift)], "Conversations", "between list and input"),
    ] + numbered + [
      row(.card, [.alt("i")], "Conversations", "everything known about the case"),
      row(.pageUp, [Key(.pageUp)], "Read", "older words"),
      row(.pageDown, [Key(.pageDown)], "Read", "newer words"),
      row(.newest, [Key(.end, .control), .alt(">")], "Read", "the newest words"),
      row(.hideList, [Key(.function(7))], "Screen", "hide or show the list"),
      row(.hideCard, [Key(.function(8))], "Screen", "hide or show the card beside (wide screens)"),
      row(.redraw, [.control("l")], "Screen", "paint the screen anew"),
      row(.retry, [.alt("r")], "Desk", "reconnect now, or send refused words again"),
      row(.help, [Key(.function(1))], "Desk", "this help"),
      row(.clear, [.control("c")], "Desk", "clear the input; twice on an empty one quits"),
      row(.suspend, [.control("z")], "Desk", "stop, until the shell's fg"),
    ]

  /// The keys of the line editor, for the help only: `Edit` gives them their meaning.
  package static let editing: [(keys: String, meaning: String)] = [
    ("Alt-Enter, ^J", "new line"),
    ("^A ^E ^B ^F Alt-b Alt-f", "move"),
    ("^W ^U ^K Alt-d, ^Y", "cut, and put back"),
    ("^_, Alt-_", "undo, redo"),
    ("Up, Down", "earlier and later texts you sent"),
    ("Esc", "leave an overlay"),
  ]

  private static let numbered: [Row] = [
    (.first, "1"), (.second, "2"), (.third, "3"), (.fourth, "4"), (.fifth, "5"), (.sixth, "6"),
    (.seventh, "7"), (.eighth, "8"), (.ninth, "9"),
  ].map { (action: DeskAction, digit: Unicode.Scalar) in
    row(action, [.alt(digit)], "Conversations", "your conversation of that number")
  }

  private static func row(
    _ action: DeskAction, _ keys: [Key], _ group: String, _ meaning: String
  ) -> Row {
    Row(action: action, keys: keys, group: group, meaning: meaning)
  }

  private static let actions: [Key: DeskAction] = rows.reduce(into: [:]) { actions, row in
    for key in row.keys { actions[key] = row.action }
  }

  static func action(_ key: Key) -> DeskAction? { actions[key] }

  /// Which of my conversations an action names, counted from 0.
  static func place(_ action: DeskAction) -> Int? {
    numbered.firstIndex { $0.action == action }
  }

  /// Keys and meanings as text, group by group: what the manual shows.
  package static func manual() -> String {
    var lines: [String] = []
    for (group, rows) in grouped {
      lines.append(group)
      lines += rows.map { "  \($0.keys) – \($0.meaning)" }
    }
    lines.append("Edit")
    lines += editing.map { "  \($0.keys) – \($0.meaning)" }
    return (lines + [commands()]).joined(separator: "\n")
  }

  static func commands() -> String {
    (["Commands"] + SlashTable.rows.map { "  \($0.usage) – \($0.meaning)" })
      .joined(separator: "\n")
  }

  /// The rows by group, the nine numbers as one.
  static var grouped: [(group: String, rows: [(keys: String, meaning: String)])] {
    var groups: [(group: String, rows: [(keys: String, meaning: String)])] = []
    for row in rows {
      if place(row.action).map({ $0 > 0 }) ?? false { continue }
      let keys = row.action == .first ? "Alt-1 … Alt-9" : row.written
      if groups.last?.group != row.group { groups.append((row.group, [])) }
      groups[groups.count - 1].rows.append((keys, row.meaning))
    }
    return groups
  }
}
