import ArgumentParser
import Desk
import Foundation
import JSON
import Journal
import Operator

struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Figures of the desk, each with what it means.",
    subcommands: [Promises.self])

  struct Promises: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "How long customers were told that they may wait, and how long it was.",
      discussion: """
        Days are those of the desk's own clock; --to is the last day that counts. A row a queue, and \
        one for all of them.
        """)
    @OptionGroup var options: ConfigurationOptions
    @Option(help: "The first day: 2026-11-01.") var from: String?
    @Option(help: "The last day: 2026-11-30.") var to: String?
    @Option(help: "Of one queue only.") var queue: String?
    @Option(help: "text, json or csv.") var format = Format.text

    /// What comes out.
    enum Format: String, ExpressibleByArgument, CaseIterable {
      case text, json, csv
    }

    func run() throws {
      let (settings, desk) = try options.load().resolved()
      guard let zone = TimeZone(identifier: desk.timeZone) else {
        throw Failure("there is no time zone \(desk.timeZone)", code: 78)
      }
      let span = try ReportedDays(from: from, to: to, in: zone)
      if let queue, !desk.queues.contains(where: { $0.name == queue }) {
        throw Failure(
          "there is no queue \(queue); there are "
            + desk.queues.map(\.name).joined(separator: ", "), code: 1)
      }
      var all = PromiseFigures()
      var byQueue: [String: PromiseFigures] = [:]
      try PromiseTable.each(
        in: ReadRecord.open(settings.folders.data), from: span.from, to: span.to,
        queue: queue.map { Identifier($0) }
      ) {
        all.add($0.settled)
        byQueue[$0.settled.queue.text, default: PromiseFigures()].add($0.settled)
      }
      let rows = byQueue.sorted { $0.key < $1.key }.map { ($0.key, $0.value) } + [("all", all)]
      switch format {
      case .text: tell(rows, span, desk.timeZone)
      case .json: Speech.tell(json: Self.json(rows, span, desk.timeZone))
      case .csv: tellCSV(rows)
      }
    }

    // MARK: Forms

    private static let columns = [
      "queue", "promised", "kept", "broken", "left", "kept_percent", "wait_median_s", "wait_p90_s",
      "promise_median_s", "promise_p90_s",
    ]

    private static func cells(_ name: String, _ figures: PromiseFigures) -> [String] {
      let spans = [
        figures.medianWait, figures.longWait, figures.medianPromise, figures.longPromise,
      ]
      return [
        name, "\(figures.promised)", "\(figures.kept)", "\(figures.broken)", "\(figures.left)",
        figures.keptShare.map { String(format: "%.1f", $0 * 100) } ?? "",
      ] + spans.map { $0.map { "\($0.milliseconds / 1000)" } ?? "" }
    }

    private func tell(_ rows: [(String, PromiseFigures)], _ span: ReportedDays, _ zone: String) {
      Speech.tell("promised waits, \(span.words), \(zone)")
      let table = [Self.columns] + rows.map { Self.cells($0.0, $0.1) }
      let widths = Self.columns.indices.map { column in table.map { $0[column].count }.max() ?? 0 }
      for row in table {
        let cells = zip(row, widths).map { Column.pad($0.isEmpty ? "-" : $0, $1) }
        Speech.tell(cells.joined(separator: "  "))
      }
      Speech.tell("")
      for (name, meaning) in PromiseFigures.definitions {
        Speech.tell("\(Column.pad(name, 14)) \(meaning)")
      }
    }

    private func tellCSV(_ rows: [(String, PromiseFigures)]) {
      Speech.tell(Self.columns.joined(separator: ","))
      for row in rows { Speech.tell(Self.cells(row.0, row.1).joined(separator: ",")) }
    }

    private static func json(
      _ rows: [(String, PromiseFigures)], _ span: ReportedDays, _ zone: String
    )
      -> String
    {
      var writer = JSONWriter()
      writer.object { writer in
        writer.member("from", span.from.milliseconds)
        writer.member("to", span.to.milliseconds)
        writer.member("timezone", zone)
        writer.array("rows", rows) { writer, row in
          writer.object { write(row.0, row.1, &$0) }
        }
        writer.object("definitions") { writer in
          for (name, meaning) in PromiseFigures.definitions { writer.member(name, meaning) }
        }
      }
      return writer.text
    }

    private static func write(
      _ name: String, _ figures: PromiseFigures, _ writer: inout JSONWriter
    ) {
      writer.member("queue", name)
      writer.member("promised", figures.promised)
      writer.member("kept", figures.kept)
      writer.member("broken", figures.broken)
      writer.member("left", figures.left)
      if let share = figures.keptShare {
        writer.member("kept_percent", .double((share * 1000).rounded() / 10))
      }
      writer.member("wait_median", figures.medianWait?.milliseconds)
      writer.member("wait_p90", figures.longWait?.milliseconds)
      writer.member("promise_median", figures.medianPromise?.milliseconds)
      writer.member("promise_p90", figures.longPromise?.milliseconds)
    }
  }
}

/// Whole days on the desk's own clock.
struct ReportedDays {
  let from: Instant
  /// The end of the last day: not part of it.
  let to: Instant
  let words: String

  /// Without a day on one side all before or after.
  init(from first: String?, to last: String?, in zone: TimeZone) throws {
    let begin = try first.map { try Self.day($0, in: zone) }
    let end = try last.map { try Self.day($0, in: zone) }
    if let begin, let end, end < begin {
      throw Failure("\(last ?? "") is before \(first ?? "")", code: 64)
    }
    from = Self.instant(begin ?? Date(timeIntervalSince1970: 0))
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = zone
    // The next midnight, which a change of the clock may have moved.
    to =
      end.flatMap { calendar.date(byAdding: .day, value: 1, to: $0) }.map(Self.instant)
      ?? Instant(milliseconds: 1 << 50)
    words =
      switch (first, last) {
      case (let first?, let last?): "\(first) to \(last)"
      case (let first?, nil): "from \(first)"
      case (nil, let last?): "up to \(last)"
      case (nil, nil): "all days"
      }
  }

  private static func day(_ text: String, in zone: TimeZone) throws -> Date {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = zone
    let numbers = text.split(separator: "-").compactMap { Int($0) }
    let isWhole = text.wholeMatch(of: /\d{4}-\d{2}-\d{2}/) != nil
    if isWhole, numbers.count == 3,
      let date = calendar.date(
        from: DateComponents(year: numbers[0], month: numbers[1], day: numbers[2])),
      calendar.component(.day, from: date) == numbers[2]
    {
      return date
    }
    throw Failure("\"\(text)\" is no day; write 2026-11-30", code: 64)
  }

  private static func instant(_ date: Date) -> Instant {
    Instant(milliseconds: Int64(date.timeIntervalSince1970 * 1000))
  }
}
