import Correspondence
import Courier
import Desk
import Fetch
import Foundation
import Mail
import Peers
import Synchronization
import TestSupport
import Testing

/// A desk that only remembers what was brought to it.
final class MemoryDesk: DeskInlet, Sendable {
  struct Memory: Sendable {
    var envelopes: [Envelope] = []
    var acts: [OutsideAct] = []
    var landed: [String: Identifier<Conversation>] = [:]
    var links: [Identifier<Conversation>: OutsideLink] = [:]
    var place: String?
    var refusal: Refusal?
    var read: Int64?
  }

  let memory = Mutex(Memory())

  var envelopes: [Envelope] { memory.withLock(\.envelopes) }
  var acts: [OutsideAct] { memory.withLock(\.acts) }

  func takeIn(_ envelope: Envelope) throws -> Landing {
    memory.withLock { memory in
      if let refusal = memory.refusal { return .refused(refusal) }
      if let former = memory.landed[envelope.externalID] { return .again(former, seq: 1) }
      let place = envelope.into ?? Identifier("conversation-\(memory.landed.count)")
      memory.landed[envelope.externalID] = place
      memory.envelopes.append(envelope)
      return .landed(place, seq: 1)
    }
  }

  func takeIn(_ act: OutsideAct) throws -> Landing {
    memory.withLock { memory in
      if memory.landed[act.externalID] != nil { return .again(act.conversation, seq: 1) }
      memory.landed[act.externalID] = act.conversation
      memory.acts.append(act)
      return .landed(act.conversation, seq: 1)
    }
  }

  func link(of conversation: Identifier<Conversation>, at destination: String) -> OutsideLink? {
    memory.withLock { $0.links[conversation] }
  }

  func keep(
    _ link: OutsideLink, of conversation: Identifier<Conversation>, at destination: String
  ) {
    memory.withLock { $0.links[conversation] = link }
  }

  func conversation(called external: String, at destination: String) -> Identifier<Conversation>? {
    memory.withLock { $0.links.first { $0.value.external == external }?.key }
  }

  func landed(_ external: String, from channel: String) -> Identifier<Conversation>? {
    memory.withLock { $0.landed[external] }
  }

  func place(at destination: String) -> String? { memory.withLock(\.place) }
  func keep(place: String, at destination: String) { memory.withLock { $0.place = place } }
  func told(_ conversation: Identifier<Conversation>) -> (Conversation, [CarriedEvent])? { nil }
  func customerHasRead(_ conversation: Identifier<Conversation>) -> Int64? {
    memory.withLock(\.read)
  }
  func bytes(of file: Desk.Attachment) -> [UInt8]? { Array("the file".utf8) }

  func keep(_ bytes: [UInt8], name: String, media: String) throws -> Desk.Attachment {
    guard media != "application/x-evil" else {
      throw ConnectorFailure("files of that type stay out")
    }
    return Desk.Attachment(id: "x", name: name, size: Int64(bytes.count), media: media)
  }
}

/// A mailbox, a server for letters, and the connector between them and a desk.
struct MailGround {
  let mailbox: Peer
  let receiver: Peer
  let folder: Folder
  let desk = MemoryDesk()
  let connector: MailConnector

  init(_ change: (inout MailPlan) -> Void = { _ in }) throws {
    mailbox = try Peer("mailbox.py")
    receiver = try Peer("mail-receiver.py")
    folder = try Folder()
    var post = try #require(MailServer(url: receiver.url("", scheme: "smtp")))
    post.encryption = .off
    post.timeout = .seconds(5)
    var box = try #require(MailServer(url: mailbox.url("", scheme: "imap")))
    box.encryption = .off
    box.user = "support"
    box.password = "secret"
    var plan = try MailPlan(
      name: "mail", from: MailAddress(name: "Acme Support", "support@desk.example"),
      key: ReplyKey(path: folder.path + "/mail.key"), post: post,
      quarantine: Quarantine(folder: folder.path + "/aside"))
    plan.mailbox = box
    plan.takesOld = true
    change(&plan)
    connector = MailConnector(plan)
  }

  func look() throws {
    if let failure = connector.look(desk) { throw failure }
  }

  func drop(_ letter: String) throws {
    let path = "\(mailbox.ownFolder)/Maildir/new/\(UUID().uuidString)"
    try Data(letter.utf8).write(to: URL(filePath: path))
    try FileManager.default.setAttributes([.posixPermissions: 0o666], ofItemAtPath: path)
  }

  /// A letter of Ana's.
  func letter(
    _ text: String, id: String = UUID().uuidString, to: String = "support@desk.example",
    from: String = "Ana Lind <ana@example.com>", head: String = ""
  ) -> String {
    "From: \(from)\nTo: \(to)\nSubject: Where is my parcel?\nMessage-ID: <\(id)@example.com>\n"
      + "\(head)\n\(text)\n"
  }
}
