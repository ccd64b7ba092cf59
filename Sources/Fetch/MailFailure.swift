/// What a server for mail answered: a code of three digits and words.
package struct MailReply: Sendable, Equatable, CustomStringConvertible {
  package let code: Int
  package let text: String

  package init(code: Int, text: String) {
    self.code = code
    self.text = text
  }

  package var isYes: Bool { (200..<400).contains(code) }
  /// Asking again will not help.
  package var isForGood: Bool { (500..<600).contains(code) }

  package var description: String { "\(code) \(text)" }
}

/// Why a letter was not taken, or a mailbox not read.
package enum MailFailure: Error, Sendable, Equatable {
  /// The request is wrong in itself.
  case malformed(String)
  case stopped
  case resolve(String)
  case connect(String)
  case tls(String)
  /// The guard forbade the one address, or all of them, that the name stands for.
  case refusedAddress(String)
  case login(String)
  /// The server said no to the whole letter.
  case refused(MailReply)
  /// No mailbox, no such folder: what the mailbox's server said.
  case no(String)
  /// `mayBeThere`: the letter was handed over whole, and nobody said what became of it.
  case timedOut(mayBeThere: Bool)
  case broken(mayBeThere: Bool, String)
  /// More than was asked for, or than is read.
  case tooLarge(String)
}

extension MailFailure {
  /// Whether the letter may have arrived all the same.
  package var mayBeThere: Bool {
    switch self {
    case .timedOut(let mayBe), .broken(let mayBe, _): mayBe
    case .malformed, .stopped, .resolve, .connect, .tls, .refusedAddress, .login, .refused, .no,
      .tooLarge:
      false
    }
  }
}

extension MailFailure: CustomStringConvertible {
  package var description: String {
    switch self {
    case .malformed(let reason): "this is no letter that can be sent: \(reason)"
    case .stopped: "stopped before the server answered"
    case .resolve(let reason): "the server's name has no address: \(reason)"
    case .connect(let reason): "no connection: \(reason)"
    case .tls(let reason): "no trusted connection: \(reason)"
    case .refusedAddress(let address):
      "\(address) is not an address that may be spoken to here: a private address must be allowed "
        + "for this server, and without encryption only this machine is spoken to"
    case .login(let reason): "the server does not let us in: \(reason)"
    case .refused(let reply): "the server refused the letter: \(reply)"
    case .no(let words): "the server said no: \(words)"
    case .timedOut(false): "no answer in time"
    case .timedOut(true): "the letter was handed over and no answer came in time; it may be there"
    case .broken(false, let reason): "the connection broke: \(reason)"
    case .broken(true, let reason):
      "the letter was handed over and the connection broke before the answer: \(reason)"
    case .tooLarge(let what): "longer than is read: \(what)"
    }
  }
}
