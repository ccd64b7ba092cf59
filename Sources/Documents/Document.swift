/// The outcome of reading a text: the tree when there is one, and what is wrong with it.
package struct Document: Sendable {
  /// What a document may be; anything larger is refused before it costs memory or stack.
  package struct Limits: Sendable {
    package var bytes: Int
    package var depth: Int
    package var nodes: Int

    package init(bytes: Int = 256 * 1024, depth: Int = 32, nodes: Int = 50_000) {
      self.bytes = bytes
      self.depth = depth
      self.nodes = nodes
    }
  }

  /// The rules' names, for documents that have rules of their own.
  package struct RuleNames: Sendable {
    package var notYAML: String
    package var unquotedTemplate: String
    package var duplicateKey: String
    package var notAllowed: String

    package init(
      notYAML: String = "E101", unquotedTemplate: String = "E103", duplicateKey: String = "E104",
      notAllowed: String = "E107"
    ) {
      self.notYAML = notYAML
      self.unquotedTemplate = unquotedTemplate
      self.duplicateKey = duplicateKey
      self.notAllowed = notAllowed
    }
  }

  package let source: SourceFile
  /// Nothing when the text is empty or could not be read at all.
  package let root: Node?
  package let findings: [Finding]

  package static func read(
    _ source: SourceFile, limits: Limits = Limits(), rules: RuleNames = RuleNames()
  ) -> Document {
    var findings = TextChecks(source: source, limits: limits, rules: rules).findings()
    var root: Node?
    if findings.isEmpty {
      var composer = Composer(source: source, limits: limits, rules: rules)
      root = composer.compose()
      findings = composer.findings
    }
    return Document(source: source, root: root, findings: findings.sortedOnce())
  }

  private init(source: SourceFile, root: Node?, findings: [Finding]) {
    self.source = source
    self.root = root
    self.findings = findings
  }
}
