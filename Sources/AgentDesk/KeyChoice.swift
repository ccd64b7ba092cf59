import Documents
import Terminal

/// Reads what an agent wants keys to do: `keys:` of their settings, and `/set-key`.
extension KeyTable {
  /// Why keys cannot be chosen so.
  package struct Mistake: Error, Equatable, Sendable {
    package let text: String
  }

  /// The usual table with other keys for some actions: action to keys, several between blanks,
  /// `none` for no key at all.
  package static func reading(_ choices: [String: String]) throws(Mistake) -> KeyTable {
    var wanted: [(action: DeskAction, keys: [Key])] = []
    for (name, text) in choices.sorted(by: { $0.key < $1.key }) {
      wanted.append((try action(named: name), try keys(text)))
    }
    var table = KeyTable()
    // First all are let go of, so that two may change places.
    for choice in wanted { table.choose([], for: choice.action) }
    for choice in wanted {
      try table.demand(choice.keys, free: choice.action)
      table.choose(choice.keys, for: choice.action)
    }
    return table
  }

  /// The same table with other keys for one action.
  package func choosing(_ name: String, _ text: String) throws(Mistake) -> KeyTable {
    let action = try Self.action(named: name)
    let keys = try Self.keys(text)
    var table = self
    table.choose([], for: action)
    try table.demand(keys, free: action)
    table.choose(keys, for: action)
    return table
  }

  private func demand(_ keys: [Key], free action: DeskAction) throws(Mistake) {
    for key in keys {
      guard let other = self.action(key) else { continue }
      throw Mistake(
        text: "\(key.name) is already the key of \(other.rawValue); it cannot be that of "
          + "\(action.rawValue) too")
    }
  }

  private static func action(named name: String) throws(Mistake) -> DeskAction {
    if let action = DeskAction(rawValue: name.lowercased()) { return action }
    let near = NearestName.suggest(name, among: DeskAction.allCases.map(\.rawValue))
    let hint = near.map { "; did you mean \($0)?" } ?? ""
    throw Mistake(text: "there is no action \"\(name.prefix(40))\"\(hint)")
  }

  private static func keys(_ text: String) throws(Mistake) -> [Key] {
    let names = text.split(separator: " ").map(String.init)
    if names == ["none"] { return [] }
    guard !names.isEmpty, names.count <= 4 else {
      throw Mistake(text: "one to four keys go there, or none, with blanks between them")
    }
    var keys: [Key] = []
    for name in names {
      guard let key = Key(named: name) else {
        throw Mistake(
          text: "there is no key \"\(name.prefix(40))\"; keys are written so: ^K, Alt-k, F7, "
            + "Ctrl-End, Shift-Tab")
      }
      guard key.isFreeToChoose else {
        throw Mistake(text: "\(key.name) is needed for writing and cannot do anything else")
      }
      guard !keys.contains(key) else { throw Mistake(text: "\(key.name) is named twice") }
      keys.append(key)
    }
    return keys
  }
}

extension Key {
  /// A key as help writes it; small and capital letters of the names are the same.
  package init?(named name: String) {
    var modifiers: Modifiers = []
    var rest = Substring(name)
    if rest.hasPrefix("^"), rest.count > 1 {
      modifiers.insert(.control)
      rest = rest.dropFirst()
    }
    let prefixes: [(String, Modifiers)] = [
      ("ctrl-", .control), ("alt-", .alt), ("shift-", .shift),
    ]
    while let prefix = prefixes.first(where: { rest.lowercased().hasPrefix($0.0) }),
      rest.count > prefix.0.count
    {
      modifiers.insert(prefix.1)
      rest = rest.dropFirst(prefix.0.count)
    }
    guard let code = Self.code(rest, modifiers) else { return nil }
    self.init(code, modifiers)
  }

  private static func code(_ name: Substring, _ modifiers: Modifiers) -> Code? {
    let codes: [String: Code] = [
      "enter": .enter, "tab": .tab, "esc": .escape, "backspace": .backspace, "delete": .delete,
      "insert": .insert, "up": .up, "down": .down, "left": .left, "right": .right, "home": .home,
      "end": .end, "pgup": .pageUp, "pgdn": .pageDown, "space": .text(" "),
    ]
    if let code = codes[name.lowercased()] { return code }
    if name.count > 1, name.lowercased().hasPrefix("f"), let number = Int(name.dropFirst()),
      (1...12).contains(number)
    {
      return .function(number)
    }
    // A terminal sends the same for ^k and ^K.
    let letter = modifiers.contains(.control) ? Substring(name.lowercased()) : name
    guard let scalar = letter.unicodeScalars.first, letter.unicodeScalars.count == 1,
      scalar.value > 0x20, scalar.value != 0x7F
    else { return nil }
    return .text(scalar)
  }

  /// Whether an action may be on it: not what text is written with.
  fileprivate var isFreeToChoose: Bool {
    switch (code, modifiers) {
    case (.text, []), (.text, .shift), (.backspace, []), (.delete, []), (.escape, _): false
    case (.left, []), (.right, []), (.up, []), (.down, []), (.home, []), (.end, []): false
    case (.text("c"), .control), (.text("m"), .control), (.text("i"), .control): false
    case (.text, _), (.enter, _), (.tab, _), (.backspace, _), (.delete, _), (.insert, _),
      (.up, _), (.down, _), (.left, _), (.right, _), (.home, _), (.end, _), (.pageUp, _),
      (.pageDown, _), (.function, _):
      true
    }
  }
}
