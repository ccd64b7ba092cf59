import Documents
import FlowTesting
import Flows
import Journal
package import Logging
package import Mail
package import Office
import Operator

/// Puts flows in force on a running server: reads and checks them on the thread that asks, and has
/// the Office swap them between two turns.
///
/// Whatever is wrong, what served before goes on serving.
package struct FlowPublisher: Sendable {
  package let folder: String
  let known: KnownQueues
  let office: OfficeThread
  let recordPath: String
  private let letters: @Sendable (MailWords) -> Void
  let log: Logger

  /// `letters` is told the words of letters that are in force from then on.
  package init(
    folder: String, known: KnownQueues, office: OfficeThread, recordPath: String,
    letters: @escaping @Sendable (MailWords) -> Void = { _ in }, log: Logger
  ) {
    self.folder = folder
    self.known = known
    self.office = office
    self.recordPath = recordPath
    self.letters = letters
    self.log = log
  }

  private var queues: [String] { known.all }

  /// What was done, for the operator.
  package struct Done: Sendable {
    package let published: Office.Published
    /// What is otherwise than before, at most `changeLimit` lines.
    package let changes: [String]
  }

  private static let changeLimit = 100

  // MARK: From the folder

  package func publish(by author: String, skippingTests: Bool = false) -> Result<
    Done, OperatorRefusal
  > {
    fromFolder(by: author, as: .publish, skippingTests)
  }

  /// Only texts may differ; conversations under way get them too.
  package func hotfix(by author: String, skippingTests: Bool) -> Result<Done, OperatorRefusal> {
    fromFolder(by: author, as: .hotfix, skippingTests)
  }

  private func fromFolder(
    by author: String, as deed: Publication.Deed, _ skippingTests: Bool
  ) -> Result<Done, OperatorRefusal> {
    do {
      let files = try FlowFolder(folder)
      let report = files.report(queues)
      guard !report.hasErrors else {
        let errors = report.findings.count { $0.severity == .error }
        return refuse(
          author, "\(folder) has \(errors) errors",
          report.text + Self.nothingPublished, report.findings)
      }
      if !skippingTests, let failures = try failures(of: files, report) {
        return refuse(author, failures.why, failures.text, failures.findings)
      }
      return swap(try files.plan(report.outcome, queues: queues), by: author, as: deed)
    } catch {
      return refuse(author, "\(error)", "\(error)")
    }
  }

  /// What the folder's own tests say against it; nil where they pass or there are none.
  private func failures(
    of files: FlowFolder, _ report: FlowFolder.Report
  ) throws -> (why: String, text: String, findings: [Finding])? {
    let plan = try office.ask { $0.plan }.get()
    guard let tests = files.testPlan(report, plan) else { return nil }
    let sources = files.everything
    let findings = files.unreadableTests + tests.findings
    guard !findings.hasErrors else {
      let text = FindingReport(findings, sources: sources).text
      return ("the tests in \(folder) have mistakes", text + Self.nothingPublished, findings)
    }
    let run = tests.run()
    let floor = CoverageFloor(of: tests.ground.revision)
    let gaps = run.coverage?.findings(floor, sources).filter { $0.severity == .error } ?? []
    guard gaps.isEmpty else {
      let text = FindingReport(gaps, sources: sources).text
      return ("the tests in \(folder) leave too much out", text + Self.nothingPublished, gaps)
    }
    guard run.failed > 0 else { return nil }
    return (
      "\(run.failed) tests in \(folder) fail",
      "\(run.text(sources))\(run.summary)\(Self.nothingPublished)", []
    )
  }

  private static let nothingPublished =
    "\nnothing was published; what served before goes on serving"

  private func refuse(
    _ author: String, _ why: String, _ text: String, _ findings: [Finding] = []
  ) -> Result<Done, OperatorRefusal> {
    log.tell(findings)
    log.error(
      "the flows were not published; the last good ones keep serving",
      metadata: ["author": "\(author)", "reason": "\(why)", "flows": "\(folder)"])
    let line = String(why.prefix(500))
    // The operator is told in any case; that it could not be kept as well is for the log.
    if case .failure(let failure) = office.ask({ $0.refusePublishing(by: author, why: line) }) {
      log.error("the refusal was not kept in the record", metadata: ["reason": "\(failure)"])
    }
    return .failure(OperatorRefusal(description: text))
  }

  private func swap(_ plan: BotPlan, by author: String, as deed: Publication.Deed)
    -> Result<Done, OperatorRefusal>
  {
    let changes = changes(to: plan)
    let result = office.ask { try $0.publish(plan, by: author, as: deed) }
    switch result {
    case .success(let published):
      adoptLetters(of: plan)
      log.notice(
        "published flows",
        metadata: [
          "revision": "\(published.revision)", "author": "\(author)", "deed": "\(deed.rawValue)",
          "changes": .stringConvertible(changes.count),
        ])
      return .success(Done(published: published, changes: changes))
    case .failure(let failure): return refuse(author, failure.description, failure.description)
    }
  }

  private func adoptLetters(of plan: BotPlan) {
    do { letters(try plan.letters(orOf: folder)) } catch {
      log.warning(
        "the words of letters stay as they were", metadata: ["reason": "\(error)"])
    }
  }

  private func changes(to plan: BotPlan) -> [String] {
    do {
      let reading = try FlowReading(Database(path: recordPath, mode: .reading))
      guard let current = try reading.current()?.revision,
        let old = try KeptFlows(current, reading, queues)
      else { return [] }
      let lines = old.outline.changes(to: plan.outline).map(\.line)
      let more =
        lines.count > Self.changeLimit ? ["and \(lines.count - Self.changeLimit) more"] : []
      return lines.prefix(Self.changeLimit) + more
    } catch {
      log.warning(
        "what is otherwise in the flows cannot be told", metadata: ["reason": "\(error)"])
      return []
    }
  }

  // MARK: From the record

  /// Without a revision the one that served before the current one.
  package func rollback(to wanted: String?, by author: String) -> Result<Done, OperatorRefusal> {
    do {
      let reading = try FlowReading(Database(path: recordPath, mode: .reading))
      let revision = try Self.revision(wanted, reading)
      guard let kept = try KeptFlows(revision, reading, queues) else {
        throw OperatorRefusal(description: "revision \(revision) cannot be read any more")
      }
      let report = kept.files.report(queues)
      guard !report.hasErrors else {
        return refuse(
          author, "revision \(revision) no longer fits the desk", report.text, report.findings)
      }
      return swap(try kept.plan(articlesFrom: folder), by: author, as: .rollback)
    } catch {
      return refuse(author, "\(error)", "\(error)")
    }
  }

  private static func revision(_ wanted: String?, _ reading: FlowReading) throws -> String {
    if let wanted { return try RevisionName.find(wanted, reading) }
    let current = try reading.current()?.revision
    let former = try reading.publications(limit: 1000).lazy.compactMap(\.revision)
      .first { $0 != current }
    guard let former else {
      throw OperatorRefusal(description: "nothing else was ever published here")
    }
    return former
  }

  // MARK: Migration

  package func migrate(
    from old: String, to new: String, after number: Int64, by author: String
  ) -> Result<Office.Migrated, OperatorRefusal> {
    office.ask { try $0.migrate(from: old, to: new, after: number, by: author) }
  }
}
