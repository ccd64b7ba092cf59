import Testing

@testable import Expressions

/// The public conformance suite of the language, without what we leave out of it.
struct ConformanceTests {
  /// The files that are no part of the core.
  private static let extensions = ["string_ext", "macros2"]

  private func failures(
    in files: (String) -> Bool
  ) throws -> (passed: Int, total: Int, complaints: [String]) {
    let cases = try ConformanceCase.all().filter { files($0.file) }
    let complaints = cases.compactMap { one in one.complaint().map { "\(one) \($0)" } }
    return (cases.count - complaints.count, cases.count, complaints)
  }

  @Test func everyCoreCaseHolds() throws {
    let result = try failures { !Self.extensions.contains($0) }
    #expect(result.complaints == [])
    #expect((result.passed, result.total) == (677, 677))
  }

  @Test func everyStringCaseHolds() throws {
    let result = try failures { $0 == "string_ext" }
    #expect(result.complaints == [])
    #expect((result.passed, result.total) == (185, 185))
  }

  @Test func everyTwoVariableMacroCaseHolds() throws {
    let result = try failures { $0 == "macros2" }
    #expect(result.complaints == [])
    #expect((result.passed, result.total) == (46, 46))
  }
}
