import ArgumentParser
import Control
import Courier
import Desk
import Foundation
import JSON
import Journal
import Operator

struct MirrorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mirror", abstract: "Where conversations are mirrored to, and how it goes.",
    subcommands: [Status.self, Retry.self, Check.self, Schema.self, Secret.self])

  struct Status: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show each mirror: what was delivered, what waits, what was given up and why.")
    @OptionGroup var options: ConfigurationOptions

    func run() throws {
      let settings = try options.load().resolved().0
      guard !settings.mirrors.isEmpty else {
        return Speech.tell("no mirrors; name one under mirrors in the settings' file")
      }
      let database = try ReadRecord.open(settings.folders.data)
      let table = try OutboxReading(database, epoch: "")
      let live = try Self.live(settings.folders.data)
      for mirror in settings.mirrors {
        let standing = try table.standing(of: mirror.name)
        Speech.tell("\(mirror.name)  \(standing.state)  \(mirror.url)")
        Speech.tell(
          "  delivered \(standing.delivered)  waiting \(standing.waiting)  given up \(standing.dead)"
        )
        if let oldest = standing.oldest { Speech.tell("  oldest since \(oldest.iso8601)") }
        if let error = live[mirror.name] { Speech.tell("  last error: \(Column.plain(error))") }
        for why in [standing.why].compactMap({ $0 }) + standing.troubles {
          Speech.tell("  because: \(Column.plain(why))")
        }
      }
    }

    /// The last errors that a running server knows.
    private static func live(_ folder: String) throws -> [String: String] {
      guard RecordFolder.isServed(folder) else { return [:] }
      let answer = try ControlClient.ask(
        folder, JSONWriter.object { $0.member("do", "mirror.status") })
      var errors: [String: String] = [:]
      for mirror in answer["mirrors"]?.array ?? [] {
        guard let name = mirror["name"]?.string else { continue }
        errors[name] = mirror["last_error"]?.string
      }
      return errors
    }
  }

  struct Retry: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Try again at once what waits or was given up, and carry on to a paused mirror.")
    @OptionGroup var options: ConfigurationOptions
    @Argument(help: "The mirror's name.") var name: String

    func run() throws {
      let settings = try options.load().resolved().0
      let known = settings.mirrors.map(\.name)
      guard known.contains(name) else {
        throw Failure(
          "there is no mirror \"\(name)\"; there are: \(known.joined(separator: ", "))", code: 1)
      }
      let folder = settings.folders.data
      guard RecordFolder.isServed(folder) else {
        let standing = try OutboxReading(ReadRecord.open(folder), epoch: "").standing(of: name)
        let count = standing.waiting + standing.dead
        try OfflineTurn.write(in: folder) { turn, author in
          turn.mirrorsRetried.append(name)
          turn.audit.append(
            AuditEntry(.mirrorRetried(name, events: Int(count)), by: author, at: Server.now()))
        }
        return Speech.tell("\(count) events will be sent to \(name) when the server runs")
      }
      let answer = try ControlClient.ask(
        folder,
        JSONWriter.object {
          $0.member("do", "mirror.retry")
          $0.member("destination", name)
        })
      Speech.tell("\(answer["events"]?.int ?? 0) events are sent to \(name) again")
    }
  }

  struct Secret: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Make a new secret for a mirror's secret file.")

    func run() throws { Speech.tell(WebhookSecret.generate()) }
  }
}
