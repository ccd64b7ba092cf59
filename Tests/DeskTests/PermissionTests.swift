import TestSupport
import Testing

@testable import Desk

/// Every role × every command × its own and foreign conversations, wherever they stand.
@Suite struct PermissionTests {
  /// The whole table, to be read: `Goldens/permissions.txt`. `UPDATE=1` writes it; it is reviewed
  /// like code.
  @Test func theTableOfWhoMayDoWhatIsTheOneThatWasReviewed() throws {
    let table = Scene.principals.map { Self.table($0.name, $0.principal) }.joined(separator: "\n")
    let reviewed = try Repository.golden("Tests/DeskTests/Goldens/permissions.txt", made: table)
    #expect(table == reviewed, "review the change, then write it anew with UPDATE=1")
  }

  private static func table(_ name: String, _ principal: Principal) -> String {
    let width = 13
    func cell(_ text: String) -> String {
      text + String(repeating: " ", count: max(1, width - text.count))
    }
    let heads = Scene.conversations.map { cell($0.name) }.joined()
    var lines = [cell(name) + "   " + heads]
    for each in EveryCommand.allCases {
      let cells = Scene.conversations.map { _, conversation in
        switch Scene.outcome(each.command, by: principal, conversation) {
        case .success: cell("done")
        case .failure(let refusal): cell(refusal.code == .notFound ? "-" : refusal.code.rawValue)
        }
      }
      lines.append(
        each.rawValue + String(repeating: " ", count: 16 - each.rawValue.count) + cells.joined())
    }
    return lines.map { line in
      String(line.reversed().drop { $0 == " " }.reversed()) + "\n"
    }.joined()
  }

  @Test(arguments: EveryCommand.allCases)
  func everySampleIsOfItsOwnKind(_ each: EveryCommand) {
    #expect(EveryCommand(each.command) == each)
  }

  /// Whoever may not read a conversation cannot tell it from one that is not there.
  @Test(arguments: EveryCommand.allCases)
  func aRefusalTellsNothingToWhoMayNotRead(_ each: EveryCommand) {
    for (who, principal) in Scene.principals {
      for (place, conversation) in Scene.conversations
      where !authorize(principal, .read, .conversation(conversation)) {
        let outcome = Scene.outcome(each.command, by: principal, conversation)
        if each == .start, place == "none", case .customer = principal { continue }
        #expect(
          outcome == .failure(.noSuchConversation), "\(who): \(each.rawValue) where \(place)")
      }
    }
  }

  @Test(arguments: EveryCommand.allCases)
  func strangersAndAdminsReachNothing(_ each: EveryCommand) {
    for (who, principal) in Scene.principals where ["stranger", "adam"].contains(who) {
      for (place, conversation) in Scene.conversations where place != "none" {
        #expect(
          Scene.refusal(each.command, by: principal, conversation) == .notFound,
          "\(who): \(each.rawValue) where \(place)")
      }
    }
  }

  /// Whatever is allowed happens in the name of who asked.
  @Test(arguments: EveryCommand.allCases)
  func nobodyActsInTheNameOfAnother(_ each: EveryCommand) {
    for (who, principal) in Scene.principals {
      for (place, conversation) in Scene.conversations {
        guard case .success(let events) = Scene.outcome(each.command, by: principal, conversation)
        else { continue }
        for event in events {
          #expect(
            Self.isOf(event, principal, conversation), "\(who): \(each.rawValue) where \(place)")
        }
      }
    }
  }

  private static func isOf(
    _ event: Event, _ principal: Principal, _ conversation: Conversation
  ) -> Bool {
    switch (author(of: event), principal) {
    case (nil, _): true
    case (.customer, .customer): true
    // What the customer does by coming back is done for them.
    case (.customer, .bot), (.customer, .desk): event == .reopened(.customer)
    case (.bot, .bot), (.bot, .rule), (.rule, .rule): true
    case (.agent(let author), .agent(let agent, let role)):
      // What a supervisor gives back is taken from whom it names.
      author == agent || (role == .supervisor && event == .released(author, .ordered))
    // Who has vanished is taken out of a conversation in their own name, and who is free is given
    // back whom they had.
    case (.agent(let author), .desk):
      conversation.lastAgent == author || event == .taken(author)
    case (.customer, .agent), (.customer, .rule), (.bot, .customer), (.bot, .agent), (.bot, .desk),
      (.agent, .customer), (.agent, .bot), (.agent, .rule), (.rule, .customer), (.rule, .agent),
      (.rule, .bot), (.rule, .desk):
      false
    }
  }

  private static func author(of event: Event) -> Author? {
    switch event {
    case .said(let message): message.author
    case .taken(let agent), .released(let agent, _), .transferred(let agent, _, _),
      .followed(let agent, _):
      .agent(agent)
    case .categorised(_, let author), .prioritised(_, let author), .resolved(let author),
      .reopened(let author), .noted(let author, _), .recorded(_, let author),
      .routed(_, let author), .held(_, let author, _), .closed(let author):
      author
    case .tagged(let tagging): tagging.author
    case .escalated(let escalation): escalation.author
    case .linked(let link), .unlinked(let link): link.author
    case .started, .identified, .suggested, .judged, .queued, .withdrawn, .promised, .rated,
      .concluded, .offered, .declined, .considered, .woken, .nearing, .breached, .notified,
      .transcriptAsked, .erasureAsked, .erasureWithdrawn, .erased, .lookedUp:
      nil
    }
  }
}
