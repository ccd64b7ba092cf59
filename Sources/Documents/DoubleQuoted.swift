/// Text as YAML, and gettext's PO files, write it between double quotes.
package enum DoubleQuoted {
  /// What cannot be seen is written by its number: control characters, line ends of other systems,
  /// a byte order mark; and whatever else `escaping` names.
  package static func text(_ text: String, escaping more: Set<Unicode.Scalar> = []) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "\r": result += "\\r"
      case "\u{FEFF}", "\u{85}", "\u{2028}", "\u{2029}": result += hexadecimal(scalar)
      default:
        if scalar.properties.generalCategory == .control || more.contains(scalar) {
          result += hexadecimal(scalar)
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return result + "\""
  }

  private static func hexadecimal(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "\\u" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
