import Documents

/// Brings defaults, file, environment and flags together, and keeps what is wrong with them.
struct Loader {
  private let table: KeyTable
  private(set) var values: Values
  private(set) var reader = ValueReader()
  private(set) var sources: [SourceFile] = []

  init(_ table: KeyTable) {
    self.table = table
    values = Values(standard: table)
  }

  // MARK: The file

  mutating func load(file: SourceFile) {
    sources.append(file)
    let document = Document.read(file, rules: Rule.documents)
    reader.findings += document.findings
    guard let root = document.root, !root.isEmpty else { return }
    read(root, group: nil)
  }

  private mutating func read(_ node: Node, group: String?) {
    guard let entries = node.entries else {
      if !node.isEmpty { refuseGroup(node, group) }
      return
    }
    for entry in entries {
      let path = group.map { "\($0).\(entry.key)" } ?? entry.key
      if let key = table.key(path) {
        guard let value = reader.read(key.kind, entry.value, path) else { continue }
        values.set(key, value, from: .file(entry.value.place))
      } else if group == nil, table.keys.contains(where: { $0.group == entry.key }) {
        read(entry.value, group: entry.key)
      } else {
        refuseUnknown(entry, group: group)
      }
    }
  }

  private mutating func refuseGroup(_ node: Node, _ group: String?) {
    let what = group.map { "\"\($0)\"" } ?? "the file"
    reader.refuse(
      node.place, Rule.value, "\(what) must be a map of settings, not \(ValueReader.shown(node))",
      hint: "write one setting a line, such as \"name: value\", indented below its group")
  }

  private mutating func refuseUnknown(_ entry: Node.Entry, group: String?) {
    let siblings = table.keys.filter { $0.group == group }.map(\.name)
    let groups = group == nil ? Array(Set(table.keys.compactMap(\.group))) : []
    let known = siblings + groups
    let place = group.map { " in \"\($0)\"" } ?? ""
    let elsewhere = table.keys.first { $0.name == entry.key || $0.path == entry.key }
    let hint: String?
    if let near = NearestName.suggest(entry.key, among: known) {
      hint = "did you mean \"\(near)\"?"
    } else if let elsewhere {
      let home = elsewhere.group.map { "below \"\($0):\"" } ?? "at the top of the file"
      hint = "\"\(elsewhere.name)\" belongs \(home)"
    } else {
      hint = NearestName.hint(for: entry.key, among: known)
    }
    reader.refuse(
      entry.keyPlace, Rule.unknown, "there is no setting \"\(entry.key)\"\(place)", hint: hint)
  }

  // MARK: Environment and flags

  /// - Parameter known: variables with our prefix that mean something to another part.
  mutating func load(environment: [String: String], known: Set<String>) {
    for key in table.keys {
      let variable = table.variable(key)
      guard let text = environment[variable], !text.isEmpty else { continue }
      set(key, text, name: variable, origin: .environment(variable))
    }
    warnOfUnknown(environment.keys.sorted(), known: known)
  }

  private mutating func warnOfUnknown(_ names: [String], known: Set<String>) {
    let ours = table.keys.map(table.variable)
    for name in names where name.hasPrefix("FRONTDESK_") {
      guard !ours.contains(name), !known.contains(name),
        let near = NearestName.suggest(name, among: ours), Self.areClose(name, near)
      else { continue }
      reader.findings.append(
        Finding(
          at: Place(file: name, line: 1, column: 1), .warning, Rule.variable,
          "the variable \(name) is not a setting and is ignored", hint: "did you mean \(near)?"))
    }
  }

  /// The common prefix makes any two variables look alike, so only a slip of the keys counts.
  private static func areClose(_ name: String, _ other: String) -> Bool {
    NearestName.distance(Array(name.unicodeScalars), Array(other.unicodeScalars)) <= 2
  }

  mutating func load(overrides: [String: String]) {
    for (path, text) in overrides.sorted(by: { $0.key < $1.key }) {
      let flag = "--set \(path)"
      guard let key = table.key(path) else {
        reader.refuse(
          Place(file: flag, line: 1, column: 1), Rule.unknown, "there is no setting \"\(path)\"",
          hint: NearestName.hint(for: path, among: table.keys.map(\.path)))
        continue
      }
      set(key, text, name: flag, origin: .flag(flag))
    }
  }

  private mutating func set(_ key: Key, _ text: String, name: String, origin: Origin) {
    let source = SourceFile(path: name, text: text)
    sources.append(source)
    let node: Node
    if key.kind.isScalar {
      // Not YAML: a value with a colon or a hash in it needs no quotes in a shell.
      node = Node(.scalar(text, .doubleQuoted), at: Place(file: name, line: 1, column: 1))
    } else {
      let document = Document.read(source, rules: Rule.documents)
      reader.findings += document.findings
      guard let root = document.root else { return }
      node = root
    }
    guard let value = reader.read(key.kind, node, key.path) else { return }
    values.set(key, value, from: origin)
  }

  // MARK: Settings that contradict each other

  /// What parts of `desk.yaml` say of each other.
  mutating func checkReferences() {
    guard case .queues(let queues) = values.value("queues"),
      case .teams(let teams) = values.value("teams"),
      case .staff(let staff) = values.value("staff")
    else { preconditionFailure("the table's kinds are the settings' types") }
    reader.checkReferences(queues: queues, teams: teams, staff: staff)
  }

  mutating func refuse(_ paths: [String], _ message: String, hint: String) {
    guard let place = paths.compactMap({ values.origin($0).place }).first else {
      preconditionFailure("defaults do not contradict each other: \(message)")
    }
    reader.refuse(place, Rule.contradiction, message, hint: hint)
  }
}

/// The rules' stable names.
enum Rule {
  static let unknown = "C201"
  static let value = "C202"
  static let contradiction = "C203"
  static let variable = "C204"
  static let unserved = "C205"

  static let documents = Document.RuleNames(
    notYAML: "C101", unquotedTemplate: "C102", duplicateKey: "C103", notAllowed: "C104")
}
