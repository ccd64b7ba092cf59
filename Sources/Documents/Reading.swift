/// Reads nodes by the schema that expects them, and keeps what does not fit as findings.
///
/// Every question takes `what`, the words that name the place in a sentence: `the section "order"`.
/// A question that cannot be answered returns nothing and has left a finding.
package struct Reading {
  package private(set) var findings: [Finding] = []
  /// The rule that covers unknown settings and values of the wrong kind.
  package let rule: String

  package init(rule: String = "E102") {
    self.rule = rule
  }

  package mutating func add(_ finding: Finding) { findings.append(finding) }

  package mutating func add(_ more: [Finding]) { findings += more }

  package mutating func refuse(_ place: Place, _ message: String, hint: String? = nil) {
    findings.append(Finding(at: place, .error, rule, message, hint: hint))
  }

  // MARK: Maps

  /// The entries of a map; those not `allowed` are refused with the nearest allowed name.
  package mutating func entries(
    of node: Node, _ what: String, allowed: [String]? = nil
  ) -> [Node.Entry]? {
    guard let entries = node.entries else { return wrong(node, what, expected: "a map") }
    guard let allowed else { return entries }
    for entry in entries where !allowed.contains(entry.key) {
      refuse(
        entry.keyPlace, "\(what) has no setting \"\(entry.key)\"",
        hint: NearestName.hint(for: entry.key, among: allowed))
    }
    return entries.filter { allowed.contains($0.key) }
  }

  /// The value of a key that must be there.
  package mutating func required(_ key: String, in node: Node, _ what: String) -> Node? {
    if let value = node[key] { return value }
    if node.entries != nil {
      refuse(node.place, "\(what) needs \"\(key)\"", hint: "add \"\(key): …\"")
    }
    return nil
  }

  // MARK: Lists

  package mutating func items(of node: Node, _ what: String) -> [Node]? {
    node.items ?? wrong(node, what, expected: "a list")
  }

  /// A list of texts; one text alone counts as a list of one.
  package mutating func texts(of node: Node, _ what: String) -> [String]? {
    if let text = node.text, !node.isEmpty { return [text] }
    return items(of: node, what)?.compactMap { text(of: $0, what) }
  }

  // MARK: Scalars

  package mutating func text(of node: Node, _ what: String) -> String? {
    if node.isEmpty || node.text == nil { return wrong(node, what, expected: "text") }
    return node.text
  }

  package mutating func choice(
    of node: Node, _ what: String, among names: [String]
  ) -> String? {
    guard let text = text(of: node, what) else { return nil }
    if names.contains(text) { return text }
    refuse(
      node.place, "\(what) cannot be \"\(text)\"", hint: NearestName.hint(for: text, among: names))
    return nil
  }

  /// `true` or `false`; `yes`, `no`, `on` and `off` are told to say so.
  package mutating func flag(of node: Node, _ what: String) -> Bool? {
    guard let text = text(of: node, what) else { return nil }
    if let flag = Bool(text) { return flag }
    refuse(node.place, "\(what) must be true or false, not \"\(text)\"")
    return nil
  }

  package mutating func integer(
    of node: Node, _ what: String, in range: ClosedRange<Int> = .min ... .max
  ) -> Int? {
    guard let text = text(of: node, what) else { return nil }
    guard let number = Int(text) else {
      return wrong(node, what, expected: "a whole number")
    }
    guard range.contains(number) else {
      refuse(
        node.place, "\(what) must lie between \(range.lowerBound) and \(range.upperBound)")
      return nil
    }
    return number
  }

  package mutating func number(
    of node: Node, _ what: String, in range: ClosedRange<Double>
  ) -> Double? {
    guard let text = text(of: node, what) else { return nil }
    guard let number = Double(text), number.isFinite else {
      return wrong(node, what, expected: "a number")
    }
    guard range.contains(number) else {
      refuse(
        node.place, "\(what) must lie between \(range.lowerBound) and \(range.upperBound)")
      return nil
    }
    return number
  }

  /// A share such as `80%`, in percent; the sign may be left out.
  package mutating func percent(of node: Node, _ what: String) -> Int? {
    guard let text = text(of: node, what) else { return nil }
    let digits = text.hasSuffix("%") ? text.dropLast() : text[...]
    if let number = Int(digits), (0...100).contains(number) { return number }
    refuse(node.place, "\(what) must lie between 0% and 100%, not \"\(text.prefix(40))\"")
    return nil
  }

  /// A time span such as `500ms`, `10s`, `3m`, `2h` or `7d`, in milliseconds; at most a year.
  package mutating func milliseconds(of node: Node, _ what: String) -> Int64? {
    guard let text = text(of: node, what) else { return nil }
    if let span = Reading.milliseconds(text) { return span }
    refuse(
      node.place, "\(what) is not a time span: \"\(text)\"",
      hint: "write a whole number and a unit: 500ms, 10s, 3m, 2h or 7d")
    return nil
  }

  package static func milliseconds(_ text: String) -> Int64? {
    let units: [(String, Int64)] = [
      ("ms", 1), ("s", 1000), ("m", 60_000), ("h", 3_600_000), ("d", 86_400_000),
    ]
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    guard let amount = Int64(digits), amount <= 366 * 86_400_000,
      let unit = units.first(where: { $0.0 == text.dropFirst(digits.count) })
    else { return nil }
    let (span, overflow) = amount.multipliedReportingOverflow(by: unit.1)
    return overflow || span > 366 * 86_400_000 ? nil : span
  }

  private mutating func wrong<Value>(_ node: Node, _ what: String, expected: String) -> Value? {
    let found = node.isEmpty || node.text == nil ? node.kind : "\"\(node.text?.prefix(40) ?? "")\""
    refuse(node.place, "\(what) must be \(expected), not \(found)")
    return nil
  }
}
