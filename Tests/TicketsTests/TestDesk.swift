import Courier
import Desk
import Synchronization

/// The desk as a connector meets it when it brings something in: it takes each thing once.
final class TestDesk: DeskInlet {
  struct State: Sendable {
    var links: [String: OutsideLink] = [:]
    var acts: [OutsideAct] = []
    var envelopes: [Envelope] = []
    var landed: Set<String> = []
    var place: String?
    /// Refuses everything, as a desk whose disk is full.
    var isDown = false
  }

  let state = Mutex(State())

  var acts: [OutsideAct] { state.withLock { $0.acts } }
  var deeds: [OutsideAct.Deed] { acts.map(\.deed) }

  func know(_ story: Story, _ link: OutsideLink?) {
    state.withLock { $0.links[story.conversation.id.text] = link }
  }

  func takeIn(_ envelope: Envelope) throws -> Landing {
    try state.withLock { state in
      if state.isDown { throw ConnectorFailure("the disk is full") }
      let conversation = envelope.into ?? Identifier("new")
      guard state.landed.insert("\(envelope.channel) \(envelope.externalID)").inserted else {
        return .again(conversation, seq: 1)
      }
      state.envelopes.append(envelope)
      return .landed(conversation, seq: 1)
    }
  }

  func takeIn(_ act: OutsideAct) throws -> Landing {
    try state.withLock { state in
      if state.isDown { throw ConnectorFailure("the disk is full") }
      guard state.landed.insert("\(act.system) \(act.externalID)").inserted else {
        return .again(act.conversation, seq: 1)
      }
      state.acts.append(act)
      return .landed(act.conversation, seq: 1)
    }
  }

  func link(of conversation: Identifier<Conversation>, at destination: String) -> OutsideLink? {
    state.withLock { $0.links[conversation.text] }
  }

  func keep(_ link: OutsideLink, of conversation: Identifier<Conversation>, at destination: String)
  {
    state.withLock { $0.links[conversation.text] = link }
  }

  func conversation(called external: String, at destination: String) -> Identifier<Conversation>? {
    state.withLock { $0.links.first { $0.value.external == external }.map { Identifier($0.key) } }
  }

  func landed(_ external: String, from channel: String) -> Identifier<Conversation>? { nil }
  func place(at destination: String) -> String? { state.withLock { $0.place } }
  func keep(place: String, at destination: String) { state.withLock { $0.place = place } }
  func told(_ conversation: Identifier<Conversation>) -> (Conversation, [CarriedEvent])? { nil }
  func keep(_ bytes: [UInt8], name: String, media: String) throws -> Attachment {
    throw ConnectorFailure("no files here")
  }
  func bytes(of file: Attachment) -> [UInt8]? { nil }
}
