/// Somebody's address, with the name they gave.
package struct MailAddress: Sendable, Equatable, Hashable {
  package let name: String?
  package let address: String

  package init(name: String? = nil, _ address: String) {
    self.name = name
    self.address = address
  }

  /// What two spellings of the same address have in common: letters in lower case.
  package var key: String { address.lowercased() }
}

/// A file that came with a letter.
package struct LetterFile: Sendable, Equatable {
  /// Cleaned: no folder, no control characters, at most 120 characters; never empty.
  package let name: String
  package let type: String
  package let bytes: [UInt8]

  package init(name: String, type: String, bytes: [UInt8]) {
    self.name = name
    self.type = type
    self.bytes = bytes
  }
}

/// A letter as somebody sent it, read.
package struct Letter: Sendable, Equatable {
  /// What sent it.
  package enum Sender: Sendable, Equatable {
    case person
    /// An auto-reply, a newsletter, a robot: never answered. The words say by what it was known.
    case machine(String)
    /// A server tells that a letter of ours was not delivered.
    case bounce(Bounce)
  }

  package var from: MailAddress?
  package var replyTo: MailAddress?
  /// To, Cc and what the mailbox's server says it was delivered to; at most 100.
  package var recipients: [MailAddress] = []
  package var subject = ""
  /// Seconds since 1970; nil where the letter has no date that can be read.
  package var sentAt: Int64?
  /// Without angle brackets, as all ids here.
  package var messageID: String?
  /// What it answers, the nearest first.
  package var references: [String] = []
  /// What its sender wrote, without quoted letters and signature.
  package var text = ""
  /// What was folded away: quoted letters and signature.
  package var quoted = ""
  package var files: [LetterFile] = []
  package var sender = Sender.person
  /// Why a filter before us, or the sender's own domain, holds it for false; nil: nobody does.
  package var suspicion: String?
  /// `Auto-Submitted`, lists and the like were absent and so was everything else that robots say.
  package var isAutomatic: Bool { sender != .person }
}

/// What a server tells of a letter of ours that it could not deliver.
package struct Bounce: Sendable, Equatable {
  /// Whom it could not reach; nil where it does not say.
  package let recipient: String?
  /// Whether trying again is useless.
  package let isForGood: Bool
  /// The server's words, on one line, at most 300 characters.
  package let why: String
  /// The id of our letter.
  package let original: String?
}

/// Why a letter is not read at all, but put aside for a person to look at.
package enum LetterMistake: Error, Sendable, Equatable, CustomStringConvertible {
  case tooLong(bytes: Int)
  case headTooLong(bytes: Int)
  case tooDeep
  case tooManyParts
  case notALetter

  package var description: String {
    switch self {
    case .tooLong(let bytes):
      "it is \(bytes) bytes long, and \(LetterReader.Limits.usual.bytes) at most are read"
    case .headTooLong(let bytes):
      "its head alone is \(bytes) bytes long, and "
        + "\(LetterReader.Limits.usual.headBytes) at most are read"
    case .tooDeep: "its parts stand inside each other too deeply to be a letter of a person"
    case .tooManyParts: "it has more than \(LetterReader.Limits.usual.parts) parts"
    case .notALetter: "it has no head that can be read"
    }
  }
}
