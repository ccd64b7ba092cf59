/// Something a person did at the keyboard or with the mouse.
package enum Input: Hashable, Sendable {
  case key(Key)
  /// Text pasted in one go, with `\n` between its lines.
  ///
  /// At most ``InputDecoder/pasteLimit`` bytes; the rest of a longer paste is left out and
  /// `isCut` says so.
  case paste(String, isCut: Bool)
  case mouse(Mouse)
  /// The window came to the front or left it.
  case focus(Bool)
}

/// One press of a key.
package struct Key: Hashable, Sendable {
  /// Which key it is, whatever is held down with it.
  package enum Code: Hashable, Sendable {
    /// One scalar of what was typed; several may form one character on the screen.
    case text(Unicode.Scalar)
    case enter, tab, escape, backspace, delete, insert
    case up, down, left, right, home, end, pageUp, pageDown
    /// F1 to F12.
    case function(Int)
  }

  /// What is held down with a key.
  package struct Modifiers: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }
    package static let shift = Modifiers(rawValue: 1)
    package static let alt = Modifiers(rawValue: 2)
    package static let control = Modifiers(rawValue: 4)
  }

  package let code: Code
  package let modifiers: Modifiers

  package init(_ code: Code, _ modifiers: Modifiers = []) {
    self.code = code
    self.modifiers = modifiers
  }

  package static func text(_ scalar: Unicode.Scalar) -> Key { Key(.text(scalar)) }
  package static func control(_ letter: Unicode.Scalar) -> Key { Key(.text(letter), .control) }
  package static func alt(_ letter: Unicode.Scalar) -> Key { Key(.text(letter), .alt) }

  /// How the key is written in help: `^K`, `Alt-k`, `Shift-Tab`, `F1`.
  package var name: String {
    if case .text(let scalar) = code, modifiers == .control {
      return "^" + String(Character(scalar)).uppercased()
    }
    var name = ""
    if modifiers.contains(.control) { name += "Ctrl-" }
    if modifiers.contains(.alt) { name += "Alt-" }
    if modifiers.contains(.shift) { name += "Shift-" }
    return name + code.name
  }
}

extension Key.Code {
  fileprivate var name: String {
    switch self {
    case .text(" "): "Space"
    case .text(let scalar): String(Character(scalar))
    case .enter: "Enter"
    case .tab: "Tab"
    case .escape: "Esc"
    case .backspace: "Backspace"
    case .delete: "Delete"
    case .insert: "Insert"
    case .up: "Up"
    case .down: "Down"
    case .left: "Left"
    case .right: "Right"
    case .home: "Home"
    case .end: "End"
    case .pageUp: "PgUp"
    case .pageDown: "PgDn"
    case .function(let number): "F\(number)"
    }
  }
}

/// A press, release or turn of the mouse.
package struct Mouse: Hashable, Sendable {
  /// What was done with the mouse.
  package enum Action: Hashable, Sendable {
    case press, release, drag, wheelUp, wheelDown
  }

  package let action: Action
  /// 0 left, 1 middle, 2 right; 0 for the wheel.
  package let button: Int
  package let point: Point

  package init(action: Action, button: Int, point: Point) {
    self.action = action
    self.button = button
    self.point = point
  }
}
