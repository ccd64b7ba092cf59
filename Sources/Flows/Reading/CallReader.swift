import Authoring
import Documents
import Expressions

extension FlowReader {
  mutating func http(_ value: Node, _ node: Node) -> Action? {
    let what = "\"http\""
    guard author.reading.entries(of: value, what, allowed: StepSettings.http.names) != nil,
      let serviceNode = author.reading.required("service", in: value, what),
      let service = author.named(serviceNode, "a service"),
      let (method, path) = method(value, what)
    else { return nil }
    return .http(
      Call(
        service: service, method: method, path: path,
        query: value["query"].map { pairs($0, "\(what)'s query") } ?? [],
        headers: value["headers"].map { pairs($0, "\(what)'s headers") } ?? [],
        body: value["body"].flatMap { body($0, "\(what)'s body") },
        expect: value["expect"].map { statuses($0, what) } ?? [200],
        into: node["into"].flatMap { variable($0, "\"into\"") },
        onError: section("on_error", in: node, what)))
  }

  private mutating func method(_ value: Node, _ what: String) -> (String, Text)? {
    let given = StepSettings.methods.filter { value[$0] != nil }
    guard given.count == 1, let node = value[given[0]] else {
      author.reading.refuse(
        value.place, "\(what) needs exactly one of \(StepSettings.methods.joined(separator: ", "))",
        hint: "write get: \"/path\"")
      return nil
    }
    guard let path = author.text(node, "\(what)'s path") else { return nil }
    if path.source.contains("://") {
      author.add(
        node.place, "E702", "a flow calls services by name, not by address",
        hint: "put the address under services in bot.yaml and write only the path here")
      return nil
    }
    if !path.source.hasPrefix("/") {
      author.reading.refuse(node.place, "\(what)'s path must start with /")
    }
    return (given[0].uppercased(), path)
  }

  /// Names and texts; unlike variables, headers and query names may hold any visible character.
  private mutating func pairs(_ node: Node, _ what: String) -> [Assignment] {
    (author.reading.entries(of: node, what) ?? []).compactMap { entry in
      let isPlain = entry.key.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != 0x3A }
      guard isPlain, !entry.key.isEmpty else {
        author.reading.refuse(entry.keyPlace, "\(what) has a name that cannot be sent")
        return nil
      }
      return author.text(entry.value, "\(what)'s \"\(entry.key)\"").map {
        Assignment(name: Named(text: entry.key, place: entry.keyPlace), value: $0)
      }
    }
  }

  private mutating func body(_ node: Node, _ what: String) -> Call.Body? {
    switch node.content {
    case .scalar: author.text(node, what).map(Call.Body.text)
    case .list(let items): .list(items.compactMap { body($0, what) })
    case .map(let entries):
      .map(entries.compactMap { entry in body(entry.value, what).map { (entry.key, $0) } })
    }
  }

  private mutating func statuses(_ node: Node, _ what: String) -> [Int] {
    let nodes = node.text == nil ? author.reading.items(of: node, "\(what)'s expect") ?? [] : [node]
    return nodes.compactMap { author.reading.integer(of: $0, "a status", in: 100...599) }
  }
}
