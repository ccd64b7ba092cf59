package import Desk

/// Something for the operator's log that only the Office knows; told once the turn is on disk.
///
/// Never a customer's words.
package enum Notice: Sendable, Equatable {
  /// An agent came in with a password.
  case loggedIn(Identifier<Agent>, address: String)
  case loginFailed(login: Identifier<Agent>, address: String, reason: String)
  case loggedOut(Identifier<Agent>)
  /// Sessions of the account were ended.
  case sessionsRevoked(Identifier<Agent>, reason: String)
  /// A limit that the Office keeps said no; `setting` moves it, nil: none does.
  case limitReached(String, address: String, setting: String?)
  /// A customer on that line may write no more for now.
  case quotaReached(ConnectionNumber, site: String, reason: String)
  /// There is no room on the disk: what is asked is refused until there is.
  case diskFull(String)
  /// An agent has left a customer without an answer for longer than the queue allows.
  case answerLate(Identifier<Conversation>, agent: Identifier<Agent>)
  /// A conversation was given back because its agent did not answer.
  case givenBack(Identifier<Conversation>, agent: Identifier<Agent>)
  /// Somebody asked for a person and nobody took them in time, or nobody was there.
  case missed(Identifier<Conversation>, queue: Identifier<Queue>, reason: Absence)
  /// Rules went in circles, or asked for too much, and were stopped.
  case ruleStopped(String, Identifier<Conversation>)
  /// Somebody who could have a conversation has stood idle beside it for longer than a moment.
  case idle(Identifier<Conversation>, agent: Identifier<Agent>)
  /// A turn was written again after the disk was full.
  case diskFree
  /// Another program holds a lock on the record: what is asked is refused until it lets go.
  case locked(String)
  /// A turn was written again after the lock was gone.
  case lockGone
  /// A conversation's events cannot be read: nobody is served with it before the record is
  /// restored.
  case unreadable(Identifier<Conversation>, why: String)
  /// A question had no answer from the record.
  case unread(String)
}
