import Journal
import Threads

extension OfficeThread {
  /// How long an operator's request is waited for; one that takes longer was not answered, and may
  /// still be done.
  package static let patience = Duration.seconds(10)

  /// Has the Office do something on its own thread, and waits for what came of it.
  package func ask<Outcome: Sendable>(_ work: @escaping @Sendable (Office) throws -> Outcome)
    -> Result<Outcome, OperatorRefusal>
  {
    let answer = Mailbox<Result<Outcome, OperatorRefusal>>(bound: 1)
    let isTaken = post(
      .errand { office throws(RecordFailure) in
        do { _ = answer.post(.success(try work(office))) } catch let failure as RecordFailure {
          _ = answer.post(.failure(OperatorRefusal(description: failure.what, code: failure.code)))
          // Who asked makes no difference to what the disk is worth.
          if failure.kind == .broken || failure.kind == .damaged { throw failure }
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
