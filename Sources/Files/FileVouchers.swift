package import Desk
import Secrets

/// What lets somebody send or fetch one file: signed by the desk, so that nothing is kept of it.
///
/// They stand in addresses, and hold what they allow, to whom, and until when.
package struct FileVouchers: Sendable {
  private let key: Secret<[UInt8]>

  /// From the desk's key, which signs other things too.
  package init(deskKey: [UInt8]) {
    key = Secret(HMACSHA256.code(key: deskKey, message: Array("files".utf8)))
  }

  /// Lets one file be sent.
  package struct Grant: Equatable, Sendable {
    /// Names the sending: 128 bits by chance.
    package let upload: String
    package let conversation: Identifier<Conversation>
    /// Who sends it, by their principal's key.
    package let sender: String
    package let name: String
    package let size: Int64
    package let media: String
    package let until: Instant

    package init(
      conversation: Identifier<Conversation>, sender: String, name: String, size: Int64,
      media: String, until: Instant
    ) {
      self.init(
        upload: Hex.encode(Random.bytes(16)), conversation, sender, name, size, media, until)
    }

    fileprivate init(
      upload: String, _ conversation: Identifier<Conversation>, _ sender: String, _ name: String,
      _ size: Int64, _ media: String, _ until: Instant
    ) {
      self.upload = upload
      self.conversation = conversation
      self.sender = sender
      self.name = name
      self.size = size
      self.media = media
      self.until = until
    }
  }

  /// Tells that a file is kept, and who may put it into which conversation.
  package struct Receipt: Equatable, Sendable {
    package let file: Attachment
    package let conversation: Identifier<Conversation>
    package let sender: String
    package let until: Instant

    package init(_ file: Attachment, _ grant: Grant) {
      self.file = file
      conversation = grant.conversation
      sender = grant.sender
      // The words it goes with may have to wait for a network.
      until = grant.until + .seconds(86_400)
    }

    fileprivate init(
      _ file: Attachment, _ conversation: Identifier<Conversation>, _ sender: String,
      _ until: Instant
    ) {
      self.file = file
      self.conversation = conversation
      self.sender = sender
      self.until = until
    }
  }

  // MARK: Writing

  package func text(_ grant: Grant) -> String {
    sign(
      "grant",
      [
        grant.upload, grant.conversation.text, grant.sender, grant.name, "\(grant.size)",
        grant.media, "\(grant.until.milliseconds)",
      ])
  }

  package func text(_ receipt: Receipt) -> String {
    sign(
      "receipt",
      Self.parts(receipt.file) + [
        receipt.conversation.text, receipt.sender, "\(receipt.until.milliseconds)",
      ])
  }

  /// Lets whoever has it fetch the file until then.
  package func pass(to file: Attachment, until: Instant) -> String {
    sign("pass", Self.parts(file) + ["\(until.milliseconds)"])
  }

  private static func parts(_ file: Attachment) -> [String] {
    [file.id, file.name, "\(file.size)", file.media]
  }

  // MARK: Reading

  /// Nil for what we have not signed, and for what is over.
  package func grant(_ text: String, at now: Instant) -> Grant? {
    guard let parts = parts("grant", text), parts.count == 7, let size = Int64(parts[4]),
      let until = Self.moment(parts[6]), until > now
    else { return nil }
    return Grant(
      upload: parts[0], Identifier(parts[1]), parts[2], parts[3], size, parts[5], until)
  }

  package func receipt(_ text: String, at now: Instant) -> Receipt? {
    guard let parts = parts("receipt", text), parts.count == 7, let file = Self.file(parts),
      let until = Self.moment(parts[6]), until > now
    else { return nil }
    return Receipt(file, Identifier(parts[4]), parts[5], until)
  }

  package func file(_ pass: String, at now: Instant) -> Attachment? {
    guard let parts = parts("pass", pass), parts.count == 5, let until = Self.moment(parts[4]),
      until > now
    else { return nil }
    return Self.file(parts)
  }

  private static func file(_ parts: [String]) -> Attachment? {
    guard parts.count >= 4, let size = Int64(parts[2]) else { return nil }
    return Attachment(id: parts[0], name: parts[1], size: size, media: parts[3])
  }

  private static func moment(_ text: String) -> Instant? {
    Int64(text).map { Instant(milliseconds: $0) }
  }

  // MARK: Signing

  /// Stands between the parts; no name of ours or of a file can hold it.
  private static let between: Character = "\u{1f}"

  private func sign(_ kind: String, _ parts: [String]) -> String {
    let body = Array(parts.joined(separator: String(Self.between)).utf8)
    return Base64URL.encode(body) + "." + Base64URL.encode(code(kind, body))
  }

  private func parts(_ kind: String, _ text: String) -> [String]? {
    let halves = text.split(separator: ".", omittingEmptySubsequences: false)
    guard halves.count == 2, let body = Base64URL.decode(String(halves[0])),
      let signature = Base64URL.decode(String(halves[1])),
      isEqualInConstantTime(signature, code(kind, body))
    else { return nil }
    return String(decoding: body, as: UTF8.self)
      .split(separator: Self.between, omittingEmptySubsequences: false).map(String.init)
  }

  private func code(_ kind: String, _ body: [UInt8]) -> [UInt8] {
    HMACSHA256.code(key: key.reveal(), message: Array("\(kind):".utf8) + body)
  }
}
