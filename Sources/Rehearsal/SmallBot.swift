import Documents
import Flows
import Knowledge
package import Office
import Secrets

/// A bot that hears what it is about and ends; whoever says "agent" is handed over. One article.
package enum SmallBot {
  package static let plan: BotPlan = {
    let sources = [
      SourceFile(path: "bot.yaml", text: botFile), SourceFile(path: "t.flow.yaml", text: flowFile),
    ]
    let load: @Sendable () -> Revision? = {
      Revision.load(
        sources: sources, desk: DeskNames(queues: ["general", "billing"], articleCount: 1),
        digest: { SHA256.hash($0) }
      ).revision
    }
    guard let revision = load() else { preconditionFailure("the small bot loads") }
    let article = Article(
      id: "late-parcel", title: "My parcel is late", keywords: ["parcel", "late"],
      category: "order",
      language: "en", headings: [], body: "Most late parcels arrive within two days.", examples: [])
    return BotPlan(revision: revision, source: [1], articles: KnowledgeIndex([article])) { _ in
      load()
    }
  }()

  private static let botFile = """
    bot: tester
    entry: [{ flow: t }]
    commands:
      agent: { phrases: [agent, human], do: handoff, queue: general }
      back: { phrases: [back], do: back }
      start_over: { phrases: [start over], do: restart }
      help: { phrases: [help], do: help, say: Say agent. }
      stop: { phrases: [stop], do: end }

    """

  private static let flowFile = """
    flow: t
    vars:
      words: { type: text, max: 2000 }
    sections:
      hear:
        - ask: What is it about?
          into: words
          invalid: Please say a little less.
        - say: Thank you.
        - end: resolved

    """
}
