import Documents
package import Flows
package import Journal
import Mail
import Office
import Secrets

/// A revision that the record keeps, compiled again.
package struct KeptFlows {
  package let files: FlowFolder
  package let revision: Revision
  private let source: [UInt8]
  private let queues: [String]

  /// Nil where it is not there or cannot be read any more.
  package init?(_ id: String, _ reading: FlowReading, _ queues: [String]) throws {
    guard let kept = try reading.revision(id), let sources = RevisionSource.read(kept.source),
      let restored = Revision.restore(
        sources: sources, desk: DeskNames(queues: queues, articleCount: 0),
        digest: { SHA256.hash($0) })
    else { return nil }
    files = FlowFolder(kept: sources)
    revision = restored
    source = kept.source
    self.queues = queues
  }

  package var outline: Outline { files.outline(of: revision) }

  /// The bot to serve with. Revisions kept before articles were get those of the folder.
  func plan(articlesFrom folder: String) throws -> BotPlan {
    let articles = files.articles.isEmpty ? try FlowFolder(folder).articles : files.articles
    return try FlowFolder(kept: files.everything).plan(source: source, articles, queues)
  }
}

extension BotPlan {
  /// What it is compared by.
  var outline: Outline {
    files.outline(of: revision)
  }

  /// The words of letters that were published with it. Revisions kept before letters were get those
  /// of the folder.
  func letters(orOf folder: String) throws -> MailWords {
    let kept = files
    return kept.letterSources.isEmpty ? try FlowFolder(folder).letters : kept.letters
  }

  private var files: FlowFolder { FlowFolder(kept: RevisionSource.read(source) ?? []) }
}
