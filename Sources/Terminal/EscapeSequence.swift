/// What the escape sequences of keys and mice mean.
enum EscapeSequence {
  /// `ESC O x`: keys of the application mode.
  static func key(single byte: UInt8) -> Key? {
    code(final: byte).map { Key($0) }
  }

  /// `ESC [ parameters x`; nil for what we do not know.
  static func input(parameters: [UInt8], final: UInt8) -> Input? {
    if parameters.first == UInt8(ascii: "<") {
      return mouse(numbers(parameters.dropFirst()), isRelease: final == UInt8(ascii: "m"))
    }
    let numbers = numbers(parameters[...])
    switch final {
    case UInt8(ascii: "I"): return .focus(true)
    case UInt8(ascii: "O"): return .focus(false)
    case UInt8(ascii: "Z"): return .key(Key(.tab, .shift))
    case UInt8(ascii: "~"):
      return tilde(numbers.first ?? 0).map { .key(Key($0, modifiers(numbers))) }
    case UInt8(ascii: "u"): return unicode(numbers)
    default: return code(final: final).map { .key(Key($0, modifiers(numbers))) }
    }
  }

  private static func code(final byte: UInt8) -> Key.Code? {
    switch byte {
    case UInt8(ascii: "A"): .up
    case UInt8(ascii: "B"): .down
    case UInt8(ascii: "C"): .right
    case UInt8(ascii: "D"): .left
    case UInt8(ascii: "H"): .home
    case UInt8(ascii: "F"): .end
    case UInt8(ascii: "M"): .enter
    case UInt8(ascii: "P")...UInt8(ascii: "S"): .function(Int(byte) - 0x4F)
    default: nil
    }
  }

  private static func tilde(_ number: Int) -> Key.Code? {
    switch number {
    case 1, 7: .home
    case 2: .insert
    case 3: .delete
    case 4, 8: .end
    case 5: .pageUp
    case 6: .pageDown
    case 11...15: .function(number - 10)
    case 17...21: .function(number - 11)
    case 23, 24: .function(number - 12)
    default: nil
    }
  }

  /// `CSI code ; modifiers u`: how some terminals send keys that bytes cannot tell apart.
  private static func unicode(_ numbers: [Int]) -> Input? {
    guard let first = numbers.first, let scalar = Unicode.Scalar(UInt32(first)) else { return nil }
    let modifiers = modifiers(numbers)
    switch first {
    case 13: return .key(Key(.enter, modifiers))
    case 9: return .key(Key(.tab, modifiers))
    case 27: return .key(Key(.escape, modifiers))
    case 127: return .key(Key(.backspace, modifiers))
    case 0x20..<0x7F: return .key(Key(.text(scalar), modifiers.subtracting(.shift)))
    default: return nil
    }
  }

  private static func modifiers(_ numbers: [Int]) -> Key.Modifiers {
    guard numbers.count > 1, numbers[1] > 1 else { return [] }
    return Key.Modifiers(rawValue: UInt8((numbers[1] - 1) & 7))
  }

  private static func mouse(_ numbers: [Int], isRelease: Bool) -> Input? {
    guard numbers.count == 3, numbers[1] > 0, numbers[2] > 0 else { return nil }
    let point = Point(column: numbers[1] - 1, row: numbers[2] - 1)
    let action: Mouse.Action
    switch numbers[0] {
    case 64...95: action = numbers[0] & 1 == 0 ? .wheelUp : .wheelDown
    case 32...63: action = .drag
    case 0...31: action = isRelease ? .release : .press
    default: return nil
    }
    let button = action == .wheelUp || action == .wheelDown ? 0 : numbers[0] & 3
    return .mouse(Mouse(action: action, button: button, point: point))
  }

  /// Numbers between semicolons, at most 9999 each; what follows a colon is left out.
  private static func numbers(_ bytes: ArraySlice<UInt8>) -> [Int] {
    bytes.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false).map { part in
      part.prefix { $0 != UInt8(ascii: ":") }.reduce(0) { number, byte in
        (0x30...0x39).contains(byte) ? min(9999, number * 10 + Int(byte) - 0x30) : number
      }
    }
  }
}
