/// The name of one thing of a kind; names of different kinds do not mix.
///
/// The text is what stands in the record and on the wire: 22 characters of base64url for what the
/// desk names by chance (conversations, customers), a login name for agents, a word for queues.
package struct Identifier<Subject>: Hashable, Sendable, CustomStringConvertible {
  package let text: String

  package init(_ text: String) { self.text = text }

  package var description: String { text }
}

extension Identifier: Comparable {
  package static func < (left: Self, right: Self) -> Bool { left.text < right.text }
}

/// The kinds that have no type of their own in this module.
package enum Customer {}
/// What identifies an agent: the login.
package enum Agent {}
/// What identifies a queue: its name in the desk's settings.
package enum Queue {}
/// What identifies an article: the name of its file.
package enum Article {}

/// A client's own name for one command, made before it is first sent.
///
/// 16 to 64 characters of `A-Z a-z 0-9 - _`; the same author's command of the same name is applied
/// once for the life of the conversation (delivery contract, A2).
package struct CommandID: Hashable, Sendable {
  package let text: String

  package init?(_ text: String) {
    guard (16...64).contains(text.utf8.count), text.utf8.allSatisfy(Self.allows) else { return nil }
    self.text = text
  }

  private static func allows(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}
