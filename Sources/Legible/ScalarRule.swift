/// What becomes of one Unicode scalar before it may reach a screen.
///
/// The one rule of the program: the agents' terminal, every command's output, findings and the log
/// ask it, so that nobody's words can steer, reorder or forge what somebody else reads.
package enum ScalarRule: Equatable, Sendable {
  /// Shown as it is.
  case keep
  /// Shown as a blank.
  case blank
  /// Shown as U+FFFD, so that the reader sees something was there.
  case replace
  /// Left out: it has no shape of its own and can only reorder, hide or spoof.
  case drop

  package init(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x20...0x7E: self = .keep
    case 0x09, 0x0A, 0x0D, 0x85, 0x2028, 0x2029: self = .blank
    case 0x00...0x1F, 0x7F...0x9F: self = .replace
    case 0xAD, 0x061C, 0x180E, 0x200B, 0xFEFF: self = .drop
    // Marks of direction, embeddings, overrides and isolates.
    case 0x200E...0x200F, 0x202A...0x202E, 0x2066...0x2069: self = .drop
    // Invisible operators and deprecated format controls.
    case 0x2060...0x2065, 0x206A...0x206F: self = .drop
    case 0xFFF0...0xFFFB: self = .drop
    // Tags, and variation selectors no terminal draws.
    case 0xE0000...0xE0FFF: self = .drop
    // Letters without ink: they make a name look empty.
    case 0x115F, 0x1160, 0x2800, 0x3164, 0xFFA0: self = .blank
    case 0xFDD0...0xFDEF: self = .replace
    // Tone marks that join the letter before them and yet count as two columns wide: terminals
    // disagree about where the cursor stands after one.
    case 0x302E...0x302F: self = .replace
    default: self = scalar.value & 0xFFFE == 0xFFFE ? .replace : .keep
    }
  }

  /// Whether the scalar may stand in JSON as it is. Line ends and tabs are escaped by JSON itself.
  package static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
    ScalarRule(scalar) == .keep
  }
}
