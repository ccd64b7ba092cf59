import Desk
import Documents
import Flows
import Foundation
import Knowledge
import Office
import Secrets

/// Events as one would read them aloud.
enum Transcript {
  static func lines(_ event: Event) -> [String] {
    switch event {
    case .said(let message): return said(message)
    case .noted(let agent, let text): return ["note by \(agent.name): \(text)"]
    case .queued(let handoff):
      let summary = handoff.summary.isEmpty ? "" : ": \(handoff.summary)"
      return ["=> waits in \(handoff.queue) (\(handoff.reason.rawValue))\(summary)"]
    case .taken(let agent): return ["=> \(agent.name) takes it"]
    case .released(let agent, let why): return ["=> \(agent.name) gives it back (\(why.rawValue))"]
    case .transferred(let agent, .queue(let queue), _):
      return ["=> \(agent.name) passes it to \(queue)"]
    case .transferred(let agent, .agent(let other), _):
      return ["=> \(agent.name) passes it to \(other.name)"]
    case .transferred(let agent, .bot(let flow), _):
      return ["=> \(agent.name) returns it to the bot" + (flow.map { " (\($0))" } ?? "")]
    case .withdrawn(let why): return ["=> back to the bot (\(why.rawValue))"]
    case .promised(_, let why): return ["=> a reply is promised (\(why.rawValue))"]
    case .resolved(let author): return ["=> resolved by \(name(author))"]
    case .reopened(let author): return ["=> reopened by \(name(author))"]
    case .rated(let score, let comment):
      return ["=> rated \(score)" + (comment.map { ": \($0)" } ?? "")]
    case .started, .identified, .recorded, .categorised, .prioritised, .suggested, .judged,
      .concluded:
      return []
    }
  }

  private static func said(_ message: Message) -> [String] {
    var lines = ["\(name(message.author)): \(message.text)"]
    for card in message.offer?.cards ?? [] { lines.append("  card: \(card.title)") }
    for field in message.offer?.form ?? [] { lines.append("  field: \(field.label)") }
    let options = (message.offer?.options ?? []).map(\.label)
    if !options.isEmpty { lines.append("  [\(options.joined(separator: " | "))]") }
    return lines
  }

  private static func name(_ author: Author) -> String {
    switch author {
    case .customer: "customer"
    case .bot: "bot"
    case .agent(let agent): agent.name
    }
  }
}

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
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().path
    let path = "\(root)/\(folder)"
    return try FileManager.default.contentsOfDirectory(atPath: path)
      .filter { $0.hasSuffix(".\(ending)") && !$0.hasSuffix(".test.yaml") }.sorted().map {
        ($0, Array(try Data(contentsOf: URL(fileURLWithPath: "\(path)/\($0)"))))
      }
  }
}
