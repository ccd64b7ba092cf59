import ArgumentParser
import Configuration
import Courier
import Desk
import Foundation
import JSON
import Journal
import Operator
import Tickets

extension MirrorCommand {
  struct Reconcile: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Prove that tickets elsewhere hold what was said here, and repair them.",
      discussion: """
        Asks the ticket system itself, and compares what was carried, entry by entry. Exit codes: \
        0 all is there, 1 it could not be asked, 2 something is missing or changed.
        """)
    @OptionGroup var options: ConfigurationOptions
    @Flag(help: "Write what is missing.") var repair = false
    @Flag(help: "One JSON object a ticket.") var json = false
    @Argument(help: "The connector's name.") var name: String
    @Argument(help: "A conversation, or the number of its ticket; all without one.")
    var conversation: String?

    func run() throws {
      let desk = try MirrorDesk(options)
      try MirrorDesk.check(name, desk.settings)
      guard let settings = desk.settings.connectors.first(where: { $0.name == name }),
        let connector = try Connecting.connector(settings, desk.settings) as? TicketConnector
      else {
        throw Failure("\(name) is no ticket system: what it holds cannot be asked", code: 1)
      }
      defer { connector.stop() }
      let wanted = try conversation.map { [try desk.conversation($0)] }
      let known = try wanted ?? desk.lanes.known(at: name).map { ($0.conversation, $0.number) }
      var worst: Int32 = 0
      for (id, number) in known {
        worst = max(worst, try reconcile(id, number, connector, desk))
      }
      if known.isEmpty { Speech.tell("\(name) knows no conversation yet") }
      if worst != 0 { Foundation.exit(worst) }
    }

    private func reconcile(
      _ id: Identifier<Conversation>, _ number: Int64, _ connector: TicketConnector,
      _ desk: MirrorDesk
    ) throws -> Int32 {
      guard let link = try desk.links.link(of: id, at: name), let talk = try desk.talk(id, number)
      else {
        Speech.tell("#\(number): \(name) does not know it yet")
        return 1
      }
      do throws(TicketFailure) {
        var proof = try connector.prove(talk, link)
        let lacked = proof.missing.count + proof.filesMissing.count
        if repair, lacked > 0 {
          try connector.repair(talk, proof)
          proof = try connector.prove(talk, link)
        }
        tell(number, proof, repaired: lacked - proof.missing.count - proof.filesMissing.count)
        return proof.isWhole ? 0 : 2
      } catch {
        Speech.tell("#\(number), there \(link.external): \(Column.plain(error.why))")
        return 1
      }
    }

    private func tell(_ number: Int64, _ proof: TicketProof, repaired: Int) {
      guard !json else {
        return Speech.tell(
          json: JSONWriter.object { writer in
            writer.member("ticket", number)
            writer.member("external", proof.external)
            writer.member("expected", proof.expected)
            writer.array("missing", proof.missing) { $0.int($1) }
            writer.array("changed", proof.changed) { $0.int($1) }
            writer.array("files_missing", proof.filesMissing) { $0.int($1) }
            writer.member("repaired", repaired)
          })
      }
      let mended = repaired > 0 ? ", \(repaired) written again" : ""
      let parts = [
        proof.missing.isEmpty ? nil : "missing: events \(Self.list(proof.missing))",
        proof.filesMissing.isEmpty
          ? nil : "files missing: of events \(Self.list(proof.filesMissing))",
        proof.changed.isEmpty ? nil : "changed there: events \(Self.list(proof.changed))",
      ].compactMap { $0 }
      let words =
        parts.isEmpty ? "all \(proof.expected) entries are there" : parts.joined(separator: "; ")
      Speech.tell("#\(number), there \(proof.external): \(words)\(mended)")
    }

    private static func list(_ seqs: [Int64]) -> String {
      seqs.prefix(20).map(String.init).joined(separator: ", ") + (seqs.count > 20 ? ", …" : "")
    }
  }

  struct DryRun: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "dry-run",
      abstract: "Print the requests that a conversation would make, and make none.",
      discussion: "Where a secret would stand there are stars; its file is not read.")
    @OptionGroup var options: ConfigurationOptions
    @Argument(help: "A connector's name, or a recipe: a file or a name.") var name: String
    @Argument(help: "A conversation, or the number of its ticket.") var conversation: String

    func run() throws {
      let desk = try MirrorDesk(options)
      let (id, number) = try desk.conversation(conversation)
      guard let talk = try desk.talk(id, number) else {
        throw Failure("nothing has happened in \(conversation)", code: 1)
      }
      let rehearsal = TicketRehearsal()
      let connector = try rehearsed(rehearsal, desk.settings)
      defer { connector.stop() }
      let carried = connector.carry(talk.errand(to: connector.name, at: Server.now()))
      for request in rehearsal.requests {
        Speech.tell("\(request.method) \(request.url)")
        for header in request.headers { Speech.tell("  \(header)") }
        if let body = request.body { Speech.tell("  \(Column.plain(body))") }
      }
      if rehearsal.requests.isEmpty { Speech.tell("nothing would be asked yet") }
      switch carried {
      case .later(let failure, _), .partly(_, _, let failure):
        throw Failure(failure.why, code: 1)
      case .parked(let why, _): throw Failure(why, code: 1)
      case .done, .waits: break
      }
    }

    private func rehearsed(_ rehearsal: TicketRehearsal, _ settings: Settings) throws
      -> TicketConnector
    {
      if let connector = settings.connectors.first(where: { $0.name == name }) {
        switch connector.kind {
        case "request_tracker":
          return rehearsal.requestTracker(
            try Connecting.trackerSettings(connector), name: name, bytes: { Self.stand($0) })
        case "recipe":
          let (recipe, url, own) = try Connecting.recipeParts(connector)
          return rehearsal.recipe(
            recipe, name: name, url: url, settings: own, bytes: { Self.stand($0) })
        default: throw Failure("\(name) is no ticket system", code: 1)
        }
      }
      let source = try RecipeShelf(try options.load().files.settings).source(name)
      let (recipe, findings) = RecipeReader.read(source)
      guard let recipe else {
        throw Failure(
          "\(source.path) has \(findings.count) mistakes; frontdesk mirror check tells them",
          code: 1)
      }
      let own = Dictionary(
        uniqueKeysWithValues: recipe.settings.map { ($0.name, $0.standard ?? $0.name.uppercased()) }
      )
      return rehearsal.recipe(
        recipe, name: recipe.name, url: recipe.url ?? "https://SYSTEM", settings: own,
        bytes: { Self.stand($0) })
    }

    /// A file's name in place of its bytes: only that one would go along is to be seen.
    private static func stand(_ file: Attachment) -> [UInt8]? { Array(file.name.utf8) }
  }
}
