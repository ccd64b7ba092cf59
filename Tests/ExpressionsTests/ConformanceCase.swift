import Foundation
import Testing

@testable import Expressions

/// One case of the language's public conformance suite, as kept in `Cases/`.
struct ConformanceCase: Decodable, CustomStringConvertible {
  let file: String
  let section: String
  let name: String
  let expr: String
  let bindings: [String: Literal]?
  let value: Literal?
  let error: Bool?
  let agreed: Bool

  var description: String { "\(file)/\(section)/\(name): \(expr)" }

  static func all() throws -> [ConformanceCase] {
    let url = try #require(
      Bundle.module.url(
        forResource: "cel_subset_tests", withExtension: "json", subdirectory: "Cases"))
    return try JSONDecoder().decode([ConformanceCase].self, from: try Data(contentsOf: url))
  }

  /// What is wrong with our answer; nil when it is right.
  func complaint() -> String? {
    do {
      let found = try answer()
      guard error != true else { return "gave \(found), not a failure" }
      guard let wanted = value?.value else { return "the case has no value" }
      return found.isIdentical(to: wanted) ? nil : "gave \(found), not \(wanted)"
    } catch {
      return self.error == true ? nil : "failed: \(error)"
    }
  }

  private func answer() throws -> Value {
    var scope = Scope(isOpen: true)
    for name in (bindings ?? [:]).keys.sorted() { scope.declare(name, as: .dyn) }
    let bound = (bindings ?? [:]).mapValues(\.value)
    return try Expression.compile(expr, in: scope)
      .evaluate(Bindings(bound, offsets: namedOffsets))
  }
}

/// The few time zones of the suite, as they stood in February 2009.
let namedOffsets: @Sendable (String, Int64) -> Int? = { (zone, _) in
  switch zone {
  case "Australia/Sydney": 11 * 3600
  case "US/Central": -6 * 3600
  case "America/St_Johns": -3 * 3600 - 1800
  case "Asia/Kathmandu": 5 * 3600 + 2700
  default: nil
  }
}

/// A value as the suite writes it: an object with the type for its only key.
struct Literal: Decodable {
  let value: Value

  private enum Key: String, CodingKey { case null, bool, int, double, string, list, map }

  init(from decoder: any Decoder) throws {
    let object = try decoder.container(keyedBy: Key.self)
    let key = try #require(object.allKeys.first)
    switch key {
    case .null: value = .null
    case .bool: value = .bool(try object.decode(Bool.self, forKey: key))
    case .int:
      value = .int(try #require(Int64(try object.decode(String.self, forKey: key))))
    case .double:
      value = .double(try #require(Double(try object.decode(String.self, forKey: key))))
    case .string: value = .string(try object.decode(String.self, forKey: key))
    case .list: value = .list(try object.decode([Literal].self, forKey: key).map(\.value))
    case .map:
      var map = ValueMap()
      for pair in try object.decode([[Literal]].self, forKey: key) {
        map[try #require(ValueMap.Key(pair[0].value))] = pair[1].value
      }
      value = .map(map)
    }
  }
}

extension Value {
  /// Stricter than `==`: kinds must agree, zero keeps its sign, and NaN is NaN.
  func isIdentical(to other: Value) -> Bool {
    switch (self, other) {
    case (.double(let a), .double(let b)): a.bitPattern == b.bitPattern || (a.isNaN && b.isNaN)
    case (.list(let a), .list(let b)):
      a.count == b.count && zip(a, b).allSatisfy { $0.isIdentical(to: $1) }
    case (.map(let a), .map(let b)):
      a.count == b.count
        && a.entries.allSatisfy { entry in
          b[entry.key].map { $0.isIdentical(to: entry.value) } ?? false
        }
    default: kind == other.kind && self == other
    }
  }
}
