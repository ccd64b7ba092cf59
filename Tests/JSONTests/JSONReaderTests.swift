import Foundation
import TestSupport
import Testing

@testable import JSON

struct JSONReaderTests {
  @Test func everyKindOfValueIsRead() throws {
    let value = try JSONReader.read(
      #" {"a": [1, -2.5e3, true, false, null], "b": {"c": "é\n\u00e9\ud83d\ude00"}, "": 0} "#)
    #expect(value["a"] == .array([.int(1), .double(-2500), .bool(true), .bool(false), .null]))
    #expect(value["b"]?["c"]?.string == "é\né😀")
    #expect(value[""]?.int == 0)
  }

  @Test(arguments: [
    "", "{", "[1,]", #"{"a":1,}"#, #"{"a" 1}"#, "tru", "01", "1.", ".5", "+1", "1e", "nul",
    #""unended"#, "\"tab\there\"", #""\x""#, #""\u12g4""#, "1 2", "{1:2}", "[1 2]", "'a'", "NaN",
    "Infinity", "1e999", "-",
  ])
  func whatIsNotJSONIsRefused(_ text: String) {
    #expect(throws: JSONMistake.self) { try JSONReader.read(text) }
  }

  @Test(arguments: [#""\ud83d""#, #""\ude00""#, #""\ud83dx""#, #""\ud83d\u0041""#])
  func aLoneSurrogateIsRefused(_ text: String) {
    #expect(throws: JSONMistake.self) { try JSONReader.read(text) }
  }

  @Test func aNameThatStandsTwiceIsRefused() {
    #expect(throws: JSONMistake(offset: 10, reason: "the same name stands twice")) {
      try JSONReader.read(#"{"a":1,"a":2}"#)
    }
  }

  @Test func bytesThatAreNotUTF8AreRefused() {
    #expect(throws: JSONMistake.self) { try JSONReader.read([0x22, 0xC3, 0x28, 0x22]) }
    #expect(throws: JSONMistake.self) { try JSONReader.read([0x22, 0x5C, 0x6E, 0xFF, 0x22]) }
  }

  @Test func nestingAndMembersAreBounded() throws {
    let deep = String(repeating: "[", count: 32) + String(repeating: "]", count: 32)
    _ = try JSONReader.read(deep)
    #expect(throws: JSONMistake.self) { try JSONReader.read("[" + deep + "]") }
    let wide = (0..<257).map { "\"m\($0)\":0" }.joined(separator: ",")
    #expect(throws: JSONMistake.self) { try JSONReader.read("{\(wide)}") }
  }

  @Test func largeNumbersAreKeptOrBecomeDoubles() throws {
    #expect(try JSONReader.read("9223372036854775807") == .int(.max))
    #expect(try JSONReader.read("9223372036854775808") == .double(9_223_372_036_854_775_808))
  }

  /// Foundation is the other opinion: what both take must mean the same, and what we write it
  /// reads.
  @Test func randomValuesSurviveWritingAndBothReaders() throws {
    var chance = Dice(seed: UInt64(20_261_121))
    for _ in 0..<2000 {
      let value = Self.random(&chance, depth: 0)
      var writer = JSONWriter()
      writer.value(value)
      #expect(try JSONReader.read(writer.bytes) == value)
      let other = try JSONSerialization.jsonObject(
        with: Data(writer.bytes), options: .fragmentsAllowed)
      #expect(Self.isSame(value, other))
    }
  }

  /// Seed 7: random bytes and damaged JSON must be refused or read, never trap.
  @Test func noInputTraps() {
    var chance = Dice(seed: 7)
    let sample = Array(
      #"{"type":"command","cid":"c-1","n":[1,2.5e-3,"\u00e9"],"x":{"y":null}}"#.utf8)
    for _ in 0..<20_000 {
      var bytes = sample
      for _ in 0..<Int(chance.next() % 6) {
        bytes[Int(chance.next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: chance.next())
      }
      bytes.removeLast(Int(chance.next() % UInt64(bytes.count)))
      _ = try? JSONReader.read(bytes)
    }
  }

  private static func random(_ chance: inout Dice, depth: Int) -> JSONValue {
    switch chance.next() % (depth > 3 ? 5 : 7) {
    case 0: return .null
    case 1: return .bool(chance.next() % 2 == 0)
    case 2: return .int(Int64(bitPattern: chance.next()))
    case 3: return .double(Double(Int64(bitPattern: chance.next()) / 3) / 7)
    case 4: return .string(text(&chance))
    case 5: return .array((0..<chance.next() % 5).map { _ in random(&chance, depth: depth + 1) })
    default:
      return .object(
        (0..<chance.next() % 5).map {
          JSONMember("\($0)" + text(&chance), random(&chance, depth: depth + 1))
        })
    }
  }

  private static func text(_ chance: inout Dice) -> String {
    String(
      String.UnicodeScalarView(
        (0..<chance.next() % 12).compactMap { _ in
          Unicode.Scalar(UInt32(chance.next() % (chance.next() % 3 == 0 ? 0x110000 : 0x180)))
        }))
  }

  private static func isSame(_ value: JSONValue, _ other: Any) -> Bool {
    switch value {
    case .null: other is NSNull
    case .bool(let claim): other as? Bool == claim
    case .int(let number): (other as? NSNumber)?.int64Value == number
    case .double(let number):
      // Foundation's own reading is off by the last bit now and then.
      (other as? NSNumber).map { abs($0.doubleValue - number) <= abs(number) * 1e-15 } ?? false
    case .string(let text): (other as? String).map { Array($0.utf8) == Array(text.utf8) } ?? false
    case .array(let values):
      (other as? [Any]).map { zip(values, $0).allSatisfy(isSame) && $0.count == values.count }
        ?? false
    case .object(let members):
      (other as? [String: Any]).map { object in
        members.allSatisfy { member in object[member.name].map { isSame(member.value, $0) } ?? false
        }
      } ?? false
    }
  }
}
