package import Desk
import Events

/// What happened, in words, as an agent reads it; shared by the screen and the plain face.
///
/// Anything a customer chose stands in quotation marks with theirs taken out, so that their name
/// or comment cannot pass for words of the desk.
package struct Saying {
  let me: Identifier<Agent>?
  let offset: Int

  /// `me` is called "you"; `offset` is how many seconds the reader's clock is ahead of UTC.
  package init(me: Identifier<Agent>?, offset: Int) {
    self.me = me
    self.offset = offset
  }

  /// What stands where a newer desk tells of something that this program does not know.
  static let newer = "(something newer)"

  /// The words for an event that is neither speech nor note; nil for speech, notes and nothing.
  package func text(_ event: Event) -> String? {
    switch event {
    case .said, .noted: nil
    case .started(let opening): started(opening)
    case .identified(let contact): identified(contact)
    case .recorded(let fields, let author): recorded(fields, author)
    case .categorised(let category, let author): "category \(quoted(category)) (\(who(author)))"
    case .prioritised(let priority, let author): "priority \(priority.rawValue) (\(who(author)))"
    case .suggested(_, let articles):
      "articles shown: " + articles.map { plain($0.text) }.joined(separator: ", ")
    case .judged(let helped, _): helped ? "the articles helped" : "the articles did not help"
    case .rated(let score, let comment):
      "rated \(score) of 5" + (comment.map { ": \(quoted($0))" } ?? "")
    case .concluded(let outcome): "the flow ended: \(plain(outcome))"
    case .queued(let handoff): queued(handoff)
    case .taken(let agent): "\(name(agent)) took this conversation"
    case .released(let agent, let release): released(name(agent), release)
    case .transferred(let agent, let destination, let note):
      "\(name(agent)) handed this to \(target(destination))" + (note.map { ": \($0)" } ?? "")
    case .withdrawn(let absence): "nobody came (\(reason(absence))); missed"
    case .promised(let replyBy, let absence): promised(replyBy, absence)
    case .resolved(let author): "\(who(author)) marked this resolved"
    case .reopened(let author): "\(who(author)) opened this again"
    case .tagged, .routed, .offered, .declined, .considered, .escalated, .followed, .held, .woken,
      .linked, .unlinked, .closed, .nearing, .breached, .notified, .transcriptAsked, .erasureAsked,
      .erasureWithdrawn, .erased, .lookedUp:
      ticket(event)
    }
  }

  /// Who says what, where it is told line by line; nil for what is not for this agent.
  func spoken(
    _ content: EventText.Content, customer: String, _ acquaintance: Acquaintance
  ) -> (who: String, words: String)? {
    switch content {
    case .known(.said(let message)):
      return (speaker(message.author, customer, acquaintance), FileSaying.text(message))
    case .known(.noted(let author, let text)): return ("internal note by \(who(author))", text)
    case .known(.queued(let handoff)):
      let words = text(.queued(handoff)) ?? ""
      return ("desk", ([words] + PlainListing.lines(handoff)).joined(separator: "\n"))
    case .known(let event): return text(event).map { ("desk", $0) }
    case .newer: return ("desk", Self.newer)
    case .hidden: return nil
    }
  }

  private func speaker(
    _ author: Author, _ customer: String, _ acquaintance: Acquaintance
  ) -> String {
    switch author {
    case .customer: "customer \(quoted(customer)) (\(acquaintance.rawValue))"
    case .bot: "bot"
    case .rule: who(author)
    case .agent(let agent): name(agent)
    }
  }

  private func recorded(_ fields: [Field], _ author: Author) -> String {
    "noted: " + fields.map { "\(plain($0.name)) \(quoted($0.value))" }.joined(separator: ", ")
      + (author == .bot ? "" : " (\(who(author)))")
  }

  /// Why a person is asked for.
  func why(_ handoff: Handoff) -> String { reason(handoff.reason) }

  private func queued(_ handoff: Handoff) -> String {
    "handed over to \(plain(handoff.queue.text)), \(handoff.priority.rawValue): "
      + reason(handoff.reason)
  }

  private func released(_ agent: String, _ release: Release) -> String {
    switch release {
    case .returned: "\(agent) gave this back to the queue"
    case .ordered: "a supervisor gave this back from \(agent) to the queue"
    case .unanswered: "\(agent) left this without an answer; back to the queue"
    case .vanished: "\(agent) lost the connection; back to the queue"
    case .disabled: "\(agent) no longer has an account; back to the queue"
    }
  }

  private func promised(_ replyBy: Instant, _ absence: Absence) -> String {
    "a reply was promised by \(Times.day(replyBy, offset: offset)) "
      + "\(Times.clock(replyBy, offset: offset)) (\(reason(absence)))"
  }

  private func started(_ opening: Opening) -> String {
    let page = opening.page.map { ", from \(quoted($0))" } ?? ""
    let place = opening.channel == Opening.web ? plain(opening.site) : plain(opening.channel)
    return "ticket #\(opening.number) began on \(place)\(page)"
  }

  private func identified(_ contact: Contact) -> String {
    let parts = [contact.name, contact.email].compactMap { $0 }.map { quoted($0) }
    return "the customer is \(parts.joined(separator: ", "))"
      + " (\(Acquaintance(contact).rawValue))"
  }

  func who(_ author: Author) -> String {
    switch author {
    case .customer: "the customer"
    case .bot: "the bot"
    case .rule(let rule): "rule \(plain(rule))"
    case .agent(let agent): name(agent)
    }
  }

  func name(_ agent: AgentName) -> String {
    agent.id == me ? "you" : plain(agent.name)
  }

  private func target(_ destination: Destination) -> String {
    switch destination {
    case .queue(let queue): plain(queue.text)
    case .agent(let agent): name(agent)
    case .bot(let flow): "the bot" + (flow.map { " (\(plain($0)))" } ?? "")
    }
  }

  private func reason(_ reason: Handoff.Reason) -> String {
    switch reason {
    case .flow: "the flow asked for a person"
    case .asked: "the customer asked for a person"
    case .failed: "a question could not be answered"
    case .botError: "the flow broke"
    case .returned: "the customer came back"
    case .split: "another matter than it began with"
    case .routed: "a rule sent it to where somebody is"
    }
  }

  private func reason(_ absence: Absence) -> String {
    switch absence {
    case .closed: "outside the hours"
    case .empty: "nobody at the desk"
    case .unanswered: "nobody answered"
    }
  }

  /// Names of our own making, kept short all the same.
  func plain(_ text: String) -> String { String(text.prefix(64)) }

  /// At most 64 characters of a customer's, in marks they cannot close.
  func quoted(_ text: String) -> String {
    let inner = text.prefix(200).filter { $0 != "“" && $0 != "”" && $0 != "\"" }
    let short = inner.count > 64 ? inner.prefix(63) + "…" : inner[...]
    return "“\(short)”"
  }
}
