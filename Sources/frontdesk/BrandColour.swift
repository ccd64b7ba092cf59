import Foundation

/// A colour as a page's tag writes it, and how well it is read.
struct BrandColour: Equatable {
  let red: Double
  let green: Double
  let blue: Double

  /// What words and marks of the brand's colour stand upon in the widget.
  static let lightPaper = BrandColour(red: 243, green: 244, blue: 248)
  static let darkPaper = BrandColour(red: 36, green: 41, blue: 50)

  /// WCAG 1.4.3: what words need.
  static let readable = 4.5

  init(red: Double, green: Double, blue: Double) {
    (self.red, self.green, self.blue) = (red, green, blue)
  }

  /// `#rgb`, `#rrggbb`, `rgb(46, 94, 62)`, or one of the oldest names; nil for anything else.
  init?(_ text: String) {
    let text = text.trimmingCharacters(in: .whitespaces).lowercased()
    if let hex = Self.names[text] ?? (text.hasPrefix("#") ? String(text.dropFirst()) : nil) {
      let digits = hex.count == 3 ? hex.map { "\($0)\($0)" }.joined() : hex
      guard digits.count == 6, digits.allSatisfy({ $0.isHexDigit && $0.isASCII }),
        let number = Int(digits, radix: 16)
      else { return nil }
      self.init(
        red: Double(number >> 16), green: Double(number >> 8 & 255), blue: Double(number & 255))
      return
    }
    guard text.hasPrefix("rgb("), text.hasSuffix(")") else { return nil }
    let parts = text.dropFirst(4).dropLast().split { " ,".contains($0) }.compactMap { Double($0) }
    guard parts.count == 3, parts.allSatisfy({ (0...255).contains($0) }) else { return nil }
    self.init(red: parts[0], green: parts[1], blue: parts[2])
  }

  var hex: String {
    String(
      format: "#%02x%02x%02x", Int(red.rounded()), Int(green.rounded()), Int(blue.rounded()))
  }

  /// WCAG's contrast of two colours, 1 to 21.
  func contrast(with other: BrandColour) -> Double {
    let (one, two) = (luminance, other.luminance)
    return (max(one, two) + 0.05) / (min(one, two) + 0.05)
  }

  /// The nearest of its kind that is read on that paper: darker on a light one, lighter on a dark.
  func readable(on paper: BrandColour) -> BrandColour {
    let end = paper.luminance > 0.5 ? 0.0 : 255.0
    for step in 0...50 {
      let share = Double(step) / 50
      let moved = BrandColour(
        red: red + (end - red) * share, green: green + (end - green) * share,
        blue: blue + (end - blue) * share)
      if moved.contrast(with: paper) >= Self.readable { return moved }
    }
    return BrandColour(red: end, green: end, blue: end)
  }

  private var luminance: Double {
    let parts = [red, green, blue].map { part in
      let share = part / 255
      return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
  }

  /// The names of HTML 4, and orange. Of other names the contrast is not worked out.
  private static let names = [
    "aqua": "00ffff", "black": "000000", "blue": "0000ff", "fuchsia": "ff00ff", "gray": "808080",
    "green": "008000", "lime": "00ff00", "maroon": "800000", "navy": "000080", "olive": "808000",
    "orange": "ffa500", "purple": "800080", "red": "ff0000", "silver": "c0c0c0", "teal": "008080",
    "white": "ffffff", "yellow": "ffff00",
  ]
}
