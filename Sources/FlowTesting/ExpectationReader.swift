import Authoring
import Documents
import Flows

/// Reads `expect`: what has to be true when the chat is over.
extension TestFileReader {
  mutating func expectations(_ node: Node, _ flow: String?, _ place: Place) -> [Expectation] {
    let names = Expectation.Subject.allCases.map(\.rawValue)
    guard let expect = node["expect"] else {
      unexpecting(place)
      return []
    }
    guard let entries = reading.entries(of: expect, "\"expect\"", allowed: names) else { return [] }
    if entries.isEmpty, expect.entries?.isEmpty != false { unexpecting(expect.place) }
    return entries.compactMap { entry in
      guard let subject = Expectation.Subject(rawValue: entry.key) else { return nil }
      check(subject, entry.value, flow)
      return expected(entry.value, "\"\(entry.key)\"").map {
        Expectation(place: entry.keyPlace, subject: subject, value: $0)
      }
    }
  }

  private mutating func unexpecting(_ place: Place) {
    add(
      place, "T803", "the case does not say what to expect",
      hint: "add expect: with at least an outcome: or at:")
  }

  /// What the checker can know of an expectation before anything runs.
  private mutating func check(
    _ subject: Expectation.Subject, _ node: Node, _ flow: String?
  ) {
    switch subject {
    case .outcome:
      _ = reading.choice(of: node, "\"outcome\"", among: Revision.outcomeNames + ["none"])
    case .events:
      for item in reading.items(of: node, "\"events\"") ?? [] {
        _ = reading.choice(of: item, "an event", among: Self.eventNames)
      }
    case .path: for item in reading.items(of: node, "\"path\"") ?? [] { section(item, flow) }
    case .at: if node.text != "none" { section(node, flow) }
    case .vars:
      let known = outline(flow)?.variableNames ?? ground.outlines.values.flatMap(\.variableNames)
      for entry in reading.entries(of: node, "\"vars\"") ?? [] where !known.contains(entry.key) {
        missing(entry.keyPlace, "variable called", entry.key, among: known)
      }
    case .handoff: settings(node, "\"handoff\"", Self.handoffNames)
    case .ticket: settings(node, "\"ticket\"", Self.ticketNames)
    case .record: _ = reading.entries(of: node, "\"record\"")
    }
  }

  static let handoffNames = [
    "queue", "priority", "summary", "reason", "articles", "path", "fields",
  ]
  static let ticketNames = ["queue", "subject", "body", "priority", "requester", "tags", "fields"]
  static let eventNames = Metric.allCases.filter { $0 != .asked && $0 != .answered }
    .map(\.rawValue)

  private mutating func settings(_ node: Node, _ what: String, _ allowed: [String]) {
    if node.text == "none" { return }
    _ = reading.entries(of: node, what, allowed: allowed)
  }

  /// `section` of the flow under test, or `flow.section` of any.
  private mutating func section(_ node: Node, _ flow: String?) {
    guard let text = reading.text(of: node, "a section") else { return }
    let parts = text.split(separator: ".", maxSplits: 1).map(String.init)
    let known = ground.outlines.values.flatMap { outline in
      outline.sections.map { "\(outline.name).\($0)" }
    }.sorted()
    if parts.count == 2 {
      if !known.contains(text) { missing(node.place, "section", text, among: known) }
    } else if let outline = outline(flow), !outline.sections.contains(text) {
      missing(node.place, "section of \(outline.name) called", text, among: outline.sections)
    } else if flow == nil {
      reading.refuse(
        node.place, "the section \(text) of which flow?", hint: "write it as flow.\(text)")
    }
  }

  private mutating func expected(_ node: Node, _ what: String) -> ExpectedValue? {
    switch node.content {
    case .scalar("none", .plain): return .nothing
    case .scalar(let text, _):
      // An empty text is a value too: body: "".
      if text.isEmpty, !node.isEmpty { return (try? TextPattern("")).map(ExpectedValue.text) }
      return pattern(node, what).map(ExpectedValue.text)
    case .list(let items):
      return .list(items.compactMap { expected($0, what) })
    case .map(let entries):
      return .map(
        entries.compactMap { entry in
          expected(entry.value, "\(what)'s \(entry.key)").map {
            ExpectedValue.Entry(name: entry.key, place: entry.keyPlace, value: $0)
          }
        })
    }
  }
}
