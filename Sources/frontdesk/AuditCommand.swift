import ArgumentParser
import Desk
import Events
import Foundation
import Journal
import Operator

struct AuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "What happened to the desk itself: logins, accounts, settings, flows, exports.",
    discussion: "The trail stands in the record, in the same chain as what was said; frontdesk "
      + "record verify checks both.",
    subcommands: [List.self, Export.self])

  /// A part of the trail by time.
  struct Span: ParsableArguments {
    @Option(help: "From this moment on: 2026-11-29, or 2026-11-29T12:00, in UTC.")
    var since: Moment?
    @Option(help: "Before this moment.") var until: Moment?

    var filter: AuditReading.Filter {
      var filter = AuditReading.Filter()
      filter.since = since?.instant
      filter.until = until?.instant
      return filter
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Show the trail, the latest last.")
    @OptionGroup var options: ConfigurationOptions
    @OptionGroup var span: Span
    @Option(help: "Only what this login or account of the machine did, or had done to it.")
    var who: String?
    @Option(help: "Only this kind, such as login_failed.") var kind: String?
    @Option(help: "How many at most, of the latest.") var limit = 50
    @Flag(help: "One JSON object a line.") var json = false

    func validate() throws {
      if let kind, AuditWord(rawValue: kind) == nil {
        let known = AuditWord.allCases.map(\.rawValue).joined(separator: ", ")
        throw ValidationError("there is no kind \"\(kind)\"; there are \(known)")
      }
    }

    func run() throws {
      var filter = span.filter
      filter.who = who
      filter.kind = kind
      let trail = AuditReading(try ReadRecord.open(options))
      for row in try trail.latest(filter, limit: max(1, limit)) {
        if json { Speech.tell(json: row.json) } else { Speech.tell(Self.line(row)) }
      }
    }

    private static func line(_ row: AuditReading.Row) -> String {
      let words = row.words
      let particulars = words.particulars.map { "\($0.name) \(Column.plain($0.value))" }
      return "\(row.at.iso8601.prefix(19))Z  \(Column.pad(row.by, 18)) "
        + "\(Column.pad(words.kind, 21)) \(particulars.joined(separator: "  "))"
    }
  }

  struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Write the trail as JSON, an entry a line.",
      discussion: "That it was exported is written into the trail first; where that cannot be "
        + "done, nothing is exported. The file must not be there yet; - is standard output.")
    @OptionGroup var options: ConfigurationOptions
    @OptionGroup var span: Span
    @Argument(help: "The new file, or -.") var file: String

    /// Entries read at once.
    private static let page = 1000

    func run() throws {
      let folder = try options.load().resolved().0.folders.data
      let trail = AuditReading(try ReadRecord.open(folder))
      // What comes later, this export first of all, is not in it.
      let last = try trail.latest(span.filter, limit: 1).last?.seq ?? 0
      let count = try trail.count(span.filter)
      let output = try output()
      do { try ExportNote.write("audit", entries: Int(count), in: folder) } catch {
        if file != "-" { unlink(file) }
        throw error
      }
      var seq: Int64 = 0
      while seq < last {
        let rows = try trail.page(span.filter, after: seq, limit: Self.page)
        guard let end = rows.last?.seq else { break }
        let lines = rows.filter { $0.seq <= last }.map { $0.json + "\n" }
        do { try output.write(contentsOf: Data(lines.joined().utf8)) } catch {
          throw Failure("cannot write \(file): \(error.localizedDescription)", code: 74)
        }
        seq = end
      }
      if file != "-" { Speech.tell("\(count) entries in \(file)") }
    }

    private func output() throws -> FileHandle {
      guard file != "-" else { return .standardOutput }
      let descriptor = Foundation.open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
      guard descriptor >= 0 else {
        throw Failure("cannot make \(file): \(String(cString: strerror(errno)))", code: 73)
      }
      return FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    }
  }
}

/// A moment as it is typed: a day, or a day and a time, in UTC.
struct Moment: ExpressibleByArgument {
  let instant: Instant

  init?(argument: String) {
    let whole =
      switch argument.count {
      case 10: argument + "T00:00:00Z"
      case 16: argument + ":00Z"
      case 19: argument + "Z"
      default: argument
      }
    // What cannot be read is refused by the parser, which quotes it.
    guard let date = try? Date(whole, strategy: .iso8601) else { return nil }
    instant = Instant(milliseconds: Int64(date.timeIntervalSince1970 * 1000))
  }
}
