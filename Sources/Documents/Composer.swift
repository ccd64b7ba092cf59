import Yams

/// Turns what the YAML parser composed into nodes, refusing what a reader could not see in a diff.
struct Composer {
  let source: SourceFile
  let limits: Document.Limits
  let rules: Document.RuleNames
  private(set) var findings: [Finding] = []
  private var nodes = 0
  private var isCovering = false

  init(source: SourceFile, limits: Document.Limits, rules: Document.RuleNames) {
    self.source = source
    self.limits = limits
    self.rules = rules
  }

  /// The parser stops at a key that is written twice: the second one is covered up, and it reads
  /// again, so that one run tells everything.
  mutating func compose() -> Node? {
    var read = source
    for number in 0..<DuplicateKey.limit {
      switch compose(read) {
      case .whole(let root): return root
      case .duplicate(let key):
        findings.append(key.finding(rules.duplicateKey))
        guard let rest = key.covered(by: number) else { return nil }
        read = rest
        isCovering = true
      }
    }
    return nil
  }

  private enum Composed {
    case whole(Node?)
    case duplicate(DuplicateKey)
  }

  private mutating func compose(_ read: SourceFile) -> Composed {
    do {
      let parser = try Parser(yaml: read.text, resolver: .basic, encoding: .utf8)
      guard let root = try parser.singleRoot() else { return .whole(nil) }
      // Anchors are only known while the parser that met them lives.
      return .whole(withExtendedLifetime(parser) { node(root, depth: 0) })
    } catch YamlError.duplicatedKeysInMapping(let names, let context) {
      return .duplicate(
        DuplicateKey(source: read, name: names.first ?? "", first: place(context.mark)))
    } catch let error as YamlError {
      findings.append(finding(for: error))
    } catch {
      findings.append(
        Finding(at: place(nil), .error, rules.notYAML, "the file cannot be read: \(error)"))
    }
    return .whole(nil)
  }

  // MARK: Nodes

  private mutating func node(_ yaml: Yams.Node, depth: Int) -> Node? {
    let place = place(yaml.mark)
    nodes += 1
    guard depth < limits.depth, nodes <= limits.nodes else {
      refuse(
        place, depth < limits.depth ? "the file has too many parts" : "maps are nested too deep",
        hint: "at most \(limits.depth) levels and \(limits.nodes) parts")
      return nil
    }
    if let anchor = yaml.anchor {
      refuse(
        place, "the anchor &\(anchor.rawValue) is not allowed",
        hint: "write the value out; every file must be readable in a diff")
      return nil
    }
    return untagged(yaml, at: place, depth: depth)
  }

  private mutating func untagged(_ yaml: Yams.Node, at place: Place, depth: Int) -> Node? {
    switch yaml {
    case .scalar(let scalar):
      guard known(yaml, "tag:yaml.org,2002:str", at: place) else { return nil }
      return Node(.scalar(scalar.string, style(of: scalar)), at: place)
    case .sequence(let sequence):
      guard known(yaml, "tag:yaml.org,2002:seq", at: place) else { return nil }
      return Node(.list(sequence.compactMap { node($0, depth: depth + 1) }), at: place)
    case .mapping(let mapping):
      guard known(yaml, "tag:yaml.org,2002:map", at: place) else { return nil }
      return map(mapping, at: place, depth: depth)
    case .alias:
      refuse(place, "an alias is not allowed", hint: "write the value out")
      return nil
    }
  }

  private mutating func map(_ mapping: Yams.Node.Mapping, at place: Place, depth: Int) -> Node? {
    var entries: [Node.Entry] = []
    for (key, value) in mapping {
      let keyPlace = self.place(key.mark)
      guard let name = key.scalar?.string else {
        unquoted(at: keyPlace)
        return nil
      }
      if isCovering, DuplicateKey.isCover(name) { continue }
      if name == "<<", key.scalar?.style == .plain {
        refuse(
          keyPlace, "the merge key << is not allowed", hint: "write the merged settings out here")
        continue
      }
      guard node(key, depth: depth + 1) != nil else { continue }
      guard let child = node(value, depth: depth + 1) else { continue }
      entries.append(Node.Entry(key: name, keyPlace: keyPlace, value: child))
    }
    return Node(.map(entries), at: place)
  }

  private mutating func known(_ yaml: Yams.Node, _ tag: String, at place: Place) -> Bool {
    let name = yaml.tag.description
    if name == tag || name.isEmpty { return true }
    refuse(
      place, "the tag \(name) is not allowed",
      hint: "leave it out; the setting decides what the text means")
    return false
  }

  private func style(of scalar: Yams.Node.Scalar) -> Node.ScalarStyle {
    switch scalar.style {
    case .any, .plain: .plain
    case .singleQuoted: .singleQuoted
    case .doubleQuoted: .doubleQuoted
    case .literal: .literal
    case .folded: .folded
    }
  }

  // MARK: Findings

  private func place(_ mark: Mark?) -> Place {
    Place(file: source.path, line: max(1, mark?.line ?? 1), column: max(1, mark?.column ?? 1))
  }

  private mutating func refuse(_ place: Place, _ message: String, hint: String) {
    findings.append(Finding(at: place, .error, rules.notAllowed, message, hint: hint))
  }

  private mutating func unquoted(at place: Place) {
    let text = SourceLine(source, place.line)
    if text.from(place.column).hasPrefix("{") {
      findings.append(
        unquotedTemplate(at: place.moved(by: text.opensBefore(place.column) ? -1 : 0)))
    } else {
      refuse(place, "a key must be text, not a list or a map", hint: "write one word as the key")
    }
  }

  private func unquotedTemplate(at place: Place) -> Finding {
    Finding(
      at: place, .error, rules.unquotedTemplate,
      "{{ … }} must stand in quotes, or YAML reads it as a map",
      hint: "write \"{{ … }}\" with quotes around the whole text")
  }

  private func finding(for error: YamlError) -> Finding {
    switch error {
    case .scanner(let context, let problem, let mark, _),
      .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      return syntax(problem, context: context?.text, at: place(mark))
    case .reader(let problem, let offset, _, _):
      return Finding(
        at: place(ofCharacter: offset ?? 0), .error, rules.notYAML,
        "the file holds a character YAML does not allow (\(problem))",
        hint: "remove the control character")
    case .no, .memory, .writer, .emitter, .representer, .dataCouldNotBeDecoded,
      .duplicatedKeysInMapping:
      return Finding(at: place(nil), .error, rules.notYAML, "the file cannot be read: \(error)")
    }
  }

  private func syntax(_ problem: String, context: String?, at place: Place) -> Finding {
    for line in [place.line, place.line - 1] {
      if let column = SourceLine(source, line).unquotedTemplate {
        return unquotedTemplate(at: Place(file: source.path, line: line, column: column))
      }
    }
    let about = context.map { ", \($0)" } ?? ""
    return Finding(
      at: place, .error, rules.notYAML, "this is not valid YAML: \(problem)\(about)",
      hint: "check indentation, quotes and the space after each colon")
  }

  private func place(ofCharacter offset: Int) -> Place {
    let before = source.text.prefix(offset)
    let line = before.count { $0.isNewline } + 1
    let last =
      before.lastIndex { $0.isNewline }.map { before[before.index(after: $0)...] } ?? before
    return Place(file: source.path, line: line, column: last.unicodeScalars.count + 1)
  }
}
