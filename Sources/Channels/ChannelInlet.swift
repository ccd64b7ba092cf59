package import Courier
package import Desk

/// How a channel brings in what was said there.
package struct ChannelInlet: Sendable {
  /// The channel's name, as tickets show it.
  package let channel: String
  package let desk: any DeskInlet
  /// What can be said there: agents are told where a conversation begins.
  private let limits: String

  package init(_ channel: String, _ desk: any DeskInlet, _ capabilities: Capabilities) {
    self.channel = channel
    self.desk = desk
    limits = capabilities.words
  }

  /// Takes in words, and remembers where their writer is answered.
  ///
  /// What was taken in before changes nothing; a link that could not be written down then is
  /// written now.
  package func hear(
    _ words: Words, from user: String, at place: String, state: [String: String] = [:]
  ) throws -> Landing {
    var envelope = Envelope(
      channel: channel, externalUser: user, externalID: words.id, text: words.text)
    envelope.name = words.name
    envelope.language = words.language
    envelope.files = words.files
    envelope.site = words.site
    let landing = try desk.takeIn(envelope)
    switch landing {
    case .landed(let conversation, _), .again(let conversation, _):
      try remember(place, state, of: conversation)
    case .refused: break
    }
    return landing
  }

  /// Tells the desk's people something about a conversation, once for each name; customers do not
  /// see it.
  package func note(_ text: String, id: String, in conversation: Identifier<Conversation>) throws {
    let act = OutsideAct(
      in: conversation, system: channel, externalID: "\(conversation.text) \(id)",
      person: channel, .noted(text))
    _ = try desk.takeIn(act)
  }

  private func remember(
    _ place: String, _ state: [String: String], of conversation: Identifier<Conversation>
  ) throws {
    let known = try desk.link(of: conversation, at: channel)
    var link = known ?? OutsideLink(place)
    link.external = place
    link.state.merge(state) { _, new in new }
    if known == nil {
      try note("Written on \(channel): \(limits).", id: "limits", in: conversation)
    }
    if link != known { try desk.keep(link, of: conversation, at: channel) }
  }

  /// What somebody said on a channel.
  package struct Words: Sendable {
    /// The channel's own name for them.
    package let id: String
    package let text: String
    package var name: String?
    package var language: String?
    package var files: [Attachment] = []
    package var site = ""

    package init(_ id: String, _ text: String) {
      self.id = id
      self.text = text
    }
  }
}
