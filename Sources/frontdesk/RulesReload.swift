import Documents
import Logging
import Operator
import Rules

/// Reads the rules again while the server runs.
///
/// Whatever is wrong with them, the old ones stay, all of them.
final class RulesReload {
  private var hasFile: Bool
  private let log: Logger
  private let load: () throws -> RuleFile
  private let adopt: (RuleBook) throws -> Void

  init(
    hasFile: Bool, log: Logger, load: @escaping () throws -> RuleFile,
    adopt: @escaping (RuleBook) throws -> Void
  ) {
    self.hasFile = hasFile
    self.log = log
    self.load = load
    self.adopt = adopt
  }

  func run() {
    do {
      let file = try load()
      // One that is gone is being moved; nobody takes all rules back by that.
      if hasFile, file.source == nil {
        return refuse("\(file.path) is gone; to work without rules, write rules: [] in it", [])
      }
      let outcome = file.outcome()
      guard let book = outcome.book else { return refuse("they have mistakes", outcome.findings) }
      log.tell(outcome.findings)
      try adopt(book)
      hasFile = file.source != nil
      if hasFile {
        log.notice(
          "the rules were read again",
          metadata: ["rules": "\(book.rules.count)", "file": "\(file.path)"])
      }
    } catch let failure as Failure {
      refuse(failure.sentence, failure.findings)
    } catch {
      refuse("\(error)", [])
    }
  }

  private func refuse(_ why: String, _ findings: [Finding]) {
    log.tell(findings)
    log.error("the rules were not changed; the old ones hold", metadata: ["reason": "\(why)"])
  }
}
