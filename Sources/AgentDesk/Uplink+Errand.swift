package import Desk
package import Wire

// What a line is made of, and what it wants done.
extension Uplink {
  /// Whether there is a connection, and since when or until when.
  package enum State: Equatable, Sendable {
    /// Not connected; tries again at that time.
    case offline(retryAt: Instant, since: Instant)
    case connecting(since: Instant)
    case online(since: Instant)
    /// It makes no sense to try again: the reason, for the person.
    case ended(String)
  }

  /// What an agent shows at the door.
  package enum Credential: Equatable, Sendable {
    /// Whose it is may be known, as of the session one is logged in with, or not.
    case token(String, of: String? = nil)
    /// With the code of the second factor, where the account has one.
    case password(Identifier<Agent>, String, device: String, code: String? = nil)
  }

  /// Whose commands these are, as far as it is known: what they are kept under on disk.
  package enum Owner: Equatable, Sendable {
    case agent(String)
    /// Only the desk can say whose this token is.
    case bearer(String)
  }

  /// What the line wants done.
  package enum Errand: Equatable, Sendable {
    case connect
    case hangUp
    case send(ClientFrame)
    /// Write the order to disk, for certain, before the errands after this one.
    case keep(Outgoing)
    /// The order is answered: it need not be kept any longer.
    case settle(CommandID)
    case keepToken(String, Identifier<Agent>)
    case forgetToken
  }
}
