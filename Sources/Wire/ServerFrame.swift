package import Desk
package import Events
import JSON

/// What the desk sends: one JSON object a websocket message.
package enum ServerFrame: Equatable, Sendable {
  case welcome(Welcome)
  case ack(Ack)
  case nack(CommandID, Refusal)
  case event(Entry)
  case caughtUp(Identifier<Conversation>, seq: Int64)
  case reset(Identifier<Conversation>, reason: Reset)
  /// The reader may not read on: it follows no longer, and may follow again when it may.
  case unfollowed(Identifier<Conversation>)
  case typing(Identifier<Conversation>, Author)
  case place(Place)
  /// How far the other side has read.
  case read(Identifier<Conversation>, by: Side, seq: Int64)
  /// How the desk stands, to customers, when it changes.
  case reception(Reception)
  /// What follows begins at a seq; these of the earlier events a newcomer has to know.
  case tail(Identifier<Conversation>, first: Int64, before: [PastEvent])
  case summary(Summary)
  /// Whether the agent who reads it takes conversations, said on another of their screens, by a
  /// supervisor or by the desk.
  case presence(Presence)
  /// All summaries there were at the time of `watch` have been sent.
  case watching
  /// How the desk is staffed; sent on `watch` and on every change.
  case desk(agentsOnline: Int, waiting: Int)
  /// A rule of the desk tells the agent who reads it something, whatever they look at.
  case notice(DeskNotice)
  /// A supervisor says something to all.
  case announcement(Announcement)
  /// Which agents read along in a conversation that the reader follows, without the reader; told
  /// when that changes.
  case readers(Identifier<Conversation>, [AgentName])
  /// Where else a conversation is known that an agent follows; told after `caught_up`, and when it
  /// changes.
  case mirrored(Identifier<Conversation>, [Mirrored])
  case answer(Question.ID, Reply)
  /// The answer to `ping`, sent at once and before what waits for the record.
  case pong
  /// A frame that is no command was not understood or not allowed.
  case refused(Refusal, Refused)
  /// A newer desk sent it: of a type, or with a word, that this program does not know. Never sent
  /// by a desk.
  case newer(type: String, Identifier<Conversation>?)

  /// The same of which no more is known than its own name, if that.
  package static func refused(_ refusal: Refusal, id: String?) -> ServerFrame {
    .refused(refusal, Refused(id: id))
  }
}

/// Which frame was refused, as far as that could be read.
package struct Refused: Equatable, Sendable {
  /// The frame's `type`.
  package let of: ClientFrame.Kind?
  package let conversation: Identifier<Conversation>?
  /// What the client called its question.
  package let id: Question.ID?

  package init(
    _ of: ClientFrame.Kind? = nil, _ conversation: Identifier<Conversation>? = nil,
    id: Question.ID? = nil
  ) {
    self.of = of
    self.conversation = conversation
    self.id = id
  }
}

extension Question {
  /// The client's own name for a question, which the answer bears.
  package typealias ID = String
}

/// The answer to `hello`.
package struct Welcome: Equatable, Sendable {
  package let epoch: String
  package let principal: Who
  /// A new session's token; agents get one on login.
  package let token: String?
  package let time: Instant
  package let textLimit: Int
  /// The customer whose site has signed who they are; nil for anybody else.
  package let verified: Identifier<Customer>?
  /// What may be sent besides words; nil where nothing is.
  package let files: FileLimits?
  /// How the desk stands; told to customers.
  package let reception: Reception?
  /// How long after a customer asks for it nothing is left of them; nil to agents.
  package let eraseAfter: Duration?
  /// Whether the customer has other conversations than the one that is named.
  package let hasPast: Bool
  /// Whether the desk writes letters, so that the talk can be had by mail.
  package let hasMail: Bool

  package init(
    epoch: String, _ principal: Who, token: String?, time: Instant, textLimit: Int,
    verified: Identifier<Customer>? = nil, files: FileLimits? = nil,
    reception: Reception? = nil, eraseAfter: Duration? = nil, hasPast: Bool = false,
    hasMail: Bool = false
  ) {
    self.hasMail = hasMail
    self.hasPast = hasPast
    self.reception = reception
    self.verified = verified
    self.files = files
    self.eraseAfter = eraseAfter
    self.epoch = epoch
    self.principal = principal
    self.token = token
    self.time = time
    self.textLimit = textLimit
  }

  /// Whom the desk takes the client for.
  package enum Who: Equatable, Sendable {
    /// The customer's latest conversation, where they have one.
    case customer(conversation: Identifier<Conversation>?)
    case agent(AgentName, role: Role)

    package var isCustomer: Bool {
      switch self {
      case .customer: true
      case .agent: false
      }
    }
  }
}

/// A command has been applied and is safe on disk.
package struct Ack: Equatable, Sendable {
  package let cid: CommandID
  package let conversation: Identifier<Conversation>
  /// The seq of the command's first event.
  package let seq: Int64
  /// The command had been applied before; seq is that of the first time.
  package let isDuplicate: Bool
  /// The customer's token, with the ack of `start`.
  package let token: String?

  package init(
    _ cid: CommandID, _ conversation: Identifier<Conversation>, seq: Int64, isDuplicate: Bool,
    token: String? = nil
  ) {
    self.cid = cid
    self.conversation = conversation
    self.seq = seq
    self.isDuplicate = isDuplicate
    self.token = token
  }
}

/// One event at its place in a conversation.
package struct Entry: Equatable, Sendable {
  package let conversation: Identifier<Conversation>
  package let seq: Int64
  package let at: Instant
  package let content: EventText.Content

  /// What happened; nil where the reader may not see it, or knows no such thing yet.
  package var event: Event? { content.event }

  package init(
    _ conversation: Identifier<Conversation>, seq: Int64, at: Instant, _ content: EventText.Content
  ) {
    self.conversation = conversation
    self.seq = seq
    self.at = at
    self.content = content
  }

  /// Without an event the reader may not see what happened.
  package init(_ conversation: Identifier<Conversation>, seq: Int64, at: Instant, _ event: Event?) {
    self.init(conversation, seq: seq, at: at, event.map { .known($0) } ?? .hidden)
  }

  /// The frame around an event's own text, built without reading that text.
  package static func frame(
    _ conversation: Identifier<Conversation>, seq: Int64, at: Instant, text: [UInt8]
  ) -> [UInt8] {
    var writer = JSONWriter(capacity: text.count + 96)
    writer.object {
      $0.member("type", "event")
      $0.member("conversation", conversation.text)
      $0.member("seq", seq)
      $0.member("at", at.milliseconds)
      $0.members(of: text)
    }
    return writer.take()
  }
}

/// Why a follower must fetch a conversation anew.
package enum Reset: String, Sendable, CaseIterable {
  /// The record's history is another one than the client knows.
  case epoch
  /// The client claims events that the record does not have.
  case ahead
}

/// Where a waiting customer stands, and how long it may take.
package struct Place: Equatable, Sendable {
  package let conversation: Identifier<Conversation>
  /// 1 is next.
  package let position: Int
  /// Four of five in such a case wait at least so long; nil while there is nothing to judge by.
  package let from: Duration?
  /// Four of five in such a case wait no longer; nil while there is nothing to judge by.
  package let wait: Duration?
  package let queue: String

  package init(
    _ conversation: Identifier<Conversation>, position: Int, from: Duration? = nil,
    wait: Duration?, queue: String
  ) {
    self.conversation = conversation
    self.position = position
    self.from = from
    self.wait = wait
    self.queue = queue
  }
}

/// The answer to a question.
package enum Reply: Equatable, Sendable {
  case articles([Found])
  /// With the address of the page on which customers can read it, if there is one.
  case article(title: String, text: String, link: String? = nil)
  case agents([Colleague])
  case names(Names)
  case past([Past])
  case figures(Figures)
  case conversation(Summary)
  case found(Page)
  /// About one's own account.
  case account(AccountReply)
  /// The customer is kept from writing until then; nil: until it is taken back.
  case blocked(until: Instant?)
  /// So many screens were told.
  case announced(Int)
  /// Nothing is left of the customer who asks from then on.
  case erased(at: Instant)
  /// Where to send a file, and how many bytes at a time.
  case upload(address: String, part: Int)
  /// Events in order up to the one that was named; `first` is where they begin.
  case earlier([PastEvent], first: Int64)
  case faces([Face])
  /// Where to fetch a file, within five minutes.
  case file(address: String)
  case shortcuts([Shortcut])
  /// What a reply or a macro comes to: the words that would be said, and each act in words.
  case shortcut(text: String?, acts: [String])

  /// A reply or a macro of the desk.
  package struct Shortcut: Equatable, Sendable {
    package let kind: Kind
    package let name: String
    package let title: String

    package init(_ kind: Kind, name: String, title: String) {
      self.kind = kind
      self.name = name
      self.title = title
    }

    /// What agents call by name.
    package enum Kind: String, Sendable, CaseIterable {
      case reply, macro
    }

    /// The most that are told at once.
    package static let most = 100
  }

  /// An article that fits the words that were searched for.
  package struct Found: Equatable, Sendable {
    package let article: Identifier<Article>
    package let title: String
    package let excerpt: String
    /// 0 to 120, in hundredths.
    package let score: Int

    package init(article: Identifier<Article>, title: String, excerpt: String, score: Int) {
      self.article = article
      self.title = title
      self.excerpt = excerpt
      self.score = score
    }
  }

  /// Another agent, as one sees them when handing over.
  package struct Colleague: Equatable, Sendable {
    package let agent: AgentName
    package let role: Role
    package let isOnline: Bool
    package let isAway: Bool
    package let open: Int
    /// How many they take on at once; nil where the desk does not say.
    package let capacity: Int?
    /// When they last did something to a conversation; nil where that was before the desk started.
    package let lastAct: Instant?

    package init(
      agent: AgentName, role: Role, isOnline: Bool, isAway: Bool, open: Int,
      capacity: Int? = nil, lastAct: Instant? = nil
    ) {
      self.agent = agent
      self.capacity = capacity
      self.lastAct = lastAct
      self.role = role
      self.isOnline = isOnline
      self.isAway = isAway
      self.open = open
    }
  }
}

/// Why the desk ends a connection, as the websocket's close code.
package enum CloseCode: UInt16, Sendable, CaseIterable {
  /// The desk restarts or stops: come back after a while.
  case restarting = 1012
  /// The session's token was revoked, or its account disabled.
  case revoked = 4001
  /// No `hello` within five seconds, or another frame before it, or one that was refused for good.
  case notAuthenticated = 4003
  /// A second `hello`.
  case alreadyAuthenticated = 4005
  /// The client reads too slowly: reconnect and resume.
  case tooSlow = 4008
  /// Too many frames that were not understood.
  case tooManyMistakes = 4009
  /// Too many connections of one customer or agent.
  case tooManyConnections = 4010
  /// The hello was refused for now: come back after a while.
  case comeBackLater = 4013
}
