import Desk
import Events
import JSON

extension ClientFrame {
  /// The frame as the bytes of one websocket message.
  package var bytes: [UInt8] { JSONWriter.object { write(&$0) } }

  private func write(_ writer: inout JSONWriter) {
    switch self {
    case .hello(let hello):
      writer.member("type", "hello")
      hello.write(&writer)
    case .command(let order):
      writer.member("type", "command")
      writer.member("cid", order.cid.text)
      writer.member("conversation", order.conversation?.text)
      order.command.write(&writer)
      if order.isWithdrawn { writer.member("withdraw", true) }
      writer.member("reason", order.reason)
      writer.member("seen", order.seen)
      writer.member("file", order.file)
    case .follow(let conversation, let epoch, let after, let last):
      writer.member("type", "follow")
      writer.member("conversation", conversation.text)
      writer.member("epoch", epoch)
      writer.member("after", after)
      writer.member("last", last.map { Int64($0) })
    case .unfollow(let conversation):
      writer.member("type", "unfollow")
      writer.member("conversation", conversation.text)
    case .watch: writer.member("type", "watch")
    case .typing(let conversation):
      writer.member("type", "typing")
      writer.member("conversation", conversation.text)
    case .read(let conversation, let seq):
      writer.member("type", "read")
      writer.member("conversation", conversation.text)
      writer.member("seq", seq)
    case .status(let presence, let agent, let reason):
      writer.member("type", "status")
      writer.member("status", presence.rawValue)
      writer.member("agent", agent?.text)
      writer.member("reason", reason)
    case .ask(let question):
      writer.member("type", "ask")
      question.write(&writer)
    case .block(let id, let conversation, let span, let reason):
      writer.member("type", "block")
      writer.member("id", id)
      writer.member("conversation", conversation.text)
      writer.member("for", span?.milliseconds)
      writer.member("reason", reason)
    case .announce(let id, let text):
      writer.member("type", "announce")
      writer.member("id", id)
      writer.member("text", text)
    case .account(let id, let deed):
      writer.member("type", "account")
      writer.member("id", id)
      deed.write(&writer)
    case .logout: writer.member("type", "logout")
    case .forgetMe(let id):
      writer.member("type", "forget_me")
      writer.member("id", id)
    case .ping: writer.member("type", "ping")
    }
  }
}

extension Hello {
  fileprivate func write(_ writer: inout JSONWriter) {
    switch self {
    case .customer(let site, let token, let language, let identity):
      writer.member("as", "customer")
      writer.member("site", site)
      writer.member("token", token)
      writer.member("language", language)
      writer.member("identity", identity)
    case .agent(let token, let isObserver):
      writer.member("as", "agent")
      writer.member("token", token)
      if isObserver { writer.member("observer", true) }
    case .login(let agent, let password, let device, let isObserver, let code):
      writer.member("as", "agent")
      writer.member("user", agent.text)
      writer.member("password", password)
      writer.member("device", device)
      writer.member("code", code)
      if isObserver { writer.member("observer", true) }
    }
  }
}

extension Question {
  fileprivate func write(_ writer: inout JSONWriter) {
    writer.member("id", id)
    switch subject {
    case .articles(let text):
      writer.member("about", "articles")
      writer.member("text", text)
    case .article(let article):
      writer.member("about", "article")
      writer.member("article", article.text)
    case .agents: writer.member("about", "agents")
    case .figures(let since):
      writer.member("about", "figures")
      writer.member("since", since.milliseconds)
    case .past(let conversation):
      writer.member("about", "past")
      writer.member("conversation", conversation.text)
    case .ownPast(let before):
      writer.member("about", "past")
      writer.member("before", before)
    case .earlier(let conversation, let before):
      writer.member("about", "earlier")
      writer.member("conversation", conversation.text)
      writer.member("before", before)
    case .faces(let conversation):
      writer.member("about", "faces")
      writer.member("conversation", conversation.text)
    case .names: writer.member("about", "names")
    case .upload(let conversation, let name, let size, let media):
      writer.member("about", "upload")
      writer.member("conversation", conversation.text)
      writer.member("name", name)
      writer.member("size", size)
      writer.member("media", media)
    case .file(let conversation, let file):
      writer.member("about", "file")
      writer.member("conversation", conversation.text)
      writer.member("file", file)
    case .sessions: writer.member("about", "sessions")
    case .conversation(let conversation):
      writer.member("about", "conversation")
      writer.member("conversation", conversation.text)
    case .shortcuts(let text):
      writer.member("about", "shortcuts")
      writer.member("text", text)
    case .shortcut(let kind, let name, let conversation):
      writer.member("about", kind.rawValue)
      writer.member("name", name)
      writer.member("conversation", conversation.text)
    case .search(let text, let after, let limit):
      writer.member("about", "search")
      writer.member("text", text)
      writer.member("after", after)
      writer.member("limit", limit.map { Int64($0) })
    }
  }
}
