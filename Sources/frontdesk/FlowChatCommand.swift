import ArgumentParser
import Configuration
import Desk
import Documents
import FlowTesting
import Flows
import Foundation
import Operator
import Publishing

extension FlowCommand {
  struct Chat: SharedFilesCommand {
    static let configuration = CommandConfiguration(
      abstract: "Talk with the bot in the terminal, without a desk.",
      discussion: """
        \(Simulation.help)
        Nothing reaches a network, a record or a person. With --record the talk is written as a test \
        when it is over.
        """)

    @OptionGroup var options: FlowOptions
    @Option(help: "The customer's language.") var language: String?
    @Option(help: "Begin in this section of the flow.") var at: String?
    @Flag(help: "The desk is closed.") var closed = false
    @Flag(help: "No agent is there.") var away = false
    @Option(
      help: "Write the talk as a test, such as flows/tests/mine.test.yaml.", completion: .file())
    var record: String?
    @Argument(help: "The flow; without it the one the entry rules choose.") var flow: String?

    func run() throws {
      let (settings, desk) = try options.load().resolved()
      let ground = try FlowFolder(settings.folders.flows)
        .testGround(DeskPlan(settings, desk, destinations: []))
      try check(ground)
      var simulation = Simulation(ground, walk(ground))
      let terminal = isatty(0) == 1
      if terminal { Speech.tell("/help says what can happen; Ctrl-D ends.") }
      tell(simulation.opening)
      var lines = InputLines()
      while true {
        if terminal { Speech.ask("> ") }
        guard let line = lines.next() else { break }
        // Through a pipe nobody sees what was typed.
        if !terminal, !line.isEmpty { Speech.tell("> \(line)") }
        guard let answer = simulation.hear(line) else { break }
        tell(answer)
      }
      if terminal { Speech.tell("") }
      try write(simulation, ground)
    }

    private func tell(_ text: String) { if !text.isEmpty { Speech.tell(text) } }

    private func check(_ ground: TestGround) throws {
      let revision = ground.revision
      try known(flow, "flow", among: revision.flowNames)
      try known(language, "language", among: revision.languages)
      if let record { try free(record) }
      guard let at else { return }
      guard let flow, let outline = ground.outlines[flow] else {
        throw Failure("--at names a section of a flow: name the flow too", code: 64)
      }
      try known(at, "section of \(flow) called", among: outline.sections)
    }

    private func known(_ name: String?, _ what: String, among names: [String]) throws {
      guard let name, !names.contains(name) else { return }
      let near = NearestName.hint(for: name, among: names) ?? ""
      throw Failure("there is no \(what) \(name); \(near)", code: 1)
    }

    private func free(_ path: String) throws {
      guard path.hasSuffix(".test.yaml") else {
        throw Failure("a test's file ends with .test.yaml, and \(path) does not", code: 64)
      }
      guard !FileManager.default.fileExists(atPath: path) else {
        throw Failure("\(path) is there already; name another file", code: 73)
      }
    }

    private func walk(_ ground: TestGround) -> Walk {
      var world = World(ground.plan)
      world.language = language
      world.hours = closed ? .closed : .open
      world.now = Int64(Date().timeIntervalSince1970) * 1000
      for queue in ground.desk.queues { world.agents[queue] = away ? 0 : 1 }
      return Walk(world: world, flow: flow, section: at)
    }

    private func write(_ simulation: Simulation, _ ground: TestGround) throws {
      guard let record else { return }
      let name = Paths.name(record).prefix { $0 != "." }
      let text = TalkWriter.write(simulation.walking, name: String(name), desk: ground.desk)
      do { try Data(text.utf8).write(to: URL(fileURLWithPath: record), options: .atomic) } catch {
        throw Failure("cannot write \(record): \(error.localizedDescription)", code: 73)
      }
      Speech.complain("recorded in \(record)")
    }
  }
}

/// The lines of standard input; of a longer one only the beginning is taken.
private struct InputLines {
  private static let longest = 64 << 10

  private var held: [UInt8] = []
  private var hasEnded = false

  mutating func next() -> String? {
    while true {
      if let end = held.firstIndex(of: UInt8(ascii: "\n")) {
        defer { held.removeSubrange(...end) }
        return String(decoding: held[..<end].prefix(InputLines.longest), as: UTF8.self)
      }
      guard !hasEnded else { break }
      read()
    }
    defer { held = [] }
    return held.isEmpty ? nil : String(decoding: held, as: UTF8.self)
  }

  private mutating func read() {
    var chunk = [UInt8](repeating: 0, count: 4096)
    let count = chunk.withUnsafeMutableBytes { Foundation.read(0, $0.baseAddress, $0.count) }
    guard count > 0 else {
      // A signal that came in between is no end.
      hasEnded = count == 0 || errno != EINTR
      return
    }
    let room = InputLines.longest - held.count
    let newLine = chunk[..<count].firstIndex(of: UInt8(ascii: "\n"))
    if room > count || newLine == nil {
      held += chunk[..<count].prefix(max(0, room))
    } else {
      held += chunk[..<count]
    }
  }
}
