/// One change of a line editor's text or cursor.
package enum Edit: Hashable, Sendable {
  case insert(String)
  case left, right, wordLeft, wordRight, lineStart, lineEnd, lineUp, lineDown
  case backspace, delete
  case killToLineStart, killToLineEnd, killWordLeft, killWordRight
  case yank, undo, redo

  /// The Emacs key set; nil for keys that do not edit.
  package init?(_ key: Key) {
    switch (key.code, key.modifiers) {
    case (.text(let scalar), []), (.text(let scalar), .shift):
      self = .insert(String(Character(scalar)))
    case (.text(let letter), .control):
      guard let edit = Self.control(letter) else { return nil }
      self = edit
    case (.text(let letter), .alt):
      guard let edit = Self.alt(letter) else { return nil }
      self = edit
    case (.enter, .alt), (.enter, .shift): self = .insert("\n")
    case (.backspace, []), (.backspace, .shift): self = .backspace
    case (.backspace, .alt), (.backspace, .control): self = .killWordLeft
    case (.delete, []): self = .delete
    case (.delete, .alt), (.delete, .control): self = .killWordRight
    case (.left, []): self = .left
    case (.right, []): self = .right
    case (.left, .alt), (.left, .control): self = .wordLeft
    case (.right, .alt), (.right, .control): self = .wordRight
    case (.up, []): self = .lineUp
    case (.down, []): self = .lineDown
    case (.home, []): self = .lineStart
    case (.end, []): self = .lineEnd
    case (.text, _), (.enter, _), (.tab, _), (.escape, _), (.backspace, _), (.delete, _),
      (.insert, _), (.up, _), (.down, _), (.left, _), (.right, _), (.home, _), (.end, _),
      (.pageUp, _), (.pageDown, _), (.function, _):
      return nil
    }
  }

  private static func control(_ letter: Unicode.Scalar) -> Edit? {
    switch letter {
    case "a": .lineStart
    case "b": .left
    case "d": .delete
    case "e": .lineEnd
    case "f": .right
    case "j": .insert("\n")
    case "k": .killToLineEnd
    case "u": .killToLineStart
    case "w": .killWordLeft
    case "y": .yank
    case "_": .undo
    default: nil
    }
  }

  private static func alt(_ letter: Unicode.Scalar) -> Edit? {
    switch letter {
    case "b": .wordLeft
    case "d": .killWordRight
    case "f": .wordRight
    case "_": .redo
    default: nil
    }
  }
}
