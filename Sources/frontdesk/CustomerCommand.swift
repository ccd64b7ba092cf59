import ArgumentParser
import Control
import Desk
import Foundation
import JSON
import Journal
import Operator
import Secrets

struct CustomerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "customer",
    abstract: "What the desk holds about a customer: find it, show it, give it out, erase it.",
    discussion: """
      A customer is named by their id, by the number of one of their conversations, or by the token \
      that their browser keeps.
      """,
    subcommands: [Find.self, Show.self, Export.self, Erase.self, Keep.self, List.self])

  /// Whom it is about.
  struct Subject: ParsableArguments {
    @Argument(help: "A customer's id.") var customer: String?
    @Option(help: "The customer of the conversation with this number.") var conversation: Int64?
    @Option(help: "The customer whose token it is; - reads it from standard input.")
    var token: String?

    func validate() throws {
      let named = [customer != nil, conversation != nil, token != nil]
      guard named.count(where: { $0 }) == 1 else {
        throw ValidationError("name a customer's id, or one of --conversation and --token")
      }
    }

    /// The customer, of whom something is held.
    func found(in database: Database) throws -> Identifier<Customer> {
      let reading = ErasureReading(database)
      let found: Identifier<Customer>
      if let conversation {
        guard let ticket = try TicketReading(database).ticket(conversation) else {
          throw Failure("there is no conversation \(conversation)", code: 1)
        }
        found = ticket.customer
      } else if let token {
        let typed = token == "-" ? readLine() ?? "" : token
        guard let owner = try reading.owner(of: SHA256.hash(typed)) else {
          throw Failure("nobody has this token, or no more", code: 1)
        }
        found = owner
      } else {
        found = Identifier(customer ?? "")
      }
      guard try reading.isKnown(found) else {
        throw Failure(
          "nothing is held about a customer \(found); frontdesk customer find looks for a name, an "
            + "address or a ticket", code: 1)
      }
      return found
    }
  }
}

// MARK: - Looking

extension CustomerCommand {
  struct Find: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Find customers by a part of their name, e-mail address or id.")
    @OptionGroup var options: ConfigurationOptions
    @Argument(help: "What to look for; capitals make no difference.") var text: String
    @Flag(help: "One JSON object a line.") var json = false

    func run() throws {
      let found = try CustomerReading(ReadRecord.open(options)).find(text, limit: 100)
      guard !found.isEmpty || json else { return Speech.tell("nobody is found by that") }
      for one in found { one.tell(asJSON: json) }
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show in short what is held about a customer.")
    @OptionGroup var options: ConfigurationOptions
    @OptionGroup var subject: Subject
    @Flag(help: "As a JSON object.") var json = false

    func run() throws {
      let database = try ReadRecord.open(options)
      let held = try CustomerReading(database).held(subject.found(in: database))
      guard !json else { return Speech.tell(json: held.json) }
      for line in held.lines { Speech.tell(line) }
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show who has asked to be erased, and when they will be.")
    @OptionGroup var options: ConfigurationOptions
    @Flag(help: "Who has asked to be erased; there is no other list.") var asked = false
    @Flag(help: "One JSON object a line.") var json = false

    func run() throws {
      let all = try ErasureReading(ReadRecord.open(options)).asked()
      guard !all.isEmpty || json else { return Speech.tell("nobody has asked to be erased") }
      for (customer, due) in all {
        guard json else {
          Speech.tell("\(Column.pad(customer.text, 32)) erased \(due.iso8601)")
          continue
        }
        Speech.tell(
          json: JSONWriter.object {
            $0.member("customer", customer.text)
            $0.member("erased_at", due.milliseconds)
          })
      }
    }
  }

  struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Write all that is held about a customer as one JSON object.",
      discussion: """
        For somebody who asks for a copy of what concerns them. Internal notes are left out unless \
        --notes is said: whether they belong to it is for the operator to decide. Files are named \
        by their codes, under which they lie in the data folder's files/. That it was exported is \
        written into the audit trail first.
        """)
    @OptionGroup var options: ConfigurationOptions
    @OptionGroup var subject: Subject
    @Flag(help: "With internal notes, and all else that customers never see.") var notes = false
    @Option(help: "A new file; else it is written to standard output.") var output: String?

    func run() throws {
      let folder = try options.load().resolved().0.folders.data
      let database = try ReadRecord.open(folder)
      let customer = try subject.found(in: database)
      let reading = CustomerReading(database)
      let events = try reading.held(customer).events
      let file = try output.map { try OwnFile($0) }
      try ExportNote.write("customer \(customer)", entries: events, in: folder)
      let text = try reading.everything(of: customer, withNotes: notes)
      guard let file else { return Speech.tell(json: text) }
      try file.write(text)
      Speech.tell("\(events) events of \(customer) in \(output ?? "")")
    }
  }
}

/// A file that was not there before, for its owner alone.
struct OwnFile {
  private let path: String
  private let descriptor: Int32

  init(_ path: String) throws {
    self.path = path
    descriptor = Foundation.open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw Failure("cannot make \(path): \(String(cString: strerror(errno)))", code: 73)
    }
  }

  func write(_ bytes: [UInt8]) throws {
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    do { try handle.write(contentsOf: Data(bytes)) } catch {
      throw Failure("cannot write \(path): \(error.localizedDescription)", code: 74)
    }
  }
}

extension CustomerReading.Found {
  fileprivate func tell(asJSON: Bool) {
    guard !asJSON else { return Speech.tell(json: json) }
    Speech.tell(
      "\(Column.pad(customer.text, 32)) \(Column.pad(name ?? "-", 24)) "
        + "\(Column.pad(email ?? "-", 30)) \(latest.iso8601.prefix(10))")
  }
}
