package import Authoring
package import Desk
package import Documents

/// Whom an act tells of something, or a conversation is to be offered to.
package struct Addressee: Sendable, Equatable {
  package let kind: Kind
  /// The name of the agent, team or queue; empty for who has the conversation and for supervisors.
  package let name: String
  package let place: Place

  /// What kind of people are meant.
  package enum Kind: String, Sendable, CaseIterable {
    case agent, team, queue, owner, supervisors

    /// Whether it takes a name behind a colon.
    package var takesName: Bool {
      switch self {
      case .agent, .team, .queue: true
      case .owner, .supervisors: false
      }
    }
  }

  package var text: String { kind.takesName ? "\(kind.rawValue):\(name)" : kind.rawValue }
}

/// To whom a rule would have a waiting conversation offered first.
package struct OfferWish: Sendable {
  package var agent: Named?
  package var team: Named?
  package var skill: Named?
}

/// A ticket for a colleague that a rule opens, linked to the conversation it is about.
package struct TaskPlan: Sendable {
  package let queue: Named
  package let subject: Text
  package let body: Text?
  package let priority: Priority
}
