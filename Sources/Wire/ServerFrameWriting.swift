import Desk
import Events
import JSON

extension ServerFrame {
  /// The frame as the bytes of one websocket message.
  package var bytes: [UInt8] {
    if case .event(let entry) = self {
      return Entry.frame(
        entry.conversation, seq: entry.seq, at: entry.at,
        text: EventText.write(entry.content))
    }
    return JSONWriter.object { write(&$0) }
  }

  private func write(_ writer: inout JSONWriter) {
    switch self {
    case .welcome(let welcome): welcome.write(&writer)
    case .ack(let ack): ack.write(&writer)
    case .nack(let cid, let refusal):
      writer.member("type", "nack")
      writer.member("cid", cid.text)
      refusal.write(&writer)
    case .event: break
    case .caughtUp(let conversation, let seq):
      writer.member("type", "caught_up")
      writer.member("conversation", conversation.text)
      writer.member("seq", seq)
    case .reset(let conversation, let reason):
      writer.member("type", "reset")
      writer.member("conversation", conversation.text)
      writer.member("reason", reason.rawValue)
    case .unfollowed(let conversation):
      writer.member("type", "unfollowed")
      writer.member("conversation", conversation.text)
    case .typing(let conversation, let author):
      writer.member("type", "typing")
      writer.member("conversation", conversation.text)
      EventText.write(author, &writer)
    case .place(let place): place.write(&writer)
    case .read(let conversation, let side, let seq):
      side.write(conversation, seq, &writer)
    case .reception(let reception):
      writer.member("type", "reception")
      reception.write(&writer)
    case .tail(let conversation, let first, let before):
      writer.member("type", "tail")
      writer.member("conversation", conversation.text)
      writer.member("first", first)
      PastEvent.write(before, as: "before", &writer)
    case .summary(let summary):
      writer.member("type", "summary")
      summary.write(&writer)
    case .presence(let presence):
      writer.member("type", "presence")
      writer.member("status", presence.rawValue)
    case .watching: writer.member("type", "watching")
    case .pong: writer.member("type", "pong")
    case .desk(let agents, let waiting):
      writer.member("type", "desk")
      writer.member("agents_online", agents)
      writer.member("waiting", waiting)
    case .notice(let notice): notice.write(&writer)
    case .announcement(let announcement): announcement.write(&writer)
    case .readers(let conversation, let agents):
      writer.member("type", "readers")
      writer.member("conversation", conversation.text)
      Announcement.write(readers: agents, &writer)
    case .mirrored(let conversation, let places):
      Mirrored.write(places, of: conversation, &writer)
    case .answer(let id, let reply):
      writer.member("type", "answer")
      writer.member("id", id)
      reply.write(&writer)
    case .refused(let refusal, let refused):
      writer.member("type", "refused")
      writer.member("of", refused.of?.rawValue)
      writer.member("conversation", refused.conversation?.text)
      writer.member("id", refused.id)
      refusal.write(&writer)
    case .newer(let type, let conversation):
      writer.member("type", type)
      writer.member("conversation", conversation?.text)
    }
  }
}

extension Refusal {
  fileprivate func write(_ writer: inout JSONWriter) {
    writer.member("final", !mayRetry)
    writer.member("code", code.rawValue)
    writer.member("why", why)
    writer.member("after", retryAfter)
    writer.member("enrolment", enrolment)
  }
}

extension Welcome {
  fileprivate func write(_ writer: inout JSONWriter) {
    writer.member("type", "welcome")
    writer.member("version", 1)
    writer.member("epoch", epoch)
    switch principal {
    case .customer(let conversation):
      writer.member("as", "customer")
      writer.member("conversation", conversation?.text)
    case .agent(let agent, let role):
      writer.member("as", "agent")
      writer.member("agent", agent.id.text)
      writer.member("name", agent.name)
      writer.member("role", role.rawValue)
    }
    writer.member("token", token)
    writer.member("time", time.milliseconds)
    writer.member("text_limit", textLimit)
    if let verified {
      writer.member("verified", true)
      writer.member("customer", verified.text)
    }
    writer.member("erase_after", eraseAfter?.milliseconds)
    if hasPast { writer.member("past", true) }
    if hasMail { writer.member("mail", true) }
    if let files {
      writer.object("files") { writer in
        writer.member("largest", files.largest)
        writer.array("media", files.media) { $0.string($1) }
        writer.member("most", files.perConversation)
      }
    }
    if let reception { writer.object("reception") { reception.write(&$0) } }
  }
}

extension Ack {
  fileprivate func write(_ writer: inout JSONWriter) {
    writer.member("type", "ack")
    writer.member("cid", cid.text)
    writer.member("conversation", conversation.text)
    writer.member("seq", seq)
    if isDuplicate { writer.member("dup", true) }
    writer.member("token", token)
  }
}

extension Place {
  fileprivate func write(_ writer: inout JSONWriter) {
    writer.member("type", "place")
    writer.member("conversation", conversation.text)
    writer.member("position", position)
    writer.member("from", from?.milliseconds)
    writer.member("wait", wait?.milliseconds)
    writer.member("queue", queue)
  }
}

extension Summary {
  fileprivate func write(_ writer: inout JSONWriter) {
    writer.member("conversation", conversation.text)
    writer.member("number", number)
    writer.member("stage", stage.rawValue)
    writer.member("queue", queue?.text)
    writer.member("priority", priority.rawValue)
    writer.member("category", category)
    writer.member("customer_name", customerName)
    writer.member("email", email)
    if isVerified { writer.member("verified", true) }
    writer.member("language", language)
    writer.member("channel", channel?.name)
    writer.member("limits", channel?.limits)
    writer.member("subject", subject)
    writer.member("agent", agent?.id.text)
    writer.member("agent_name", agent?.name)
    writer.member("owed", owed.word.rawValue)
    writer.member("since", owed.since?.milliseconds)
    writer.member("by", by?.milliseconds)
    writer.member("rank", rank)
    writer.member("warning", warning?.rawValue)
    writer.member("present", isPresent)
    writer.member("last_text", lastText)
    if let lastBy { writer.object("last") { EventText.write(lastBy, &$0) } }
    writer.member("last_at", lastAt.milliseconds)
    writer.member("seq", seq)
    writer.member("state", matter.state.rawValue)
    if !matter.tags.isEmpty { writer.array("tags", matter.tags) { $0.string($1) } }
    writer.member("held_until", matter.heldUntil?.milliseconds)
    writer.member("erased_at", matter.erasedAt?.milliseconds)
    if !matter.followers.isEmpty {
      writer.array("followers", matter.followers) { $0.string($1.text) }
    }
    if let offer = matter.offer {
      writer.object("offered") {
        $0.member("agent", offer.agent.id.text)
        $0.member("name", offer.agent.name)
        $0.member("until", offer.until.milliseconds)
      }
    }
  }
}

extension Reply {
  fileprivate func write(_ writer: inout JSONWriter) {
    switch self {
    case .articles(let found):
      writer.array("articles", found) { writer, article in
        writer.object {
          $0.member("article", article.article.text)
          $0.member("title", article.title)
          $0.member("excerpt", article.excerpt)
          $0.member("score", article.score)
        }
      }
    case .article(let title, let text, let link):
      writer.member("title", title)
      writer.member("text", text)
      writer.member("link", link)
    case .found(let page): page.write(&writer)
    case .blocked(let until):
      writer.member("blocked", true)
      writer.member("until", until?.milliseconds)
    case .announced(let screens): writer.member("announced", screens)
    case .erased(let moment): writer.member("erased_at", moment.milliseconds)
    case .shortcuts(let shortcuts):
      writer.array("shortcuts", shortcuts) { writer, shortcut in
        writer.object {
          $0.member("kind", shortcut.kind.rawValue)
          $0.member("name", shortcut.name)
          $0.member("title", shortcut.title)
        }
      }
    case .shortcut(let text, let acts):
      writer.array("acts", acts) { $0.string($1) }
      writer.member("text", text)
    case .names(let names): names.write(&writer)
    case .figures(let figures): figures.write(&writer)
    case .upload(let address, let part):
      writer.member("upload", address)
      writer.member("part", part)
    case .file(let address): writer.member("file", address)
    case .earlier(let events, let first):
      PastEvent.write(events, as: "earlier", &writer)
      writer.member("first", first)
    case .faces(let faces): Face.write(faces, &writer)
    case .past(let past):
      writer.array("past", past) { writer, one in writer.object { one.write(&$0) } }
    case .agents(let colleagues):
      writer.array("agents", colleagues) { writer, colleague in
        writer.object {
          $0.member("agent", colleague.agent.id.text)
          $0.member("name", colleague.agent.name)
          $0.member("role", colleague.role.rawValue)
          $0.member("online", colleague.isOnline)
          $0.member("away", colleague.isAway)
          $0.member("open", colleague.open)
          $0.member("capacity", colleague.capacity.map { Int64($0) })
          $0.member("last_act", colleague.lastAct?.milliseconds)
        }
      }
    case .conversation(let summary): writer.object("summary") { summary.write(&$0) }
    case .account(let reply): reply.write(&writer)
    }
  }
}
