import ArgumentParser
import Configuration
import Correspondence
import Desk
import Documents
import Fetch
import Foundation
import Journal
import Mail
import Operator

/// What has to do with letters: looking at their words, trying the servers, what was put aside.
struct MailCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mail", abstract: "Letters: their words, their servers, and what was put aside.",
    subcommands: [Preview.self, Check.self, MailQuarantineCommand.self])

  /// The connector of kind `mail` that is meant: the only one, or the one of that name.
  static func plan(_ options: ConfigurationOptions, _ name: String?) throws -> MailPlan {
    let settings = try options.load().resolved().0
    let all = settings.connectors.filter { $0.kind == "mail" }
    guard !all.isEmpty else {
      throw Failure(
        "no mail is set up: add a connector of kind mail to the settings (docs/mail.md)", code: 78)
    }
    let meant = name == nil && all.count == 1 ? all.first : all.first { $0.name == name }
    guard let meant else {
      throw Failure(
        "name one of: \(all.map(\.name).joined(separator: ", "))", code: name == nil ? 64 : 1)
    }
    return try MailPlan(meant, settings)
  }

  struct Preview: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show a letter as customers get it, of a conversation or of one made up.",
      discussion: "Kinds: \(MailKind.allCases.map(\.rawValue).joined(separator: ", ")).")
    @OptionGroup var options: ConfigurationOptions
    @Argument(help: "Which letter.") var kind: String
    @Option(help: "The customer's language, such as de.") var language = "en"
    @Option(help: "The number of a ticket to take the values from.") var conversation: Int64?
    @Flag(help: "Show its HTML instead of its text.") var html = false

    func run() throws {
      guard let kind = MailKind(rawValue: kind) else {
        let known = MailKind.allCases.map { "\($0.rawValue): \($0.about)" }
        throw Failure(
          "there is no letter \"\(kind)\"; there are\n" + known.joined(separator: "\n"), code: 64)
      }
      let settings = try options.load().resolved().0
      let read = try Letters.words(settings.folders.flows)
      if !read.findings.isEmpty {
        Speech.tell(FindingReport(read.findings, sources: read.sources).text)
      }
      let facts = try conversation.map { try Self.facts(of: $0, settings) } ?? Self.madeUp
      let words = read.words.write(kind, in: language, facts)
      Speech.tell(
        html
          ? MailHTML.page(words.text, language: words.language)
          : "Subject: \(words.subject)\nLanguage: \(words.language)\n\n\(words.text)")
    }

    private static let madeUp = MailFacts(
      desk: "Acme Support", number: 1182, subject: "Where is my parcel?", name: "Ana Lind",
      email: "ana@example.com", agent: "Maya Winter", promise: "2026-12-01 09:00 (Europe/Berlin)",
      answers: "It left our depot this morning.\n\nYou can follow it at https://acme.example/7781.")

    /// As the record has it: the answer is what was last said to the customer.
    private static func facts(of number: Int64, _ settings: Settings) throws -> MailFacts {
      let database = try ReadRecord.open(settings.folders.data)
      guard let row = try TicketReading(database).ticket(number) else {
        throw Failure("there is no ticket \(number)", code: 1)
      }
      let (conversation, _) = try ErrandReading(database, epoch: "").told(
        row.conversation, number)
      let desk = settings.connectors.first { $0.kind == "mail" }.flatMap {
        Letters.address($0.text("from") ?? "")?.name
      }
      return MailFacts(
        desk: desk ?? "Support", number: number, subject: conversation.subject,
        name: conversation.contact.name, email: conversation.contact.email ?? "",
        agent: conversation.lastAgent?.name,
        promise: conversation.stage.replyBy.map {
          MailMoment.text($0.milliseconds / 1000, offset: 0) + " (UTC)"
        }, answers: conversation.answers.map(\.text).joined(separator: "\n\n"))
    }
  }

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Try both servers as the desk would use them, and say what is wrong.",
      discussion: "Sends nothing and changes nothing. Exit codes: 0 both answer, 69 one does not.")
    @OptionGroup var options: ConfigurationOptions
    @Argument(help: "The connector's name, where there are several.") var name: String?

    func run() throws {
      let plan = try MailCommand.plan(options, name)
      let post = tried("letters go out by", plan.post) {
        try LetterPost(plan.post).greet()
        return "lets us in"
      }
      var mailbox = true
      if let server = plan.mailbox {
        mailbox = tried("answers come to", server) {
          let session = try MailboxSession(server)
          let folder = try session.open(plan.folder)
          session.leave()
          return "\(plan.folder) holds \(folder.count) letters"
        }
      } else {
        Speech.tell("answers are not read: no imap server is named")
      }
      if !post || !mailbox { Foundation.exit(69) }
    }

    private func tried(_ what: String, _ server: MailServer, _ attempt: () throws -> String) -> Bool
    {
      do {
        Speech.tell("ok      \(what) \(server.place): \(try attempt())")
        return true
      } catch {
        Speech.tell("failed  \(what) \(server.place): \(error)")
        return false
      }
    }
  }
}
