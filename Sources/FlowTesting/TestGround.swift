package import Desk
package import Documents
package import Flows
package import Knowledge

/// What test files are read and run against: a revision, its files, and what the desk has.
package struct TestGround: Sendable {
  package let revision: Revision
  /// The desk as it is set up, whose queues flows name.
  package let plan: DeskPlan
  package let desk: DeskNames
  package let sources: [SourceFile]
  package let outlines: [String: FlowOutline]
  let articles: [Knowledge.Article]
  let index: KnowledgeIndex
  private let digest: @Sendable ([UInt8]) -> [UInt8]

  /// `sources` are all files of the flows' folder, tests and what they publish among them.
  package init(
    _ revision: Revision, sources: [SourceFile], plan: DeskPlan, articles: [Knowledge.Article],
    digest: @escaping @Sendable ([UInt8]) -> [UInt8]
  ) {
    self.revision = revision
    self.plan = plan
    desk = DeskNames(queues: plan.queues.map(\.id.text), articleCount: articles.count)
    self.sources = sources
    self.articles = articles
    self.digest = digest
    index = KnowledgeIndex(articles)
    var outlines: [String: FlowOutline] = [:]
    for name in revision.flowNames { outlines[name] = revision.outline(of: name) }
    self.outlines = outlines
  }

  /// The test files among the sources, in the order of their paths.
  package var testSources: [SourceFile] {
    sources.filter { $0.path.hasSuffix(".test.yaml") && !FlowFiles.isLanguageTest($0.path) }
      .sorted { $0.path < $1.path }
  }

  /// The flows' folder with a file of the tests' folder, or all files of a folder in it, laid over.
  ///
  /// Nil when there is nothing by that name.
  func published(_ name: String, besides test: SourceFile) -> LoadOutcome? {
    let folder = test.path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
      .joined(separator: "/")
    let path = folder + "/" + name
    var laid: [String: String] = [:]
    for source in sources {
      if source.path == path {
        laid[String(FlowFiles.fileName(source.path))] = source.text
      } else if source.path.hasPrefix(path + "/") {
        laid[String(source.path.dropFirst(path.count + 1))] = source.text
      }
    }
    guard !laid.isEmpty else { return nil }
    return Revision.load(sources: overlaid(by: laid), desk: desk, digest: digest)
  }

  private func overlaid(by laid: [String: String]) -> [SourceFile] {
    let root = FlowFiles.folder(of: sources)
    var kept = sources.filter { source in
      !FlowFiles.belongsToTests(source.path, in: root)
        && laid[String(source.path.dropFirst(root.count))] == nil
    }
    for (name, text) in laid.sorted(by: { $0.key < $1.key }) {
      kept.append(SourceFile(path: root + name, text: text))
    }
    return kept
  }
}
