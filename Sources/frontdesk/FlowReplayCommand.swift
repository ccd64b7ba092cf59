import ArgumentParser
import Bot
import Configuration
import Desk
import Events
import FlowTesting
import Flows
import Foundation
import JSON
import Journal
import Knowledge
import Office
import Publishing
import Wire

extension FlowCommand {
  struct Replay: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Play recorded conversations with changed flows, and say which end differently.",
      discussion: """
        Customers and staff do what they did then; timers come due in between. Nothing is sent and \
        nothing is written. What services answered is not in the record: there a play is cut. Exit \
        codes: 0 all come out as before, 1 some do not.
        """)
    @OptionGroup var options: FlowOptions
    @Option(
      help: "The folder of the changed flows; without it the one of the settings.",
      completion: .directory)
    var against: String?
    @Option(help: ArgumentHelp("Conversations that began within this many days.", valueName: "7d"))
    var since = DaySpan(days: 7)
    @Option(help: "How many conversations at most, the latest.") var limit = 10_000

    func run() throws {
      let (settings, desk) = try options.load().resolved()
      let flows = FlowSource(
        folder: settings.folders.flows, queues: desk.queues.map(\.name)
      ) { try ReadRecord.open(settings.folders.data) }
      let room = try ReplayRoom(
        ReadRecord.open(settings.folders.data), flows, against: against,
        plan: DeskPlan(settings, desk, destinations: []))
      let begin = Server.now() + .seconds(-86_400 * since.days)
      var tally = ReplayTally()
      for number in try room.numbers(since: begin, limit: limit) {
        tally.add(try room.play(number), number)
      }
      Speech.tell(tally.words)
      if tally.parted > 0 { Foundation.exit(1) }
    }
  }
}

/// The record, the changed flows, and those the conversations were played with.
private final class ReplayRoom {
  private let database: Database
  private let reading: FlowReading
  private let flows: FlowSource
  private let plan: DeskPlan
  private let changed: Actor
  private var originals: [String: Actor] = [:]

  /// A revision with its articles.
  struct Actor {
    let revision: Revision
    let articles: KnowledgeIndex

    init(_ named: FlowSource.Named) {
      revision = named.revision
      articles = KnowledgeIndex(named.files.articles)
    }

    /// `found` is what searches found then; it goes before what these articles answer.
    func search(_ language: String?, found: [String: [Flows.Card]] = [:]) -> (Search)
      -> [Flows.Card]
    {
      { search in found[search.query] ?? articles.cards(for: search, language: language) }
    }
  }

  enum Verdict {
    case same(isCut: Bool)
    case parted(Parting)
    /// Its own revision did not play it as the record tells, so that nothing can be compared.
    case unlike
  }

  init(_ database: Database, _ flows: FlowSource, against: String?, plan: DeskPlan) throws {
    self.database = database
    reading = try FlowReading(database)
    self.flows = flows
    self.plan = plan
    changed = Actor(try flows.folder(against ?? flows.folder))
  }

  func numbers(since begin: Instant, limit: Int) throws -> [Int64] {
    try TicketReading(database).numbers(since: begin, limit: limit)
  }

  func play(_ number: Int64) throws -> Verdict {
    guard let (recorded, language) = try talk(number), let original = try original(of: number)
    else { return .unlike }
    let searchThen = original.search(language, found: recorded.found)
    guard
      let talk = recorded.settled(
        by: original.revision, at: plan, search: searchThen)
    else {
      return .unlike
    }
    let before = Performance(of: talk, by: original.revision, at: plan, search: searchThen)
    let after = Performance(
      of: talk, by: changed.revision, at: plan, search: changed.search(language))
    guard let parting = Parting(before, after) else { return .same(isCut: before.isCut) }
    return .parted(parting)
  }

  private func original(of number: Int64) throws -> Actor? {
    guard let id = try reading.sessionRevision(number) else { return nil }
    if let known = originals[id] { return known }
    guard try reading.revision(id) != nil else { return nil }
    let actor = Actor(try flows.kept(id, reading))
    originals[id] = actor
    return actor
  }

  private func talk(_ number: Int64) throws -> (RecordedTalk, String?)? {
    let tickets = TicketReading(database)
    guard let row = try tickets.ticket(number) else { return nil }
    var talk = RecordedTalk(row.conversation)
    var language: String?
    for line in try tickets.events(number) {
      guard let event = try EventText.read(JSONReader.read(line.text)).event else { return nil }
      if case .started(let opening) = event { language = opening.language }
      talk.take(
        event, at: line.at, by: RecordedTalk.Source(author: line.author), isFirst: line.isFirst)
    }
    return (talk.finished(at: Server.now()), language)
  }
}

/// What came of a replay, conversation by conversation.
private struct ReplayTally {
  private(set) var parted = 0
  private var otherOutcome = 0
  private var same = 0
  private var cut = 0
  private var unlike = 0

  mutating func add(_ verdict: ReplayRoom.Verdict, _ number: Int64) {
    switch verdict {
    case .same(let isCut):
      same += 1
      cut += isCut ? 1 : 0
    case .unlike: unlike += 1
    case .parted(let parting):
      parted += 1
      otherOutcome += parting.isOtherOutcome ? 1 : 0
      Speech.tell(
        "#\(number)  "
          + (parting.isOtherOutcome
            ? "\(parting.before) -> \(parting.after)" : "\(parting.after) by another way"))
      let place = parting.question.map { "after \($0)" } ?? "at the beginning"
      let words = parting.words.map { ", \"\(Column.plain($0))\"" } ?? ""
      Speech.tell("  parts \(place)\(words): then \(parting.then), now \(parting.now)")
    }
  }

  var words: String {
    var words =
      "\(same + parted) conversations played: \(otherOutcome) end differently, "
      + "\(parted - otherOutcome) go another way to the same end, \(same) are as before"
    if cut > 0 { words += "\n\(cut) of those call a service and were compared up to there" }
    if unlike > 0 {
      words +=
        "\n\(unlike) left out: their own flows are not kept, or did not play them as recorded"
    }
    return words
  }
}
