import ArgumentParser
import Configuration
import Desk
import Documents
import Flows
import Foundation
import Journal
import Office
import Operator
import Publishing

extension FlowCommand {
  struct Graph: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Draw a flow.",
      discussion: """
        With --stats each step shows how often it was reached and left, from the record; a server \
        may run or not.
        """)
    /// How a drawing is written.
    enum Style: String, ExpressibleByArgument, CaseIterable {
      case text, mermaid, dot, svg
    }

    @OptionGroup var options: FlowOptions
    @Option(help: "How it is drawn.") var format = Style.text
    @Option(help: ArgumentHelp("Figures of this many days, up to today.", valueName: "7d"))
    var stats: DaySpan?
    @Option(help: "Draw this revision of the record, with its own figures.") var revision: String?
    @Argument(help: "The flow's name.") var flow: String

    func run() throws {
      let (settings, desk) = try options.load().resolved()
      let flows = FlowSource(folder: settings.folders.flows, queues: desk.queues.map(\.name)) {
        try ReadRecord.open(settings.folders.data)
      }
      let drawn =
        try revision.map { try flows.named($0) } ?? flows.folder(settings.folders.flows)
      let figures = try figures(settings.folders.data, desk, drawn.revision)
      guard let drawing = FlowDrawing(drawn.revision, flow: flow, figures: figures) else {
        let near = NearestName.hint(for: flow, among: drawn.revision.flowNames) ?? ""
        throw Failure("there is no flow \(flow); \(near)", code: 1)
      }
      switch format {
      case .text: Speech.tell(drawing.text)
      case .mermaid: Speech.tell(drawing.mermaid)
      case .dot: Speech.tell(drawing.dot)
      case .svg: Speech.tell(drawing.svg)
      }
    }

    private func figures(_ data: String, _ desk: DeskSettings, _ revision: Revision) throws
      -> [String: StepFigures]
    {
      guard let stats else { return [:] }
      let zone = TimeZone(identifier: desk.timeZone)
      let today = Office.day(of: Server.now()) {
        zone?.secondsFromGMT(for: Date(timeIntervalSince1970: Double($0))) ?? 0
      }
      let counts = try FlowReading(ReadRecord.open(data)).figures(
        since: today - Int64(stats.days) + 1, of: self.revision == nil ? nil : revision.id)
      return counts.mapValues { StepFigures(counts: $0) }
    }
  }
}

/// A number of days, written `7d`.
struct DaySpan: ExpressibleByArgument {
  let days: Int

  init(days: Int) { self.days = days }

  var defaultValueDescription: String { "\(days)d" }

  init?(argument: String) {
    guard argument.hasSuffix("d"), let days = Int(argument.dropLast()), (1...1000).contains(days)
    else { return nil }
    self.days = days
  }
}
