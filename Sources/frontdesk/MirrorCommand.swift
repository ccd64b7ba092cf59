import ArgumentParser
import Configuration
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
      Status.self, Explain.self, Retry.self, Dead.self, Replay.self, Reconcile.self, Check.self,
      DryRun.self,
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
      try MirrorCommand.carryOut(MirrorRetry(name), settings) { folder in
        let standing = try OutboxReading(ReadRecord.open(folder), epoch: "").standing(of: name)
        return standing.waiting + standing.dead
      }
    }
  }

  struct Replay: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Try again what a mirror refused for good, and nothing else; dead lists it.")
    @OptionGroup var options: ConfigurationOptions
    @Argument(help: "The mirror's name.") var name: String
    @Argument(help: "A conversation, or the number of its ticket; all without one.")
    var conversation: String?

    func run() throws {
      let desk = try MirrorDesk(options)
      try MirrorDesk.check(name, desk.settings)
      let wanted = try conversation.map { try desk.conversation($0).id }
      try MirrorCommand.carryOut(MirrorRetry(name, refused: true, of: wanted), desk.settings) { _ in
        Int64(try desk.refused(by: name, of: wanted))
      }
    }
  }

  /// By the server that runs, or for the next one; `count` says how many events it is about.
  fileprivate static func carryOut(
    _ retry: MirrorRetry, _ settings: Settings, count: (String) throws -> Int64
  ) throws {
    let (folder, name) = (settings.folders.data, retry.destination)
    guard RecordFolder.isServed(folder) else {
      let count = try count(folder)
      try OfflineTurn.write(in: folder) { turn, author in
        turn.mirrorsRetried.append(retry)
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
        $0.member("conversation", retry.conversation?.text)
        if retry.isOfRefused { $0.member("refused", true) }
      })
    Speech.tell("\(answer["events"]?.int ?? 0) events are sent to \(name) again")
  }

  struct Secret: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Make a new secret for a mirror's secret file.")

    func run() throws { Speech.tell(WebhookSecret.generate()) }
  }
}
