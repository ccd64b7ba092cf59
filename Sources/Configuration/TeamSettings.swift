/// People who work together, as `desk.yaml` names them.
package struct TeamSettings: Sendable, Equatable {
  package let name: String
  package let title: String
  package let members: [String]
  /// What every member can do, with levels.
  package let skills: [SkillSetting]
  package let lead: String?
}

/// A skill and its level, or the least level that is asked for.
package struct SkillSetting: Sendable, Equatable {
  package let name: String
  package let level: Int

  package static let levels = 1...3
}

/// What `desk.yaml` says of one agent; nil where it says nothing.
package struct AgentSettings: Sendable, Equatable {
  package let login: String
  package let skills: [SkillSetting]?
  package let languages: [String]?
  package let capacity: Int?
  /// How much of their work may be of a queue.
  package let limits: [Limit]

  /// A limit of one queue.
  package struct Limit: Sendable, Equatable {
    package let queue: String
    package let most: Int
  }
}

/// How a queue's conversations come to agents, as `desk.yaml` has it.
package struct RoutingSettings: Sendable, Equatable {
  package var mode = "pull"
  package var teams: [String] = []
  package var skills: [SkillSetting] = []
  package var fallbackAfter: Duration?
  package var limit: Int?
  package var weight = Weight()
  package var offerWithin = RoutingSettings.usualOffer
  package var misses = RoutingSettings.usualMisses
  /// Where what is in it is handed up.
  package var escalatesTo: String?

  package static let usualOffer = Duration.seconds(30)
  package static let usualMisses = 2
  package static let modes = ["pull", "offer", "both"]

  /// How much of an agent's capacity a conversation takes.
  package struct Weight: Sendable, Equatable {
    package var usual = 1
    package var priorities: [Part] = []
    package var channels: [Part] = []

    /// The weight of one priority, or of one channel.
    package struct Part: Sendable, Equatable {
      package let name: String
      package let weight: Int
    }

    package static let range = 1...10
  }
}
