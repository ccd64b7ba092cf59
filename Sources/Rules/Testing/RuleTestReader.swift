import Authoring
import Desk
package import Documents
import Expressions

/// Reads a file of tests of rules.
package struct RuleTestReader {
  var author: AuthorReader
  let names: RuleNames

  static let mostCases = 500
  static let mostEvents = 200

  package static func read(_ source: SourceFile, _ names: RuleNames) -> (
    file: RuleTestFile, findings: [Finding]
  ) {
    let document = Document.read(source)
    var reader = RuleTestReader(author: AuthorReader(source: source, scope: Scope()), names: names)
    let cases = document.root.map { reader.cases($0) } ?? []
    let findings = document.findings + reader.author.reading.findings
    return (RuleTestFile(source: source, cases: cases), findings.sortedOnce())
  }

  private mutating func cases(_ root: Node) -> [RuleCase] {
    let what = "a test file"
    let allowed = RuleTestSettings.file.names
    guard author.reading.entries(of: root, what, allowed: allowed) != nil,
      let list = author.reading.required("cases", in: root, what),
      let items = author.reading.items(of: list, "\"cases\"")
    else { return [] }
    var common = RuleWorld()
    if let given = root["given"] { self.given(given, &common) }
    if items.count > Self.mostCases {
      author.reading.refuse(
        items[Self.mostCases].place, "the file has more than \(Self.mostCases) cases",
        hint: "write another file")
    }
    return items.prefix(Self.mostCases).compactMap { testCase($0, common) }
  }

  private mutating func testCase(_ node: Node, _ common: RuleWorld) -> RuleCase? {
    let what = "a case"
    let allowed = RuleTestSettings.testCase.names
    guard author.reading.entries(of: node, what, allowed: allowed) != nil,
      let nameNode = author.reading.required("name", in: node, what),
      let name = author.reading.text(of: nameNode, "the case's name"),
      let events = author.reading.required("events", in: node, what),
      let expect = author.reading.required("expect", in: node, what)
    else { return nil }
    var world = common
    if let given = node["given"] { self.given(given, &world) }
    let items = author.reading.items(of: events, "\"events\"") ?? []
    if items.count > Self.mostEvents {
      author.reading.refuse(
        items[Self.mostEvents].place, "a case has at most \(Self.mostEvents) events")
    }
    return RuleCase(
      name: name, place: nameNode.place, world: world,
      deeds: items.prefix(Self.mostEvents).flatMap { deeds($0) },
      expected: expectations(expect))
  }

  // MARK: Given

  private mutating func given(_ node: Node, _ world: inout RuleWorld) {
    let allowed = RuleTestSettings.given.names
    let old = world.opening
    var (site, language, page, channel) = (old.site, old.language, old.page, old.channel)
    for entry in author.reading.entries(of: node, "\"given\"", allowed: allowed) ?? [] {
      let what = "\"\(entry.key)\""
      switch entry.key {
      case "clock": if let moment = moment(entry.value, what) { world.clock = moment }
      case "hours":
        let word = author.reading.choice(of: entry.value, what, among: ["open", "closed"])
        world.isOpen = word != "closed"
      case "customer": customer(entry.value, &world)
      case "page": page = author.reading.text(of: entry.value, what)
      case "language": language = author.reading.text(of: entry.value, what) ?? language
      case "site": site = author.reading.text(of: entry.value, what) ?? site
      default: channel = author.reading.text(of: entry.value, what) ?? channel
      }
    }
    world.opening = Opening(
      site: site, customer: old.customer, number: old.number, language: language, page: page,
      channel: channel)
  }

  private mutating func moment(_ node: Node, _ what: String) -> Instant? {
    guard let text = author.reading.text(of: node, what) else { return nil }
    if let time = Timestamp(text) { return Instant(milliseconds: time.seconds * 1000) }
    author.reading.refuse(
      node.place, "\(what) is no moment: \"\(text.prefix(40))\"",
      hint: "write it like 2026-12-24T09:30:00Z")
    return nil
  }

  private mutating func customer(_ node: Node, _ world: inout RuleWorld) {
    let what = "\"customer\""
    guard author.reading.entries(of: node, what, allowed: RuleTestSettings.customer.names) != nil
    else { return }
    world.contact = Contact(
      name: node["name"].flatMap { author.reading.text(of: $0, "\(what)'s name") },
      email: node["email"].flatMap { author.reading.text(of: $0, "\(what)'s email") },
      isVerified: node["verified"].flatMap { author.reading.flag(of: $0, "\(what)'s verified") }
        ?? false)
    guard let contacts = node["contacts"] else { return }
    let items = author.reading.items(of: contacts, "\(what)'s contacts") ?? []
    world.earlier = items.prefix(PersonHistory.most).compactMap {
      author.reading.integer(of: $0, "a contact", in: 0...365)
    }
  }

  // MARK: Expect

  private mutating func expectations(_ node: Node) -> [RuleExpectation] {
    let allowed = RuleExpectation.Subject.allCases.map(\.rawValue)
    let entries = author.reading.entries(of: node, "\"expect\"", allowed: allowed) ?? []
    if entries.isEmpty {
      author.reading.refuse(node.place, "the case does not say what to expect")
    }
    return entries.compactMap { entry in
      guard let subject = RuleExpectation.Subject(rawValue: entry.key),
        let content = content(entry.value, "\"\(entry.key)\"")
      else { return nil }
      return RuleExpectation(place: entry.keyPlace, subject: subject, content: content)
    }
  }

  private mutating func content(_ node: Node, _ what: String) -> RuleExpectation.Content? {
    switch node.content {
    case .scalar("none", .plain): return .nothing
    case .scalar: return pattern(node, what).map(RuleExpectation.Content.text)
    case .list(let items): return .list(items.compactMap { pattern($0, what) })
    case .map(let entries):
      var map: [String: TextPattern] = [:]
      for entry in entries { map[entry.key] = pattern(entry.value, "\(what)'s \(entry.key)") }
      return .map(map)
    }
  }

  private mutating func pattern(_ node: Node, _ what: String) -> TextPattern? {
    guard let text = author.reading.text(of: node, what) else { return nil }
    do throws(PatternMistake) { return try TextPattern(text) } catch {
      author.add(node.place, "E302", "\(what) is no pattern: \(error.message)", hint: error.hint)
      return nil
    }
  }
}
