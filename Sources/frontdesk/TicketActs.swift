import ArgumentParser
import Control
import Desk
import JSON
import Journal
import Operator
import Wire

/// What an operator does to a ticket through the running desk, under an agent's account: each is a
/// command of the desk, decided by its rules, and noted in the audit trail as the operator's.
enum TicketActs {
  static let all: [any ParsableCommand.Type] =
    [
      Reply.self, Note.self, Take.self, Assign.self, Release.self, Transfer.self, Category.self,
      Priority.self, Resolve.self, Reopen.self,
    ] + ofTickets

  /// What all acts take.
  struct Options: ParsableArguments {
    @OptionGroup var configuration: ConfigurationOptions
    @Option(name: .customLong("as"), help: "The login of the agent's account it is done under.")
    var login: String
    @Option(help: "Why, where it is somebody else's; recorded.") var reason: String?
    @Flag(help: "The answer as a JSON object.") var json = false
  }

  struct Number: ExpressibleByArgument {
    let value: Int64

    /// `1042` or `#1042`.
    init?(argument: String) {
      let digits = argument.hasPrefix("#") ? argument.dropFirst() : argument[...]
      guard let value = Int64(digits), value > 0 else { return nil }
      self.value = value
    }
  }

  /// Has the running desk do it, and says what came of it.
  static func carryOut(_ command: Command, on number: Number, _ options: Options) throws {
    let folder = try options.configuration.load().resolved().0.folders.data
    guard let ticket = try TicketReading(ReadRecord.open(folder)).ticket(number.value) else {
      throw Failure("there is no ticket \(number.value)", code: 1)
    }
    guard RecordFolder.isServed(folder) else {
      throw Failure("no desk serves \(folder); start it by frontdesk serve", code: 69)
    }
    let act = JSONWriter.object { command.write(&$0) }
    let answer = try ControlClient.ask(
      folder,
      JSONWriter.object {
        $0.member("do", "ticket.act")
        $0.member("login", options.login)
        $0.member("conversation", ticket.conversation.text)
        $0.member("reason", options.reason)
        $0.name("act")
        $0.raw(act)
      })
    let seq = answer["seq"]?.int ?? 0
    guard options.json else {
      return Speech.tell("ticket \(number.value): \(command.word), event \(seq)")
    }
    var writer = JSONWriter()
    writer.object {
      $0.member("number", number.value)
      $0.member("conversation", ticket.conversation.text)
      $0.member("did", command.word)
      $0.member("seq", seq)
    }
    Speech.tell(json: writer.text)
  }
}

/// An act that takes a ticket's number and nothing else.
protocol PlainTicketAct: ParsableCommand {
  static var command: Command { get }
  var number: TicketActs.Number { get }
  var options: TicketActs.Options { get }
}

extension PlainTicketAct {
  func run() throws { try TicketActs.carryOut(Self.command, on: number, options) }
}

extension TicketActs {
  struct Reply: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Answer the customer.")
    @OptionGroup var options: Options
    @Argument(help: "The ticket's number.") var number: Number
    @Argument(help: "The words; - reads them from standard input.") var text: String

    func run() throws {
      try TicketActs.carryOut(.say(try TypedText.read(text)), on: number, options)
    }
  }

  struct Note: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Write internal words; the customer never sees them.")
    @OptionGroup var options: Options
    @Argument(help: "The ticket's number.") var number: Number
    @Argument(help: "The words; - reads them from standard input.") var text: String

    func run() throws {
      try TicketActs.carryOut(.note(try TypedText.read(text)), on: number, options)
    }
  }

  struct Take: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Make it the agent's.")
    @OptionGroup var options: Options
    @Argument(help: "The ticket's number.") var number: Number
    @Flag(help: "Also from another agent or the bot, as a supervisor.") var over = false

    func run() throws { try TicketActs.carryOut(.take(over: over), on: number, options) }
  }

  struct Assign: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Hand it to another agent.")
    @OptionGroup var options: Options
    @Argument(help: "The ticket's number.") var number: Number
    @Argument(help: "The login of who is to have it.") var agent: String
    @Option(help: "Internal words for them.") var note: String?

    func run() throws {
      try TicketActs.carryOut(
        .transfer(to: .agent(Identifier(agent)), note: note), on: number, options)
    }
  }

  struct Release: PlainTicketAct {
    static let configuration = CommandConfiguration(
      abstract: "Give it back to its queue, in its old place.")
    static let command = Command.release
    @OptionGroup var options: Options
    @Argument(help: "The ticket's number.") var number: Number
  }

  struct Transfer: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Hand it to another queue, or back to the bot.")
    @OptionGroup var options: Options
    @Argument(help: "The ticket's number.") var number: Number
    @Option(help: "The queue.") var queue: String?
    @Option(help: "The bot's flow; an empty name: as with a newcomer.") var flow: String?
    @Option(help: "Internal words for who takes it.") var note: String?
    @Flag(help: "Also where nobody is there: a reply is promised.") var anyway = false

    func validate() throws {
      guard (queue == nil) != (flow == nil) else {
        throw ValidationError("name either a --queue or a --flow")
      }
    }

    func run() throws {
      let target: Command.Recipient =
        queue.map { .queue(Identifier($0)) } ?? .bot(flow: flow.flatMap { $0.isEmpty ? nil : $0 })
      try TicketActs.carryOut(
        .transfer(to: target, note: note, anyway: anyway), on: number, options)
    }
  }

  struct Category: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Say what it is about.")
    @OptionGroup var options: Options
    @Argument(help: "The ticket's number.") var number: Number
    @Argument(help: "The category.") var category: String

    func run() throws { try TicketActs.carryOut(.categorise(category), on: number, options) }
  }

  struct Priority: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Say how urgent it is.")
    @OptionGroup var options: Options
    @Argument(help: "The ticket's number.") var number: Number
    @Argument(help: "low, normal, high or urgent.") var priority: String

    func validate() throws {
      guard Desk.Priority(rawValue: priority) != nil else {
        throw ValidationError(
          "there is no priority \"\(priority)\"; there are low, normal, high, urgent")
      }
    }

    func run() throws {
      let priority = Desk.Priority(rawValue: priority) ?? .normal
      try TicketActs.carryOut(.prioritise(priority), on: number, options)
    }
  }

  struct Resolve: PlainTicketAct {
    static let configuration = CommandConfiguration(abstract: "The matter is settled.")
    static let command = Command.resolve
    @OptionGroup var options: Options
    @Argument(help: "The ticket's number.") var number: Number
  }

  struct Reopen: PlainTicketAct {
    static let configuration = CommandConfiguration(abstract: "Take up what was resolved.")
    static let command = Command.reopen
    @OptionGroup var options: Options
    @Argument(help: "The ticket's number.") var number: Number
  }
}

/// Words given as an argument, or through a pipe.
enum TypedText {
  /// More than any text limit that can be set.
  private static let longest = 1 << 20

  static func read(_ argument: String) throws -> String {
    guard argument == "-" else { return argument }
    var text = ""
    while let line = readLine(strippingNewline: false) {
      text += line
      guard text.utf8.count <= longest else { throw Failure("the text is too long", code: 64) }
    }
    while text.last?.isNewline == true { text.removeLast() }
    return text
  }
}
