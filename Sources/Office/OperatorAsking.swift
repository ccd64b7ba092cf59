import Journal
import Threads

extension OfficeThread {
  /// How long an operator's request is waited for; one that takes longer was not answered, and may
  /// still be done.
  package static let patience = Duration.seconds(10)

  /// Has the Office do something on its own thread, and waits until what came of it is on disk.
  package func ask<Outcome: Sendable>(_ work: @escaping @Sendable (Office) throws -> Outcome)
    -> Result<Outcome, OperatorRefusal>
  {
    let answer = Mailbox<Result<Outcome, OperatorRefusal>>(bound: 1)
    let isTaken = post(
      .errand { office throws(RecordFailure) in
        do {
          let outcome = try work(office)
          office.whenWritten { failure in
            let refusal = failure.map { OperatorRefusal(description: $0.what, code: $0.code) }
            _ = answer.post(refusal.map { .failure($0) } ?? .success(outcome))
          }
        } catch let failure as RecordFailure {
          _ = answer.post(.failure(OperatorRefusal(description: failure.what, code: failure.code)))
          // Who asked makes no difference to what the disk is worth, and half of it is none.
          if failure.kind != .fault { throw failure }
        } catch {
          _ = answer.post(.failure(OperatorRefusal(description: "\(error)")))
        }
      })
    guard isTaken, answer.wait(for: Self.patience), let result = answer.drain().first
    else { return .failure(OperatorRefusal(description: "the desk is overloaded; try again")) }
    return result
  }
}

/// Why the running server did not do what its operator asked.
package struct OperatorRefusal: Error, CustomStringConvertible {
  package let description: String
  /// What the command that asked ends with.
  package let code: Int32

  package init(description: String, code: Int32 = 1) {
    self.description = description
    self.code = code
  }
}
