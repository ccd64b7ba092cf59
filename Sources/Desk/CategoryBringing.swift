extension DeskPlan {
  /// The name under which the record keeps what a category brought.
  package static let categoryRule = "category"

  /// What a category brings that a conversation was just given: its priority, unless somebody gave
  /// it one, and its queue while it waits in another and was not escalated.
  package func brought(by category: String, to conversation: Conversation) -> [Command] {
    guard !categories.isEmpty else { return [] }
    var commands: [Command] = []
    if mayRank(conversation), let priority = categories.priority(of: category),
      priority != conversation.priority
    {
      commands.append(.prioritise(priority))
    }
    if conversation.stage.word.isQueued, conversation.level == 0,
      let queue = categories.queue(of: category), queue != conversation.queue,
      self.queue(queue) != nil
    {
      commands.append(.route(queue))
    }
    return commands
  }

  /// What a category ranked may be ranked by the next.
  private func mayRank(_ conversation: Conversation) -> Bool {
    switch conversation.prioritised {
    case nil: true
    case .rule(let name): name == Self.categoryRule
    case .customer, .bot, .agent: false
    }
  }
}

extension StageWord {
  /// Whether it stands in a queue and nobody has it.
  var isQueued: Bool {
    switch self {
    case .waiting, .missed, .promised: true
    case .bot, .agent, .left, .resolved, .closed: false
    }
  }
}
