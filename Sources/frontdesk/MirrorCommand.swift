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
    subcommands: [
      Status.self, Explain.self, Retry.self, Dead.self, Reconcile.self, Check.self, DryRun.self,
      Schema.self, Secret.self,
    ])

  struct Retry: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract:
        "Try again at once what waits or was given up, and carry on to a mirror that is left alone."
    )
    @OptionGroup var options: ConfigurationOptions
    @Argument(help: "The mirror's name.") var name: String

    func run() throws {
      let settings = try options.load().resolved().0
      try MirrorDesk.check(name, settings)
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
