import Authoring
import Documents
import Expressions

/// Reads the `vars` of a flow.
struct VariableReader {
  private var author: AuthorReader

  /// The variables in order; `author` has the findings and knows the variables afterwards.
  static func read(_ node: Node, _ author: inout AuthorReader) -> [Variable] {
    var reader = VariableReader(author: author)
    var variables: [Variable] = []
    for entry in reader.author.reading.entries(of: node, "vars") ?? [] {
      if let variable = reader.variable(entry) { variables.append(variable) }
    }
    author = reader.author
    return variables
  }

  private mutating func variable(_ entry: Node.Entry) -> Variable? {
    let what = "the variable \(entry.key)"
    let written = Named(text: entry.key, place: entry.keyPlace)
    guard let name = author.checked(written, what), isFree(name),
      author.reading.entries(of: entry.value, what, allowed: VariableReader.settings.names) != nil,
      let type = type(entry.value, what)
    else { return nil }
    let node = entry.value
    let values = node["values"].map { author.texts($0, "\(what)'s values") } ?? []
    let least = node["min"].flatMap { limit($0, type, "\(what)'s \"min\"") }
    let most = node["max"].flatMap { limit($0, type, "\(what)'s \"max\"") }
    let pattern = node["pattern"].flatMap { self.pattern($0, what) }
    let fixes = node["fix"].map { self.fixes($0, what) } ?? []
    let example = node["example"].flatMap { author.literal($0, "\(what)'s \"example\"") }
    let isPersonal = node["pii"].flatMap { author.reading.flag(of: $0, "\(what)'s \"pii\"") }
    let fields = node["fields"].map { self.fields($0, what) } ?? [:]
    let bare = Variable(
      name: name, type: type, min: least, max: most, pattern: pattern,
      patternPlace: node["pattern"]?.place, fixes: fixes, example: example, values: values,
      initial: nil, initialPlace: nil, from: nil, isPersonal: isPersonal ?? false, fields: fields)
    if type == .choice, values.isEmpty {
      author.reading.refuse(node.place, "\(what) needs its values", hint: "add values: [one, two]")
    }
    return withSources(bare, node, what)
  }

  private mutating func isFree(_ name: Named) -> Bool {
    guard Vocabulary.roots.contains(name.text) else { return true }
    author.reading.refuse(
      name.place, "the name \"\(name.text)\" is taken", hint: "choose another name")
    return false
  }

  private mutating func type(_ node: Node, _ what: String) -> VariableType? {
    guard let type = author.reading.required("type", in: node, what),
      let text = author.reading.text(of: type, "\(what)'s type")
    else { return nil }
    if let known = VariableType(rawValue: text) { return known }
    author.add(
      type.place, "E301", "there is no type \"\(text)\"",
      hint: NearestName.hint(for: text, among: VariableType.names))
    // Known all the same, so that its uses are not reported too.
    return .text
  }

  /// Default and origin are read last: they are checked against everything else.
  private mutating func withSources(_ bare: Variable, _ node: Node, _ what: String) -> Variable {
    var initial: Value?
    var from: Condition?
    if let given = node["default"] { initial = self.initial(given, bare, what) }
    if let given = node["from"] {
      from = author.condition(given, "\(what)'s \"from\"", wantsBool: false)
    }
    return Variable(
      name: bare.name, type: bare.type, min: bare.min, max: bare.max, pattern: bare.pattern,
      patternPlace: bare.patternPlace, fixes: bare.fixes, example: bare.example,
      values: bare.values, initial: initial, initialPlace: node["default"]?.place, from: from,
      isPersonal: bare.isPersonal, fields: bare.fields)
  }

  /// An empty text is a fine default for a text, whatever its bounds: it says "nothing yet".
  private mutating func initial(_ node: Node, _ variable: Variable, _ what: String) -> Value? {
    guard let text = node.text else {
      author.reading.refuse(node.place, "\(what)'s \"default\" must be text, not \(node.kind)")
      return nil
    }
    if text.isEmpty, variable.type == .text { return .string("") }
    switch variable.accept(text, language: "en", exactly: true) {
    case .success(let value): return value
    case .failure(let mistake):
      author.add(
        node.place, "W310", "the default of \(variable.name.text) breaks its own rules",
        hint: mistake.reason, severity: .warning)
      return .string(text)
    }
  }

  private mutating func limit(_ node: Node, _ type: VariableType, _ what: String)
    -> Variable.Limit?
  {
    guard let text = author.reading.text(of: node, what) else { return nil }
    let number = type == .date ? CalendarText.number(text) : Int(text)
    guard let number else {
      author.reading.refuse(
        node.place, "\(what) must be \(type == .date ? "a date like 2026-12-24" : "a whole number")"
      )
      return nil
    }
    return Variable.Limit(written: Named(text: text, place: node.place), number: number)
  }

  private mutating func pattern(_ node: Node, _ what: String) -> Pattern? {
    guard let text = author.reading.text(of: node, "\(what)'s pattern") else { return nil }
    do throws(PatternMistake) {
      return try Pattern(text)
    } catch {
      author.add(
        author.places.place(of: error.offset, in: node), "E302",
        "the pattern of \(what) cannot be used: \(error.message)", hint: error.hint)
      return nil
    }
  }

  private mutating func fixes(_ node: Node, _ what: String) -> [Variable.Fix] {
    (author.reading.texts(of: node, "\(what)'s \"fix\"") ?? []).compactMap { name in
      if let fix = Variable.Fix(rawValue: name) { return fix }
      author.reading.refuse(
        node.place, "\(what) cannot be fixed by \"\(name)\"",
        hint: NearestName.hint(for: name, among: Variable.Fix.names))
      return nil
    }
  }

  private mutating func fields(_ node: Node, _ what: String) -> [String: VariableType] {
    var fields: [String: VariableType] = [:]
    for entry in author.reading.entries(of: node, "\(what)'s fields") ?? [] {
      guard let text = author.reading.text(of: entry.value, "the field \(entry.key)") else {
        continue
      }
      guard let type = VariableType(rawValue: text), VariableType.ofFields.contains(type) else {
        author.add(
          entry.value.place, "E301", "there is no field type \"\(text)\"",
          hint: NearestName.hint(for: text, among: VariableType.ofFields.map(\.rawValue)))
        continue
      }
      fields[entry.key] = type
    }
    return fields
  }
}
