package import Authoring
package import Desk
package import Documents
package import Expressions

/// A rule of the desk: when it looks at a conversation, whether it is meant, and what it does then.
package struct DeskRule: Sendable {
  /// Its name, which stands in the record beside everything it did.
  package let name: Named
  package var title: String?
  package var isEnabled = true
  package var occasions: [Occasion] = []
  package var delays: [Delay] = []
  /// Where each occasion or delay stands, in the order of the file.
  var triggerPlaces: [Place] = []
  /// Any of these has to stand in the customer's or agent's words; empty where words do not matter.
  package var words: [Phrase] = []
  /// None of these may.
  package var noWords: [Phrase] = []
  /// All of these have to hold, in this order.
  package var clauses: [Clause] = []
  package var acts: [Act] = []
  /// Whether no later rule looks at what it was meant for.
  package var stops = false
  /// At most once in this time for the same customer; nil for as often as it is meant.
  package var coolDown: Duration?
  package let place: Place

  package init(name: Named, place: Place) {
    self.name = name
    self.place = place
  }
}

/// One part of a rule's condition: what stands between two `&&`, or an entry of the list.
package struct Clause: Sendable {
  package let condition: Condition
  /// Where it starts in what its author wrote, in Unicode scalars.
  let start: Int

  package var place: Place { place(of: expression.offset) }

  package func place(of offset: Int) -> Place { condition.place(of: start + offset) }

  package var source: String { condition.expression.source }
  package var expression: Expression { condition.expression }
}

/// One thing that a rule does, with its place.
package struct Act: Sendable {
  package let place: Place
  package let verb: Verb
  package let content: Content

  /// What stands in the file for it.
  package enum Verb: String, Sendable, CaseIterable {
    case category, priority, tags, fields, queue, offer, notify, escalate, note, say, flow, hold,
      resolve, close, task, stop
  }

  /// What the act holds, as it was written.
  package enum Content: Sendable {
    case category(Named)
    case priority(Priority)
    case tags(add: [Named], remove: [Named])
    case fields([Assignment])
    case queue(Named)
    case offer(OfferWish)
    case notify(to: [Addressee], Text)
    case escalate(to: Named?, reason: Text, stays: Bool)
    case note(Text)
    case say(Text)
    case flow(Named)
    case hold(Duration, reason: Text?)
    case resolve
    case close
    case task(TaskPlan)
    case stop
  }
}
