import Documents
import Foundation
import Legible

/// Reads what is written for a setting, by its kind.
struct ValueReader {
  var findings: [Finding] = []
  /// Names that parts of `desk.yaml` have of each other, by the key that they stand below.
  var named: [String: [Named]] = [:]

  mutating func refuse(_ place: Place, _ rule: String, _ message: String, hint: String?) {
    findings.append(
      Finding(at: place, .error, rule, Self.harmless(message), hint: hint.map(Self.harmless)))
  }

  /// Nothing when the node does not fit; a finding says why.
  mutating func read(_ kind: Kind, _ node: Node, _ path: String) -> Value? {
    switch kind {
    case .networks: networks(node, path)
    case .names: names(node, path)
    case .words: words(node, path)
    case .sites: sites(node, path)
    case .mirrors: mirrors(node, path)
    case .connectors: connectors(node, path, .connectors)
    case .customerSystems: connectors(node, path, .customerSystems)
    case .pairs: pairs(node, path)
    case .hours: hours(node, path)
    case .holidays: holidays(node, path)
    case .specialDays: specialDays(node, path)
    case .queues: queues(node, path)
    case .categories: categories(node, path)
    case .fields: fields(node, path)
    case .serviceLevels: serviceLevels(node, path)
    case .teams: teams(node, path)
    case .staff: staff(node, path)
    case .text, .path, .host, .publicURL, .integer, .bytes, .duration, .rate, .flag, .choice,
      .timeZone:
      scalar(kind, node, path)
    }
  }

  private mutating func scalar(_ kind: Kind, _ node: Node, _ path: String) -> Value? {
    guard let text = node.text, !node.isEmpty else { return wrong(node, path, kind.allowed) }
    if let value = Self.value(kind, text) { return value }
    return wrong(node, path, kind.allowed, hint: Self.hint(kind, text))
  }

  private static func value(_ kind: Kind, _ text: String) -> Value? {
    switch kind {
    case .text(let longest): (1...longest).contains(text.count) ? .text(text) : nil
    case .path: isPath(text) ? .text(text) : nil
    case .host: Address.isHost(text) ? .text(text) : nil
    case .publicURL: text == "auto" || Address.isURL(text) ? .text(text) : nil
    case .integer(let range): Int(text).flatMap { range.contains($0) ? .integer($0) : nil }
    case .bytes(let range):
      Quantities.bytes(text).flatMap { range.contains($0) ? .bytes($0) : nil }
    case .duration(let range):
      Quantities.duration(text).flatMap { range.contains($0) ? .duration($0) : nil }
    case .rate(let range):
      Quantities.rate(text).flatMap { range.contains($0.count) ? .rate($0) : nil }
    case .flag: Bool(text).map { .flag($0) }
    case .choice(let names): names.contains(text) ? .text(text) : nil
    case .timeZone: TimeZone(identifier: text) != nil ? .text(text) : nil
    case .networks, .names, .words, .sites, .mirrors, .connectors, .customerSystems, .pairs, .hours,
      .holidays,
      .specialDays, .queues,
      .categories, .fields, .serviceLevels, .teams, .staff:
      nil
    }
  }

  private static func hint(_ kind: Kind, _ text: String) -> String? {
    switch kind {
    case .choice(let names):
      (NearestName.suggest(text, among: names) ?? names.first { isBeginning(text, of: $0) })
        .map { "did you mean \"\($0)\"?" }
    case .timeZone:
      NearestName.suggest(text, among: TimeZone.knownTimeZoneIdentifiers)
        .map { "did you mean \"\($0)\"?" }
    case .text, .path, .host, .publicURL, .integer, .bytes, .duration, .rate, .flag, .networks,
      .names, .words, .sites, .mirrors, .connectors, .customerSystems, .pairs, .hours, .holidays,
      .specialDays,
      .queues, .categories,
      .fields,
      .serviceLevels, .teams, .staff:
      nil
    }
  }

  /// `warn` is too far from `warning` for a slip of the keys, but is meant all the same.
  private static func isBeginning(_ text: String, of name: String) -> Bool {
    text.count >= 3 && name.hasPrefix(text.lowercased())
  }

  static func isPath(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.count <= 1_024 && !text.unicodeScalars.contains("\u{0}")
  }

  // MARK: What is wrong

  mutating func wrong<Result>(
    _ node: Node, _ path: String, _ allowed: String, hint: String? = nil
  ) -> Result? {
    refuse(
      node.place, Rule.value, "\"\(path)\" cannot be \(Self.shown(node))",
      hint: hint ?? "write \(allowed)")
    return nil
  }

  /// What a file says is repeated in findings, and must not steer the terminal they are shown on.
  private static func harmless(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.map(Legible.scalar)))
  }

  /// What stands there, short enough for a sentence.
  static func shown(_ node: Node) -> String {
    guard let text = node.text else { return node.kind }
    if node.isEmpty { return "empty" }
    return text.count > 40 ? "\"\(text.prefix(40))…\"" : "\"\(text)\""
  }

  // MARK: Parts of lists and maps

  /// The entries of a map whose names may only be these.
  mutating func entries(
    _ node: Node, _ path: String, allowed: String, names: [String]? = nil
  ) -> [Node.Entry]? {
    guard let entries = node.entries else { return wrong(node, path, allowed) }
    guard let names else { return entries }
    for entry in entries where !names.contains(entry.key) {
      refuse(
        entry.keyPlace, Rule.unknown, "there is no setting \"\(entry.key)\" in \"\(path)\"",
        hint: NearestName.hint(for: entry.key, among: names))
    }
    return entries
  }

  mutating func items(_ node: Node, _ path: String, allowed: String, most: Int) -> [Node]? {
    guard let items = node.items else { return wrong(node, path, allowed) }
    guard items.count <= most else {
      refuse(
        node.place, Rule.value, "\"\(path)\" has \(items.count) items", hint: "at most \(most)")
      return nil
    }
    return items
  }

  /// The value of a key in a map, or the default when the key is not there.
  mutating func member(
    _ name: String, of node: Node, _ path: String, _ kind: Kind, standard: Value? = nil
  ) -> Value? {
    guard let value = node[name] else {
      if let standard { return standard }
      refuse(
        node.place, Rule.value, "\"\(path)\" needs \"\(name)\"",
        hint: "add \"\(name): …\", \(kind.allowed)")
      return nil
    }
    return read(kind, value, "\(path).\(name)")
  }

  /// Names that appear in commands and addresses stay short and plain.
  mutating func isName(_ text: String, at place: Place, _ path: String) -> Bool {
    let isPlain = text.utf8.allSatisfy {
      (97...122).contains($0) || (48...57).contains($0) || $0 == 45
    }
    if isPlain, (1...32).contains(text.utf8.count), text.first != "-" { return true }
    refuse(
      place, Rule.value, "\"\(text.prefix(40))\" cannot be a name in \"\(path)\"",
      hint: "write 1 to 32 small letters, digits and dashes")
    return false
  }
}
