import Foundation

/// What tests take from outside themselves.
enum Bytes {
  static func environment(_ name: String) -> String? { ProcessInfo.processInfo.environment[name] }

  static func ofFile(_ path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
  }
}
