import Journal
import Logging
import Office

/// Which flows a server begins with: the folder's, unless a rollback is in force or the folder is
/// broken; then those the record knows to be good.
struct FlowStarting {
  let folder: String
  let queues: [String]
  /// Whether the folder is published again by itself when it changes.
  var isWatched = false

  struct Choice {
    let bot: BotPlan
    /// Why the folder was not published, if it was not.
    let refusal: String?
  }

  func choose(_ reading: FlowReading, log: Logger) throws -> Choice {
    let current = try reading.current()
    if let current, current.deed == .rollback, let kept = try kept(current, reading) {
      log.notice(
        "flows that were rolled back to serve; frontdesk flow publish puts the folder's in force",
        metadata: [
          "revision": "\(kept.revision.id)", "author": "\(current.author)", "flows": "\(folder)",
        ])
      return Choice(bot: kept, refusal: nil)
    }
    do {
      let files = try FlowFolder(folder)
      let report = files.report(queues)
      log.tell(report.findings)
      guard !report.hasErrors else {
        throw Failure("\(folder) has errors; mend them, then start or publish again", code: 65)
      }
      return Choice(bot: try files.plan(report.outcome, queues: queues), refusal: nil)
    } catch let failure as Failure {
      guard let current, let kept = try kept(current, reading) else { throw failure }
      log.error(
        "the folder's flows were not published; the last good flows serve",
        metadata: [
          "reason": "\(failure)", "revision": "\(kept.revision.id)",
          "published": "\(current.at.iso8601)",
        ])
      return Choice(bot: kept, refusal: "\(failure)")
    }
  }

  private func kept(_ publication: Publication, _ reading: FlowReading) throws -> BotPlan? {
    guard let revision = publication.revision,
      let kept = try KeptFlows(revision, reading, queues)
    else { return nil }
    return try kept.plan(articlesFrom: folder)
  }
}
