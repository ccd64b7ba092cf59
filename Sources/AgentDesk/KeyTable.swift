package import Terminal

/// The keys: the one source of the help, the palette, the hints, the manual and the man page.
///
/// Each action has its usual keys; those an agent chose instead are kept here.
package struct KeyTable: Equatable, Sendable {
  /// One thing that keys do, with the words that the help has for it.
  package struct Row: Equatable, Sendable {
    package let action: DeskAction
    package let keys: [Key]
    package let group: String
    package let meaning: String
    package var written: String { keys.map(\.name).joined(separator: ", ") }
  }

  package static let standard = KeyTable()

  /// The usual keys of everything.
  package static let rows: [Row] =
    [
      row(.send, [Key(.enter)], "Write", "send, or carry out a /command"),
      row(.takeBack, [.alt("z")], "Write", "take back words that have not left yet"),
      row(.toggleNote, [.control("n")], "Write", "internal note or reply to the customer"),
      row(.articles, [.alt("k")], "Write", "search the articles and insert one"),
      row(.shortcuts, [.control("t")], "Write", "replies and macros, shown before they are used"),
      row(.macros, [.alt("m")], "Write", "macros only"),
      row(.history, [.control("r")], "Write", "search the texts you sent"),
      row(.editor, [.control("e")], "Write", "write on in $EDITOR; amid a text: end of line"),
      row(.complete, [Key(.tab)], "Write", "complete a /command or a name; else the other pane"),
      row(.takeNext, [.alt("n")], "Conversations", "take whoever should be answered first"),
      row(.take, [.alt("t")], "Conversations", "take the one shown"),
      row(.accept, [.alt("y")], "Conversations", "take what is offered to you"),
      row(.decline, [.alt("x")], "Conversations", "decline what is offered to you"),
      row(.nextInNeed, [.alt("a")], "Conversations", "go to the next that needs you"),
      row(.jump, [.control("k")], "Conversations", "go to any by name, number or words"),
      row(.back, [.alt("<")], "Conversations", "back to the one you looked at before"),
      row(.forward, [.alt(">")], "Conversations", "forward again"),
      row(.otherPane, [Key(.tab, .shift)], "Conversations", "between list and input"),
    ] + numbered + [
      row(.card, [.alt("i")], "Customer", "everything known about customer and case"),
      row(.categorise, [.alt("c")], "Customer", "say what it is about, from the desk's categories"),
      row(.pastTickets, [.alt("h")], "Customer", "the customer's other conversations"),
      row(.search, [.alt("/")], "Customer", "search everything that was said"),
      row(
        .openFile, [.alt("o")], "Customer", "look at the file shown; of several one is chosen"),
      row(.saveFile, [.alt("s")], "Customer", "save the file shown in your folder for downloads"),
      row(.pageUp, [Key(.pageUp)], "Read", "older words"),
      row(.pageDown, [Key(.pageDown)], "Read", "newer words"),
      row(.firstUnread, [.alt("u")], "Read", "the first words you have not seen"),
      row(.newest, [Key(.end, .control)], "Read", "the newest words"),
      row(.hideList, [Key(.function(7))], "Screen", "hide or show the list"),
      row(.hideCard, [Key(.function(8))], "Screen", "hide or show the card beside (wide screens)"),
      row(.narrowList, [.alt("[")], "Screen", "make the list narrower; it stays so"),
      row(.widenList, [.alt("]")], "Screen", "make the list wider"),
      row(.narrowCard, [.alt("{")], "Screen", "make the card beside narrower"),
      row(.widenCard, [.alt("}")], "Screen", "make the card beside wider"),
      row(.bare, [.alt("l")], "Screen", "the words alone, to be copied; any key ends it"),
      row(.redraw, [.control("l")], "Screen", "paint the screen anew"),
      row(.board, [Key(.function(6))], "Desk", "queues, customers at risk, agents with their load"),
      row(.palette, [.control("g")], "Desk", "everything that can be done, found by its words"),
      row(.retry, [.alt("r")], "Desk", "reconnect now, or send refused words again"),
      row(.help, [Key(.function(1))], "Desk", "this help"),
      row(.clear, [.control("c")], "Desk", "clear the input; twice on an empty one quits"),
      row(.suspend, [.control("z")], "Desk", "stop, until the shell's fg"),
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

  /// Which of my conversations an action names, counted from 0.
  static func place(_ action: DeskAction) -> Int? {
    numbered.firstIndex { $0.action == action }
  }

  // MARK: What is in force

  /// The keys that were chosen in place of the usual ones; none where an action has no key.
  private var chosen: [DeskAction: [Key]] = [:]
  private var actions: [Key: DeskAction] = Self.rows.reduce(into: [:]) { actions, row in
    for key in row.keys { actions[key] = row.action }
  }

  package func action(_ key: Key) -> DeskAction? { actions[key] }

  package func keys(of action: DeskAction) -> [Key] {
    chosen[action] ?? Self.rows.first { $0.action == action }?.keys ?? []
  }

  /// The key that does it, as it is written; nil where none does.
  package func written(_ action: DeskAction) -> String? { keys(of: action).first?.name }

  /// Puts an action on other keys than its usual ones; they must be free.
  mutating func choose(_ keys: [Key], for action: DeskAction) {
    for key in self.keys(of: action) { actions[key] = nil }
    chosen[action] = keys
    for key in keys { actions[key] = action }
  }

  /// The rows with the keys in force, by group, the nine numbers as one.
  package var groups: [(group: String, rows: [(keys: String, meaning: String)])] {
    var groups: [(group: String, rows: [(keys: String, meaning: String)])] = []
    for row in Self.rows {
      let usual = Self.place(row.action) != nil && chosen[row.action] == nil
      if usual, row.action != .first { continue }
      let keys = usual ? "Alt-1 … Alt-9" : keys(of: row.action).map(\.name).joined(separator: ", ")
      if groups.last?.group != row.group { groups.append((row.group, [])) }
      groups[groups.count - 1].rows.append((keys.isEmpty ? "(no key)" : keys, row.meaning))
    }
    return groups + FixedKeys.groups
  }

  // MARK: As text

  /// Keys and meanings as text, group by group: what the manual shows.
  package func manual() -> String {
    let lines = groups.flatMap { group, rows in
      [group] + rows.map { "  \($0.keys) – \($0.meaning)" }
    }
    return (lines + [Self.commands()]).joined(separator: "\n")
  }

  static func commands() -> String {
    (["Commands"] + SlashTable.rows.map { "  \($0.usage) – \($0.meaning)" })
      .joined(separator: "\n")
  }
}

/// Keys that cannot be put elsewhere, for the help: who reads them gives them their meaning.
enum FixedKeys {
  static let groups: [(group: String, rows: [(keys: String, meaning: String)])] = [
    (
      "Edit",
      [
        ("Alt-Enter, ^J", "new line"),
        ("^A ^E ^B ^F Alt-b Alt-f", "move"),
        ("^W ^U ^K Alt-d, ^Y", "cut, and put back; at the end of the text ^K goes elsewhere"),
        ("^_, Alt-_", "undo, redo"),
        ("Up, Down", "earlier and later texts you sent"),
        ("//", "at the beginning: an ordinary text that begins with /"),
        (";name Tab", "the words of the reply of that name"),
        (":name Tab", "the emoji of that name"),
        ("Esc", "leave what lies over the panes"),
      ]
    ),
    (
      "In the list",
      [
        ("Up, Down, k, j", "choose"), ("Home, End, g, G", "the first, the last"),
        ("Enter", "open the one chosen"), ("t", "take it"), ("?", "this help"),
        ("Esc, Tab", "back to the input"),
      ]
    ),
    (
      "In a list to choose from",
      [
        ("letters", "narrow it down"), ("Up, Down, ^P, ^N, PgUp, PgDn", "choose"),
        ("Enter", "do it, open it, put it in"), ("Esc", "close"),
      ]
    ),
    (
      "In the articles",
      [
        ("letters, Up, Down", "search and choose"), ("Tab", "read the article, and back"),
        ("Up, Down, PgUp, PgDn", "while reading: from passage to passage, page by page"),
        ("Space", "while reading: mark passages that go in together"),
        ("Enter", "put in its best lines, or while reading the passages chosen"),
        ("Alt-Enter", "put in the whole article"), ("Alt-l", "put in a link to it"),
      ]
    ),
    (
      "Mouse",
      [
        ("click", "open a conversation of the list, or write in the input"),
        ("wheel", "older and newer words"),
        ("Shift with the mouse", "the terminal's own selecting and copying"),
      ]
    ),
  ]
}
