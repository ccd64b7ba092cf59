import Desk
import Terminal
import Wire

@testable import AgentDesk

/// A desk that answers whatever is asked with the same hostile text in every field.
struct HostileAnswers {
  let text: String

  private var kim: AgentName { AgentName(Identifier("kim"), name: text) }

  /// Answers all that was asked since the last look.
  func answer(_ desk: inout PaperDesk) {
    for _ in 0..<4 {
      let effects = desk.effects
      desk.effects = []
      for effect in effects {
        guard case .line(.send(let frame)) = effect else { continue }
        switch frame {
        case .ask(let question):
          for reply in replies(question.subject) { desk.hear(.answer(question.id, reply)) }
        case .account(let id, _): desk.hear(.refused(refusal, Refused(id: id)))
        case .command(let order): desk.hear(.nack(order.cid, refusal))
        default: break
        }
      }
    }
  }

  private var refusal: Refusal { Refusal(.invalid, text) }

  /// What nobody asked for.
  func tell(_ desk: inout PaperDesk) {
    desk.hear(.announcement(Announcement(by: kim, text, at: desk.now)))
    desk.hear(.readers(PaperDesk.ana, [kim, kim]))
    desk.hear(.notice(DeskNotice(PaperDesk.ana, number: 40, rule: text, text: text)))
    desk.hear(.typing(PaperDesk.ana, .agent(kim)))
    desk.tell(.unreadable(text))
    desk.tell(.trouble(text))
  }

  private func replies(_ subject: Question.Subject) -> [Reply] {
    switch subject {
    case .articles:
      let found = Reply.Found(article: Identifier(text), title: text, excerpt: text, score: 80)
      return [.articles([found, found])]
    case .article: return [.article(title: text, text: "\(text)\n\n\(text)", link: text)]
    case .agents: return [.agents(colleagues)]
    case .names: return [.names(names)]
    case .past, .ownPast: return [.past([past])]
    case .search: return [.found(page)]
    case .sessions: return [.account(.sessions([session]))]
    case .shortcuts:
      return [
        .shortcuts([
          Reply.Shortcut(.reply, name: text, title: text),
          Reply.Shortcut(.macro, name: text, title: text),
        ])
      ]
    case .shortcut: return [.shortcut(text: nil, acts: [text, text])]
    case .upload: return [.upload(address: text, part: 1)]
    case .file: return [.file(address: text)]
    case .earlier: return [.earlier([], first: 1)]
    case .faces: return [.faces([Face(nil, name: text, photo: text)])]
    case .figures, .conversation: return []
    }
  }

  private var colleagues: [Reply.Colleague] {
    [true, false].map { isOnline in
      Reply.Colleague(
        agent: AgentName(Identifier("\(text)\(isOnline)"), name: text), role: .agent,
        isOnline: isOnline, isAway: isOnline, open: 3, capacity: 4)
    }
  }

  private var names: Reply.Names {
    let name = Reply.Names.Name(text, title: text, values: [text, "a"])
    let cause = Reply.Names.Name("cause", title: text, values: [text, "a"])
    return Reply.Names(queues: [name], flows: [text], categories: [name], fields: [name, cause])
  }

  private var past: Reply.Past {
    Reply.Past(
      PaperDesk.id("p"), number: 7, started: PaperDesk.ten, stage: .closed, queue: text,
      category: text, agent: text, subject: text, summary: text, score: 5)
  }

  private var page: Reply.Page {
    let hit = Reply.Hit(
      PaperDesk.id("h"), number: 8, seq: 3, .words, at: PaperDesk.ten, by: .agent(kim), text: text,
      marks: [0..<3, 2..<9999])
    return Reply.Page(hits: [hit, hit], next: text, isComplete: false, behind: 3)
  }

  private var session: AccountReply.Session {
    AccountReply.Session(
      name: text, device: text, address: text, created: PaperDesk.ten, used: PaperDesk.ten,
      isCurrent: false)
  }
}
