package import Secrets

/// Addresses that say which conversation an answer belongs to, signed so that nobody makes them up:
/// `support+c.<conversation>.<code>@example.com`.
package struct ReplyTag: Sendable {
  /// Of the code: too many to try by mail, and the local part stays within 64 bytes.
  private static let codeBytes = 10

  /// The address whose letters we read.
  package let base: String
  private let key: Secret<[UInt8]>

  /// nil unless `base` is one address.
  package init?(base: String, key: Secret<[UInt8]>) {
    let parts = base.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { return nil }
    self.base = base
    self.key = key
  }

  /// The address for answers in this conversation; nil where its name does not fit into one.
  package func address(for conversation: String) -> String? {
    let parts = base.split(separator: "@")
    guard let bytes = Base64URL.decode(conversation), !bytes.isEmpty else { return nil }
    let name = Base32.encode(bytes).lowercased().filter { $0 != "=" }
    let local = "\(parts[0])+c.\(name).\(code(bytes))"
    guard local.utf8.count <= 64 else { return nil }
    return "\(local)@\(parts[1])"
  }

  /// The conversation that an address of ours names; nil where it names none or is not signed.
  ///
  /// Capitals do not matter: servers on the way change them.
  package func conversation(in address: String) -> String? {
    let lower = address.lowercased()
    let parts = base.lowercased().split(separator: "@")
    let start = "\(parts[0])+c."
    let end = "@\(parts[1])"
    guard lower.hasPrefix(start), lower.hasSuffix(end), lower.count > start.count + end.count
    else { return nil }
    let tag = lower.dropFirst(start.count).dropLast(end.count).split(separator: ".")
    guard tag.count == 2, let bytes = Base32.decode(String(tag[0]).uppercased()), !bytes.isEmpty
    else { return nil }
    guard isEqualInConstantTime(Array(tag[1].utf8), Array(code(bytes).utf8)) else { return nil }
    return Base64URL.encode(bytes)
  }

  private func code(_ conversation: [UInt8]) -> String {
    let message = Array("reply".utf8) + [0] + conversation
    let code = HMACSHA256.code(key: key.reveal(), message: message)
    return Base32.encode(Array(code.prefix(Self.codeBytes))).lowercased().filter { $0 != "=" }
  }
}

/// The ids of our own letters: `<epoch.conversation.seq@host>`, one for ever for each event.
package struct OwnMessageID: Sendable, Equatable {
  package let epoch: String
  package let conversation: String
  /// Of the event the letter is about, with a letter's kind behind it where two are about the same.
  package let seq: String

  package init(epoch: String, conversation: String, seq: String) {
    self.epoch = epoch
    self.conversation = conversation
    self.seq = seq
  }

  package func text(host: String) -> String { "\(epoch).\(conversation).\(seq)@\(host)" }

  /// nil where the id is not one of ours.
  package init?(_ id: String, host: String) {
    guard id.lowercased().hasSuffix("@" + host.lowercased()) else { return nil }
    let parts = id.dropLast(host.count + 1).split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, parts.allSatisfy({ !$0.isEmpty }) else { return nil }
    self.init(epoch: String(parts[0]), conversation: String(parts[1]), seq: String(parts[2]))
  }
}
