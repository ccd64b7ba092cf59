import Authoring
import Documents
import Expressions

/// One flow as it was read: every name with its place, every text and condition compiled.
///
/// A class, though it never changes: the engine looks it up several times a turn, and copying a
/// value of a dozen parts each time would cost more than the turn itself.
final class Flow: Sendable {
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

  init(
    name: Named, title: Text?, isInterruptible: Bool, resume: Resume, params: [Named],
    triggers: [Phrase], variables: [String: Variable], variableOrder: [String],
    sections: [Section], source: SourceFile, scope: Scope
  ) {
    self.name = name
    self.title = title
    self.isInterruptible = isInterruptible
    self.resume = resume
    self.params = params
    self.triggers = triggers
    self.variables = variables
    self.variableOrder = variableOrder
    self.sections = sections
    self.source = source
    self.scope = scope
    sectionIndex = Dictionary(
      sections.enumerated().map { ($1.name.text, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// What happens to the open question when a flow that interrupted it has ended.
  enum Resume: String, Sendable, CaseIterable {
    case reprompt, ask, drop
  }

  func section(_ name: String) -> Section? { sectionIndex[name].map { sections[$0] } }

  /// The queue the flow would hand over to, as far as these values tell; nil where it has no
  /// handoff, or several queues to choose from and not yet a reason.
  func queue(knowing values: [String: Value]) -> String? {
    var fixed: Set<String> = []
    for step in sections.flatMap(\.steps) {
      guard case .handoff(let handoff) = step.action else { continue }
      switch handoff.queue {
      case .fixed(let queue): fixed.insert(queue.text)
      case .by(let variable, let table, _):
        guard let value = values[variable.text] else { return nil }
        if let queue = table[value.text] { return queue.text }
      }
    }
    return fixed.count == 1 ? fixed.first : nil
  }
}

struct Section: Sendable {
  let name: Named
  let steps: [Step]
}
