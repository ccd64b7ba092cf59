import Documents

/// Where a setting's value came from.
package enum Origin: Sendable, Equatable, CustomStringConvertible {
  case standard
  case file(Place)
  /// The variable's name.
  case environment(String)
  /// The flag as it was given: `--set listen.port`.
  case flag(String)

  package var description: String {
    switch self {
    case .standard: "default"
    case .file(let place): "\(place.file):\(place.line)"
    case .environment(let variable): "environment \(variable)"
    case .flag(let flag): "flag \(flag)"
    }
  }

  /// Where a finding about the value points; nil for a default, which is never wrong by itself.
  var place: Place? {
    switch self {
    case .standard: nil
    case .file(let place): place
    case .environment(let name), .flag(let name): Place(file: name, line: 1, column: 1)
    }
  }
}

/// The outcome of reading a configuration.
package struct Loaded<Result: Sendable>: Sendable {
  /// Nothing when any finding is an error.
  package let settings: Result?
  /// Everything that is wrong, in reading order.
  package let findings: [Finding]
  /// The texts the findings point into.
  package let sources: [SourceFile]

  /// The findings as a person reads them: sentence, snippet, caret, hint. Empty without findings.
  package var report: String { FindingReport(findings, sources: sources).text }

  init(settings: Result?, findings: [Finding], sources: [SourceFile]) {
    self.settings = findings.hasErrors ? nil : settings
    self.findings = findings.sortedOnce()
    self.sources = sources
  }
}

/// The values of one table, each with where it came from.
struct Values: Sendable {
  struct Entry: Sendable {
    let value: Value
    let origin: Origin
  }

  private(set) var entries: [String: Entry] = [:]

  init(standard table: KeyTable) {
    for key in table.keys { entries[key.path] = Entry(value: key.standard, origin: .standard) }
  }

  mutating func set(_ key: Key, _ value: Value, from origin: Origin) {
    entries[key.path] = Entry(value: value, origin: origin)
  }

  func value(_ path: String) -> Value { entry(path).value }
  func origin(_ path: String) -> Origin { entry(path).origin }

  private func entry(_ path: String) -> Entry {
    guard let entry = entries[path] else { preconditionFailure("the table has a key \(path)") }
    return entry
  }

  // MARK: By type; the table's kinds make these certain.

  func text(_ path: String) -> String {
    guard case .text(let text) = value(path) else { wrong(path) }
    return text
  }

  func integer(_ path: String) -> Int {
    switch value(path) {
    case .integer(let number), .bytes(let number): return number
    default: wrong(path)
    }
  }

  func duration(_ path: String) -> Duration {
    guard case .duration(let duration) = value(path) else { wrong(path) }
    return duration
  }

  func rate(_ path: String) -> Rate {
    guard case .rate(let rate) = value(path) else { wrong(path) }
    return rate
  }

  func flag(_ path: String) -> Bool {
    guard case .flag(let flag) = value(path) else { wrong(path) }
    return flag
  }

  func texts(_ path: String) -> [String] {
    guard case .texts(let texts) = value(path) else { wrong(path) }
    return texts
  }

  private func wrong(_ path: String) -> Never {
    preconditionFailure("the kind of \(path) in the table is the type in the settings")
  }
}
