/// Where two performances of one conversation part, and how each comes out.
package struct Parting: Sendable, Equatable {
  package let before: String
  package let after: String
  /// The last question both asked, and what the customer answered there; nil where they part at
  /// once.
  package let question: String?
  package let words: String?
  /// What followed then and what follows now, in words.
  package let then: String
  package let now: String

  package var isOtherOutcome: Bool { before != after }

  /// Nil where nothing but words is otherwise, as far as both can be told.
  package init?(_ old: Performance, _ new: Performance) {
    let (before, after) = (old.beats, new.beats)
    guard
      let index = (0..<max(before.count, after.count)).first(where: { index in
        index >= before.count || index >= after.count || before[index] != after[index]
      })
    else { return nil }
    let common = before.prefix(index)
    question =
      common.lazy.reversed().compactMap { beat -> String? in
        if case .asked(let question) = beat { question } else { nil }
      }.first
    words = common.last.flatMap { if case .heard(let words) = $0 { words } else { nil } }
    then = Self.words(before.dropFirst(index).first)
    now = Self.words(after.dropFirst(index).first)
    self.before = old.outcome
    self.after = new.outcome
  }

  private static func words(_ beat: Performance.Beat?) -> String {
    switch beat {
    case .heard(let words): "waits for \"\(words.prefix(60))\""
    case .asked(let question): "asks \(question)"
    case .handedOver(let queue, true): "hands over to \(queue)"
    case .handedOver(let queue, false): "looks for a person in \(queue)"
    case .ticket(let queue): "opens a ticket in \(queue)"
    case .called(let service): "calls \(service)"
    case .ended(let outcome): "ends \(outcome)"
    case nil: "says nothing more"
    }
  }
}
