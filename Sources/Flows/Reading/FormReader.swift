import Authoring
import Documents

/// Reads one field of a form: its label alone, or a map of what it is.
extension FlowReader {
  mutating func formLine(_ entry: Node.Entry) -> FormLine? {
    let name = Named(text: entry.key, place: entry.keyPlace)
    guard isDeclared(name) else { return nil }
    let node = entry.value
    guard node.text == nil else {
      return author.text(node, "a field's label").map {
        FormLine(variable: name, label: $0, options: [], isLong: false)
      }
    }
    let what = "the field \(name.text)"
    guard author.reading.entries(of: node, what, allowed: StepSettings.line.names) != nil,
      let labelNode = author.reading.required("label", in: node, what),
      let label = author.text(labelNode, "\(what)'s label")
    else { return nil }
    let isLong = node["long"].flatMap { author.reading.flag(of: $0, "\(what)'s \"long\"") }
    let options = node["options"].map { formOptions($0, of: name) } ?? []
    if let long = node["long"], isLong == true, variables[name.text]?.type != .text {
      author.reading.refuse(
        long.place, "only a text has several lines", hint: "remove long, or make it a text in vars")
    }
    return FormLine(variable: name, label: label, options: options, isLong: isLong ?? false)
  }

  private mutating func formOptions(_ node: Node, of name: Named) -> [FormOption] {
    guard let variable = variables[name.text] else { return [] }
    guard variable.type == .choice else {
      author.reading.refuse(
        node.place, "\(name.text) is no choice, so there is nothing to choose from",
        hint: "in vars, make it { type: choice, values: [ … ] }")
      return []
    }
    let entries = author.reading.entries(of: node, "\(name.text)'s options") ?? []
    if entries.isEmpty {
      author.reading.refuse(
        node.place, "\(name.text)'s options are empty", hint: "write a line for each value")
    }
    return entries.compactMap { entry in
      guard variable.values.contains(where: { $0.text == entry.key }) else {
        author.add(
          entry.keyPlace, "E305", "the option \"\(entry.key)\" is not a value of \(name.text)",
          hint: NearestName.hint(for: entry.key, among: variable.values.map(\.text)))
        return nil
      }
      return author.text(entry.value, "the option \(entry.key)").map {
        FormOption(id: Named(text: entry.key, place: entry.keyPlace), label: $0)
      }
    }
  }
}
