package import Authoring
package import Desk
package import Documents

/// What agents call by its name: texts they answer with, and several acts at once.
package struct Shortcuts: Sendable {
  package let replies: [CannedReply]
  package let macros: [Macro]

  package static let empty = Shortcuts(replies: [], macros: [])

  package func reply(_ name: String) -> CannedReply? { replies.first { $0.name.text == name } }

  package func macro(_ name: String) -> Macro? { macros.first { $0.name.text == name } }
}

/// A text that an agent answers with, its values filled in from the conversation.
package struct CannedReply: Sendable {
  package let name: Named
  package let title: String
  package let text: Text
}

/// Several acts that an agent does at once: all of them happen, or none.
package struct Macro: Sendable {
  package let name: Named
  package let title: String
  package let acts: [Act]
  package let place: Place

  /// The macro as a rule that nothing sets off, so that the same checks look at its acts.
  var asRule: DeskRule {
    var rule = DeskRule(name: name, place: place)
    rule.acts = acts
    return rule
  }
}

extension RuleBook {
  /// What a reply comes to in a conversation; nil for one that is not there, or says nothing.
  package func text(
    ofReply name: String, in conversation: Conversation, _ plan: DeskPlan, at now: Instant
  ) -> String? {
    guard let reply = shortcuts.reply(name) else { return nil }
    let act = Act(place: reply.name.place, verb: .say, content: .say(reply.text))
    guard case .say(let text)? = deed(act, in: conversation, plan, at: now) else { return nil }
    return text
  }

  /// What a macro would do in a conversation, in order; nil for one that is not there.
  package func deeds(
    ofMacro name: String, in conversation: Conversation, _ plan: DeskPlan, at now: Instant
  ) -> [Deed]? {
    shortcuts.macro(name)?.acts.compactMap { deed($0, in: conversation, plan, at: now) }
  }

  private func deed(
    _ act: Act, in conversation: Conversation, _ plan: DeskPlan, at now: Instant
  ) -> Deed? {
    let surroundings = FactSheet.Surroundings(plan: plan, now: now) { PersonHistory() }
    return act.deed(FactSheet(nil, conversation, surroundings, fields), conversation, at: now)
  }
}

extension Deed {
  /// The command of the agent who calls a macro; what it says is said in their name.
  package var agentsCommand: Command? {
    switch self {
    case .say(let text): .say(text)
    case .route(let queue): .transfer(to: .queue(queue), note: nil)
    case .categorise, .prioritise, .tag, .setFields, .escalate, .note, .hold, .resolve, .close:
      command(by: "")
    case .offer, .notify, .startFlow, .openTask: nil
    }
  }
}
