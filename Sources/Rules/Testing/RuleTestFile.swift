import Authoring
import Desk
package import Documents
import Expressions

/// One file of tests beside the rules, read.
package struct RuleTestFile: Sendable {
  package let source: SourceFile
  package let cases: [RuleCase]
}

/// A conversation given by its events, and what the rules have to make of it.
package struct RuleCase: Sendable {
  package let name: String
  package let place: Place
  let world: RuleWorld
  let deeds: [RuleDeed]
  let expected: [RuleExpectation]
}

/// What is so before anything happens.
struct RuleWorld: Sendable {
  var opening: Opening
  var contact = Contact(name: nil, email: nil, isVerified: false)
  var clock = Instant(milliseconds: 1_767_607_200_000)
  var isOpen = true
  /// How many conversations the customer began in the last days, this one not counted.
  var earlier: [Int] = []

  init() {
    opening = Opening(
      site: "main", customer: Identifier("customer"), number: 1, language: "en", page: nil,
      channel: "web")
  }
}

/// One line of a case: something happens, or time passes.
struct RuleDeed: Sendable {
  let place: Place
  let content: Content

  enum Content: Sendable {
    case happens(Event)
    case wait(Duration)
  }
}

/// One thing that has to be true when all has happened.
struct RuleExpectation: Sendable {
  let place: Place
  let subject: Subject
  let content: Content

  enum Subject: String, Sendable, CaseIterable {
    case category, priority, tags, queue, fields, state, stage, level, rules, acts
  }

  enum Content: Sendable {
    case text(TextPattern)
    case list([TextPattern])
    case map([String: TextPattern])
    case nothing
  }
}
