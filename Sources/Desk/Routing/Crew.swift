/// Who works at the desk, by its settings and by later words of command.
///
/// What a command said wins over the settings' file: a team as a whole, of an agent one matter at a
/// time. Taking the word back lets the file count again.
package struct Crew: Sendable {
  /// In the order of their names.
  package private(set) var teams: [TeamPlan] = []
  private var qualifications: [Identifier<Agent>: Qualification]
  private let filed: [TeamPlan]
  /// How many conversations one agent is offered within the window: nobody gets all of them.
  package let share: Share

  /// A fair share: so many in such a time.
  package struct Share: Equatable, Sendable {
    package let most: Int
    package let window: Duration

    package init(most: Int = 100, window: Duration = .seconds(3600)) {
      self.most = most
      self.window = window
    }
  }

  package init(
    teams: [TeamPlan] = [], qualifications: [Identifier<Agent>: Qualification] = [:],
    share: Share = Share()
  ) {
    filed = teams
    self.teams = teams.sorted { $0.id < $1.id }
    self.qualifications = qualifications
    self.share = share
  }

  /// The same with the teams that commands have made.
  package func with(commanded: [TeamPlan]) -> Crew {
    var crew = self
    crew.teams = filed.overlaid(by: commanded)
    return crew
  }

  /// Whether the settings' file names that team.
  package func isFiled(_ team: Identifier<Team>) -> Bool { filed.contains { $0.id == team } }

  package func team(_ id: Identifier<Team>) -> TeamPlan? { teams.first { $0.id == id } }

  /// What an agent can do and takes on, given what commands have said of them.
  package func qualification(
    of agent: Identifier<Agent>, commanded: Qualification = Qualification()
  )
    -> Qualification
  {
    commanded.over(qualifications[agent] ?? Qualification())
  }
}
