import ArgumentParser
import Desk
import Events
import Foundation
import JSON
import Journal
import Operator
import Rules

extension RulesCommand {
  struct Trace: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Say why a conversation came to be as it is, or what the rules would do.",
      discussion: """
        With a number: who set what and when, why it waited, and what the rules as they stand now \
        make of each of its events. With --text: what they make of words that somebody might write. \
        Nothing is written.
        """)
    @OptionGroup var options: Options
    @Argument(help: "The ticket's number.") var number: Int64?
    @Option(help: "Words that a customer might write.") var text: String?
    @Option(help: "The address of the page they are on.") var page: String?
    @Option(help: "The language their browser asks for.") var language = "en"
    @Option(help: "Their e-mail address.") var email: String?
    @Option(help: "The site they write from.") var site = "main"
    @Flag(help: "Only what set something, and why it waited.") var brief = false

    func validate() throws {
      guard (number == nil) != (text == nil) else {
        throw ValidationError("name a ticket's number, or words by --text")
      }
    }

    func run() throws {
      let (file, plan, settings) = try options.load()
      let book = try file.book()
      if let number {
        try recorded(number, book, plan, settings.folders.data)
      } else {
        typed(text ?? "", book, plan)
      }
    }

    // MARK: A recorded conversation

    private func recorded(
      _ number: Int64, _ book: RuleBook, _ plan: DeskPlan, _ folder: String
    ) throws {
      let database = try ReadRecord.open(folder)
      let tickets = TicketReading(database)
      guard let row = try tickets.ticket(number) else {
        throw Failure("there is no ticket \(number)", code: 1)
      }
      let talk = try tickets.events(number).map { line throws -> RecordedEvent in
        RecordedEvent(
          event: try EventText.read(JSONReader.read(line.text)).event, at: line.at,
          isFirst: line.isFirst)
      }
      let known = talk.compactMap { line in line.event.map { (event: $0, at: line.at) } }
      Speech.tell("Ticket #\(number)  \(row.subject)\n\nWho set what:")
      let why = Why(known).text()
      Speech.tell(why.isEmpty ? "nobody set anything" : why)
      Speech.tell("Why it waited:\n" + WaitStory(known).text(at: Server.now()))
      guard !brief else { return }
      Speech.tell("What the rules as they stand now make of it:")
      let history = PersonHistory(
        began: try tickets.beginnings(of: row.customer, limit: PersonHistory.most))
      replay(talk, row.conversation, book, plan, history)
    }

    private func replay(
      _ talk: [RecordedEvent], _ id: Identifier<Conversation>, _ book: RuleBook, _ plan: DeskPlan,
      _ history: PersonHistory
    ) {
      var seat = LookingSeat(
        Conversation(id: id), plan: plan, now: Instant(milliseconds: 0), history: history)
      for line in talk {
        guard let event = line.event else { continue }
        for alarm in seat.due(before: line.at, book) {
          seat.now = alarm.due
          tell("\(alarm.rule) is due", book.due(alarm.rule, at: &seat, isTracing: true), alarm.due)
        }
        seat.now = line.at
        seat.apply(event)
        guard let happening = Happening(event) else { continue }
        let steps = book.follow([event], at: &seat, isTracing: true)
        if !steps.isEmpty { tell(happening.words, steps, line.at) }
      }
    }

    private func tell(_ what: String, _ steps: [RuleStep], _ moment: Instant) {
      Speech.tell("\(moment.iso8601)  \(what)\n" + RuleTrace.text(steps))
    }

    // MARK: A typed one

    private func typed(_ words: String, _ book: RuleBook, _ plan: DeskPlan) {
      var seat = MemorySeat(
        Conversation(id: Identifier("typed")), plan: plan, now: Server.now(),
        history: PersonHistory(began: [Server.now()]))
      var events: [Event] = [
        .started(
          Opening(
            site: site, customer: Identifier("typed"), number: 0, language: language, page: page,
            channel: "web"))
      ]
      if let email {
        events.append(.identified(Contact(name: nil, email: email, isVerified: false)))
      }
      events.append(.said(Message(.customer, words)))
      for event in events {
        seat.apply(event)
        let steps = book.follow([event], at: &seat, isTracing: true)
        guard let happening = Happening(event), !steps.isEmpty else { continue }
        Speech.tell(happening.words)
        Speech.tell(RuleTrace.text(steps))
      }
      let conversation = seat.conversation
      Speech.tell(
        "category \(conversation.category ?? "-"), priority \(conversation.priority.rawValue), "
          + "queue \(conversation.queue?.text ?? "-"), "
          + "tags \(conversation.tags.isEmpty ? "-" : conversation.tags.joined(separator: " "))")
    }
  }
}

/// One event of the record; nil for one that a newer program wrote.
private struct RecordedEvent {
  let event: Event?
  let at: Instant
  let isFirst: Bool
}
