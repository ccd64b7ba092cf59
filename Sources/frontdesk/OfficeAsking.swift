import Journal
import Office
import Threads

extension OfficeThread {
  /// Has the Office do something on its own thread, and waits for what came of it.
  func ask<Outcome: Sendable>(_ work: @escaping @Sendable (Office) throws -> Outcome)
    -> Result<Outcome, OperatorRefusal>
  {
    let answer = Mailbox<Result<Outcome, OperatorRefusal>>(bound: 1)
    let isTaken = post(
      .errand { office in
        do { _ = answer.post(.success(try work(office))) } catch {
          let why = (error as? RecordFailure)?.what ?? "\(error)"
          _ = answer.post(.failure(OperatorRefusal(description: why)))
        }
      })
    guard isTaken, answer.wait(for: ControlSocket.patience), let result = answer.drain().first
    else { return .failure(OperatorRefusal(description: "the desk is overloaded; try again")) }
    return result
  }
}

/// Why the running server did not do what its operator asked.
struct OperatorRefusal: Error, CustomStringConvertible {
  let description: String
}
