/// One setting: everything that reading, checking, showing and documenting it need to know.
struct Key: Sendable {
  /// Its place in the file, the names joined by dots: `limits.per_address`.
  let path: String
  let kind: Kind
  let standard: Value
  /// Comment lines for the file, without `#`.
  let about: [String]
  /// Lines of YAML that show another value, commented out in the file.
  let example: [String]

  init(
    _ path: String, _ kind: Kind, _ standard: Value, _ about: String..., example: [String] = []
  ) {
    self.path = path
    self.kind = kind
    self.standard = standard
    self.about = about
    self.example = example
  }

  var names: [String] { path.split(separator: ".").map(String.init) }
  var name: String { names.last ?? path }
  /// The group it stands in; nil at the top of the file.
  var group: String? { names.count > 1 ? names[0] : nil }
}

/// All settings of one file: the single source for reading, checking, showing and documenting.
struct KeyTable: Sendable {
  /// Where the file lies, unless the operator says otherwise.
  let file: String
  /// What names in the environment begin with.
  let prefix: String
  /// Comment lines at the top of the file.
  let about: [String]
  /// By group name: the comment lines above it.
  let groups: [String: [String]]
  /// In the order of the file; the keys of a group stand together.
  let keys: [Key]

  func key(_ path: String) -> Key? { keys.first { $0.path == path } }

  /// `FRONTDESK_LISTEN_PORT` for `listen.port`.
  func variable(_ key: Key) -> String {
    prefix + key.path.uppercased().split(separator: ".").joined(separator: "_")
  }
}
