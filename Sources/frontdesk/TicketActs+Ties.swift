import ArgumentParser
import Configuration
import Desk
import Operator
import Searching

// What is done with a ticket as a ticket: marks, fields, holds, ties to others.
extension TicketActs {
  static let ofTickets: [any ParsableCommand.Type] = [
    Tag.self, Untag.self, Set.self, Escalate.self, Hold.self, Wake.self, Follow.self,
    Unfollow.self, Link.self, Unlink.self, Merge.self, Split.self, AnswerAll.self, Close.self,
    Macro.self, Requester.self,
  ]

  struct Requester: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Say who the customer is; never another person than is known.")
    @OptionGroup var options: Options
    @Argument(help: "The ticket's number.") var number: Number
    @Option(help: "Their name.") var name: String?
    @Option(help: "Their e-mail address.") var email: String?

    func run() throws {
      try TicketActs.carryOut(.identify(name: name, email: email), on: number, options)
    }
  }

  struct Macro: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "The acts of one of the desk's macros: all of them, or none.")
    @OptionGroup var options: Options
    @Argument(help: "The ticket's number.") var number: Number
    @Argument(help: "The macro's name in config/rules.yaml.") var name: String

    func run() throws { try TicketActs.carryOut(.macro(name), on: number, options) }
  }

  struct Tag: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Mark it, to find it again.")
    @OptionGroup var options: Options
    @Argument(help: "The ticket's number.") var number: Number
    @Argument(help: "Tags: letters, digits, - _ . / and : without blanks.") var tags: [String]

    func run() throws { try TicketActs.carryOut(.tag(add: tags, remove: []), on: number, options) }
  }

  struct Untag: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Take marks from it.")
    @OptionGroup var options: Options
    @Argument(help: "The ticket's number.") var number: Number
    @Argument(help: "The tags.") var tags: [String]

    func run() throws { try TicketActs.carryOut(.tag(add: [], remove: tags), on: number, options) }
  }

  struct Set: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Put down values of its fields.")
    @OptionGroup var options: Options
    @Argument(help: "The ticket's number.") var number: Number
    @Argument(help: "name=value, each.") var fields: [String]

    func run() throws {
      let fields = try fields.map { text in
        guard let mark = text.firstIndex(of: "="), mark > text.startIndex else {
          throw ValidationError("a field is name=value, such as order=A-17, not \"\(text)\"")
        }
        return Field(String(text[..<mark]), String(text[text.index(after: mark)...]))
      }
      try TicketActs.carryOut(.setFields(fields), on: number, options)
    }
  }

  struct Escalate: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "On to people who can do more, in the place in time it has.")
    @OptionGroup var options: Options
    @Argument(help: "The ticket's number.") var number: Number
    @Option(help: "The queue; else where its own is escalated to.") var queue: String?
    @Flag(help: "The agent goes on being told of it.") var stay = false

    func validate() throws {
      guard options.reason != nil else { throw ValidationError("--reason must say why") }
    }

    func run() throws {
      try TicketActs.carryOut(
        .escalate(
          to: queue.map { Identifier($0) }, reason: options.reason ?? "", stay: stay),
        on: number, options)
    }
  }

  struct Hold: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Set it aside until a moment; it comes back by itself.")
    @OptionGroup var options: Options
    @Argument(help: "The ticket's number.") var number: Number
    @Option(name: .customLong("for"), help: "For how long: 30m, 24h, 7d.") var span: String?
    @Option(help: "Until when, by the desk's clock: 2026-12-01, 2026-12-01T09:00.")
    var until: String?

    func validate() throws {
      guard (span == nil) != (until == nil) else {
        throw ValidationError("give either --for or --until")
      }
    }

    func run() throws {
      try TicketActs.carryOut(.hold(until: try end(), reason: options.reason), on: number, options)
    }

    private func end() throws -> Instant {
      let now = Server.now()
      if let span {
        guard let length = TypedSpan.span(span) else {
          throw ValidationError("--for takes a span such as 30m, 24h or 7d")
        }
        return now + length
      }
      let desk = try options.configuration.load().resolved().1
      let circumstances = Query.Circumstances(
        offset: try DeskZone(desk.timeZone).offset, now: now)
      guard let moment = until.flatMap({ Query.span($0, circumstances) })?.lowerBound else {
        throw ValidationError("--until takes a moment such as 2026-12-01T09:00")
      }
      return moment
    }
  }

  struct Wake: PlainTicketAct {
    static let configuration = CommandConfiguration(abstract: "Go on with what was set aside.")
    static let command = Command.wake
    @OptionGroup var options: Options
    @Argument(help: "The ticket's number.") var number: Number
  }

  struct Follow: PlainTicketAct {
    static let configuration = CommandConfiguration(
      abstract: "The agent is told of it, whoever has it.")
    static let command = Command.follow(true)
    @OptionGroup var options: Options
    @Argument(help: "The ticket's number.") var number: Number
  }

  struct Unfollow: PlainTicketAct {
    static let configuration = CommandConfiguration(abstract: "The agent is told of it no longer.")
    static let command = Command.follow(false)
    @OptionGroup var options: Options
    @Argument(help: "The ticket's number.") var number: Number
  }

  struct Link: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Tie it to another ticket.")
    @OptionGroup var options: Options
    @Argument(help: "The ticket's number.") var number: Number
    @Argument(help: "The other's number.") var other: Number
    @Option(help: "What the other is to it: related, parent or child.") var kind = "related"

    func validate() throws { _ = try TicketActs.kind(kind) }

    func run() throws {
      try TicketActs.carryOut(
        .link(try TicketActs.kind(kind), to: .number(other.value)), on: number, options)
    }
  }

  struct Unlink: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Untie it from another ticket.")
    @OptionGroup var options: Options
    @Argument(help: "The ticket's number.") var number: Number
    @Argument(help: "The other's number.") var other: Number
    @Option(help: "What the other is to it: related, parent or child.") var kind = "related"

    func validate() throws { _ = try TicketActs.kind(kind) }

    func run() throws {
      try TicketActs.carryOut(
        .unlink(try TicketActs.kind(kind), from: .number(other.value)), on: number, options)
    }
  }

  struct Merge: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "It is over and goes on in another ticket.")
    @OptionGroup var options: Options
    @Argument(help: "The ticket's number.") var number: Number
    @Argument(help: "The number of the one it goes on in.") var into: Number

    func run() throws {
      try TicketActs.carryOut(.merge(into: .number(into.value)), on: number, options)
    }
  }

  struct Split: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Make the customer's words from one on a ticket of their own.")
    @OptionGroup var options: Options
    @Argument(help: "The ticket's number.") var number: Number
    @Option(help: "The seq of the first of these words.") var from: Int64
    @Option(help: "The queue of the new ticket; else this one's.") var queue: String?

    func run() throws {
      try TicketActs.carryOut(
        .split(from: from, to: queue.map { Identifier($0) }), on: number, options)
    }
  }

  struct AnswerAll: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Answer all customers of an incident at once.")
    @OptionGroup var options: Options
    @Argument(help: "The incident's number.") var number: Number
    @Argument(help: "The words; - reads them from standard input.") var text: String
    @Flag(help: "The matter is settled for all of them.") var resolve = false

    func run() throws {
      try TicketActs.carryOut(
        .answerAll(try TypedText.read(text), resolve: resolve), on: number, options)
    }
  }

  struct Close: PlainTicketAct {
    static let configuration = CommandConfiguration(
      abstract: "Over for good: it is not opened again.")
    static let command = Command.close
    @OptionGroup var options: Options
    @Argument(help: "The ticket's number.") var number: Number
  }

  private static func kind(_ word: String) throws -> TicketLink.Kind {
    switch word {
    case "related": return .related
    case "parent": return .parent
    case "child": return .child
    default:
      throw ValidationError("there is no kind \"\(word)\"; there are related, parent, child")
    }
  }
}
