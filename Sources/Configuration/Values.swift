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
    case .text, .duration, .rate, .flag, .texts, .sites, .mirrors, .connectors, .pairs, .hours,
      .holidays, .specialDays,
      .queues, .categories, .fields, .serviceLevels, .teams, .staff:
      wrong(path)
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

extension KeyTable {
  /// The keys whose values differ, in the order of the file.
  func changes(_ new: Values, from old: Values) -> [String] {
    keys.map(\.path).filter { new.value($0) != old.value($0) }
  }
}
