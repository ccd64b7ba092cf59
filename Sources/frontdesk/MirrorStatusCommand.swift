import ArgumentParser
import Control
import Desk
import Documents
import Foundation
import JSON
import Journal
import Operator

extension MirrorCommand {
  struct Status: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show each mirror: what was delivered, what waits, what was given up and why.",
      discussion: """
        Exit codes, for monitoring: 0 all is well, 1 something waits for too long, 2 something \
        needs a hand: it was given up, cannot be carried, or the mirror does not let us in.
        """)
    @OptionGroup var options: ConfigurationOptions
    @Option(help: "How long is too long, such as 15m.") var late = "15m"
    @Flag(help: "One JSON object.") var json = false

    func run() throws {
      guard let span = Reading.milliseconds(late) else {
        throw ValidationError("--late takes a time span such as 30s, 15m or 2h")
      }
      let settings = try options.load().resolved().0
      let places = MirrorDesk.places(settings)
      guard !places.isEmpty else {
        let words = "no mirrors; name one under mirrors or connectors in the settings' file"
        return json ? Speech.tell(json: #"{"mirrors":[]}"#) : Speech.tell(words)
      }
      let desk = try MirrorDesk(options)
      let table = try OutboxReading(desk.database, epoch: "")
      let live = try MirrorDesk.live(settings.folders.data)
      let reports = try places.map { place in
        try MirrorReport(
          place, table.standing(of: place.name), live[place.name],
          waiting: desk.lanes.waiting(for: place.name, limit: 1_000), late: .milliseconds(span))
      }
      if json { tellJSON(reports) } else { reports.forEach(tell) }
      let code = reports.map(\.code).max() ?? 0
      if code != 0 { Foundation.exit(code) }
    }

    private func tell(_ report: MirrorReport) {
      let standing = report.standing
      Speech.tell("\(report.place.name)  \(standing.state)  \(report.place.address)")
      Speech.tell(
        "  delivered \(standing.delivered)  waiting \(standing.waiting)  given up \(standing.dead)")
      if let oldest = standing.oldest { Speech.tell("  oldest since \(oldest.iso8601)") }
      let troubles = [standing.why].compactMap { $0 } + standing.troubles
      if let error = report.live, !troubles.contains(error) {
        Speech.tell("  last error: \(Column.plain(error))")
      }
      for why in troubles {
        Speech.tell("  because: \(Column.plain(why))")
      }
      if report.code == 2 {
        Speech.tell("  it needs a hand: frontdesk mirror explain \(report.place.name)")
      }
    }

    private func tellJSON(_ reports: [MirrorReport]) {
      Speech.tell(
        json: JSONWriter.object { writer in
          writer.array("mirrors", reports) { writer, report in
            writer.object { report.write(&$0) }
          }
        })
    }
  }
}

/// How it goes with one mirror or connector.
struct MirrorReport {
  let place: MirrorDesk.Place
  let standing: OutboxReading.Standing
  /// What a running server met last.
  let live: String?
  let isLate: Bool
  let needsHand: Bool

  init(
    _ place: MirrorDesk.Place, _ standing: OutboxReading.Standing, _ live: String?,
    waiting: [LaneReading.Lane], late: Duration
  ) {
    self.place = place
    self.standing = standing
    self.live = live
    let limit = Server.now() - late
    isLate = waiting.contains { $0.since.map { $0 < limit } ?? false }
    needsHand =
      standing.dead > 0 || standing.state == "disabled"
      || waiting.contains { MirrorDesk.needsHand($0.why) }
  }

  var code: Int32 { needsHand ? 2 : isLate ? 1 : 0 }

  func write(_ writer: inout JSONWriter) {
    writer.member("name", place.name)
    writer.member("kind", place.kind)
    writer.member("address", place.address)
    writer.member("state", standing.state)
    writer.member("delivered", standing.delivered)
    writer.member("delivered_at", standing.deliveredAt?.iso8601)
    writer.member("waiting", standing.waiting)
    writer.member("given_up", standing.dead)
    writer.member("oldest", standing.oldest?.iso8601)
    writer.member("is_late", isLate)
    writer.member("needs_hand", needsHand)
    writer.member("last_error", live)
    writer.array("because", [standing.why].compactMap { $0 } + standing.troubles) {
      $0.string($1)
    }
  }
}

extension Instant {
  fileprivate static func - (moment: Instant, span: Duration) -> Instant {
    Instant(milliseconds: moment.milliseconds - span.milliseconds)
  }
}
