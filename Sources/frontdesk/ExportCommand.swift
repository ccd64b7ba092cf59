import ArgumentParser
import Configuration
import Desk
import Export
import Foundation
import Journal
import Legible
import Operator
import Searching

struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write tickets or messages as rows, for other programs.",
    discussion: """
      As CSV with a header (RFC 4180; what a spreadsheet would take for a formula begins with a '), \
      or as JSON, an object a line. Moments are written with their distance from UTC. That it was \
      exported is written into the audit trail first; where that cannot be done, nothing is \
      exported. Exit codes: 0 written, 73 the file is there already or cannot be made, 74 it cannot \
      be written.
      """)

  @OptionGroup var options: ConfigurationOptions
  @Argument(help: "tickets: a row a ticket. messages: a row a message or note.")
  var subject: String
  @Option(help: "From this day, month or minute on: 2026-11-01, 2026-11, 2026-11-01T14:00.")
  var from: String?
  @Option(help: "To the end of this day, month or minute.") var to: String?
  @Option(help: "The zone of days and moments, such as Europe/London; else the desk's.")
  var zone: String?
  @Option(help: "Only of this queue.") var queue: String?
  @Option(help: "Only in this state: \(Query.states.joined(separator: ", ")).") var state: String?
  @Option(help: "Only of this category; with /* at its end also of those below it.")
  var category: String?
  @Option(help: "Only of the agent with this login.") var agent: String?
  @Option(help: "Only with this tag.") var tag: String?
  @Option(help: "csv or json.") var format = ExportFormat.csv.rawValue
  @Option(help: "A new file; else it is written to standard output.") var output: String?

  func validate() throws {
    try demand(subject, among: Exporting.Subject.allCases.map(\.rawValue), "export of")
    try demand(format, among: ExportFormat.allCases.map(\.rawValue), "format")
    if let state { try demand(state, among: Query.states, "state") }
  }

  private func demand(_ word: String, among known: [String], _ what: String) throws {
    guard !known.contains(word) else { return }
    throw ValidationError(
      "there is no \(what) \"\(word)\"; there are \(known.joined(separator: ", "))")
  }

  func run() throws {
    let (settings, desk) = try options.load().resolved()
    let folder = settings.folders.data
    _ = try ReadRecord.open(folder)
    let zone = try DeskZone(zone ?? desk.timeZone)
    let filter = try filter(Query.Circumstances(offset: zone.offset, now: Server.now()))
    let work = Work(
      subject: Exporting.Subject(rawValue: subject) ?? .tickets,
      format: ExportFormat(rawValue: format) ?? .csv, filter: filter,
      clock: ExportClock(offset: zone.offset), folder: folder)
    do {
      if let output { try work.write(to: output) } else { try work.writeOut() }
    } catch let trouble as OutputFile.Trouble {
      throw Failure(trouble.description, code: trouble.code)
    }
  }

  private func filter(_ circumstances: Query.Circumstances) throws -> ExportFilter {
    var filter = ExportFilter()
    filter.since = try span(from, "--from", circumstances)?.lowerBound
    filter.until = try span(to, "--to", circumstances)?.upperBound
    filter.queue = queue
    filter.state = state
    filter.category = category
    filter.agent = agent
    filter.tag = tag?.lowercased()
    return filter
  }

  private func span(_ text: String?, _ name: String, _ circumstances: Query.Circumstances) throws
    -> Range<Instant>?
  {
    guard let text else { return nil }
    guard let span = Query.span(text, circumstances) else {
      throw Failure(
        "\(name) takes a day such as 2026-11-30, a month such as 2026-11, or 2026-11-30T14:00, not "
          + "\"\(text)\"", code: 64)
    }
    return span
  }

  /// One export, once all is known of it.
  private struct Work {
    let subject: Exporting.Subject
    let format: ExportFormat
    let filter: ExportFilter
    let clock: ExportClock
    let folder: String

    private var record: String { folder + "/frontdesk.db" }

    /// The file has its name once it is whole and noted.
    func write(to path: String) throws {
      let file = try OutputFile(path)
      let count = try Exporting(filter, as: format, by: clock) { try file.write($0) }
        .write(subject, of: record)
      try ExportNote.write(subject.rawValue, entries: count, in: folder)
      try file.finish()
      Speech.tell("\(count) \(subject.rawValue) in \(path)")
    }

    /// Counted first, since nothing may leave that was not noted.
    func writeOut() throws {
      let count = try Exporting(filter, as: format, by: clock) { _ in }
        .write(subject, of: record)
      try ExportNote.write(subject.rawValue, entries: count, in: folder)
      let output = FileHandle.standardOutput
      let isTerminal = isatty(STDOUT_FILENO) != 0
      _ = try Exporting(filter, as: format, by: clock) { bytes in
        // What customers wrote steers no terminal; a file or a program gets it to the byte.
        let shown =
          isTerminal ? Array(Legible.lines(String(decoding: bytes, as: UTF8.self)).utf8) : bytes
        do { try output.write(contentsOf: Data(shown)) } catch {
          throw Failure("cannot write: \(error.localizedDescription)", code: 74)
        }
      }.write(subject, of: record)
    }
  }
}
