import Testing

@testable import JSON

/// What is certain of an object that cannot be read.
@Suite struct SkimTests {
  private func skim(_ text: String) -> JSONSkim? {
    Array(text.utf8).withUnsafeBytes { JSONSkim($0) }
  }

  @Test(arguments: [
    #"{"cid":"c1","text":"cut \ud83d"}"#, #"{"text":"cut \udc00 \ud83d","cid":"c1"}"#,
    #"{"text":"\u12","cid":"c1"}"#, #"{"text":"\x","cid":"c1"}"#, #"{"n":01,"cid":"c1"}"#,
    #"{"n":1e999,"cid":"c1"}"#, #"{"n":NaN,"cid":"c1"}"#, #" { "cid" : "c1" , "t" : tru } "#,
    "{\"text\":\"bare \n line\",\"cid\":\"c1\"}", #"{"text":"a","text":"b","cid":"c1"}"#,
    #"{"a":{"cid":"c2","x":[{"cid":"c3"}]},"cid":"c1"}"#, #"{"t":"\"cid\":\"c2\"","cid":"c1"}"#,
    #"{"t":"a\\","cid":"c1"}"#,
    "{\"deep\":" + String(repeating: "[", count: 500) + String(repeating: "]", count: 500)
      + ",\"cid\":\"c1\"}",
    "{\"wide\":{" + (0..<300).map { "\"m\($0)\":0" }.joined(separator: ",") + "},\"cid\":\"c1\"}",
    "{" + (0..<300).map { "\"m\($0)\":0," }.joined() + "\"cid\":\"c1\"}",
  ])
  func whatIsWrongInOneValueHidesNoOther(_ text: String) throws {
    #expect(try #require(skim(text))["cid"] == "c1")
  }

  @Test(arguments: [
    "", "nonsense", "[]", "null", "{", #"{"cid":"c1""#, #"{"cid":"c1"}}"#, #"{"cid":"c1"} {}"#,
    #"{"cid":"c1","t":"unended}"#, #"{"cid":"c1",}"#, #"{"cid" "c1"}"#, #"{"cid":}"#,
    #"{"x":[},"cid":"c1"}"#, #"{"x":{],"cid":"c1"}"#, #"{"x":],"cid":"c1"}"#, #"{'cid':'c1'}"#,
    #"{"cid":"c1","t":"\"#, #"{"\u0063id":"c2","cid":"c1"}"#, #"{"cid":"c1" "x":1}"#,
  ])
  func whereMembersCannotBeToldApartNothingIsKnown(_ text: String) {
    #expect(skim(text) == nil)
  }

  @Test func whatIsThereTwiceOrWrittenWithEscapesIsNotKnown() throws {
    #expect(try #require(skim(#"{"cid":"c1","cid":"c1"}"#))["cid"] == nil)
    #expect(try #require(skim(#"{"cid":"c1","cid":7,"cid":"c1"}"#))["cid"] == nil)
    #expect(try #require(skim(#"{"cid":"c\u0031"}"#))["cid"] == nil)
    #expect(try #require(skim(#"{"cid":7}"#))["cid"] == nil)
    #expect(try #require(skim("{}"))["cid"] == nil)
  }

  @Test func aPlaceIsInItsMember() throws {
    let text = #"{"cid":"c1","text":"cut \ud83d"}"#
    let known = try #require(skim(text))
    #expect(known.member(at: 27) == "text" && known.member(at: 9) == "cid")
    #expect(known.member(at: 0) == nil && known.member(at: 999) == nil)
  }
}
