import Authoring
import Documents
import Expressions

/// Reads one `*.flow.yaml`.
struct FlowReader {
  var author: AuthorReader
  let bot: Bot
  let file: String
  var name = Named(text: "", place: Place(file: "", line: 1, column: 1))
  var variables: [String: Variable] = [:]
  /// The step names used in the section under way, to tell questions apart.
  var keys: [String: Int] = [:]
  var stepCount = 0

  static let stepLimit = 1000

  static func read(
    _ document: Document, bot: Bot, _ scope: Scope
  ) -> (flow: Flow?, findings: [Finding]) {
    var reader = FlowReader(
      author: AuthorReader(source: document.source, scope: scope), bot: bot,
      file: document.source.path)
    var flow: Flow?
    if let root = document.root {
      flow = reader.flow(root)
    } else if document.findings.isEmpty {
      reader.author.reading.refuse(
        Place(file: reader.file, line: 1, column: 1), "the file is empty",
        hint: "start with flow: \(reader.fileName)")
    }
    return (flow, document.findings + reader.author.reading.findings)
  }

  private init(author: AuthorReader, bot: Bot, file: String) {
    self.author = author
    self.bot = bot
    self.file = file
  }

  private var fileName: String {
    let last = file.split(separator: "/").last.map(String.init) ?? file
    return last.hasSuffix(".flow.yaml") ? String(last.dropLast(".flow.yaml".count)) : last
  }

  private mutating func flow(_ root: Node) -> Flow? {
    let settings = FlowReader.settings.names
    guard author.reading.entries(of: root, "the flow", allowed: settings) != nil,
      let nameNode = author.reading.required("flow", in: root, "the flow"),
      let name = author.named(nameNode, "a flow")
    else { return nil }
    self.name = name
    if name.text != fileName {
      author.add(
        name.place, "E105", "the flow is named \"\(name.text)\" but its file \"\(fileName)\"",
        hint: "name the file \(name.text).flow.yaml or the flow \(fileName)")
    }
    let order = root["vars"].map { VariableReader.read($0, &author) } ?? []
    declare(order)
    let params = root["params"].map { author.names($0, "a param") } ?? []
    guard let sectionNode = author.reading.required("sections", in: root, "the flow") else {
      return nil
    }
    let sections = sections(sectionNode)
    return Flow(
      name: name, title: root["title"].flatMap { author.text($0, "the title") },
      isInterruptible: flag("interruptible", in: root) ?? true, resume: resume(root),
      params: params, triggers: root["triggers"].map { author.phrases($0, "a trigger") } ?? [],
      variables: variables, variableOrder: order.map(\.name.text), sections: sections,
      source: author.source, scope: author.scope)
  }

  private mutating func flag(_ key: String, in node: Node) -> Bool? {
    node[key].flatMap { author.reading.flag(of: $0, "\"\(key)\"") }
  }

  private mutating func resume(_ root: Node) -> Flow.Resume {
    root["resume"].flatMap {
      author.reading.choice(of: $0, "\"resume\"", among: Flow.Resume.allCases.map(\.rawValue))
    }.flatMap(Flow.Resume.init(rawValue:)) ?? .reprompt
  }

  /// Makes the variables known to every expression of the flow, and their attributes as `spec.…`.
  private mutating func declare(_ order: [Variable]) {
    var spec = ValueMap()
    for variable in order {
      variables[variable.name.text] = variable
      author.scope.declare(variable.name.text, as: variable.valueType)
      spec[variable.name.text] = .map(attributes(of: variable))
    }
    author.scope.declare("spec", constant: .map(spec))
  }

  private func attributes(of variable: Variable) -> ValueMap {
    var map = ValueMap()
    if let example = variable.example { map["example"] = .string(example.text) }
    for (name, limit) in [("min", variable.min), ("max", variable.max)] {
      guard let limit else { continue }
      map[name] = variable.type == .date ? .string(limit.written.text) : .int(Int64(limit.number))
    }
    if !variable.values.isEmpty { map["values"] = .list(variable.values.map { .string($0.text) }) }
    return map
  }

  private mutating func sections(_ node: Node) -> [Section] {
    guard let entries = author.reading.entries(of: node, "sections") else { return [] }
    if entries.isEmpty { author.reading.refuse(node.place, "the flow has no sections") }
    return entries.compactMap { entry in
      let written = Named(text: entry.key, place: entry.keyPlace)
      guard let name = author.checked(written, "a section") else { return nil }
      if name.text == "agent" {
        author.reading.refuse(
          name.place, "a section cannot be named agent",
          hint: "agent stands for a person in on_fail; choose another name")
      }
      keys = [:]
      let what = "the section \(name.text)"
      let steps = (author.reading.items(of: entry.value, what) ?? []).compactMap {
        step($0, in: name)
      }
      return Section(name: name, steps: steps)
    }
  }
}
