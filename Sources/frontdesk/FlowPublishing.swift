import ArgumentParser
import Control
import Desk
import Flows
import Foundation
import JSON
import Journal
import Operator
import Publishing

extension FlowCommand {
  /// What the commands that change a running server share.
  struct ServerOptions: ParsableArguments {
    @OptionGroup var configuration: ConfigurationOptions
    @Option(help: "Who does it, for the record; without it the user of this computer.")
    var author: String?

    func validate() throws {
      if let author, author.isEmpty || author.count > 100 {
        throw ValidationError("an author has between 1 and 100 characters")
      }
    }

    func ask(_ deed: String, _ write: (inout JSONWriter) -> Void = { _ in }) throws -> JSONValue {
      let settings = try configuration.load().resolved().0
      let folder = settings.folders.data
      guard RecordFolder.isServed(folder) else {
        throw Failure(
          "no server runs on \(folder); start one first, with --publish to publish what the files say",
          code: 69
        )
      }
      return try ControlClient.ask(
        folder,
        JSONWriter.object { writer in
          writer.member("do", deed)
          writer.member("author", author ?? NSUserName())
          write(&writer)
        })
    }
  }

  struct Publish: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Put the folder's flows in force for new conversations.",
      discussion: """
        The running server reads the folder, checks it, plays its tests, and swaps it in as a whole; \
        conversations under way keep theirs. With errors nothing changes. Exit codes: 0 published, 1 \
        refused, 69 no server.
        """)
    @OptionGroup var server: ServerOptions
    @Flag(help: "Publish although tests of the folder fail.") var skipTests = false

    func run() throws {
      FlowCommand.tell(try server.ask("flow.publish") { $0.member("skip_tests", skipTests) })
    }
  }

  struct Hotfix: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Publish changed texts to everybody at once, also in the middle of a talk.",
      discussion: """
        Only where nothing else has changed: the shape must be that of the flows that serve. Exit \
        codes: 0 published, 1 refused, 69 no server.
        """)
    @OptionGroup var server: ServerOptions
    @Flag(help: "Publish although tests of the folder still expect the old words.")
    var skipTests = false

    func run() throws {
      let answer = try server.ask("flow.hotfix") { $0.member("skip_tests", skipTests) }
      FlowCommand.tell(answer)
      Speech.tell("\(answer["repinned"]?.int ?? 0) conversations under way have it too")
    }
  }

  struct Rollback: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Put an earlier revision in force for new conversations.",
      discussion: """
        It stays in force, also over restarts, until something is published again; the files are \
        not touched. Exit codes: 0 done, 1 refused, 69 no server.
        """)
    @OptionGroup var server: ServerOptions
    @Argument(help: "The revision, or how it begins; without it the one that served before.")
    var revision: String?

    func run() throws {
      let answer = try server.ask("flow.rollback") { $0.member("revision", revision) }
      FlowCommand.tell(answer)
      Speech.tell("the files are as they were: flow publish puts them in force again")
    }
  }

  struct Migrate: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "migrate",
      abstract: "Move waiting conversations to the same step of another revision.",
      discussion: """
        A conversation moves if its step, what the step fills and the type of that are still there; \
        the others stay with their revision and are listed. Exit codes: 0 all moved, 1 some stayed, \
        69 no server.
        """)
    @OptionGroup var server: ServerOptions
    @Option(help: "The revision they are in, or how it begins.") var from: String
    @Option(help: "The revision they move to; without it the one that serves.") var to: String?

    func run() throws {
      let settings = try server.configuration.load().resolved().0
      let reading = try FlowReading(ReadRecord.open(settings.folders.data))
      let old = try RevisionName.find(from, reading)
      let new =
        try to.map { try RevisionName.find($0, reading) } ?? reading.current()?.revision ?? ""
      var (moved, stayed) = (Int64(0), Int64(0))
      var after: Int64? = 0
      while let number = after {
        let answer = try server.ask("flow.migrate") {
          $0.member("from", old)
          $0.member("to", new)
          $0.member("after", number)
        }
        moved += answer["moved"]?.int ?? 0
        stayed += answer["stayed"]?.int ?? 0
        for refusal in answer["refused"]?.array ?? [] {
          Speech.tell("#\(refusal["number"]?.int ?? 0) stays: \(refusal["why"]?.string ?? "")")
        }
        after = answer["next"]?.int
      }
      Speech.tell("\(moved) conversations moved from \(old) to \(new), \(stayed) stayed")
      if stayed > 0 { Foundation.exit(1) }
    }
  }

  /// What was put in force, and what is otherwise than before.
  fileprivate static func tell(_ answer: JSONValue) {
    let revision = answer["revision"]?.string ?? ""
    for change in answer["changes"]?.array?.compactMap(\.string) ?? [] {
      Speech.tell("  \(change)")
    }
    Speech.tell(
      revision == answer["before"]?.string
        ? "revision \(revision) serves, as before"
        : "revision \(revision) serves new conversations (before: \(answer["before"]?.string ?? ""))"
    )
  }
}
