import Desk
import Documents
import Flows
import Foundation
import Journal
import Knowledge
import Office
import Rehearsal
import Secrets
import TestSupport

/// The bot that comes with the program: its flows and articles, read once.
enum Shop {
  static let bot: BotPlan = {
    do { return try read() } catch { preconditionFailure("the shipped flows load: \(error)") }
  }()

  /// The bot of the tests' workshop, whose flow does everything that can be done.
  static let workshop: BotPlan = {
    do {
      return try plan(try sources("Tests/Peers/workshop"), [])
    } catch { preconditionFailure("the workshop's flows load: \(error)") }
  }()

  private static func sources(_ folder: String) throws -> [SourceFile] {
    try files(folder, "yaml").map { try SourceFile(path: "flows/\($0.name)", bytes: $0.body) }
  }

  private static func read() throws -> BotPlan {
    let articles = try files("flows/knowledge", "md").map {
      try Article(markdown: $0.body, file: $0.name)
    }
    return try plan(try sources("flows"), articles)
  }

  private static func plan(_ sources: [SourceFile], _ articles: [Knowledge.Article]) throws
    -> BotPlan
  {
    let names = DeskNames(
      queues: ["general", "orders", "billing", "technical"], articleCount: articles.count)
    let load: @Sendable ([SourceFile]) -> Revision? = { sources in
      Revision.load(sources: sources, desk: names, digest: { SHA256.hash($0) }).revision
    }
    guard let revision = load(sources) else { throw CocoaError(.fileReadCorruptFile) }
    return BotPlan(
      revision: revision, source: Array("shipped".utf8), articles: KnowledgeIndex(articles)
    ) { _ in load(sources) }
  }

  private static func files(_ folder: String, _ ending: String) throws -> [(
    name: String, body: [UInt8]
  )] {
    try Repository.names(in: folder, ending: ".\(ending)")
      .filter { !$0.hasSuffix(".test.yaml") }
      .map { ($0, try Repository.bytes("\(folder)/\($0)")) }
  }
}

extension RehearsedDesk {
  /// A desk that serves what comes with the program.
  convenience init(
    plan: DeskPlan = RehearsedDesk.plan(), log: (SQLiteRecord) throws -> any EventLog = { $0 }
  ) throws {
    try self.init(plan: plan, bot: Shop.bot, log: log)
  }
}
