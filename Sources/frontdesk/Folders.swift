import Documents
import Flows
import Foundation
import Gateway
import JSON
import Knowledge
import Office
import Secrets

/// Reads the folders a desk is made from: flows, articles, the widget's files.
enum Folders {
  /// A folder of flows holds far less; more is not a folder of flows.
  private static let mostFiles = 5000
  private static let largestFile = 8 << 20

  /// All files below a folder whose names end so, by their paths below it, in order.
  static func files(in folder: String, endings: Set<String>) throws -> [(
    name: String, body: [UInt8]
  )] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue
    else {
      throw Failure(
        "there is no folder \(folder); name one, or run from the project's folder", code: 78)
    }
    guard let walk = FileManager.default.enumerator(atPath: folder) else {
      throw Failure("cannot read the folder \(folder)", code: 78)
    }
    var found: [(name: String, body: [UInt8])] = []
    for case let name as String in walk.map({ $0 }) {
      guard endings.contains((name as NSString).pathExtension), !name.hasPrefix(".") else {
        continue
      }
      guard found.count < mostFiles else {
        throw Failure("\(folder) holds more than \(mostFiles) files", code: 78)
      }
      found.append((name, try read(folder + "/" + name)))
    }
    return found.sorted { $0.name < $1.name }
  }

  static func read(_ path: String) throws -> [UInt8] {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    if let size = attributes?[.size] as? Int, size > largestFile {
      throw Failure("\(path) is larger than \(largestFile >> 20) MiB", code: 78)
    }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Failure("cannot read \(path)", code: 78)
    }
    return Array(data)
  }

  static func pages(_ folder: String) throws -> StaticPages {
    let endings: Set = ["html", "js", "css", "json", "svg", "png", "ico", "txt", "woff2"]
    return StaticPages(
      files: try files(in: folder, endings: endings).filter { StaticPages.serves($0.name) })
  }
}

/// The flows and articles of a folder, read and checked together.
struct FlowFolder {
  let sources: [SourceFile]
  let articles: [Article]
  private let articleMistakes: [ArticleMistake]
  private var unreadable: [Finding] = []

  init(_ folder: String) throws {
    var sources: [SourceFile] = []
    for file in try Folders.files(in: folder, endings: ["yaml", "yml"])
    where !file.name.hasPrefix("knowledge/") {
      do { sources.append(try SourceFile(path: folder + "/" + file.name, bytes: file.body)) } catch
      {
        unreadable.append(error)
      }
    }
    self.sources = sources
    var articles: [Article] = []
    var mistakes: [ArticleMistake] = []
    let knowledge = folder + "/knowledge"
    if FileManager.default.fileExists(atPath: knowledge) {
      for file in try Folders.files(in: knowledge, endings: ["md"]) {
        let read = Article.read(markdown: file.body, file: knowledge + "/" + file.name)
        if let article = read.article { articles.append(article) }
        mistakes += read.mistakes
      }
    }
    self.articles = articles
    articleMistakes = mistakes
  }

  /// What is wrong with the folder.
  struct Report {
    /// For people; empty when nothing is wrong.
    let text: String
    let findings: [Finding]
    let hasErrors: Bool
    let outcome: LoadOutcome
  }

  func report(_ queues: [String]) -> Report {
    let outcome = Revision.load(
      sources: sources, desk: DeskNames(queues: queues, articleCount: articles.count),
      digest: { SHA256.hash($0) })
    let findings = unreadable + articleMistakes.map(\.finding) + outcome.findings
    return Report(
      text: findings.isEmpty ? "" : FindingReport(findings, sources: sources).text,
      findings: findings, hasErrors: findings.hasErrors,
      outcome: outcome)
  }

  /// The bot that the folder describes.
  func plan(_ outcome: LoadOutcome, queues: [String]) throws -> BotPlan {
    guard let revision = outcome.revision else {
      throw Failure("the flows have errors; nothing was loaded", code: 65)
    }
    let names = DeskNames(queues: queues, articleCount: articles.count)
    return BotPlan(
      revision: revision, source: RevisionSource.write(sources),
      articles: KnowledgeIndex(articles)
    ) { kept in
      guard let sources = RevisionSource.read(kept) else { return nil }
      return Revision.restore(sources: sources, desk: names, digest: { SHA256.hash($0) })
    }
  }
}

/// The files of a revision as the record keeps them.
enum RevisionSource {
  static func write(_ sources: [SourceFile]) -> [UInt8] {
    JSONWriter.object { writer in
      writer.array("files", FlowFiles.ofBot(sources)) { writer, source in
        writer.object {
          $0.member("path", source.path)
          $0.member("text", source.text)
        }
      }
    }
  }

  /// Nil for what we did not write.
  static func read(_ bytes: [UInt8]) -> [SourceFile]? {
    // What the record holds was written by us; anything else is as good as lost.
    guard let files = (try? JSONReader.read(bytes))?["files"]?.array else { return nil }
    return files.compactMap { file in
      guard let path = file["path"]?.string, let text = file["text"]?.string else { return nil }
      return SourceFile(path: path, text: text)
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
