import Courier
import Desk
import Synchronization

@testable import Channels

/// A channel whose other side is a list.
final class ListChannel: Channel, @unchecked Sendable {
  // Unchecked: tests use it on one thread.
  var capabilities = Capabilities(longest: .bytes(400))
  let looksEvery: Duration? = nil
  var sent: [Part] = []
  /// What becomes of the next parts, in place of being sent.
  var failures: [ChannelFailure?] = []

  func send(_ part: Part, to link: inout OutsideLink) throws(ChannelFailure) -> String {
    if !failures.isEmpty, let failure = failures.removeFirst() { throw failure }
    sent.append(part)
    return "id-\(sent.count)"
  }
  func look(_ inlet: ChannelInlet) -> ConnectorFailure? { nil }
  func check() throws(ChannelFailure) -> [String] { [] }
  func stop() {}
}

/// A conversation on a channel, event by event.
struct Scene {
  static let agent = AgentName(Identifier("kim"), name: "Kim")
  var conversation = Conversation(id: Identifier("talk"))
  var events: [CarriedEvent] = []
  var now = Instant(milliseconds: 1_800_000_000_000)

  init(channel: String = "matrix", language: String = "en") {
    happens(
      .started(
        Opening(
          site: "", customer: Identifier("c"), number: 1, language: language, page: nil,
          channel: channel)))
  }

  mutating func happens(_ event: Event) {
    conversation.apply(event, at: now)
    let seq = Int64(events.count) + 1
    events.append(
      CarriedEvent(position: seq, seq: seq, at: now, key: "e:talk:\(seq)", event: event))
  }

  func errand(from seq: Int64 = 1, link: OutsideLink? = OutsideLink("!room")) -> Errand {
    Errand(
      to: "matrix", conversation, past: events.filter { $0.seq < seq },
      events: events.filter { $0.seq >= seq }, link: link, now: now)
  }

  /// What the latest event is on a channel, message by message.
  func said(_ capabilities: Capabilities = Capabilities(longest: .bytes(4000))) -> [Part] {
    let speaking = Speaking(errand(), capabilities) { "https://desk/f/\($0.id)" }
    return events.last.map(speaking.parts) ?? []
  }
}

/// A desk that keeps what lands in it.
final class LandingDesk: DeskInlet {
  struct State {
    var envelopes: [Envelope] = []
    var acts: [OutsideAct] = []
    var links: [String: OutsideLink] = [:]
    var failsNext = false
  }
  let state = Mutex(State())

  /// One conversation a customer; the same name lands once.
  func takeIn(_ envelope: Envelope) throws -> Landing {
    try state.withLock { state in
      if state.failsNext {
        state.failsNext = false
        throw ConnectorFailure("the disk is full")
      }
      let conversation = Identifier<Conversation>("talk of \(envelope.externalUser)")
      if state.envelopes.contains(where: { $0.externalID == envelope.externalID }) {
        return .again(conversation, seq: 1)
      }
      state.envelopes.append(envelope)
      return .landed(conversation, seq: 1)
    }
  }
  func takeIn(_ act: OutsideAct) throws -> Landing {
    state.withLock { $0.acts.append(act) }
    return .landed(act.conversation, seq: 1)
  }
  func link(of conversation: Identifier<Conversation>, at destination: String) -> OutsideLink? {
    state.withLock { $0.links[conversation.text] }
  }
  func keep(
    _ link: OutsideLink, of conversation: Identifier<Conversation>, at destination: String
  ) {
    state.withLock { $0.links[conversation.text] = link }
  }
  func conversation(called external: String, at destination: String) -> Identifier<Conversation>? {
    state.withLock { $0.links.first { $0.value.external == external } }.map { Identifier($0.key) }
  }
  func landed(_ external: String, from channel: String) -> Identifier<Conversation>? { nil }
  func place(at destination: String) -> String? { nil }
  func keep(place: String, at destination: String) {}
  func told(_ conversation: Identifier<Conversation>) -> (Conversation, [CarriedEvent])? { nil }
  func keep(_ bytes: [UInt8], name: String, media: String) throws -> Attachment {
    throw ConnectorFailure("no files here")
  }
  func bytes(of file: Attachment) -> [UInt8]? { nil }

  var texts: [String] { state.withLock { $0.envelopes.map(\.text) } }
}
