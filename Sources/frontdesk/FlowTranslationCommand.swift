import ArgumentParser
import Configuration
import Documents
import Flows
import Foundation
import Operator
import Publishing

extension FlowCommand {
  struct Translations: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "i18n", abstract: "The flows' texts in other languages.",
      subcommands: [Status.self, Extract.self, Import.self])

    /// The folder's languages, read; flows with errors are not translated.
    fileprivate struct Desk: ParsableArguments {
      @OptionGroup var options: FlowOptions
      @Option(help: "Only this language.") var language: String?

      func languages() throws -> (folder: String, FlowFolder, [TranslationStatus]) {
        let (settings, desk) = try options.load().resolved()
        let folder = settings.folders.flows
        let files = try FlowFolder(folder)
        let report = files.report(desk.queues.map(\.name))
        guard !report.hasErrors else {
          throw Failure("the flows have errors, so nothing was done\n" + report.text, code: 1)
        }
        let all = TranslationStatus.all(sources: files.sources)
        guard let language else { return (folder, files, all) }
        guard let one = all.first(where: { $0.language == language }) else {
          let near = NearestName.hint(for: language, among: all.map(\.language)) ?? ""
          throw Failure("bot.yaml names no other language \(language); \(near)", code: 1)
        }
        return (folder, files, [one])
      }
    }

    struct Status: ParsableCommand {
      static let configuration = CommandConfiguration(
        abstract: "Say for each language what is missing, stale and unused.")
      @OptionGroup fileprivate var desk: Desk

      func run() throws {
        let (_, _, languages) = try desk.languages()
        if languages.isEmpty { Speech.tell("the bot speaks one language") }
        for status in languages { Speech.tell(status.report) }
      }
    }

    struct Extract: SharedFilesCommand {
      static let configuration = CommandConfiguration(
        abstract: "Write new and changed texts into i18n/<language>.yaml.",
        discussion: """
          What is there stays as it is. A new text is written with an empty translation; one whose \
          text was changed as { text: …, was: … }, to be looked at. With --po the language is \
          written as a PO file for translators instead.
          """)
      @OptionGroup fileprivate var desk: Desk
      @Option(help: "Write a PO file here; needs --language.", completion: .file())
      var po: String?

      func run() throws {
        let (folder, files, languages) = try desk.languages()
        if let po {
          guard languages.count == 1, let status = languages.first else {
            throw Failure("one PO file holds one language: add --language", code: 64)
          }
          try Desk.write(PortableObject.write(status), to: po)
          return Speech.tell("\(po): \(status.summary)")
        }
        for status in languages {
          let path = "\(folder)/i18n/\(status.language).yaml"
          let old = files.sources.first { $0.path == path }
          let new = status.extracted(into: old, path: path)
          if new != old { try Desk.write(new.text, to: path) }
          Speech.tell("\(path): \(status.summary)")
        }
      }
    }

    struct Import: SharedFilesCommand {
      static let configuration = CommandConfiguration(
        abstract: "Read a translator's PO file back into i18n/<language>.yaml.",
        discussion: "Nothing is written when a translation would be refused by the checker.")
      @OptionGroup fileprivate var desk: Desk
      @Argument(help: "The PO file.", completion: .file()) var file: String

      func run() throws {
        let (folder, files, languages) = try desk.languages()
        let translator = try SourceFile(path: file, bytes: Folders.read(file))
        guard languages.count == 1, let status = languages.first else {
          throw Failure(
            "say which language it is: --language \(languages.map(\.language).joined(separator: ", "))",
            code: 64)
        }
        let path = "\(folder)/i18n/\(status.language).yaml"
        let old = files.sources.first { $0.path == path }
        let imported = status.imported(translator, into: old, path: path)
        try refuse(imported, among: files.sources.filter { $0.path != path }, translator)
        if imported.file != old { try Desk.write(imported.file.text, to: path) }
        Speech.tell(
          "\(path): \(imported.count) translation\(imported.count == 1 ? "" : "s") taken over")
      }

      /// What the checker would find wrong with the file is told before it is there.
      private func refuse(
        _ imported: TranslationStatus.Imported, among others: [SourceFile],
        _ translator: SourceFile
      ) throws {
        let sources = others + [imported.file]
        let after = FlowChecker.check(
          sources: sources, desk: DeskNames(queues: [], articleCount: 1)
        )
        .filter { $0.severity == .error && $0.place.file == imported.file.path }
        let findings = imported.findings + after
        let report = FindingReport(findings, sources: sources + [translator]).text
        if findings.hasErrors { throw Failure("nothing was written\n" + report, code: 1) }
        if !report.isEmpty { Speech.complain(report) }
      }
    }
  }
}

extension FlowCommand.Translations.Desk {
  fileprivate static func write(_ text: String, to path: String) throws {
    let file = URL(fileURLWithPath: path)
    do {
      try FileManager.default.createDirectory(
        atPath: Paths.parent(path), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file, options: .atomic)
    } catch {
      throw Failure("cannot write \(path): \(error.localizedDescription)", code: 73)
    }
  }
}

extension TranslationStatus {
  /// The summary, and under it what there is to do, each with its place.
  fileprivate var report: String {
    var lines = [summary]
    for item in missing {
      let place = places[item].map { "\($0)" } ?? "bot"
      lines.append("  missing  \(place): \(shown(item.base))")
    }
    for old in stale {
      lines.append("  stale    \(old.place): \(shown(old.item.base)), was \(shown(old.was))")
    }
    for (item, place) in unused { lines.append("  unused   \(place): \(shown(item.base))") }
    return lines.joined(separator: "\n")
  }

  private func shown(_ text: String) -> String {
    let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    return "\"\(line.count > 70 ? line.prefix(69) + "…" : line)\""
  }
}
