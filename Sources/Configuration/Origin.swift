package import Documents

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
  package var place: Place? {
    switch self {
    case .standard: nil
    case .file(let place): place
    case .environment(let name), .flag(let name): Place(file: name, line: 1, column: 1)
    }
  }
}
