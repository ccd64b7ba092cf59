package import Journal
package import Logging
package import Mail
package import Office
import Operator

/// Which flows a server begins with: those that served last. Only a desk that never served any
/// begins with those of the folder; a restart puts nothing in force that was not published.
package struct FlowStarting: Sendable {
  package let folder: String
  package let queues: [String]
  /// Whether the folder is published again by itself when it changes.
  package var isWatched = false
  /// Told the words of letters that are in force.
  package let letters: @Sendable (MailWords) -> Void

  package init(
    folder: String, queues: [String], isWatched: Bool = false,
    letters: @escaping @Sendable (MailWords) -> Void = { _ in }
  ) {
    self.folder = folder
    self.queues = queues
    self.isWatched = isWatched
    self.letters = letters
  }

  /// Which revision serves first, and what is to be said of it.
  package struct Choice {
    package let bot: BotPlan
    /// Why the folder could not be published, if it could not.
    package var refusal: String?
    /// Whether the folder holds others, without an error.
    package var isFolderNew = false
  }

  package func choose(_ reading: FlowReading, log: Logger) throws -> Choice {
    let choice = try chosen(reading, log: log)
    do { letters(try choice.bot.letters(orOf: folder)) } catch {
      log.warning(
        "letters are written in the program's own words", metadata: ["reason": "\(error)"])
    }
    return choice
  }

  private func chosen(_ reading: FlowReading, log: Logger) throws -> Choice {
    guard let current = try reading.current(), let kept = try kept(current, reading) else {
      if try reading.current() != nil {
        log.error(
          "the flows that served last cannot be read any more; the folder's serve",
          metadata: ["flows": "\(folder)"])
      }
      return Choice(bot: try fromFolder(log))
    }
    var choice = Choice(bot: kept)
    do {
      choice.isFolderNew = try fromFolder(log).revision.id != kept.revision.id
    } catch let failure as Failure {
      choice.refusal = "\(failure)"
    }
    tell(choice, current, to: log)
    return choice
  }

  private func fromFolder(_ log: Logger) throws -> BotPlan {
    let files = try FlowFolder(folder)
    let report = files.report(queues)
    log.tell(report.findings)
    guard !report.hasErrors else {
      throw Failure("\(folder) has errors; mend them, then start or publish again", code: 65)
    }
    return try files.plan(report.outcome, queues: queues)
  }

  private func tell(_ choice: Choice, _ current: Publication, to log: Logger) {
    var facts: Logger.Metadata = [
      "revision": "\(choice.bot.revision.id)", "author": "\(current.author)", "flows": "\(folder)",
      "published": "\(current.at.iso8601)",
    ]
    if let refusal = choice.refusal {
      facts["reason"] = "\(refusal)"
      log.error(
        "the folder's flows were not published; the last good flows serve", metadata: facts)
    } else if current.deed == .rollback {
      log.notice(
        "flows that were rolled back to serve; frontdesk flow publish puts the folder's in force",
        metadata: facts)
    } else if choice.isFolderNew, !isWatched {
      log.notice(
        "those flows serve that served before; the folder holds others: frontdesk flow publish",
        metadata: facts)
    }
  }

  private func kept(_ publication: Publication, _ reading: FlowReading) throws -> BotPlan? {
    guard let revision = publication.revision,
      let kept = try KeptFlows(revision, reading, queues)
    else { return nil }
    return try kept.plan(articlesFrom: folder)
  }
}
