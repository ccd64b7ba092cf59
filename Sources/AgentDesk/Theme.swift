import Terminal

/// What each part of the screen looks like.
///
/// Colours are named by what they are for; the theme's palette says which they are. No meaning is
/// carried by colour alone: each has its word or mark as well.
enum Theme {
  static let plain = Style.plain
  static let bar = Style(background: .ink(.bar))
  static let heading = Style(isBold: true)
  static let faint = Style(foreground: .ink(.faint))
  static let frame = Style(foreground: .ink(.frame))
  static let accent = Style(foreground: .ink(.accent), isBold: true)
  static let selection = Style(background: .ink(.selected), isBold: true)
  static let customer = Style(foreground: .ink(.customer), isBold: true)
  static let agent = Style(foreground: .ink(.agent), isBold: true)
  static let bot = Style(foreground: .ink(.bot))
  static let note = Style(foreground: .ink(.note))
  static let good = Style(foreground: .ink(.good))
  static let warm = Style(foreground: .ink(.warm))
  static let hot = Style(foreground: .ink(.hot), isBold: true)
  static let trouble = Style(foreground: .ink(.trouble), isBold: true)
  static let troubleBar = Style(
    foreground: .ink(.onTroubleBar), background: .ink(.troubleBar), isBold: true)
  static let noteFrame = Style(
    foreground: .ink(.onNoteBar), background: .ink(.noteBar), isBold: true)
  static let pill = Style(foreground: .ink(.onPill), background: .ink(.pill), isBold: true)
  static let code = Style(foreground: .ink(.code))
  static let link = Style(foreground: .ink(.accent), isUnderlined: true)

  private static let tags: [Ink] = [
    .firstTag, .secondTag, .thirdTag, .fourthTag, .fifthTag, .sixthTag,
  ]

  /// The colour of a queue's name: the same name has the same colour everywhere.
  static func tag(_ name: String) -> Style {
    let sum = name.utf8.reduce(7) { ($0 &* 31 &+ Int($1)) & 0xFFFF }
    return Style(foreground: .ink(tags[sum % tags.count]))
  }
}
