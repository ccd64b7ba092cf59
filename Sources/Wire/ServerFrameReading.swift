import Desk
import Events
package import JSON

extension ServerFrame {
  /// The frame that a message's JSON holds. Throws for one that is not whole, which no desk sends.
  package static func read(_ object: JSONValue) throws(WireMistake) -> ServerFrame {
    let type = try object.text("type")
    do throws(WireMistake) { return try known(type, object) } catch {
      guard error.isOfTheFuture else { throw error }
      return .newer(type: type, object["conversation"]?.string.map { Identifier($0) })
    }
  }

  private static func known(
    _ type: String, _ object: JSONValue
  ) throws(WireMistake) -> ServerFrame {
    switch type {
    case "welcome": return .welcome(try welcome(object))
    case "ack": return .ack(try ack(object))
    case "nack": return .nack(try cid(object), try refusal(object))
    case "event":
      return .event(
        Entry(
          try conversation(object), seq: try object.number("seq"), at: try instant(object, "at"),
          try EventText.read(object)))
    case "caught_up": return .caughtUp(try conversation(object), seq: try object.number("seq"))
    case "reset":
      // Whatever the reason, the client has to begin anew.
      return .reset(try conversation(object), reason: known(object, "reason") ?? .epoch)
    case "unfollowed": return .unfollowed(try conversation(object))
    case "typing": return .typing(try conversation(object), try EventText.author(object))
    case "place": return .place(try place(object))
    case "read":
      return .read(
        try conversation(object), by: try object.word("by"), seq: try object.number("seq"))
    case "reception": return .reception(try Reception.read(object))
    case "tail":
      return .tail(
        try conversation(object), first: try object.number("first"),
        before: try PastEvent.read(object["before"]))
    case "summary": return .summary(try summary(object))
    case "presence": return .presence(try object.word("status"))
    case "watching": return .watching
    case "desk":
      return .desk(
        agentsOnline: Int(try object.number("agents_online")),
        waiting: Int(try object.number("waiting")))
    case "notice": return .notice(try DeskNotice(object))
    case "announcement": return .announcement(try Announcement(object))
    case "readers": return .readers(try conversation(object), try Announcement.readers(object))
    case "mirrored": return .mirrored(try conversation(object), try Mirrored.read(object))
    case "answer": return .answer(try object.text("id"), try reply(object))
    case "pong": return .pong
    case "refused": return .refused(try refusal(object), refused(object))
    case let other: throw WireMistake("there is no frame of type \"\(other)\"", isOfTheFuture: true)
    }
  }

  /// A word where the frame means as much without it; nil for one that only a newer desk knows.
  private static func known<Word: RawRepresentable>(
    _ object: JSONValue, _ name: String
  ) -> Word? where Word.RawValue == String {
    object[name]?.string.flatMap { Word(rawValue: $0) }
  }

  private static func conversation(_ object: JSONValue) throws(WireMistake)
    -> Identifier<Conversation>
  {
    Identifier(try object.text("conversation"))
  }

  private static func cid(_ object: JSONValue) throws(WireMistake) -> CommandID {
    guard let cid = CommandID(try object.text("cid")) else {
      throw WireMistake("\"cid\" must be 16 to 64 of A-Z a-z 0-9 - _")
    }
    return cid
  }

  private static func instant(_ object: JSONValue, _ name: String) throws(WireMistake) -> Instant {
    Instant(milliseconds: try object.number(name))
  }

  private static func moment(_ object: JSONValue, _ name: String) -> Instant? {
    object[name]?.int.map { Instant(milliseconds: $0) }
  }

  /// A code that only a newer desk knows is not worth the refusal: `final` says what to do.
  private static func refusal(_ object: JSONValue) throws(WireMistake) -> Refusal {
    _ = try object.text("code")
    var refusal = Refusal(
      known(object, "code") ?? .unknown, try object.text("why"),
      mayRetry: !(try object.claim("final")), retryAfter: object["after"]?.int)
    refusal.enrolment = object["enrolment"]?.string
    return refusal
  }

  /// What a newer desk lets this one do is at least what every agent may.
  private static func role(_ object: JSONValue) throws(WireMistake) -> Role {
    _ = try object.text("role")
    return known(object, "role") ?? .agent
  }

  /// What a newer desk may name and we do not know is no reason to miss the rest.
  private static func refused(_ object: JSONValue) -> Refused {
    Refused(
      object["of"]?.string.flatMap { ClientFrame.Kind(rawValue: $0) },
      object["conversation"]?.string.map { Identifier($0) }, id: object["id"]?.string)
  }

  private static func welcome(_ object: JSONValue) throws(WireMistake) -> Welcome {
    let principal: Welcome.Who
    if try object.text("as") == "agent" {
      principal = .agent(
        AgentName(Identifier(try object.text("agent")), name: try object.text("name")),
        role: try role(object))
    } else {
      principal = .customer(conversation: object["conversation"]?.string.map { Identifier($0) })
    }
    return Welcome(
      epoch: try object.text("epoch"), principal, token: object["token"]?.string,
      time: try instant(object, "time"), textLimit: Int(try object.number("text_limit")),
      verified: object["customer"]?.string.map { Identifier($0) }, files: try files(object),
      reception: try reception(object),
      eraseAfter: object["erase_after"]?.int.map { .milliseconds($0) },
      hasPast: object["past"]?.bool ?? false, hasMail: object["mail"]?.bool ?? false)
  }

  private static func reception(_ object: JSONValue) throws(WireMistake) -> Reception? {
    guard let reception = object["reception"] else { return nil }
    return try Reception.read(reception)
  }

  private static func files(_ object: JSONValue) throws(WireMistake) -> FileLimits? {
    guard let files = object["files"] else { return nil }
    return FileLimits(
      largest: try files.number("largest"),
      media: files["media"]?.array?.compactMap(\.string) ?? [],
      perConversation: Int(try files.number("most")))
  }

  private static func ack(_ object: JSONValue) throws(WireMistake) -> Ack {
    Ack(
      try cid(object), try conversation(object), seq: try object.number("seq"),
      isDuplicate: object["dup"]?.bool ?? false, token: object["token"]?.string)
  }

  private static func place(_ object: JSONValue) throws(WireMistake) -> Place {
    Place(
      try conversation(object), position: Int(try object.number("position")),
      from: object["from"]?.int.map { .milliseconds($0) },
      wait: object["wait"]?.int.map { .milliseconds($0) }, queue: try object.text("queue"))
  }

  private static func summary(_ object: JSONValue) throws(WireMistake) -> Summary {
    let agent = object["agent"]?.string
    return Summary(
      conversation: try conversation(object), number: try object.number("number"),
      stage: try object.word("stage"), queue: object["queue"]?.string.map { Identifier($0) },
      priority: try object.word("priority"), category: object["category"]?.string,
      customerName: object["customer_name"]?.string, email: object["email"]?.string,
      isVerified: object["verified"]?.bool ?? false,
      language: try object.text("language"), subject: try object.text("subject"),
      agent: agent.map {
        AgentName(Identifier($0), name: object["agent_name"]?.string ?? $0)
      },
      owed: try owed(object), by: moment(object, "by"), rank: object["rank"]?.int,
      warning: known(object, "warning"), isPresent: object["present"]?.bool ?? false,
      lastText: try object.text("last_text"), lastBy: try lastBy(object),
      lastAt: try instant(object, "last_at"), seq: try object.number("seq"),
      matter: matter(object),
      channel: object["channel"]?.string.map {
        Summary.Channel($0, limits: object["limits"]?.string)
      })
  }

  /// A desk that is older says nothing of it.
  private static func matter(_ object: JSONValue) -> Summary.Matter {
    var offer: Conversation.StandingOffer?
    if let offered = object["offered"], let agent = offered["agent"]?.string,
      let until = offered["until"]?.int
    {
      offer = Conversation.StandingOffer(
        to: AgentName(Identifier(agent), name: offered["name"]?.string ?? agent),
        until: Instant(milliseconds: until))
    }
    return Summary.Matter(
      state: known(object, "state") ?? .open,
      tags: (object["tags"]?.array ?? []).compactMap(\.string),
      heldUntil: moment(object, "held_until"),
      erasedAt: moment(object, "erased_at"), offer: offer,
      followers: (object["followers"]?.array ?? []).compactMap(\.string).map { Identifier($0) })
  }

  private static func owed(_ object: JSONValue) throws(WireMistake) -> Owed {
    let word: Owed.Word = try object.word("owed")
    guard let since = moment(object, "since") else { return .nobody }
    switch word {
    case .nobody: return .nobody
    case .customer: return .customer(since: since)
    case .bot: return .bot(since: since)
    case .person: return .person(since: since)
    }
  }

  private static func lastBy(_ object: JSONValue) throws(WireMistake) -> Author? {
    guard let last = object["last"] else { return nil }
    return try EventText.author(last)
  }

  private static func reply(_ object: JSONValue) throws(WireMistake) -> Reply {
    if let found = object["articles"]?.array {
      var articles: [Reply.Found] = []
      for article in found { articles.append(try foundArticle(article)) }
      return .articles(articles)
    }
    if let agents = object["agents"]?.array {
      var colleagues: [Reply.Colleague] = []
      for agent in agents { colleagues.append(try colleague(agent)) }
      return .agents(colleagues)
    }
    if object["blocked"]?.bool == true {
      return .blocked(until: object["until"]?.int.map { Instant(milliseconds: $0) })
    }
    if let screens = object["announced"]?.int { return .announced(Int(clamping: screens)) }
    if object["erased_at"] != nil { return .erased(at: try instant(object, "erased_at")) }
    if let shortcuts = object["shortcuts"]?.array {
      return .shortcuts(try shortcuts.map(shortcut))
    }
    if let acts = object["acts"]?.array {
      return .shortcut(text: object["text"]?.string, acts: acts.compactMap(\.string))
    }
    if let address = object["upload"]?.string {
      return .upload(address: address, part: Int(try object.number("part")))
    }
    if let address = object["file"]?.string { return .file(address: address) }
    if object["earlier"] != nil {
      return .earlier(
        try PastEvent.read(object["earlier"]), first: try object.number("first"))
    }
    if object["faces"] != nil { return .faces(try Face.read(object["faces"])) }
    if object["taken"] != nil { return .figures(try Reply.Figures.read(object)) }
    if let past = object["past"]?.array { return .past(try past.map(Reply.Past.read)) }
    if object["queues"] != nil { return .names(try Reply.Names.read(object)) }
    if let hits = object["hits"]?.array { return .found(try Reply.Page.read(object, hits)) }
    if let account = try AccountReply.read(object) { return .account(account) }
    if let card = object["summary"] { return .conversation(try summary(card)) }
    return .article(
      title: try object.text("title"), text: try object.text("text"),
      link: object["link"]?.string)
  }

  private static func shortcut(_ object: JSONValue) throws(WireMistake) -> Reply.Shortcut {
    Reply.Shortcut(
      try object.word("kind"), name: try object.text("name"), title: try object.text("title"))
  }

  private static func foundArticle(_ object: JSONValue) throws(WireMistake) -> Reply.Found {
    Reply.Found(
      article: Identifier(try object.text("article")), title: try object.text("title"),
      excerpt: try object.text("excerpt"), score: Int(try object.number("score")))
  }

  private static func colleague(_ object: JSONValue) throws(WireMistake) -> Reply.Colleague {
    Reply.Colleague(
      agent: AgentName(Identifier(try object.text("agent")), name: try object.text("name")),
      role: try role(object), isOnline: try object.claim("online"),
      isAway: try object.claim("away"), open: Int(try object.number("open")),
      capacity: object["capacity"]?.int.map { Int(clamping: $0) },
      lastAct: moment(object, "last_act"))
  }
}
