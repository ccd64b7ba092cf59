import Authoring
import Documents
import Expressions
import Flows

/// Reads one `*.test.yaml`.
struct TestFileReader {
  var reading = Reading()
  let ground: TestGround
  let source: SourceFile
  let lines: [Substring]
  /// What was published before, by the name the tests give it.
  var published: [String: Revision] = [:]

  /// A file with more is not one that anybody reads.
  static let mostCases = 500
  static let mostSteps = 500

  package static func read(
    _ source: SourceFile, _ ground: TestGround
  ) -> (file: TestFile, findings: [Finding]) {
    let document = Document.read(source)
    var reader = TestFileReader(ground: ground, source: source)
    var cases: [TestCase] = []
    if let root = document.root {
      cases = reader.cases(root)
    } else if document.findings.isEmpty {
      reader.reading.refuse(
        Place(file: source.path, line: 1, column: 1), "the file is empty",
        hint: "start with flow: and the name of the flow to test")
    }
    return (TestFile(source: source, cases: cases), document.findings + reader.reading.findings)
  }

  private init(ground: TestGround, source: SourceFile) {
    self.ground = ground
    self.source = source
    lines = source.lines
  }

  mutating func add(_ place: Place, _ id: String, _ message: String, hint: String? = nil) {
    reading.add(Finding(at: place, .error, id, message, hint: hint))
  }

  /// A test names something that is not there.
  mutating func missing(_ place: Place, _ what: String, _ name: String, among known: [String]) {
    add(
      place, "T801", "there is no \(what) \"\(name.prefix(60))\"",
      hint: NearestName.hint(for: name, among: known) ?? "there is none at all")
  }

  // MARK: Cases

  private mutating func cases(_ root: Node) -> [TestCase] {
    let what = "a test file"
    guard reading.entries(of: root, what, allowed: TestSettings.file.names) != nil,
      let list = reading.required("cases", in: root, what),
      let items = reading.items(of: list, "\"cases\"")
    else { return [] }
    let common = Beginning(outer: nil, root, &self)
    if items.isEmpty { reading.refuse(list.place, "the file has no cases") }
    if items.count > Self.mostCases {
      reading.refuse(
        items[Self.mostCases].place, "the file has more than \(Self.mostCases) cases",
        hint: "write another file")
    }
    var names: [String: Int] = [:]
    return items.prefix(Self.mostCases).compactMap { testCase($0, common, &names) }
  }

  private mutating func testCase(
    _ node: Node, _ common: Beginning, _ names: inout [String: Int]
  ) -> TestCase? {
    guard reading.entries(of: node, "a case", allowed: TestSettings.testCase.names) != nil,
      let nameNode = reading.required("name", in: node, "a case"),
      let name = reading.text(of: nameNode, "the case's name")
    else { return nil }
    if let line = names[name] {
      reading.refuse(
        nameNode.place, "a case with this name is on line \(line)", hint: "give each its own name")
    }
    names[name] = nameNode.place.line
    let setting = Beginning(outer: common, node, &self)
    let chatNode = reading.required("chat", in: node, "a case")
    let chat = chatNode.map { self.chat($0) } ?? []
    let start = setting.start(&self)
    let expected = expectations(node, setting.flow?.text, nameNode.place)
    return TestCase(
      name: name, place: nameNode.place, start: start, world: setting.world,
      chat: chat, expected: expected, isStrict: setting.isStrict)
  }

  // MARK: Names

  mutating func flowName(_ node: Node, _ what: String) -> String? {
    guard let name = reading.text(of: node, what) else { return nil }
    if ground.outlines[name] != nil { return name }
    missing(node.place, "flow", name, among: ground.revision.flowNames)
    return nil
  }

  func outline(_ flow: String?) -> FlowOutline? { flow.flatMap { ground.outlines[$0] } }
}

/// What the file and a case say about how the conversation begins; the case has the last word.
private struct Beginning {
  var flow: (text: String, place: Place)?
  var section: Node?
  var variables: Node?
  var world: World
  var isStrict = true

  init(outer: Beginning?, _ node: Node, _ reader: inout TestFileReader) {
    if let outer {
      self = outer
    } else {
      world = World(reader.ground.plan)
      // Tests pass or fail by the flows, whatever is set up where they are played.
      world.hasMail = false
      for queue in reader.ground.desk.queues { world.agents[queue] = 1 }
    }
    if let flowNode = node["flow"], let name = reader.flowName(flowNode, "\"flow\"") {
      flow = (name, flowNode.place)
    }
    if let at = node["at"] { section = at }
    if let vars = node["vars"] { variables = vars }
    if let given = node["given"] { reader.given(given, &world) }
    if let strict = node["strict"], let flag = reader.reading.flag(of: strict, "\"strict\"") {
      isStrict = flag
    }
  }

  func start(_ reader: inout TestFileReader) -> Start? {
    guard let flow, let outline = reader.outline(flow.text) else {
      for node in [section, variables].compactMap({ $0 }) {
        reader.reading.refuse(
          node.place, "this needs to know the flow", hint: "add flow: and the flow's name")
      }
      return nil
    }
    var start = Start(flow: flow.text, language: world.language)
    if let section, let name = reader.reading.text(of: section, "\"at\"") {
      if outline.sections.contains(name) {
        start.section = name
      } else {
        reader.missing(
          section.place, "section of \(flow.text) called", name, among: outline.sections)
      }
    }
    if let variables { start.variables = reader.variables(variables, outline, world.language) }
    return start
  }
}

extension TestFileReader {
  /// The values a flow's variables are given before it begins.
  fileprivate mutating func variables(
    _ node: Node, _ outline: FlowOutline, _ language: String?
  ) -> [String: Value] {
    var values: [String: Value] = [:]
    for entry in reading.entries(of: node, "\"vars\"") ?? [] {
      guard let kind = outline.kind(of: entry.key) else {
        missing(
          entry.keyPlace, "variable of \(outline.name) called", entry.key,
          among: outline.variableNames)
        continue
      }
      if kind == "record" {
        values[entry.key] = entry.value.plainValue
        continue
      }
      guard let words = reading.text(of: entry.value, "the variable \(entry.key)") else { continue }
      switch outline.value(words, for: entry.key, language: language ?? "en") {
      case .success(let value): values[entry.key] = value
      case .failure(let mistake):
        reading.refuse(
          entry.value.place, "\(entry.key) cannot be \"\(words.prefix(60))\": \(mistake.reason)")
      }
    }
    return values
  }
}
