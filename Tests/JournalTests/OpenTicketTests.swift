import Desk
import Foundation
import TestSupport
import Testing

@testable import Journal

/// What the desk begins with is told from rows and a few latest events; it must be what the whole
/// of the events adds up to.
struct OpenTicketTests {
  private static let agents = ["maya", "kim"].map {
    AgentName(Identifier($0), name: $0.capitalized)
  }

  @Test(.chaos, arguments: [1, 2, 3, UInt64.random(in: 0 ... .max)])
  func whatIsToldOfOpenTicketsIsWhatTheirEventsAddUpTo(seed: UInt64) throws {
    var dice = Dice(seed: seed)
    let folder = try Folder()
    let record = try SQLiteRecord(path: folder.record, now: Instant(milliseconds: 1))
    var open: [OpenTicket] = []
    for number in 1...200 {
      let channel = ["web", "mail", "irc"].randomElement(using: &dice) ?? "web"
      var story = Story(
        "conversation-\(number)-\(seed)", number: Int64(number), channel: channel)
      try record.append(story.turn([story.opening]))
      for _ in 0..<Int.random(in: 1...25, using: &dice) {
        try record.append(story.turn([Self.event(story.conversation, &dice)]))
      }
      if story.conversation.stage.isOpen { open.append(OpenTicket(story.conversation)) }
    }
    #expect(open.count > 50)
    let standing = try record.tables.standing()
    for (told, added) in zip(standing.open, open) { #expect(told == added, "seed \(seed)") }
    #expect(standing.open.count == open.count && standing.unreadable.isEmpty)
  }

  @Test func oneThatCannotBeReadIsNamedAndTheOthersAreTold() throws {
    let folder = try Folder()
    let record = try SQLiteRecord(path: folder.record, now: Instant(milliseconds: 1))
    for number in 1...3 {
      var story = Story("conversation-number-\(number)", number: Int64(number))
      try record.append(
        story.turn([
          story.opening, .promised(replyBy: Instant(milliseconds: 9), .empty),
        ]))
    }
    try record.database.transaction { () throws(RecordFailure) in
      try record.database.run("UPDATE events SET body='no event' WHERE conversation=2 AND seq=2")
    }
    let standing = try record.tables.standing()
    #expect(standing.open.map(\.number) == [1, 3])
    #expect(standing.unreadable.map(\.conversation) == [Identifier("conversation-number-2")])
    #expect(standing.unreadable.first?.why.contains("event 2 of conversation") == true)
  }

  /// Any event that may follow; the rules of when it may are the Desk's affair.
  private static func event(_ conversation: Conversation, _ dice: inout Dice) -> Event {
    let agent = agents.randomElement(using: &dice) ?? agents[0]
    switch Int.random(in: 0..<14, using: &dice) {
    case 0: return .said(Message(.customer, "words \(conversation.seq)"))
    case 1: return .said(Message(.bot, "bot \(conversation.seq)"))
    // Only who has a conversation speaks in it.
    case 2:
      guard case .withAgent(let owner) = conversation.stage else {
        return .noted(.agent(agent), "a note")
      }
      return .said(Message(.agent(owner), String(repeating: "long ", count: 40)))
    case 3: return .noted(.agent(agent), "a note")
    case 4, 5:
      return .queued(
        Handoff(
          queue: Identifier("orders"), priority: .high, summary: "s", fields: [], reason: .flow))
    case 6, 7: return .taken(agent)
    case 8: return .released(agent, Release.allCases.randomElement(using: &dice) ?? .returned)
    case 9: return .transferred(agent, .queue(Identifier("billing")), note: nil)
    case 10: return .transferred(agent, .agent(agents[0]), note: "please")
    case 11: return .promised(replyBy: Instant(milliseconds: 77), .empty)
    case 12: return .identified(Contact(name: "Ana", email: nil, isVerified: false))
    default: return .reopened(.agent(agent))
    }
  }
}
