import ArgumentParser
import Configuration
import Control
import Desk
import Directories
import Fetch
import Foundation
import JSON
import Journal
import Operator

struct CRMCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "crm", abstract: "The customer systems, and what they know of somebody.",
    subcommands: [Check.self, Ask.self, Status.self, Lint.self])

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Ask each customer system whether it can be asked.",
      discussion: "Exit codes: 0 all can, 1 one cannot, 78 the settings are wrong.")
    @OptionGroup var options: ConfigurationOptions

    func run() throws {
      var isFine = true
      for asked in try CRMCommand.systems(options) {
        do {
          let request = try asked.system.checkingRequest()
          try asked.system.check(try CRMCommand.answer(to: request, asked))
          Speech.tell("\(asked.system.name)  can be asked  \(asked.terms.url)")
        } catch {
          isFine = false
          Speech.tell("\(asked.system.name)  cannot be asked: \(Column.plain("\(error)"))")
        }
      }
      if !isFine { Foundation.exit(1) }
    }
  }

  struct Ask: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show what each customer system knows of an e-mail address.",
      discussion: "Exit codes: 0 all answered, 1 one did not, 78 the settings are wrong.")
    @OptionGroup var options: ConfigurationOptions
    @Flag(help: "One JSON object a system.") var json = false
    @Argument(help: "The customer's address.") var email: String

    func run() throws {
      let person = Person(email: email, customer: "")
      var isFine = true
      for asked in try CRMCommand.systems(options) {
        let found = CRMCommand.known(of: person, asked)
        if case .failure = found { isFine = false }
        if json {
          Speech.tell(json: Self.object(asked.system.name, found))
        } else {
          Self.tell(asked.system.name, found)
        }
      }
      if !isFine { Foundation.exit(1) }
    }

    private static func tell(_ name: String, _ found: Result<Known, SystemFailure>) {
      switch found {
      case .success(.nobody): Speech.tell("\(name)  knows nobody of this address")
      case .success(.found(let facts)):
        Speech.tell("\(name)  knows:")
        for fact in facts {
          Speech.tell("  \(Column.plain(fact.title)): \(Column.plain(fact.value))  (\(fact.name))")
        }
      case .failure(let failure):
        Speech.tell("\(name)  could not be asked: \(Column.plain(failure.why))")
      }
    }

    private static func object(_ name: String, _ found: Result<Known, SystemFailure>) -> [UInt8] {
      JSONWriter.object { writer in
        writer.member("system", name)
        switch found {
        case .success(.nobody): writer.member("outcome", "unknown")
        case .success(.found(let facts)):
          writer.member("outcome", "found")
          writer.object("facts") { writer in
            for fact in facts { writer.member(fact.name, fact.value) }
          }
        case .failure(let failure):
          writer.member("outcome", "failed")
          writer.member("why", failure.why)
        }
      }
    }
  }

  struct Status: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show how it goes with each customer system at the running server.",
      discussion: "Exit codes: 0 all answer, 1 one does not.")
    @OptionGroup var options: ConfigurationOptions
    @Flag(help: "The answer of the server, as JSON.") var json = false

    func run() throws {
      let folder = try options.load().resolved().0.folders.data
      guard RecordFolder.isServed(folder) else {
        throw Failure("no server runs on \(folder)", code: 69)
      }
      let answer = try ControlClient.ask(
        folder, JSONWriter.object { $0.member("do", "crm.status") })
      let systems = answer["systems"]?.array ?? []
      for system in systems { json ? Self.tell(json: system) : Self.tell(system) }
      if systems.contains(where: { $0["last_error"]?.string != nil }) { Foundation.exit(1) }
    }

    private static func tell(json system: JSONValue) {
      var writer = JSONWriter()
      writer.value(system)
      Speech.tell(json: writer.bytes)
    }

    private static func tell(_ system: JSONValue) {
      let name = system["name"]?.string ?? ""
      let (asked, failed) = (system["asked"]?.int ?? 0, system["failed"]?.int ?? 0)
      Speech.tell("\(name)  asked \(asked)  failed \(failed)")
      if let at = system["last_answer"]?.int {
        Speech.tell("  last answer \(Instant(milliseconds: at).iso8601)")
      }
      if let why = system["last_error"]?.string, let at = system["last_failure"]?.int {
        let moment = Instant(milliseconds: at).iso8601
        Speech.tell("  does not answer since \(moment): \(Column.plain(why))")
      }
    }
  }

  struct Lint: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Check a recipe's file, and say where it is wrong.")
    @Argument(help: "The recipe's file.", completion: .file()) var file: String

    func run() throws { try RecipeLint.run(file) }
  }
}

extension CRMCommand {
  private static func systems(_ options: ConfigurationOptions) throws -> [LookUpDesk.Asked] {
    let settings = try options.load().resolved().0
    guard !settings.customerSystems.isEmpty else {
      throw Failure("no customer system is asked; name one under customer_systems", code: 1)
    }
    return try settings.customerSystems.map(CustomerSystemMaking.asked)
  }

  private static func known(of person: Person, _ asked: LookUpDesk.Asked)
    -> Result<Known, SystemFailure>
  {
    do throws(SystemFailure) {
      let request = try asked.system.request(for: person)
      return .success(try asked.system.read(try answer(to: request, asked), for: person))
    } catch {
      return .failure(error)
    }
  }

  /// Waits for it: nobody else does.
  private static func answer(to request: Request, _ asked: LookUpDesk.Asked)
    throws(SystemFailure) -> Response
  {
    do {
      let client = try HTTPClient()
      defer { client.stop() }
      return try client.answer(to: request).get()
    } catch let failure as FetchFailure {
      throw failure.ofSystem(asked.terms.budget)
    } catch {
      throw SystemFailure("\(error)")
    }
  }
}
