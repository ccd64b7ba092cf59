import Authoring
import Documents

/// What customers read, and the words they may answer with.
extension Check {
  static let longestMessage = 320
  static let mostOptions = 7
  /// A list that unfolds is read one line after the other: more than fit on a telephone's screen
  /// are not found.
  static let mostFormOptions = 20
  static let mostMessagesInARow = 3

  mutating func wording(_ graph: FlowGraph) {
    for (index, step) in graph.steps.enumerated() {
      for text in step.customerTexts { read(text) }
      if case .say(let text) = step.action { long(text) }
      if case .ask(let question) = step.action {
        long(question.prompt)
        options(question, step)
        if case .form(let lines) = question.kind { for line in lines { options(of: line) } }
      }
      inARow(index, graph)
    }
  }

  private mutating func long(_ text: Text) {
    // What is inserted counts as nothing: only its length at run time would tell.
    let length = text.source.unicodeScalars.count
    guard length > Check.longestMessage else { return }
    report(
      "W408", at: text.place, "this message has \(length) characters",
      hint: "people read about \(Check.longestMessage); say the rest later")
  }

  private mutating func inARow(_ index: Int, _ graph: FlowGraph) {
    guard graph.steps[index].verb == .say else { return }
    let place = graph.places[index]
    let steps = graph.flow.sections[place.section].steps
    guard place.index >= Check.mostMessagesInARow else { return }
    let before = steps[(place.index - Check.mostMessagesInARow)...place.index]
    guard before.allSatisfy({ $0.verb == .say }) else { return }
    // Of a longer row only the first message too many is reported.
    let earlier = place.index - Check.mostMessagesInARow - 1
    if earlier >= 0, steps[earlier].verb == .say { return }
    report(
      "W408", at: graph.steps[index].place, "more than three messages follow each other",
      hint: "join them, or ask something in between")
  }

  private static let placeholders = ["todo", "fixme", "lorem ipsum", "xxx", "tbd", "changeme"]

  /// What other template languages write.
  private static let strayMarks = ["}}", "{{", "${", "{%", "%}"]

  private mutating func read(_ text: Text) {
    let isBlock = text.source.contains("\n")
    if text.source.hasSuffix(" ") || text.source.hasPrefix(" ")
      || (!isBlock && text.source.contains("  "))
    {
      report(
        "W412", at: text.place, "this text has a double space, or one at an end",
        hint: "remove it")
    }
    if text.source.isEmpty {
      report(
        "W413", at: text.place, "this text is empty", hint: "write what the customer should read")
    }
    if let found = Check.strayMarks.first(where: text.shown.contains) {
      report(
        "W413", at: text.place, "\"\(found)\" would be shown as it stands here",
        hint: "values are inserted with {{ … }}, and nothing else is a template")
    }
    let words = Wording.normal(text.source)
    if let found = Check.placeholders.first(where: { Wording.contains($0, in: words) }) {
      report(
        "W413", at: text.place, "\"\(found)\" looks like a text that is not written yet",
        hint: "write what the customer should read")
    }
  }

  // MARK: Options

  private mutating func options(_ question: Question, _ step: Step) {
    let options = question.options
    if options.count > Check.mostOptions {
      report(
        "W407", at: step.place, "\(options.count) options are too many to choose from at a glance",
        hint: "group them into at most \(Check.mostOptions)")
    }
    var owners: [String: String] = [:]
    for option in options {
      for (words, place) in option.words {
        if let owner = owners[words], owner != option.id.text {
          report(
            "E405", at: place, "\"\(words)\" means both \(owner) and \(option.id.text)",
            hint: "use it for one of them only")
        }
        owners[words] = owners[words] ?? option.id.text
      }
      hidden(option)
    }
    if let escape = question.escape { hidden(escape.also) }
  }

  private mutating func options(of line: FormLine) {
    if line.options.count > Check.mostFormOptions, let first = line.options.first {
      report(
        "W407", at: first.id.place,
        "\(line.options.count) options of \(line.variable.text) are too many to find one in",
        hint: "group them into at most \(Check.mostFormOptions)")
    }
    var owners: [String: String] = [:]
    for option in line.options {
      guard let label = option.label.template.literal.map(Wording.normal), !label.isEmpty
      else { continue }
      if let owner = owners[label] {
        report(
          "E405", at: option.label.place,
          "\"\(option.label.source)\" means both \(owner) and \(option.id.text)",
          hint: "use it for one of them only")
      }
      owners[label] = owners[label] ?? option.id.text
    }
  }

  private mutating func hidden(_ option: Option) {
    let id = Wording.normal(option.id.text)
    let label = option.label.template.literal.map(Wording.normal) ?? ""
    for (words, place) in [(id, option.id.place), (label, option.label.place)] {
      guard let command = command(words) else { continue }
      report(
        "W406", at: place, "whoever answers \"\(words)\" gets the command \(command) instead",
        hint: "choose another word for the option")
      break
    }
    hidden(option.also)
  }

  private mutating func hidden(_ phrases: [Phrase]) {
    for phrase in phrases {
      guard let command = command(phrase.normal) else { continue }
      report(
        "W414", at: phrase.written.place,
        "\"\(phrase.written.text)\" is the command \(command) and never reaches this question",
        hint: "remove it here")
    }
  }

  private func command(_ words: String) -> String? {
    set.bot.commands.first { command in
      command.phrases.values.contains { $0.contains { $0.normal == words } }
    }?.name.text
  }
}

extension Option {
  /// Every word that chooses the option, each once, with its place.
  fileprivate var words: [(String, Place)] {
    var words = [(Wording.normal(id.text), id.place)]
    if let label = label.template.literal {
      words.append((Wording.normal(label), self.label.place))
    }
    words += also.map { ($0.normal, $0.written.place) }
    var seen: Set<String> = []
    return words.filter { !$0.0.isEmpty && seen.insert($0.0).inserted }
  }
}

extension Text {
  /// What of it is shown as written: all but what stands in `{{ … }}`.
  fileprivate var shown: String {
    var rest = source[...]
    var shown = ""
    while let open = rest.firstRange(of: "{{"),
      let close = rest[open.upperBound...].firstRange(of: "}}")
    {
      shown += rest[..<open.lowerBound] + " "
      rest = rest[close.upperBound...]
    }
    return shown + rest
  }
}
