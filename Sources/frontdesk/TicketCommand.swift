import AgentDesk
import ArgumentParser
import Desk
import Events
import Foundation
import JSON
import Journal
import Operator
import Wire

struct TicketCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ticket", abstract: "The tickets: every conversation is one.",
    subcommands: [List.self, Show.self, Export.self] + TicketActs.all)

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Show tickets, the latest first.")
    @OptionGroup var options: ConfigurationOptions
    @Option(help: "bot, waiting, agent, promised or resolved.") var stage: String?
    @Option(help: "How many at most.") var limit = 50
    @Flag(help: "One JSON object a line.") var json = false

    func validate() throws {
      if let stage, StageWord(rawValue: stage) == nil {
        let known = StageWord.allCases.map(\.rawValue).joined(separator: ", ")
        throw ValidationError("there is no stage \"\(stage)\"; there are \(known)")
      }
    }

    func run() throws {
      let tickets = TicketReading(try ReadRecord.open(options))
      for row in try tickets.list(stage: stage.flatMap(StageWord.init), limit: max(1, limit)) {
        if json {
          Speech.tell(json: TicketText.json(row))
        } else {
          Speech.tell(TicketText.line(row))
        }
      }
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show one ticket with its transcript.")
    @OptionGroup var options: ConfigurationOptions
    @Argument(help: "The ticket's number.") var number: Int64

    func run() throws {
      let tickets = TicketReading(try ReadRecord.open(options))
      guard let row = try tickets.ticket(number) else {
        throw Failure("there is no ticket \(number)", code: 1)
      }
      Speech.tell(TicketText.card(row))
      for event in try tickets.events(number) {
        if let line = TicketText.transcript(event.text, at: event.at) { Speech.tell(line) }
      }
    }
  }

  struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Write tickets with all their events as JSON, a ticket a line.",
      discussion: "That they were exported is written into the audit trail first.")
    @OptionGroup var options: ConfigurationOptions
    @Argument(help: "Numbers; none means all.") var numbers: [Int64] = []

    func run() throws {
      let folder = try options.load().resolved().0.folders.data
      let tickets = TicketReading(try ReadRecord.open(folder))
      let wanted =
        numbers.isEmpty
        ? try tickets.list(stage: nil, limit: .max).map(\.number).reversed() : numbers
      try ExportNote.write("tickets", entries: wanted.count, in: folder)
      for number in wanted {
        guard let row = try tickets.ticket(number) else {
          throw Failure("there is no ticket \(number)", code: 1)
        }
        Speech.tell(json: TicketText.export(row, try tickets.events(number)))
      }
    }
  }
}

/// Tickets as text: a line, a card, a transcript, JSON.
enum TicketText {
  static func line(_ row: TicketReading.Row) -> String {
    [
      Column.pad("#\(row.number)", 7), Column.pad(row.state.rawValue, 9),
      Column.pad(row.priority, 7),
      Column.pad(row.category ?? row.queue ?? "-", 10), Column.pad(who(row), 24),
      Column.plain(row.subject),
    ].joined(separator: " ")
  }

  private static func who(_ row: TicketReading.Row) -> String {
    row.customerName ?? row.email ?? "a customer"
  }

  static func card(_ row: TicketReading.Row) -> String {
    let facts: [(String, String?)] = [
      ("state", row.state.rawValue), ("priority", row.priority), ("category", row.category),
      ("queue", row.queue), ("requester", row.email.map { "\(who(row)) <\($0)>" } ?? who(row)),
      ("agent", row.agent), ("started", row.started.iso8601), ("resolved", row.resolved?.iso8601),
      ("reply by", row.replyBy?.iso8601), ("outcome", row.outcome),
      ("rating", row.score.map { "\($0)/5 \(row.comment ?? "")" }), ("summary", row.summary),
      ("fields", row.fields == "{}" ? nil : row.fields),
      ("conversation", row.conversation.text),
    ]
    let lines = facts.compactMap { name, value in
      value.flatMap { $0.isEmpty ? nil : "  \(Column.pad(name, 13)) \(Column.plain($0))" }
    }
    return (["Ticket #\(row.number)  \(Column.plain(row.subject))"] + lines + [""])
      .joined(separator: "\n")
  }

  /// A line of the transcript; nil for what says nothing to a reader.
  static func transcript(_ text: [UInt8], at moment: Instant) -> String? {
    // What is not whole is for `record verify` to name; the rest of the transcript is shown.
    guard let object = try? JSONReader.read(text), let content = try? EventText.read(object) else {
      return nil
    }
    let time = moment.iso8601.dropFirst(11).prefix(8)
    let words: String? =
      switch content {
      case .known(let event): told(event)
      case .hidden: nil
      case .newer: "-- (something newer)"
      }
    return words.map { "\(time)  \($0)" }
  }

  /// In the words of the agents' screens.
  private static func told(_ event: Event) -> String? {
    if case .said(let message) = event { return said(message) }
    if case .noted(let author, let text) = event {
      return "note by \(name(author)): \(Column.plain(text))"
    }
    return Saying(me: nil, offset: 0).text(event).map { "-- \(Column.plain($0))" }
  }

  private static func said(_ message: Message) -> String {
    let words = message.text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { Column.plain(String($0)) }.joined(separator: "\n          | ")
    let cards = (message.offer?.cards ?? []).map {
      "\n          | [article \(Column.plain($0.article.text))] \(Column.plain($0.title))"
    }
    return "\(name(message.author)): \(words)\(cards.joined())"
  }

  private static func name(_ author: Author) -> String {
    switch author {
    case .customer: "customer"
    case .bot: "bot"
    case .rule(let rule): "rule \(Column.plain(rule))"
    case .agent(let agent): Column.plain(agent.name)
    }
  }

  static func json(_ row: TicketReading.Row) -> String {
    var writer = JSONWriter()
    writer.object { write(row, &$0) }
    return writer.text
  }

  static func export(
    _ row: TicketReading.Row, _ events: [TicketReading.Line]
  ) -> String {
    var writer = JSONWriter()
    writer.object { writer in
      write(row, &writer)
      writer.array("events", events) { writer, event in
        writer.object {
          $0.member("seq", event.seq)
          $0.member("at", event.at.milliseconds)
          $0.members(of: event.text)
        }
      }
    }
    return writer.text
  }

  private static func write(_ row: TicketReading.Row, _ writer: inout JSONWriter) {
    writer.member("number", row.number)
    writer.member("conversation", row.conversation.text)
    writer.member("state", row.state.rawValue)
    writer.member("stage", row.stage.rawValue)
    writer.member("priority", row.priority)
    writer.member("category", row.category)
    writer.member("queue", row.queue)
    writer.member("customer_name", row.customerName)
    writer.member("email", row.email)
    writer.member("subject", row.subject)
    writer.member("summary", row.summary)
    writer.name("fields")
    writer.raw(row.fields.utf8)
    writer.member("agent", row.agent)
    writer.member("score", row.score)
    writer.member("comment", row.comment)
    writer.member("outcome", row.outcome)
    writer.member("started_at", row.started.milliseconds)
    writer.member("resolved_at", row.resolved?.milliseconds)
    writer.member("reply_by", row.replyBy?.milliseconds)
  }
}
