import TestSupport
import Testing

@testable import Desk

/// Whose turn it is, as lists of events tell it.
///
/// From chatwoot 6411, 1942 and 15689 and zammad 2632: who waits for whom, and since when, was
/// frozen in agents' lists.
@Suite struct OwedTests {
  private static func at(_ second: Int64) -> Instant { Instant(milliseconds: second * 1000) }

  /// A second passes between two events; the first stands at 1 s.
  private static func owed(_ events: [Event]) -> Owed { Scene.given(events).owed }

  private static let customer = Event.said(Message(.customer, "hello?"))
  private static let maya = Event.said(Message(.agent(Scene.maya), "Hello."))
  private static let bot = Event.said(Message(.bot, "One moment."))
  private static let queued = Event.queued(Scene.handoff)
  private static let taken = Event.taken(Scene.maya)

  private static let lists: [(events: [Event], owed: Owed)] = [
    ([], .bot(since: at(1))), ([Scene.question], .customer(since: at(2))),
    ([Scene.question, customer], .bot(since: at(3))),
    ([Scene.question, customer, customer, bot], .bot(since: at(3))),
    ([customer, queued], .person(since: at(3))),
    ([customer, queued, customer, customer], .person(since: at(3))),
    ([queued, taken, .noted(.agent(Scene.kim), "odd")], .person(since: at(2))),
    ([queued, taken, maya], .customer(since: at(4))),
    ([queued, taken, maya, maya], .customer(since: at(5))),
    ([queued, taken, maya, customer, customer], .person(since: at(5))),
    (
      [queued, taken, maya, customer, .prioritised(.urgent, .agent(Scene.kim))],
      .person(since: at(5))
    ),
    (
      [queued, taken, maya, customer, .transferred(Scene.maya, .queue(Scene.orders), note: nil)],
      .person(since: at(5))
    ),
    (
      [queued, taken, maya, .transferred(Scene.maya, .queue(Scene.orders), note: nil)],
      .person(since: at(5))
    ),
    (
      [queued, taken, maya, customer, .transferred(Scene.maya, .agent(Scene.kim), note: nil)],
      .person(since: at(5))
    ),
    ([queued, taken, .released(Scene.maya, .vanished)], .person(since: at(2))),
    ([queued, .withdrawn(.unanswered), bot, customer], .person(since: at(2))),
    (
      [queued, .withdrawn(.closed), Scene.question, customer, .concluded(outcome: "abandoned")],
      .person(since: at(2))
    ),
    ([.promised(replyBy: at(99), .closed), customer], .person(since: at(2))),
    ([queued, taken, .resolved(.agent(Scene.maya))], .nobody),
    ([queued, taken, .resolved(.agent(Scene.maya)), customer], .nobody),
    ([.resolved(.bot), .reopened(.customer), customer], .bot(since: at(3))),
    ([.resolved(.bot), .reopened(.customer), customer, queued], .person(since: at(5))),
    ([.concluded(outcome: "abandoned")], .nobody),
    ([Scene.question, .taken(Scene.maya)], .customer(since: at(2))),
    ([customer, .taken(Scene.maya)], .person(since: at(1))),
    (
      [queued, taken, maya, .transferred(Scene.maya, .bot(flow: nil), note: nil)],
      .bot(since: at(5))
    ),
  ]

  @Test func everyListOfEventsSaysWhoseTurnItIs() {
    for (events, owed) in Self.lists { #expect(Self.owed(events) == owed, "\(events)") }
  }

  // MARK: Random talks against a plain second telling

  @Test(.chaos, arguments: [1, 2, 3, 4, UInt64.random(in: 0 ... .max)])
  func randomTalksAreToldTheSameByAPlainSecondTelling(seed: UInt64) {
    var dice = Dice(seed: seed)
    for _ in 0..<300 {
      var events: [(Event, Instant)] = [(.started(Scene.opening), Self.at(1))]
      for step in 0..<Int.random(in: 1...40, using: &dice) {
        events.append((Self.event(&dice), Self.at(Int64(step) + 2)))
      }
      var conversation = Conversation(id: Identifier("c"))
      for (event, moment) in events { conversation.apply(event, at: moment) }
      #expect(conversation.owed == PlainOwed.told(by: events), "seed \(seed): \(events.map(\.0))")
      #expect(conversation.course.stage == conversation.stage.word, "seed \(seed)")
    }
  }

  private static func event(_ dice: inout Dice) -> Event {
    let choices: [Event] = [
      customer, customer, maya, bot, Scene.question, queued, taken,
      .transferred(Scene.maya, .agent(Scene.kim), note: nil),
      .transferred(Scene.maya, .queue(Scene.orders), note: nil),
      .transferred(Scene.maya, .bot(flow: nil), note: nil), .released(Scene.maya, .returned),
      .withdrawn(.empty), .promised(replyBy: at(99), .unanswered),
      .promised(replyBy: at(99), .closed), .resolved(.bot), .resolved(.agent(Scene.maya)),
      .reopened(.customer), .reopened(.agent(Scene.maya)), .concluded(outcome: "abandoned"),
      .concluded(outcome: "resolved"), .noted(.agent(Scene.kim), "odd"),
      .rated(score: 3, comment: nil),
    ]
    return choices[Int.random(in: 0..<choices.count, using: &dice)]
  }
}

/// The same once more, told backwards: from the last event that settles it, and then what came
/// after. Slow, and sharing nothing with the other but the events.
private enum PlainOwed {
  static func told(by events: [(Event, Instant)]) -> Owed {
    var wish: Instant?
    var asked: Instant?
    var bot: Instant?
    var place = "bot"
    for (event, at) in events {
      switch event {
      case .started:
        bot = at
      case .said(let message) where message.author == .customer:
        if place == "bot", wish == nil {
          if bot == nil { bot = at }
          asked = nil
        } else if place != "over", wish == nil {
          (wish, asked, bot) = (at, nil, nil)
        }
      case .said(let message) where message.author == .bot:
        if place == "bot", message.offer?.question != nil { (wish, asked, bot) = (nil, at, nil) }
      case .said: (wish, asked, bot) = (nil, at, nil)
      case .queued, .released, .transferred(_, .queue, _), .withdrawn, .promised:
        if wish == nil { wish = at }
        (asked, bot) = (nil, nil)
        place = "people"
      case .taken, .transferred(_, .agent, _):
        if let since = bot, wish == nil { (wish, bot) = (since, nil) }
        place = "people"
      case .transferred(_, .bot, _), .reopened(.customer), .reopened(.bot):
        (wish, asked, bot) = (nil, nil, at)
        place = "bot"
      case .reopened(.agent):
        (wish, asked, bot) = (nil, nil, nil)
        place = "people"
      case .resolved:
        (wish, asked, bot) = (nil, nil, nil)
        place = "over"
      case .concluded(let outcome):
        if wish == nil { (asked, bot) = (nil, nil) }
        if place == "bot", ["abandoned", "declined", "stopped"].contains(outcome) {
          place = "over"
        }
      default: break
      }
    }
    if let wish { return .person(since: wish) }
    if let bot { return .bot(since: bot) }
    return asked.map { .customer(since: $0) } ?? .nobody
  }
}
