/// A system that conversations are carried to by steps of its own, as the settings describe it.
package struct ConnectorSettings: Sendable, Equatable {
  package let name: String
  /// One of `ConnectorKind.all`.
  package let kind: String
  /// What its kind asks for, by key; keys that were not written have their defaults.
  let values: [String: Value]

  /// A key that may be left out and was: nil.
  package func text(_ key: String) -> String? {
    guard case .text(let text)? = values[key] else { return nil }
    return text.isEmpty ? nil : text
  }

  package func integer(_ key: String) -> Int? {
    if case .integer(let number)? = values[key] { return number }
    if case .bytes(let number)? = values[key] { return number }
    return nil
  }

  package func flag(_ key: String) -> Bool { values[key] == .flag(true) }

  package func duration(_ key: String) -> Duration? {
    guard case .duration(let span)? = values[key] else { return nil }
    return span
  }

  package func texts(_ key: String) -> [String] {
    guard case .texts(let texts)? = values[key] else { return [] }
    return texts
  }

  /// Names and what each stands for, in the order of the file.
  package func pairs(_ key: String) -> [(name: String, value: String)] {
    guard case .pairs(let pairs)? = values[key] else { return [] }
    return pairs.map { ($0.name, $0.value) }
  }
}

/// A name and what it stands for.
package struct Pair: Sendable, Equatable {
  package let name: String
  package let value: String
}

extension ConnectorSettings {
  /// Whether customers write to the desk on it.
  package var isChannel: Bool { ConnectorKind.all.first { $0.name == kind }?.isChannel ?? false }
}

/// A kind of connector and the settings it has.
struct ConnectorKind: Sendable {
  let name: String
  /// One sentence for the guide.
  let about: String
  let keys: [ConnectorKey]
  /// Whether customers write to the desk on it.
  var isChannel = false
}

/// One setting of a kind of connector.
struct ConnectorKey: Sendable {
  let name: String
  let kind: Kind
  /// Nil where it must be written; an empty text where it may be left out.
  let standard: Value?
  let about: String

  init(_ name: String, _ kind: Kind, _ standard: Value?, _ about: String) {
    self.name = name
    self.kind = kind
    self.standard = standard
    self.about = about
  }
}

/// A list of the settings whose items have kinds.
struct ConnectorFamily: Sendable {
  let kind: Kind
  let kinds: [ConnectorKind]
  /// What many of them are called.
  let words: String
  let whyNames: String
  let most: Int

  static let connectors = ConnectorFamily(
    kind: .connectors, kinds: ConnectorKind.all, words: "connectors",
    whyNames: "what waits to be carried is kept by name: give each its own", most: 32)

  static let customerSystems = ConnectorFamily(
    kind: .customerSystems, kinds: ConnectorKind.customerSystems, words: "customer systems",
    whyNames: "what a system said is kept under its name: give each its own", most: 8)
}
