import Courier
import Desk
import Foundation
import Tickets

/// A conversation as a test tells it, event by event.
struct Story {
  private(set) var conversation: Conversation
  private(set) var events: [CarriedEvent] = []
  private let epoch = "epoch1"

  static let agent = AgentName(Identifier("maya"), name: "Maya")

  init(_ id: String, number: Int64 = 41, email: String? = "ana@example.com") {
    conversation = Conversation(id: Identifier(id))
    add(
      .started(
        Opening(
          site: "shop", customer: Identifier("customer-\(id)"), number: number, language: "de",
          page: "https://shop.example/cart", channel: "web")))
    add(.identified(Contact(name: "Ana", email: email, isVerified: false)))
  }

  mutating func add(_ event: Event) {
    let seq = Int64(events.count + 1)
    let at = Instant(milliseconds: 1_790_000_000_000 + seq * 1_000)
    conversation.apply(event, at: at)
    events.append(
      CarriedEvent(
        position: seq, seq: seq, at: at, key: "\(epoch):\(conversation.id.text):\(seq)",
        event: event))
  }

  mutating func customer(_ text: String, file: Attachment? = nil) {
    add(.said(Message(.customer, text, file: file)))
  }

  mutating func agent(_ text: String) { add(.said(Message(.agent(Self.agent), text))) }
  mutating func note(_ text: String) { add(.noted(.agent(Self.agent), text)) }
  mutating func resolve() { add(.resolved(.agent(Self.agent))) }
}

/// What the record keeps for one destination: how far each conversation is, and its link.
final class TestBook {
  private var done: [String: Int64] = [:]
  private(set) var links: [String: OutsideLink] = [:]
  private var attempts: [String: Int] = [:]
  var now = Instant(milliseconds: 1_790_000_100_000)

  func seq(_ story: Story) -> Int64 { done[story.conversation.id.text] ?? 0 }
  func link(_ story: Story) -> OutsideLink? { links[story.conversation.id.text] }

  /// One errand with all that waits; nil where nothing does.
  @discardableResult
  func carry(_ story: Story, by connector: any Connector) -> Carried? {
    let id = story.conversation.id.text
    let from = done[id] ?? 0
    let waiting = story.events.filter { $0.seq > from }
    guard !waiting.isEmpty else { return nil }
    let carried = connector.carry(
      Errand(
        to: connector.name, story.conversation, past: story.events.filter { $0.seq <= from },
        events: waiting, link: links[id], attempts: attempts[id] ?? 0,
        firstTried: attempts[id] == nil ? nil : now, now: now))
    switch carried {
    case .done(let link):
      done[id] = story.events.last?.seq
      attempts[id] = nil
      keep(link, id)
    case .partly(let seq, let link, _):
      done[id] = seq
      attempts[id, default: 0] += 1
      keep(link, id)
    case .waits(_, let link): keep(link, id)
    case .later(_, let link), .parked(_, let link):
      attempts[id, default: 0] += 1
      keep(link, id)
    }
    return carried
  }

  /// Errand after errand until nothing waits.
  func carryAll(_ story: Story, by connector: any Connector, most: Int = 30) -> Int {
    var count = 0
    while seq(story) < story.events.last?.seq ?? 0, count < most {
      carry(story, by: connector)
      now = now + .seconds(400)
      count += 1
    }
    return count
  }

  private func keep(_ link: OutsideLink?, _ id: String) { if let link { links[id] = link } }
}
