package import Desk

/// What the desk has that rules refer to by name.
package struct RuleNames: Sendable {
  package var queues: [String]
  /// Nil where the accounts are not at hand: then no name of an agent is doubted.
  package var agents: [String]?
  package var teams: [String]
  package var skills: [String]?
  /// Whole paths, such as `billing/refund`; empty where the desk lets any word be a category.
  package var categories: [String]
  /// Empty where the desk lets any name be a field.
  package var fields: [FieldPlan]
  /// Nil where the flows are not at hand.
  package var flows: [String]?
  package var languages: [String]

  package init(
    queues: [String], agents: [String]? = nil, teams: [String] = [], skills: [String]? = nil,
    categories: [String] = [], fields: [FieldPlan] = [], flows: [String]? = nil,
    languages: [String] = ["en"]
  ) {
    self.queues = queues
    self.agents = agents
    self.teams = teams
    self.skills = skills
    self.categories = categories
    self.fields = fields
    self.flows = flows
    self.languages = languages
  }
}
