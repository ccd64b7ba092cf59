/// A card of an address book, as vCard 3 (RFC 2426) or 4 (RFC 6350) writes it.
///
/// Only what agents are shown is read; a card that is too long is none.
struct VCard: Equatable {
  /// By name in capital letters, in the order of the card, the preferred ones first.
  private let properties: [String: [[String]]]

  static let longest = 64 << 10
  static let mostLines = 1_000

  /// Nil for what is no card.
  init?(_ text: String) {
    guard text.utf8.count <= Self.longest, let lines = Self.unfolded(text) else { return nil }
    var found: [String: [(isPreferred: Bool, values: [String])]] = [:]
    var isCard = false
    for line in lines {
      guard let property = Property(line) else { continue }
      switch property.name {
      case "BEGIN": isCard = property.values.first?.uppercased() == "VCARD"
      case "END":
        guard isCard else { return nil }
        properties = found.mapValues { all in
          (all.filter(\.isPreferred) + all.filter { !$0.isPreferred }).map(\.values)
        }
        return
      default:
        found[property.name, default: []].append((property.isPreferred, property.values))
      }
    }
    return nil
  }

  /// A line that begins with a blank goes on with the one before.
  private static func unfolded(_ text: String) -> [String]? {
    var lines: [String] = []
    for line in text.split(whereSeparator: \.isNewline) {
      if line.first == " " || line.first == "\t", !lines.isEmpty {
        lines[lines.count - 1] += line.dropFirst()
      } else {
        guard lines.count < mostLines else { return nil }
        lines.append(String(line))
      }
    }
    return lines
  }

  var emails: [String] { (properties["EMAIL"] ?? []).compactMap(\.first) }

  /// What stands on the card by the name that the settings call it: `company` for `ORG`, and so
  /// on; any other name stands for a property of one's own, `plan` for `X-PLAN`.
  func value(_ name: String) -> String? {
    let property =
      Self.names[name] ?? "X-" + name.uppercased().replacing("_", with: "-")
    guard let values = properties[property]?.first else { return nil }
    let text = values.filter { !$0.isEmpty }.joined(separator: ", ")
    return text.hasPrefix("tel:") ? String(text.dropFirst(4)) : text
  }

  /// What the settings may call the usual properties.
  static let names = [
    "name": "FN", "nickname": "NICKNAME", "company": "ORG", "title": "TITLE", "role": "ROLE",
    "phone": "TEL", "address": "ADR", "birthday": "BDAY", "note": "NOTE", "url": "URL",
    "categories": "CATEGORIES", "language": "LANG", "zone": "TZ", "uid": "UID",
  ]
}

/// One line of a card: `item1.TEL;TYPE=work,pref:+44 20 …`.
private struct Property {
  let name: String
  let isPreferred: Bool
  /// Its components, and the items of its lists, without escapes.
  let values: [String]

  init?(_ line: String) {
    guard let colon = Self.colon(in: line) else { return nil }
    let parts = line[..<colon].split(separator: ";")
    guard let first = parts.first else { return nil }
    name = (first.split(separator: ".").last ?? first).uppercased()
    isPreferred = parts.dropFirst().contains { part in
      let words = part.uppercased()
      return words == "PREF=1"
        || words.split(whereSeparator: { "=,\"".contains($0) }).contains("PREF")
          && !words.hasPrefix("PREF=")
    }
    values = Self.components(line[line.index(after: colon)...])
  }

  /// The first colon that stands in no quotation marks.
  private static func colon(in line: String) -> String.Index? {
    var isQuoted = false
    for place in line.indices {
      switch line[place] {
      case "\"": isQuoted.toggle()
      case ":" where !isQuoted: return place
      default: break
      }
    }
    return nil
  }

  private static func components(_ text: Substring) -> [String] {
    var parts = [""]
    var isEscaped = false
    for character in text {
      switch (isEscaped, character) {
      case (false, "\\"):
        isEscaped = true
        continue
      case (true, "n"), (true, "N"): parts[parts.count - 1].append(" ")
      case (false, ";"), (false, ","): parts.append("")
      default: parts[parts.count - 1].append(character)
      }
      isEscaped = false
    }
    return parts.map { part in
      String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
  }
}
