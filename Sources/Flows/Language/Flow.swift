import Documents
import Expressions

/// One flow as it was read: every name with its place, every text and condition compiled.
struct Flow: Sendable {
  let name: Named
  let title: Text?
  let isInterruptible: Bool
  let resume: Resume
  let params: [Named]
  let triggers: [Phrase]
  let variables: [String: Variable]
  /// Variables in the order they were declared.
  let variableOrder: [String]
  let sections: [Section]
  let sectionIndex: [String: Int]
  let source: SourceFile
  /// What its expressions may speak of; translations are compiled against it.
  let scope: Scope

  /// What happens to the open question when a flow that interrupted it has ended.
  enum Resume: String, Sendable, CaseIterable {
    case reprompt, ask, drop
  }

  func section(_ name: String) -> Section? { sectionIndex[name].map { sections[$0] } }
}

struct Section: Sendable {
  let name: Named
  let steps: [Step]
}

/// Words that mean something when a customer types them.
struct Phrase: Sendable {
  let written: Named
  /// The phrase in the form that typed words are compared in.
  let normal: String

  init(_ written: Named) {
    self.written = written
    normal = Wording.normal(written.text)
  }
}
