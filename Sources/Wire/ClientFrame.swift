package import Desk
import JSON

/// What a client sends: one JSON object a websocket message.
package enum ClientFrame: Equatable, Sendable {
  case hello(Hello)
  case command(Order)
  /// `last`: only so many of the events that come after `after`, and what a newcomer has to know
  /// of those before them.
  case follow(Identifier<Conversation>, epoch: String, after: Int64, last: Int? = nil)
  case unfollow(Identifier<Conversation>)
  /// An agent asks for the summaries of what waits and what is theirs, and all changes from now on.
  case watch
  case typing(Identifier<Conversation>)
  /// Everything up to that seq was on the sender's screen.
  case read(Identifier<Conversation>, seq: Int64)
  /// Of another agent only a supervisor's, with a reason.
  case status(Presence, of: Identifier<Agent>? = nil, reason: String? = nil)
  case ask(Question)
  /// An agent keeps the customer of a conversation from writing: for so long, or until it is taken
  /// back. Answered by the client's own name for it.
  case block(Question.ID, Identifier<Conversation>, for: Duration?, reason: String)
  /// A supervisor says something to every agent who is at a screen: at most
  /// `Announcement.textLimit` characters. Answered by the client's own name for it.
  case announce(Question.ID, String)
  /// Something with one's own account; answered by the client's own name for it.
  case account(Question.ID, AccountDeed)
  /// Ends the session and revokes its token.
  case logout
  /// A customer wants nothing to be left of them. Answered by the client's own name for it.
  case forgetMe(Question.ID)
  /// Asks whether the line is alive: a browser's script never sees a websocket's own pings.
  case ping

  /// The `type` of a frame.
  package enum Kind: String, Sendable, CaseIterable {
    case hello, command, follow, unfollow, watch, typing, read, status, ask, block, announce
    case account, logout, ping
    case forgetMe = "forget_me"
  }

  /// The most events that a follower asks for as the last ones.
  package static let mostLast = 1_000
}

extension ClientFrame {
  package var kind: Kind {
    switch self {
    case .hello: .hello
    case .command: .command
    case .follow: .follow
    case .unfollow: .unfollow
    case .watch: .watch
    case .typing: .typing
    case .read: .read
    case .status: .status
    case .ask: .ask
    case .block: .block
    case .announce: .announce
    case .account: .account
    case .logout: .logout
    case .forgetMe: .forgetMe
    case .ping: .ping
    }
  }
}

/// The first frame: who is there.
package enum Hello: Equatable, Sendable {
  /// A customer; without a token one who is not known yet. The identity is a token in which their
  /// site has signed who they are.
  case customer(site: String, token: String?, language: String, identity: String? = nil)
  /// An observer sees and does what an agent may, and is not there for customers because of it.
  case agent(token: String, isObserver: Bool = false)
  /// The code is of the second factor, where the account has one.
  case login(
    Identifier<Agent>, password: String, device: String, isObserver: Bool = false,
    code: String? = nil)
}

/// A command as it travels: its client's name for it, where it applies, what is asked.
package struct Order: Equatable, Sendable {
  package let cid: CommandID
  /// Nil for `start`, whose conversation does not exist yet, and for a `take` where the desk is to
  /// name it.
  package let conversation: Identifier<Conversation>?
  /// One that clients can say: an agent's or a customer's.
  package let command: Command
  /// Whether its client gives it up: it is answered for good, and not done if it has not been.
  package let isWithdrawn: Bool
  /// Why a supervisor does it to what is somebody else's; recorded with the desk's own events. At
  /// most 200 characters.
  package let reason: String?
  /// How far an agent had read when they wrote the words of a `say`: a colleague's words that came
  /// after it refuse them. Nil from whoever does not care.
  package let seen: Int64?
  /// The receipt of a file that goes with the words of a `say`.
  package let file: String?

  package init(
    _ cid: CommandID, _ conversation: Identifier<Conversation>?, _ command: Command,
    isWithdrawn: Bool = false, reason: String? = nil, seen: Int64? = nil,
    file: String? = nil
  ) {
    self.seen = seen
    self.file = file
    self.isWithdrawn = isWithdrawn
    self.reason = reason
    self.cid = cid
    self.conversation = conversation
    self.command = command
  }
}

extension Order {
  /// The longest reason, in Unicode scalars.
  package static let reasonLimit = 200
}

/// Whether an agent takes conversations.
package enum Presence: String, Sendable, CaseIterable {
  case online, away
}

/// A question about the desk; it changes nothing and is answered once.
package struct Question: Equatable, Sendable {
  /// The client's name for it, returned with the answer; 1 to 64 characters.
  package let id: String
  package let subject: Subject

  package init(id: String, _ subject: Subject) {
    self.id = id
    self.subject = subject
  }

  /// What a client can ask about.
  package enum Subject: Equatable, Sendable {
    case articles(String)
    case article(Identifier<Article>)
    case agents
    /// Queues, flows, categories and fields, as they are written.
    case names
    /// Where one is logged in.
    case sessions
    case conversation(Identifier<Conversation>)
    /// What the agent who asks did since then.
    case figures(since: Instant)
    /// The other conversations of that one's customer.
    case past(Identifier<Conversation>)
    /// The customer's own conversations, a page of them: those numbered before that one.
    case ownPast(before: Int64?)
    /// Words and filters; `after` is the `next` of the page before, `limit` how many at most.
    case search(String, after: String? = nil, limit: Int? = nil)
    /// Replies and macros whose name or title holds this.
    case shortcuts(String)
    /// Where a file may be sent that is to go into a conversation; from agents and the customer.
    case upload(Identifier<Conversation>, name: String, size: Int64, media: String)
    /// Where a file of a conversation can be had.
    case file(Identifier<Conversation>, id: String)
    /// The events of a conversation before a seq, a page of them.
    case earlier(Identifier<Conversation>, before: Int64)
    /// The agents of a conversation whom its customer was told of.
    case faces(Identifier<Conversation>)
    /// What one comes to in a conversation, before it is used.
    case shortcut(Reply.Shortcut.Kind, String, Identifier<Conversation>)
  }
}
