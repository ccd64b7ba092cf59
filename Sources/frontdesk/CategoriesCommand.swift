import ArgumentParser
import Configuration
import Desk
import Events
import JSON
import Journal

struct CategoriesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "categories", abstract: "What matters can be about, and what people made of it.",
    subcommands: [List.self, Corrections.self])

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show the tree of categories, with what each brings.")
    @OptionGroup var options: ConfigurationOptions

    func run() throws {
      let (settings, desk) = try options.load().resolved()
      let tree = try DeskPlan(settings, desk, destinations: []).categories
      guard !tree.isEmpty else {
        return Speech.tell("the desk names no categories: every word can be one")
      }
      for category in tree.all {
        let parts = [
          tree.priority(of: category.path).map { "priority \($0.rawValue)" },
          tree.queue(of: category.path).map { "queue \($0)" },
          tree.owner(of: category.path).map { "owner \($0)" },
        ].compactMap { $0 }
        Speech.tell(
          "\(Column.pad(category.path, 28)) \(Column.pad(category.title, 24)) "
            + parts.joined(separator: ", "))
      }
    }
  }

  struct Corrections: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Write what agents made of the bot's and the rules' categories, one JSON a line.",
      discussion: """
        Each line has the customer's first words, the category before, the one an agent chose, and \
        who it was: examples to learn from.
        """)
    @OptionGroup var options: ConfigurationOptions
    @Option(help: "How many tickets at most, the latest.") var limit = 100_000

    func run() throws {
      let tickets = TicketReading(try ReadRecord.open(options))
      let begin = Instant(milliseconds: 0)
      for number in try tickets.numbers(since: begin, limit: max(1, limit)) {
        for line in try corrections(tickets.events(number), number) { Speech.tell(json: line) }
      }
    }

    private func corrections(_ lines: [TicketReading.Line], _ number: Int64) throws -> [String] {
      var words: [String] = []
      var former: (category: String, by: Author)?
      var found: [String] = []
      for line in lines {
        switch try EventText.read(JSONReader.read(line.text)).event {
        case .said(let message)? where message.author == .customer && !message.isAside:
          if words.count < CategoryCorrection.mostMessages { words.append(message.text) }
        case .categorised(let category, let author)?:
          if let agent = author.agent, let before = former, before.category != category {
            let correction = CategoryCorrection(
              number: number, at: line.at, words: words, from: before.category, to: category,
              by: agent.id.text)
            found.append(correction.json)
          }
          former = (category, author)
        case _?, nil: break
        }
      }
      return found
    }
  }
}

/// What an agent made of a category that was there before.
struct CategoryCorrection {
  let number: Int64
  let at: Instant
  let words: [String]
  let from: String
  let to: String
  let by: String

  /// How many of the customer's messages are kept as the example.
  static let mostMessages = 5

  var json: String {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("number", number)
      writer.member("at", at.milliseconds)
      writer.array("words", words) { $0.string($1) }
      writer.member("from", from)
      writer.member("to", to)
      writer.member("by", by)
    }
    return writer.text
  }
}
