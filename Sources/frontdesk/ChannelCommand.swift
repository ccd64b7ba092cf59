import ArgumentParser
import Channels
import Configuration
import Control
import Documents
import Foundation
import JSON
import Journal
import Operator
import Secrets

struct ChannelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "channel",
    abstract: "Where customers write besides the web page, and how it goes there.",
    discussion: "docs/channels.md tells how each is set up.",
    subcommands: [List.self, Check.self, Matrix.self])

  /// A channel of the settings, by its name.
  static func find(_ name: String, in settings: Settings) throws -> ConnectorSettings {
    let channels = settings.connectors.filter(\.isChannel)
    if let found = channels.first(where: { $0.name == name }) { return found }
    let hint = NearestName.hint(for: name, among: channels.map(\.name))
    throw Failure(
      "there is no channel \"\(name)\"; \(hint ?? "name one under connectors")", code: 1)
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show each channel: what can be said there, and how it goes.")
    @OptionGroup var options: ConfigurationOptions
    @Flag(help: "One JSON object a channel.") var json = false

    func run() throws {
      let settings = try options.load().resolved().0
      let channels = settings.connectors.filter(\.isChannel)
      guard !channels.isEmpty || json else {
        return Speech.tell("no channels; name one under connectors in the settings' file")
      }
      let live = try Self.live(settings.folders.data)
      for channel in channels {
        let made = try ChannelMaking.channel(channel)
        made.stop()
        let limits = made.capabilities.words
        let status = live?[channel.name]
        let state = live == nil ? "not running" : status?.isWell == true ? "well" : "failing"
        guard !json else {
          Speech.tell(
            json: JSONWriter.object {
              $0.member("channel", channel.name)
              $0.member("kind", channel.kind)
              $0.member("limits", limits)
              $0.member("state", state)
              $0.member("last_error", status?.error)
            })
          continue
        }
        Speech.tell("\(channel.name)  \(channel.kind)  \(state)")
        Speech.tell("  \(limits)")
        if let error = status?.error { Speech.tell("  last error: \(Column.plain(error))") }
      }
    }

    /// What a running server knows, by the channel's name; nil where none runs.
    private static func live(_ folder: String) throws -> [String: (error: String?, isWell: Bool)]? {
      guard RecordFolder.isServed(folder) else { return nil }
      let answer = try ControlClient.ask(
        folder, JSONWriter.object { $0.member("do", "mirror.status") })
      var found: [String: (error: String?, isWell: Bool)] = [:]
      for one in answer["mirrors"]?.array ?? [] {
        guard let name = one["name"]?.string else { continue }
        found[name] = (one["last_error"]?.string, one["well"]?.bool == true)
      }
      return found
    }
  }

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Find out whether words get to a channel and back.")
    @OptionGroup var options: ConfigurationOptions
    @Argument(help: "The channel's name.") var name: String
    @Flag(help: "One JSON object.") var json = false

    func run() throws {
      let settings = try options.load().resolved().0
      let channel = try ChannelMaking.channel(ChannelCommand.find(name, in: settings))
      defer { channel.stop() }
      do throws(ChannelFailure) {
        let found = try channel.check()
        guard json else { return Speech.tell(found.joined(separator: "\n")) }
        Speech.tell(
          json: JSONWriter.object {
            $0.member("channel", name)
            $0.member("well", true)
            $0.array("found", found) { $0.string($1) }
          })
      } catch {
        if json {
          Speech.tell(
            json: JSONWriter.object {
              $0.member("channel", name)
              $0.member("well", false)
              $0.member("why", error.why)
            })
        }
        throw Failure("\(name): \(error.why)", code: 69)
      }
    }
  }

  struct Matrix: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "What only Matrix needs.", subcommands: [Registration.self])
  }

  struct Registration: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Write the file that tells a homeserver of the desk.",
      discussion: "Makes both tokens where their files are missing. The file holds them: it is "
        + "readable by you alone; give it to the homeserver, list it under "
        + "app_service_config_files, and start the homeserver anew.")
    @OptionGroup var options: ConfigurationOptions
    @Argument(help: "The channel's name.") var name: String
    @Option(help: "The file to write; NAME-registration.yaml without it.") var output: String?
    @Option(help: "Where the homeserver reaches the desk, if not at its public address.")
    var url: String?

    func run() throws {
      let settings = try options.load().resolved().0
      let channel = try ChannelCommand.find(name, in: settings)
      guard channel.kind == "matrix" else {
        throw Failure("\(name) is of kind \(channel.kind), not matrix", code: 1)
      }
      for key in ["token_file", "homeserver_token_file"] {
        guard let file = channel.text(key), try !Folders.isThere(file) else { continue }
        try Self.write(Hex.encode(Random.bytes(32)) + "\n", to: file)
      }
      let matrix = ChannelMaking.matrixSettings(
        channel, ours: Secret(try Connecting.secret("token_file", of: channel)),
        theirs: Secret(try Connecting.secret("homeserver_token_file", of: channel)))
      let origin = url ?? settings.address(port: settings.listen.port)
      let file = output ?? "\(name)-registration.yaml"
      let text = matrix.registration(name: name, hooks: "\(origin)/v1/hooks/\(name)")
      try Self.write(text, to: file, mayReplace: true)
      Speech.tell("\(file) is written; list it under app_service_config_files of the homeserver")
    }

    /// For its owner alone.
    private static func write(_ text: String, to file: String, mayReplace: Bool = false) throws {
      let flags = O_WRONLY | O_CREAT | O_CLOEXEC | (mayReplace ? O_TRUNC : O_EXCL)
      let descriptor = Foundation.open(file, flags, 0o600)
      guard descriptor >= 0 else { throw Failure("\(file) cannot be made: \(reason())", code: 74) }
      defer { close(descriptor) }
      let bytes = Array(text.utf8)
      guard fchmod(descriptor, 0o600) == 0,
        Foundation.write(descriptor, bytes, bytes.count) == bytes.count
      else { throw Failure("\(file) cannot be written: \(reason())", code: 74) }
    }
  }
}
