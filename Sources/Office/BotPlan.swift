package import Flows
package import Knowledge

/// What the bot speaks from: flows and articles published together.
package struct BotPlan: Sendable {
  package let revision: Revision
  /// The files the revision was compiled from, as kept in the record.
  package let source: [UInt8]
  package let articles: KnowledgeIndex
  /// Makes a revision of what the record kept of an older one; nil if it no longer compiles.
  package let compile: @Sendable ([UInt8]) -> Revision?

  package init(
    revision: Revision, source: [UInt8], articles: KnowledgeIndex,
    compile: @escaping @Sendable ([UInt8]) -> Revision?
  ) {
    self.revision = revision
    self.source = source
    self.articles = articles
    self.compile = compile
  }
}
