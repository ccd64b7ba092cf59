import Documents

/// The connectors of `frontdesk.yaml`.
extension ValueReader {
  static let mostPairs = 64

  mutating func connectors(_ node: Node, _ path: String, _ family: ConnectorFamily) -> Value? {
    let allowed = family.kind.allowed
    guard let items = items(node, path, allowed: allowed, most: family.most) else {
      return nil
    }
    var connectors: [ConnectorSettings] = []
    for (number, item) in items.enumerated() {
      guard let connector = connector(item, "\(path)[\(number)]", family) else { continue }
      if connectors.contains(where: { $0.name == connector.name }) {
        refuse(
          item["name"]?.place ?? item.place, Rule.value,
          "two \(family.words) have the name \"\(connector.name)\"",
          hint: family.whyNames)
      } else {
        connectors.append(connector)
      }
    }
    return connectors.count == items.count ? .connectors(connectors) : nil
  }

  private mutating func connector(_ node: Node, _ path: String, _ family: ConnectorFamily)
    -> ConnectorSettings?
  {
    guard node.entries != nil else {
      return wrong(node, path, "its name and kind, and what its kind asks for")
    }
    let kinds = family.kinds.map(\.name)
    let name = member("name", of: node, path, .text(longest: 32))
    guard case .text(let kindName) = member("kind", of: node, path, .choice(kinds)),
      let kind = family.kinds.first(where: { $0.name == kindName })
    else { return nil }
    let known = entries(
      node, path, allowed: "", names: ["name", "kind"] + kind.keys.map(\.name))
    var values: [String: Value] = [:]
    for key in kind.keys {
      let value = member(key.name, of: node, path, key.kind, standard: key.standard)
      values[key.name] = value
    }
    guard known != nil, case .text(let name) = name, let place = node["name"]?.place,
      isName(name, at: place, path), values.count == kind.keys.count
    else { return nil }
    return ConnectorSettings(name: name, kind: kindName, values: values)
  }

  /// Names and texts, each on one line.
  mutating func pairs(_ node: Node, _ path: String) -> Value? {
    guard let entries = entries(node, path, allowed: Kind.pairs.allowed) else { return nil }
    guard entries.count <= Self.mostPairs else {
      refuse(
        node.place, Rule.value, "\"\(path)\" has \(entries.count) entries",
        hint: "at most \(Self.mostPairs)")
      return nil
    }
    var pairs: [Pair] = []
    for entry in entries {
      if let text = entry.value.text, (1...1_024).contains(text.utf8.count) {
        pairs.append(Pair(name: entry.key, value: text))
      } else {
        let _: Value? = wrong(entry.value, "\(path).\(entry.key)", "a text on one line")
      }
    }
    return pairs.count == entries.count ? .pairs(pairs) : nil
  }
}

extension Written {
  /// A connector with what differs from its kind's defaults.
  static func lines(_ connector: ConnectorSettings) -> [String] {
    let kind = (ConnectorKind.all + ConnectorKind.customerSystems)
      .first { $0.name == connector.kind }
    let members = (kind?.keys ?? []).flatMap { key -> [String] in
      guard let value = connector.values[key.name], value != key.standard else { return [] }
      switch Written(value) {
      case .inline(let text): return ["  \(key.name): \(text)"]
      case .block(let lines): return ["  \(key.name):"] + lines.map { "    " + $0 }
      }
    }
    return ["- name: \(connector.name)", "  kind: \(connector.kind)"] + members
  }

  static func lines(_ pairs: [Pair]) -> [String] {
    pairs.map { "\(scalar($0.name)): \(scalar($0.value))" }
  }
}
