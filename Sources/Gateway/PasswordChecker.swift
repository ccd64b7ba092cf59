package import Logging
import Office
import Secrets
package import Threads

/// Checks passwords, away from the loop and the Office: one takes 45 ms and 64 MiB.
///
/// Two at a time, of which one only looks at logins from where their account has logged in before:
/// whoever guesses, however often, does not stand in their way. At most `bound` wait for each, 3 s
/// of work; beyond that a login is told to come again.
package final class PasswordChecker: Sendable {
  private let known = Mailbox<Job>(bound: bound)
  private let strangers = Mailbox<Job>(bound: bound)
  private let log: Logger
  private static let bound = 64

  private struct Job: Sendable {
    let password: String
    let stored: String?
    /// The password that takes its place, where it is right.
    let next: String?
    let done: @Sendable (LoginResult) -> Void
  }

  package init(log: Logger) { self.log = log }

  /// Starts the two threads; they end after `close`.
  package func start() throws -> [NamedThread] {
    [
      try NamedThread("passwordChecker 1") { [self] in work(known) },
      try NamedThread("passwordChecker 2") { [self] in work(strangers) },
    ]
  }

  package func close() {
    known.close()
    strangers.close()
  }

  /// Whether the password is the one stored; an unknown user costs as long as a known one. False
  /// when too many wait: `done` will not be called.
  func check(
    _ password: String, of attempt: LoginTry, done: @escaping @Sendable (LoginResult) -> Void
  ) -> Bool {
    let queue = attempt.isKnown ? known : strangers
    var next: String?
    if case .changePassword(_, let new)? = attempt.request?.deed { next = new }
    return queue.post(Job(password: password, stored: attempt.stored, next: next, done: done))
  }

  private func work(_ queue: Mailbox<Job>) {
    while true {
      _ = queue.wait()
      for job in queue.drain() {
        job.done(result(job))
      }
      if queue.isClosed { return }
    }
  }

  private func result(_ job: Job) -> LoginResult {
    let stored = job.stored.map { PasswordHash(stored: $0) }
    do {
      guard try PasswordHash.verify(job.password, against: stored) else { return .wrong }
      if let next = job.next { return .changed(to: try PasswordHash.make(next).phc) }
      guard stored?.needsRehash == true else { return .right(rehashed: nil) }
      return .right(rehashed: try PasswordHash.make(job.password).phc)
    } catch {
      log.error("a password could not be checked", metadata: ["reason": "\(error)"])
      return .wrong
    }
  }
}
