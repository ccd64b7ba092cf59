import Expressions

/// Carries sessions from one revision to another, where the step they stand at is still there.
///
/// A question is the same if its key, what it fills and the type of that are the same; a call or a
/// handoff, if its key and the flow it calls are. All flows a conversation is in must fit, or it
/// stays where it is.
package struct Migration {
  private let old: Revision
  private let new: Revision
  /// By step, the variables that have a value whichever way the flow came there.
  private let knownBefore: [String: Set<String>]
  private let knownNow: [String: Set<String>]

  package init(from old: Revision, to new: Revision) {
    self.old = old
    self.new = new
    knownBefore = Self.known(in: old)
    knownNow = Self.known(in: new)
  }

  private static func known(in revision: Revision) -> [String: Set<String>] {
    var known: [String: Set<String>] = [:]
    for flow in revision.flows.values {
      let graph = FlowGraph(flow) { _ in true }
      for (step, names) in zip(graph.steps, graph.knownBefore) { known[step.key] = names }
    }
    return known
  }

  /// Why a session stays with its revision.
  package struct Obstacle: Error, Equatable, CustomStringConvertible {
    package let description: String

    init(_ description: String) { self.description = description }
  }

  package func move(_ session: Session) -> Result<Session, Obstacle> {
    if case .working = session.state {
      return .failure(Obstacle("it waits for an answer of a service; try again in a moment"))
    }
    var moved = session.pinned(to: new.id)
    do throws(Obstacle) {
      for (index, frame) in session.frames.enumerated() {
        let inner = session.frames.indices.contains(index + 1) ? session.frames[index + 1] : nil
        moved.frames[index] = try self.moved(frame, calling: inner)
      }
    } catch {
      return .failure(error)
    }
    return .success(moved)
  }

  private func moved(_ frame: Frame, calling inner: Frame?) throws(Obstacle) -> Frame {
    let step = try self.step(of: frame)
    guard let flow = new.flows[frame.flow] else { throw Obstacle("there is no flow \(frame.flow)") }
    guard let place = Self.place(of: step.key, in: flow) else {
      throw Obstacle("there is no step \(step.key)")
    }
    try compare(step, place.step, frame, flow, inner)
    var moved = frame
    moved.section = place.section
    moved.step = place.index
    moved.vars = try kept(frame, flow, at: step.key)
    moved.history = frame.history.compactMap { self.moved($0, frame, flow) }
    return moved
  }

  private func step(of frame: Frame) throws(Obstacle) -> Step {
    guard let section = old.flows[frame.flow]?.section(frame.section),
      section.steps.indices.contains(frame.step)
    else { throw Obstacle("its own revision has no such step") }
    return section.steps[frame.step]
  }

  private static func place(of key: String, in flow: Flow) -> (
    section: String, index: Int, step: Step
  )? {
    for section in flow.sections {
      if let index = section.steps.firstIndex(where: { $0.key == key }) {
        return (section.name.text, index, section.steps[index])
      }
    }
    return nil
  }

  // MARK: The step

  private func compare(_ old: Step, _ new: Step, _ frame: Frame, _ flow: Flow, _ inner: Frame?)
    throws(Obstacle)
  {
    if case .ask(let before) = old.action, case .ask(let after) = new.action {
      guard Self.isSameKind(before.kind, after.kind) else {
        throw Obstacle("\(old.key) asks in another way")
      }
      guard before.fills == after.fills else {
        throw Obstacle("\(old.key) fills \(after.fills.joined(separator: ", ")) now")
      }
      for name in before.fills { try compareType(of: name, old.key, frame.flow, flow) }
    } else if case .call = old.action, case .call(let callee, _) = new.action {
      guard let inner, inner.flow == callee.text else {
        throw Obstacle("\(old.key) calls \(callee.text) now")
      }
    } else {
      // A conversation stands at one of these three, or nowhere.
      guard case .handoff = old.action, case .handoff = new.action else {
        throw Obstacle("\(old.key) is a \(new.verb.rawValue) step now")
      }
    }
  }

  private static func isSameKind(_ old: Question.Kind, _ new: Question.Kind) -> Bool {
    switch (old, new) {
    case (.value, .value), (.choice, .choice), (.confirm, .confirm), (.form, .form),
      (.file, .file):
      true
    case (.value, _), (.choice, _), (.confirm, _), (.form, _), (.file, _): false
    }
  }

  private func compareType(of name: String, _ key: String, _ flowName: String, _ flow: Flow)
    throws(Obstacle)
  {
    let before = old.flows[flowName]?.variables[name]?.type
    guard let after = flow.variables[name]?.type else {
      throw Obstacle("there is no variable \(name)")
    }
    guard before == after else {
      throw Obstacle("\(key) wants \(name) to be of type \(after.rawValue) now")
    }
  }

  // MARK: What was answered

  /// Variables that are gone are dropped; values must fit what is declared now.
  private func kept(_ frame: Frame, _ flow: Flow, at key: String) throws(Obstacle)
    -> [String: Value]
  {
    var kept: [String: Value] = [:]
    for (name, value) in frame.vars.sorted(by: { $0.key < $1.key }) {
      guard let variable = flow.variables[name] else { continue }
      guard fits(value, variable, old.flows[frame.flow]?.variables[name]) else {
        throw Obstacle("what was answered for \(name) is not allowed any more")
      }
      kept[name] = value
    }
    // What every way to the step fills in the new revision, later steps may count on.
    let expected = (knownNow[key] ?? []).subtracting(knownBefore[key] ?? [])
    if let name = flow.variableOrder.first(where: { expected.contains($0) && kept[$0] == nil }),
      flow.variables[name]?.initial == nil
    {
      throw Obstacle("\(name) is asked for before \(key) now")
    }
    return kept
  }

  private func fits(_ value: Value, _ new: Variable, _ old: Variable?) -> Bool {
    guard new.type == old?.type else { return false }
    switch value {
    case .string(let words):
      guard new.type != .record else { return false }
      if case .success = new.accept(words, language: "en", exactly: true) { return true }
      return false
    case .int(let number):
      return number >= new.min?.number ?? .min && number <= new.max?.number ?? .max
    case .null, .bool, .double, .list, .map, .timestamp, .duration, .type: return true
    }
  }

  private func moved(_ asked: Frame.Asked, _ frame: Frame, _ flow: Flow) -> Frame.Asked? {
    guard let steps = old.flows[frame.flow]?.section(asked.section)?.steps,
      steps.indices.contains(asked.step),
      let place = Self.place(of: steps[asked.step].key, in: flow), place.step.verb.asks
    else { return nil }
    let former = asked.former.filter { flow.variables[$0.key] != nil }
    return Frame.Asked(section: place.section, step: place.index, former: former)
  }
}

extension Question {
  /// The variables an answer goes to.
  var fills: [String] {
    switch kind {
    case .value(let into): [into.text]
    case .choice(_, let into), .confirm(_, _, let into): into.map { [$0.text] } ?? []
    case .form(let lines): lines.map(\.variable.text)
    case .file(let request): [request.into.text]
    }
  }
}
