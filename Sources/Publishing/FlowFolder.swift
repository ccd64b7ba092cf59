package import Documents
package import Flows
import Foundation
package import Knowledge
package import Mail
package import Office
import Operator
import Secrets

/// The flows, articles and words of letters of a folder, read and checked together.
package struct FlowFolder {
  package let sources: [SourceFile]
  package let articleSources: [SourceFile]
  package let articles: [Article]
  private let articleMistakes: [ArticleMistake]
  package let letterSources: [SourceFile]
  /// The words of the desk's letters.
  package let letters: MailWords
  private let letterFindings: [Finding]
  private var unreadable: [Finding] = []
  /// Apart from the others: they keep no flow from being served.
  package private(set) var unreadableTests: [Finding] = []

  package init(_ folder: String) throws {
    var read: [SourceFile] = []
    var unreadable: [Finding] = []
    func add(_ path: String, _ bytes: [UInt8]) {
      do { read.append(try SourceFile(path: path, bytes: bytes)) } catch {
        unreadable.append(error)
      }
    }
    func take(_ path: String) {
      do { add(path, try Folders.read(path)) } catch {
        unreadable.append(
          Finding(
            at: Place(file: path, line: 1, column: 1), .error, "E107", "\(error)",
            hint: "keep flows in plain files of at most 256 KiB"))
      }
    }
    for name in try Folders.names(in: folder, endings: ["yaml", "yml"])
    where !name.hasPrefix("knowledge/") { take(folder + "/" + name) }
    let knowledge = folder + "/knowledge"
    if FileManager.default.fileExists(atPath: knowledge) {
      for name in try Folders.names(in: knowledge, endings: ["md"]) { take(knowledge + "/" + name) }
    }
    self.init(kept: read)
    let tests = folder + "/tests/"
    self.unreadable = unreadable.filter { !$0.place.file.hasPrefix(tests) }
    unreadableTests = unreadable.filter { $0.place.file.hasPrefix(tests) }
  }

  /// The same files as the record kept them.
  package init(kept: [SourceFile]) {
    let letterFolder = FlowFiles.folder(of: kept) + "mail/"
    letterSources = kept.filter { $0.path.hasPrefix(letterFolder) && !$0.path.hasSuffix(".md") }
    (letters, letterFindings) = MailWords.read(letterSources)
    sources = kept.filter { !$0.path.hasPrefix(letterFolder) && !$0.path.hasSuffix(".md") }
    articleSources = kept.filter { $0.path.hasSuffix(".md") }
    var articles: [Article] = []
    var mistakes: [ArticleMistake] = []
    for source in articleSources {
      let read = Article.read(markdown: Array(source.text.utf8), file: source.path)
      if let article = read.article { articles.append(article) }
      mistakes += read.mistakes
    }
    self.articles = articles
    articleMistakes = mistakes
  }

  /// Flows, articles and letters: what makes a revision.
  package var everything: [SourceFile] { sources + articleSources + letterSources }

  /// What a revision of these files is compared by.
  func outline(of revision: Revision) -> Outline {
    Outline(revision, articles: articleSources, letters: letterSources)
  }

  /// What is wrong with the folder.
  package struct Report {
    /// For people; empty when nothing is wrong.
    package let text: String
    package let findings: [Finding]
    package let hasErrors: Bool
    package let outcome: LoadOutcome
  }

  /// - Parameter media: the types of files that the desk takes; nil where that is not known.
  package func report(_ queues: [String], media: [String]? = nil) -> Report {
    let names = DeskNames(queues: queues, articleCount: articles.count, media: media)
    let outcome = Revision.load(
      sources: everything, desk: names,
      digest: { SHA256.hash($0) })
    // What a file that cannot be read would have held is not missing.
    let gaps = Gaps(lacksFiles: !unreadable.isEmpty)
    let findings =
      unreadable + articleMistakes.map(\.finding) + letterFindings
      + gaps.withoutGuesses(outcome.findings)
    return Report(
      text: findings.isEmpty ? "" : FindingReport(findings, sources: everything).text,
      findings: findings, hasErrors: findings.hasErrors,
      outcome: outcome)
  }

  /// The bot that the folder describes.
  package func plan(_ outcome: LoadOutcome, queues: [String]) throws -> BotPlan {
    guard let revision = outcome.revision else {
      throw Failure("the flows have errors; nothing was loaded", code: 65)
    }
    return plan(revision, RevisionSource.write(everything), articles, queues)
  }

  /// The bot that the record kept, also where the checker has learned rules since.
  package func plan(source: [UInt8], _ articles: [Article], _ queues: [String]) throws -> BotPlan {
    let names = DeskNames(queues: queues, articleCount: articles.count)
    guard
      let revision = Revision.restore(
        sources: everything, desk: names, digest: { SHA256.hash($0) })
    else { throw Failure("the flows in the record cannot be read any more", code: 65) }
    return plan(revision, source, articles, queues)
  }

  private func plan(
    _ revision: Revision, _ source: [UInt8], _ articles: [Article], _ queues: [String]
  ) -> BotPlan {
    let names = DeskNames(queues: queues, articleCount: articles.count)
    return BotPlan(revision: revision, source: source, articles: KnowledgeIndex(articles)) { kept in
      guard let sources = RevisionSource.read(kept) else { return nil }
      return Revision.restore(sources: sources, desk: names, digest: { SHA256.hash($0) })
    }
  }
}

extension ArticleMistake {
  /// Written as the flows' findings are.
  fileprivate var finding: Finding {
    Finding(
      at: Place(file: file, line: line, column: column), .error, "A001", message, hint: hint)
  }
}
