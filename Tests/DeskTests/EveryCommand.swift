@testable import Desk

/// One command of every kind, by the kind's name.
///
/// A command that is added is a compile error here, and a row in every table that is made of these.
enum EveryCommand: String, CaseIterable {
  case start, say, choose, fill, identify, rate, sendTranscript
  case take, takeOver, note, release, transferToQueue, transferAnyway, transferToAgent, returnToBot
  case resolve, reopen
  case prioritise, categorise
  case speak, record, suggest, judge, handOver, miss, withdraw, promise, conclude, giveBack, vouch,
    relay, lookUp, noteLookUp
  case tag, setFields, decline, escalate, follow, unfollow, hold, wake, link, unlink, merge, split
  case answerAll, close, macro, route, offer, lapse, consider, near, breach, notify

  var command: Command {
    switch self {
    case .start: .start(language: "en", page: nil)
    case .say: .say("hello")
    case .choose: .choose(option: "a", question: "q")
    case .fill: .fill([Field("email", "a@b.c")], question: "f")
    case .identify: .identify(name: "Ana", email: nil)
    case .rate: .rate(score: 5, comment: nil)
    case .sendTranscript: .sendTranscript
    case .take: .take
    case .takeOver: .take(over: true)
    case .note: .note("odd")
    case .release: .release
    case .transferToQueue: .transfer(to: .queue(Identifier("billing")), note: nil)
    case .transferAnyway:
      .transfer(to: .queue(Identifier("billing")), note: nil, anyway: true)
    case .transferToAgent: .transfer(to: .agent(Scene.joe.id), note: nil)
    case .returnToBot: .transfer(to: .bot(flow: nil), note: nil)
    case .resolve: .resolve
    case .reopen: .reopen
    case .prioritise: .prioritise(.urgent)
    case .categorise: .categorise("parcels")
    case .speak: .speak("Hi.", nil)
    case .record: .record([Field("order_id", "A-1")])
    case .suggest: .suggest(query: "late", [Identifier("late")])
    case .judge: .judge(helped: true, [Identifier("late")])
    case .handOver: .handOver(Scene.handoff)
    case .miss: .miss(Scene.handoff, .closed)
    case .withdraw: .withdraw(.empty)
    case .promise: .promise(replyBy: Instant(milliseconds: 99_000), .closed)
    case .conclude: .conclude(outcome: "resolved")
    case .giveBack: .giveBack(.vanished)
    case .vouch:
      .vouch(
        SignedIdentity(
          subject: "u-1", name: "Ana", email: "ana@example.com",
          attributes: [Field("plan", "gold")]), to: nil)
    case .relay: .relay("It is on its way.")
    case .lookUp: .lookUp
    case .noteLookUp:
      .noteLookUp(
        LookUp(
          "crm", .found([LookUp.Fact("plan", title: "Plan", "gold")]),
          asOf: Instant(milliseconds: 9_000)))
    case .tag: .tag(add: ["vip"], remove: [])
    case .setFields: .setFields([Field("order", "A-1")])
    case .decline: .decline(reason: "at lunch")
    case .escalate: .escalate(to: Identifier("billing"), reason: "too hard", stay: true)
    case .follow: .follow(true)
    case .unfollow: .follow(false)
    case .hold: .hold(until: Instant(milliseconds: 999_000), reason: "parts are on their way")
    case .wake: .wake
    case .link: .link(.related, to: .number(2))
    case .unlink: .unlink(.related, from: .number(2))
    case .merge: .merge(into: .number(2))
    case .split: .split(from: 2, to: nil)
    case .answerAll: .answerAll("It works again.", resolve: true)
    case .close: .close
    case .macro: .macro("refund")
    case .route: .route(Identifier("billing"))
    case .offer: .offer(Scene.maya, until: Instant(milliseconds: 90_000))
    case .lapse: .lapse(.missed)
    case .consider: .consider(Consideration([.init(Scene.maya.id, .away)]))
    case .near: .near(.firstAnswer, share: 75, due: Instant(milliseconds: 90_000))
    case .breach: .breach(.firstAnswer, at: Instant(milliseconds: 90_000))
    case .notify: .notify(Notification(rule: "r", to: [.supervisors], "look"))
    }
  }

  init(_ command: Command) {
    self =
      switch command {
      case .start: .start
      case .say: .say
      case .choose: .choose
      case .fill: .fill
      case .identify: .identify
      case .rate: .rate
      case .sendTranscript: .sendTranscript
      case .take(let over): over ? .takeOver : .take
      case .note: .note
      case .release: .release
      case .transfer(.queue, _, let anyway): anyway ? .transferAnyway : .transferToQueue
      case .transfer(.agent, _, _): .transferToAgent
      case .transfer(.bot, _, _): .returnToBot
      case .resolve: .resolve
      case .reopen: .reopen
      case .prioritise: .prioritise
      case .categorise: .categorise
      case .speak: .speak
      case .record: .record
      case .suggest: .suggest
      case .judge: .judge
      case .handOver: .handOver
      case .miss: .miss
      case .withdraw: .withdraw
      case .promise: .promise
      case .conclude: .conclude
      case .giveBack: .giveBack
      case .vouch: .vouch
      case .relay: .relay
      case .lookUp: .lookUp
      case .noteLookUp: .noteLookUp
      case .tag: .tag
      case .setFields: .setFields
      case .decline: .decline
      case .escalate: .escalate
      case .follow(let begins): begins ? .follow : .unfollow
      case .hold: .hold
      case .wake: .wake
      case .link: .link
      case .unlink: .unlink
      case .merge: .merge
      case .split: .split
      case .answerAll: .answerAll
      case .close: .close
      case .macro: .macro
      case .route: .route
      case .offer: .offer
      case .lapse: .lapse
      case .consider: .consider
      case .near: .near
      case .breach: .breach
      case .notify: .notify
      }
  }
}
