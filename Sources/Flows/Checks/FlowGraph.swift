import Authoring
import Documents

/// A flow as steps and the ways between them.
struct FlowGraph {
  enum Target: Equatable {
    case step(Int)
    /// A section that is not there, or is empty; reported elsewhere.
    case unknown
    case person
    case end
    /// The section stops without saying where to go.
    case nowhere
  }

  struct Exit {
    /// As its author wrote it.
    let way: Way
    let target: Target
    /// The variables that have none on this way, whatever they had before.
    let takes: [String]
    /// Whether the customer has to do something before this way is taken.
    let waits: Bool

    var kind: Way.Kind { way.kind }
    var gives: [String] { way.gives }
  }

  struct Place {
    let section: Int
    let index: Int
  }

  let flow: Flow
  private(set) var steps: [Step] = []
  private(set) var places: [Place] = []
  private(set) var exits: [[Exit]] = []
  /// The first step of each section; nil for an empty one.
  private(set) var starts: [Int?] = []

  /// `asks` tells whether calling a flow can wait for the customer.
  init(_ flow: Flow, asks: (String) -> Bool) {
    self.flow = flow
    for (section, content) in flow.sections.enumerated() {
      starts.append(content.steps.isEmpty ? nil : steps.count)
      for (index, step) in content.steps.enumerated() {
        steps.append(step)
        places.append(Place(section: section, index: index))
      }
    }
    for index in steps.indices { exits.append(ways(from: index, asks)) }
  }

  func section(of step: Int) -> Section { flow.sections[places[step].section] }

  /// Every step that can be reached, from the first one.
  var reachable: Set<Int> {
    guard let first = starts.first.flatMap({ $0 }) else { return [] }
    var seen: Set<Int> = [first]
    var open = [first]
    while let step = open.popLast() {
      for case .step(let next) in exits[step].map(\.target) where seen.insert(next).inserted {
        open.append(next)
      }
    }
    return seen
  }

  // MARK: Ways

  /// Where there is no such section, or nothing in it, that is a finding of its own.
  private func start(_ name: Named) -> Target {
    guard let section = flow.sectionIndex[name.text] else { return .unknown }
    return starts[section].map(Target.step) ?? .unknown
  }

  private func next(_ step: Int) -> Target {
    let place = places[step]
    let isLast = place.index + 1 >= flow.sections[place.section].steps.count
    return isLast ? .nowhere : .step(step + 1)
  }

  private func ways(from index: Int, _ asks: (String) -> Bool) -> [Exit] {
    steps[index].ways.map { way in
      let target: Target =
        switch way.goal {
        case .next: next(index)
        case .section(let name): start(name)
        case .person: .person
        case .end: .end
        }
      return Exit(
        way: way, target: target,
        takes: way.takes.filter { flow.variables[$0]?.initial == nil },
        waits: way.waits || way.runs.map { asks($0.text) } ?? false)
    }
  }
}
