import Foundation
import Testing

@testable import Expressions

/// Work, memory and stack are bounded whatever an expression says.
struct LimitTests {
  private func list(_ count: Int) -> Value { .list((0..<count).map { .int(Int64($0)) }) }

  @Test func workIsBounded() throws {
    let bindings: Bindings = ["answer": list(300)]
    let squared = "answer.all(a, answer.all(b, a + b >= 0))"
    #expect(try failure(squared, bindings).reason == .outOfUnits)
    #expect(try ask(squared, ["answer": list(30)]) == true)
  }

  @Test(arguments: [
    "%@ || true", "true || %@", "default(%@, true)", "false && %@ || %@",
    "[1].exists(x, %@) || true",
  ])
  func exhaustionIsNotHiddenByTheOtherSide(frame: String) throws {
    let endless = "answer.all(a, answer.all(b, a + b >= 0))"
    // A constant side would settle the result before anything runs.
    let source = frame.replacing("true", with: "urgent").replacing("false", with: "!urgent")
      .replacing("%@", with: endless)
    let bindings: Bindings = ["answer": list(300), "urgent": true]
    let expression = try Expression.compile(source, in: deskScope)
    let result = Result { try expression.evaluate(bindings) }
    switch (frame, result) {
    case ("true || %@", .success(let value)): #expect(value == true)
    case (_, .failure(let failure as EvaluationFailure)): #expect(failure.reason == .outOfUnits)
    default: Issue.record("\(source): \(result)")
    }
  }

  @Test func textsOnTheWayAreBounded() throws {
    let doubling = "[answer]" + String(repeating: ".map(t, t + t)", count: 20) + "[0].size()"
    #expect(try failure(doubling, ["answer": "0123456789"]).reason == .tooLarge)
    let explosion = "answer.replace('', answer).replace('', answer).size()"
    #expect(
      try failure(explosion, ["answer": .string(String(repeating: "x", count: 500))]).reason
        == .tooLarge)
    #expect(
      try failure(
        "'%.100f'.format([price]) + answer.join(answer[0])",
        [
          "price": 1,
          "answer": .list(
            Array(repeating: .string(String(repeating: "y", count: 900)), count: 100)),
        ]
      ).reason == .tooLarge)
  }

  @Test func listsOnTheWayAreBounded() throws {
    let doubling = "[answer]" + String(repeating: ".map(t, t + t)", count: 30) + "[0].size()"
    #expect(try failure(doubling, ["answer": [1, 2, 3, 4, 5, 6, 7, 8]]).isExhausted)
    let wide = "answer.map(a, [" + Array(repeating: "a", count: 100).joined(separator: ", ") + "])"
    #expect(try failure("size(\(wide))", ["answer": list(1000)]).reason == .outOfUnits)
  }

  /// Values may share their parts: thirty doublings look like a thousand million parts.
  @Test func sharedPartsAreNotWalkedForEver() throws {
    let shared = "[[answer]]" + String(repeating: ".map(t, [t, t])", count: 40) + "[0]"
    #expect(try ask(shared + ".size() == 2") == true)
    #expect(try failure("\(shared) == \(shared)").isExhausted)
    #expect(try failure("\(shared) in [\(shared)]").isExhausted)
    #expect(try failure("{'a': \(shared)} != {'a': \(shared)}").isExhausted)
  }

  @Test func sharedPartsAreNotWrittenForEver() throws {
    let shared = "[[answer]]" + String(repeating: ".map(t, [t, t])", count: 60) + "[0]"
    #expect(try failure(shared, ["answer": ""]).reason == .tooLarge)
    #expect(try failure("'%s'.format([\(shared)])", ["answer": ""]).reason == .tooLarge)
  }

  @Test func aResultIsAtMostEightKibibytes() throws {
    let most = Value.string(String(repeating: "x", count: Run.resultLimit))
    #expect(try ask("answer", ["answer": most]) == most)
    #expect(try failure("answer + 'x'", ["answer": most]).reason == .tooLarge)
    #expect(try ask("size(answer + 'x')", ["answer": most]) == 8193)
    #expect(try failure("answer", ["answer": list(2000)]).reason == .tooLarge)
  }

  /// The deepest trees there can be, on a quarter of the stack that a thread has by default.
  ///
  /// A level takes up to 12 KiB where nothing is optimised.
  @Test(arguments: [
    Array(repeating: "count", count: 100).joined(separator: " + "),
    Array(repeating: "urgent", count: 99).joined(separator: " && ") + " ? 1 : 0",
    String(repeating: "!", count: 98) + "urgent ? 1 : 0",
    "answer" + String(repeating: "[0]", count: 99),
    "answer" + String(repeating: ".a", count: 99),
    String(repeating: "[", count: 98) + "count" + String(repeating: "]", count: 98),
    String(repeating: "default(", count: 98) + "severity" + String(repeating: ", '')", count: 98),
    "[answer]" + String(repeating: ".map(t, [t])", count: 95),
    "tags" + String(repeating: ".filter(t, size(t) > 0)", count: 70),
    String(repeating: "tags.all(t, ", count: 98) + "urgent" + String(repeating: ")", count: 98),
    String(repeating: "urgent ? 1 : ", count: 98) + "2",
  ])
  func theDeepestTreesFitASmallStack(source: String) async throws {
    let outcome = await withCheckedContinuation { continuation in
      let thread = Thread {
        continuation.resume(returning: Result { try Self.compileAndRun(source) })
      }
      thread.stackSize = 2 * 1024 * 1024
      thread.start()
    }
    _ = try outcome.get()
  }

  private static func compileAndRun(_ source: String) throws {
    let expression = try Expression.compile(source, in: deskScope)
    let bindings: Bindings = ["count": 1, "urgent": true, "answer": [], "tags": ["a"]]
    do {
      _ = try expression.evaluate(bindings)
    } catch {
      // It came back: what to is not the question here.
    }
  }
}
