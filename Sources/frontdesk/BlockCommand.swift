import ArgumentParser
import Control
import Desk
import Foundation
import JSON
import Journal
import Operator

struct BlockCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "block", abstract: "Who may not write to the desk, and until when.",
    discussion: """
      A customer is named by their id, or by the number of one of their conversations; an address may \
      be a network, and one of IPv6 stands for its /64. Whom it keeps out is told until when, never \
      by whom or why. Lines they have are closed at once.
      """,
    subcommands: [Add.self, List.self, Remove.self])

  /// Whom it is about.
  struct Subject: ParsableArguments {
    @Option(help: "A customer's id.") var customer: String?
    @Option(help: "The customer of the conversation with this number.") var conversation: Int64?
    @Option(help: "An address or a network: 192.0.2.7, 192.0.2.0/24, 2001:db8::/48.")
    var address: String?

    func validate() throws {
      let named = [customer != nil, conversation != nil, address != nil]
      guard named.count(where: { $0 }) == 1 else {
        throw ValidationError("name one of --customer, --conversation and --address")
      }
      if let address, AddressRange(address) == nil {
        throw ValidationError(
          "\(address) is no address; write one such as 192.0.2.7 or 2001:db8::/48")
      }
      guard customer.map({ (1...64).contains($0.utf8.count) }) ?? true else {
        throw ValidationError("a customer's id has 1 to 64 characters")
      }
    }

    func found(in folder: String) throws -> Block.Subject {
      if let range = address.flatMap({ AddressRange($0) }) { return .addresses(range) }
      if let customer { return .customer(Identifier(customer)) }
      let number = conversation ?? 0
      guard let ticket = try TicketReading(ReadRecord.open(folder)).ticket(number) else {
        throw Failure("there is no conversation \(number)", code: 1)
      }
      return .customer(ticket.customer)
    }
  }

  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Keep somebody out.")
    @OptionGroup var options: ConfigurationOptions
    @OptionGroup var subject: Subject
    @Option(name: .customLong("for"), help: "For how long: 30m, 24h, 7d.") var span: String?
    @Option(help: "Until when: 2026-12-24T10:00:00Z. Without an end it is until taken back.")
    var until: String?
    @Option(help: "Why, for those who work here.") var reason: String

    func validate() throws {
      guard span == nil || until == nil else {
        throw ValidationError("give --for or --until, not both")
      }
      guard (1...Block.longestReason).contains(reason.count) else {
        throw ValidationError("a reason has 1 to \(Block.longestReason) characters")
      }
      _ = try end(at: Server.now())
    }

    func run() throws {
      let work = try OperatorWork(options)
      let (subject, end) = (try subject.found(in: work.folder), try end(at: Server.now()))
      var request: [(String, JSONValue)] = [
        ("do", .string("block.add")), ("kind", .string(subject.kind)),
        ("subject", .string(subject.text)), ("reason", .string(reason)),
      ]
      if let end { request.append(("until", .int(end.milliseconds))) }
      try work.carryOut(request) { turn, author in
        turn.block(
          Block(subject, reason: reason, by: author, since: Server.now(), until: end))
      }
      Speech.tell("blocked \(subject.kind) \(subject.text) \(TypedSpan.words(end))")
    }

    private func end(at now: Instant) throws -> Instant? {
      if let span {
        guard let length = TypedSpan.span(span) else {
          throw ValidationError("--for takes a span such as 30m, 24h or 7d")
        }
        return now + length
      }
      guard let until else { return nil }
      guard let date = try? Date(until, strategy: .iso8601) else {
        throw ValidationError("--until takes a moment such as 2026-12-24T10:00:00Z")
      }
      let end = Instant(milliseconds: Int64(date.timeIntervalSince1970 * 1000))
      guard end > now else { throw ValidationError("\(until) is over") }
      return end
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Show who may not write.")
    @OptionGroup var options: ConfigurationOptions
    @Flag(help: "One JSON object a line.") var json = false

    func run() throws {
      let now = Server.now()
      let blocks = try Accounts(ReadRecord.open(options)).blocks().filter { $0.holds(at: now) }
      guard !json else {
        for block in blocks { Speech.tell(json: Self.line(block)) }
        return
      }
      guard !blocks.isEmpty else { return Speech.tell("nobody is blocked") }
      for block in blocks {
        Speech.tell(
          "\(Column.pad(block.subject.kind, 9)) \(Column.pad(block.subject.text, 26)) "
            + "\(Column.pad(TypedSpan.words(block.until), 26)) \(Column.pad(block.author, 12)) "
            + Column.plain(block.reason))
      }
    }

    private static func line(_ block: Block) -> String {
      var writer = JSONWriter()
      writer.object {
        $0.member("kind", block.subject.kind)
        $0.member("subject", block.subject.text)
        $0.member("reason", block.reason)
        $0.member("by", block.author)
        $0.member("since", block.since.milliseconds)
        $0.member("until", block.until?.milliseconds)
      }
      return writer.text
    }
  }

  struct Remove: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Let somebody write again.")
    @OptionGroup var options: ConfigurationOptions
    @OptionGroup var subject: Subject

    func run() throws {
      let work = try OperatorWork(options)
      let subject = try subject.found(in: work.folder)
      let known = try Accounts(ReadRecord.open(work.folder)).blocks()
      guard known.contains(where: { $0.subject == subject }) else {
        throw Failure("the \(subject.kind) \(subject.text) is not blocked", code: 1)
      }
      try work.carryOut([
        ("do", .string("block.remove")), ("kind", .string(subject.kind)),
        ("subject", .string(subject.text)),
      ]) { turn, author in turn.unblock(subject, by: author, at: Server.now()) }
      Speech.tell("the \(subject.kind) \(subject.text) may write again")
    }
  }
}

/// How long something lasts, as operators type it and read it.
enum TypedSpan {
  static func words(_ end: Instant?) -> String {
    end.map { "until \($0.iso8601.prefix(16).replacing("T", with: " ")) UTC" } ?? "until taken back"
  }

  /// Minutes, hours and days, and no more than ten years of them.
  static func span(_ text: String) -> Duration? {
    let units: [Character: Int64] = ["m": 60, "h": 3600, "d": 86_400]
    guard let unit = text.last.flatMap({ units[$0] }), let count = Int64(text.dropLast()),
      (1...5_256_000).contains(count), count * unit <= 3_650 * 86_400
    else { return nil }
    return .seconds(count * unit)
  }
}
