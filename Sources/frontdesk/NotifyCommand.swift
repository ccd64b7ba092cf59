import ArgumentParser
import Configuration
import Courier
import Foundation
import JSON
import Notices
import Operator

struct NotifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "notify", abstract: "What teams are told, and whether it arrives.",
    subcommands: [Check.self, Test.self, Lint.self])

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Check what the settings say of notices: files, recipes and conditions.",
      discussion: "Nothing is sent. Exit codes: 0 all are fine, 78 one is not.")
    @OptionGroup var options: ConfigurationOptions

    func run() throws {
      let all = try NotifyCommand.connectors(options)
      for (settings, made) in all {
        switch made {
        case .success(let connector):
          Speech.tell("\(settings.name)  fine  \(Column.plain(connector.sending.place))")
          Speech.tell("  tells: \(settings.texts("on").joined(separator: ", "))")
          Speech.tell("  of queues: \(NotifyCommand.queues(settings))")
        case .failure(let failure): Speech.tell("\(settings.name)  \(failure)")
        }
      }
      if all.contains(where: { if case .failure = $0.1 { true } else { false } }) {
        Foundation.exit(78)
      }
    }
  }

  struct Test: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Send a sample, and say whether it arrived.",
      discussion: "Exit codes: 0 it was taken, 1 it was not, 78 the settings are wrong.")
    @OptionGroup var options: ConfigurationOptions
    @Argument(help: "The connector's name.") var name: String

    func run() throws {
      let all = try NotifyCommand.connectors(options)
      guard let (_, made) = all.first(where: { $0.0.name == name }) else {
        let names = all.map(\.0.name).joined(separator: ", ")
        throw Failure("no connector of kind notify is called \(name); there are: \(names)", code: 1)
      }
      let connector = try made.get()
      defer { connector.stop() }
      let now = Carrier.timeOfDay()
      switch connector.sending.send(.sample(of: name, at: now), at: now) {
      case .told: Speech.tell("\(name): the test was taken by \(connector.sending.place)")
      case .toldSome(let others):
        throw Failure("\(name): others have the test, but not \(Column.plain(others))", code: 1)
      case .refused(let why): throw Self.notTaken(name, why)
      case .failed(let failure): throw Self.notTaken(name, failure.why)
      }
    }

    private static func notTaken(_ name: String, _ why: String) -> Failure {
      Failure("\(name): the test was not taken: \(Column.plain(why))", code: 1)
    }
  }

  struct Lint: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Check a recipe's file, and say where it is wrong.")
    @Argument(help: "The recipe's file.", completion: .file()) var file: String

    func run() throws { try RecipeLint.run(file) }
  }

  private static func queues(_ settings: ConnectorSettings) -> String {
    let queues = settings.texts("queues")
    return queues.isEmpty ? "all" : queues.joined(separator: ", ")
  }

  private static func connectors(_ options: ConfigurationOptions) throws
    -> [(ConnectorSettings, Result<NoticeConnector, Failure>)]
  {
    let all = try options.load().resolved().0
    let ours = all.connectors.filter { $0.kind == "notify" }
    guard !ours.isEmpty else {
      throw Failure(
        "no team is told anything; name a connector of kind notify under connectors", code: 1)
    }
    return ours.map { settings in
      do throws(Failure) {
        return (settings, .success(try NoticeMaking.connector(settings, all)))
      } catch { return (settings, .failure(error)) }
    }
  }
}
