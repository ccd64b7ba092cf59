import Testing

@testable import Desk

/// Every principal × action × conversation, as one table.
struct AuthorityTests {
  private static let stages: [(String, Conversation)] = [
    ("bot", ConversationTests.given()),
    ("waiting", ConversationTests.given(ConversationTests.queued)),
    ("maya", ConversationTests.given(ConversationTests.queued, .taken(ConversationTests.maya))),
    (
      "was maya's",
      ConversationTests.given(
        ConversationTests.queued, .taken(ConversationTests.maya), .resolved(.customer))
    ),
  ]

  private static let principals: [(String, Principal)] = [
    ("owner", .customer(ConversationTests.ana)), ("stranger", .customer(Identifier("bo"))),
    ("maya", .agent(ConversationTests.maya, .agent)),
    ("kim", .agent(ConversationTests.kim, .agent)),
    ("supervisor", .agent(ConversationTests.kim, .supervisor)),
    ("admin", .agent(ConversationTests.kim, .admin)),
  ]

  /// Who may do it in which stages; whoever is not named may not.
  private static let allowed: [Action: [String: Set<String>]] = {
    let all: Set = ["bot", "waiting", "maya", "was maya's"]
    let work = [
      "maya": all.subtracting(["bot"]), "kim": ["waiting", "maya"], "supervisor": all,
    ]
    let both = work.merging(["owner": all]) { first, _ in first }
    return [
      .read: both, .resolve: both, .reopen: both, .work: work, .converse: ["owner": all],
    ]
  }()

  @Test(arguments: Action.allCases)
  func nobodyMayDoMoreThanTheTableSays(_ action: Action) {
    for (who, principal) in Self.principals {
      for (stage, conversation) in Self.stages {
        let expected = Self.allowed[action]?[who]?.contains(stage) == true
        #expect(
          authorize(principal, action, .conversation(conversation)) == expected,
          "\(who) \(action) \(stage)")
      }
    }
  }

  /// Where only Kim serves its queue: Maya reads it while it is hers, and not after.
  @Test func aClosedQueueIsReadByThoseWhoServeItByItsOwnerAndBySupervisors() {
    let readers = [
      "bot": ["owner", "supervisor"], "waiting": ["owner", "kim", "supervisor"],
      "maya": ["owner", "maya", "kim", "supervisor"], "was maya's": ["owner", "supervisor"],
    ]
    for (stage, conversation) in Self.stages {
      let may = Self.principals.filter { _, principal in
        authorize(
          principal, .read, .conversation(conversation, members: [ConversationTests.kim.id]))
      }
      #expect(may.map(\.0) == readers[stage], "\(stage)")
    }
  }

  @Test func atTheDeskEachRoleMayDoItsOwn() {
    let table: [(Principal, Set<Action>)] = [
      (.customer(ConversationTests.ana), [.begin, .readArticles]),
      (.agent(ConversationTests.maya, .agent), [.seeQueue, .seeColleagues, .readArticles]),
      (.agent(ConversationTests.maya, .supervisor), [.seeQueue, .seeColleagues, .readArticles]),
      (.agent(ConversationTests.maya, .admin), [.readArticles, .manageAccounts]),
    ]
    for (principal, allowed) in table {
      for action in Action.allCases {
        #expect(authorize(principal, action, .desk) == allowed.contains(action))
      }
    }
  }
}
