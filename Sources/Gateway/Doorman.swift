import Logging
import Secrets
import Threads

/// Checks passwords, away from the loop and the Office: one takes 45 ms and 64 MiB.
///
/// Two at a time. At most `bound` wait; beyond that a login is told to come again.
package final class Doorman: Sendable {
  private let mailbox: Mailbox<Job>
  private let log: Logger
  private static let bound = 64

  private struct Job: Sendable {
    let password: String
    let stored: String?
    let done: @Sendable (Bool) -> Void
  }

  package init(log: Logger) {
    mailbox = Mailbox(bound: Self.bound)
    self.log = log
  }

  /// Starts the two threads; they end after `close`.
  package func start() throws -> [NamedThread] {
    try (1...2).map { number in
      try NamedThread("doorman \(number)") { [self] in work() }
    }
  }

  package func close() { mailbox.close() }

  /// Whether the password is the one stored; an unknown user costs as long as a known one. False
  /// when too many wait: `done` will not be called.
  func check(_ password: String, stored: String?, done: @escaping @Sendable (Bool) -> Void) -> Bool
  {
    mailbox.post(Job(password: password, stored: stored, done: done))
  }

  private func work() {
    while true {
      _ = mailbox.wait()
      for job in mailbox.drain() {
        job.done(isRight(job))
      }
      if mailbox.isClosed { return }
    }
  }

  private func isRight(_ job: Job) -> Bool {
    do {
      return try PasswordHash.verify(
        job.password, against: job.stored.map { PasswordHash(stored: $0) })
    } catch {
      log.error("a password could not be checked", metadata: ["reason": "\(error)"])
      return false
    }
  }
}
