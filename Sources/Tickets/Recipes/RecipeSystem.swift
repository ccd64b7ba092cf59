import Courier
import Expressions
import Fetch
import JSON
import Secrets

/// A ticket system as its recipe says.
struct RecipeSystem: TicketSystem {
  let recipe: Recipe
  let requests: RecipeRequest
  /// As the settings call it.
  let name: String
  let asker: any Asking

  var words: WordsFormat { recipe.words }

  var abilities: TicketAbilities {
    TicketAbilities(
      appends: recipe.verbs[.append] != nil, notes: recipe.verbs[.note] != nil,
      attaches: recipe.verbs[.attach] != nil, changes: recipe.verbs[.state] != nil,
      reads: recipe.verbs[.entries] != nil, lag: recipe.lag)
  }

  func find(_ talk: Talk) throws(TicketFailure) -> TicketPlace? {
    guard recipe.verbs[.find] != nil else { return nil }
    return try perform(.find, facts(talk))
  }

  func create(_ talk: Talk) throws(TicketFailure) -> TicketPlace {
    guard let place = try perform(.create, facts(talk)) else {
      throw TicketFailure(
        .unready, "it made a ticket and did not say which: the recipe's create needs another id:",
        mayBeThere: true)
    }
    return place
  }

  func append(_ entry: TicketEntry, files: [TicketFile], to ticket: String, _ talk: Talk)
    throws(TicketFailure)
  {
    _ = try perform(entry.isInternal ? .note : .append, facts(talk, ticket).with(entry))
  }

  func attach(_ file: TicketFile, to ticket: String, _ talk: Talk) throws(TicketFailure) {
    _ = try perform(.attach, facts(talk, ticket).with(file), file)
  }

  func change(_ ticket: String, _ talk: Talk) throws(TicketFailure) {
    let priority = recipe.priorities[talk.conversation.priority.rawValue]
    guard !recipe.states[talk.state].isNull || !priority.isNull else { return }
    _ = try perform(.state, facts(talk, ticket))
  }

  func stop() { asker.stop() }

  private func facts(_ talk: Talk, _ ticket: String? = nil) -> RecipeFacts {
    requests.making.facts(talk, system: name, external: ticket)
  }

  // MARK: Requests

  /// The place that the last step told; nil where something was not there.
  private func perform(_ verb: RecipeVerb, _ facts: RecipeFacts, _ file: TicketFile? = nil)
    throws(TicketFailure) -> TicketPlace?
  {
    var facts = facts
    var place: TicketPlace?
    for step in recipe.verbs[verb] ?? [] {
      let response = try asker.ask(try requests.request(step, facts, file: file), step)
      guard !asker.invents else {
        if verb == .find { return nil }
        for (name, _) in step.keep { facts = facts.with(kept: name, .string(name.uppercased())) }
        if step.id != nil { place = TicketPlace(external: "ID", url: nil) }
        continue
      }
      guard !step.absent.contains(response.status) else { return nil }
      try check(response, step, verb)
      guard let item = try item(response, step, facts) else { return nil }
      for (name, pointer) in step.keep {
        guard let value = pointer.value(in: item)?.plain else {
          throw unexpected(response, "nothing stands at \(pointer.text)")
        }
        facts = facts.with(kept: name, .string(value))
      }
      place = try self.place(item, step, facts, response) ?? place
    }
    return place
  }

  /// The answer, or of its items the one that is meant; nil where none is.
  private func item(_ response: Response, _ step: RecipeStep, _ facts: RecipeFacts)
    throws(TicketFailure) -> JSONValue?
  {
    let answer = try Self.answer(response, step)
    guard let list = step.list else { return answer }
    guard let items = list.value(in: answer)?.array else {
      throw unexpected(response, "no list stands at \"\(list.text)\"")
    }
    return items.first { item in step.matches.allSatisfy { $0.holds(item, facts.values) } }
  }

  /// JSON, or the bare text where only a text is wanted.
  static func answer(_ response: Response, _ step: RecipeStep) throws(TicketFailure) -> JSONValue {
    let wantsNothing = step.list == nil && step.id == nil && step.keep.isEmpty
    if wantsNothing { return .null }
    do throws(JSONMistake) {
      return try JSONReader.read(response.body)
    } catch {
      if step.id?.text == "", step.list == nil {
        let text = String(decoding: response.body.prefix(200), as: UTF8.self)
        return .string(text.filter { !$0.isWhitespace })
      }
      throw TicketFailure(
        .failing, "it answered \(response.status) and no JSON that can be read: \(error.reason)",
        mayBeThere: step.method != "GET")
    }
  }

  private func place(
    _ item: JSONValue, _ step: RecipeStep, _ facts: RecipeFacts, _ response: Response
  ) throws(TicketFailure) -> TicketPlace? {
    guard let id = step.id else { return nil }
    guard let external = id.value(in: item)?.name, external.utf8.count <= 200 else {
      throw unexpected(response, "no id stands at \"\(id.text)\"")
    }
    var known = facts.values
    known.values["external"] = .string(external)
    // An address that cannot be made is only not shown.
    let url = try? step.link?.render(known, escape: .plain).text
    let isShown = url.map { $0.hasPrefix("https://") || $0.hasPrefix("http://") } ?? false
    return TicketPlace(external: external, url: isShown ? url : nil)
  }

  private func unexpected(_ response: Response, _ what: String) -> TicketFailure {
    TicketFailure(
      .unready, "it answered \(response.status), but \(what): the recipe does not fit this system",
      mayBeThere: true)
  }

  private func check(_ response: Response, _ step: RecipeStep, _ verb: RecipeVerb)
    throws(TicketFailure)
  {
    guard !step.success.contains(response.status) else { return }
    var failure = TicketAnswer.failure(response, isAboutOneTicket: verb != .find && verb != .create)
    if step.method == "GET" || verb == .find { failure.mayBeThere = false }
    throw TicketFailure(
      failure.kind, asker.masked("\(failure.why), asked to \(verb.rawValue)"),
      retryAfter: failure.retryAfter, mayBeThere: failure.mayBeThere)
  }

  // MARK: What stands there

  /// Pages that are read of one ticket: thousands of entries.
  private static let mostPages = 50

  func standing(in ticket: String, withWords: Bool) throws(TicketFailure) -> [StandingEntry] {
    guard !asker.invents, let step = recipe.verbs[.entries]?.last else { return [] }
    let facts = requests.making.facts(external: ticket)
    var request = try requests.request(step, facts)
    var seen: Set<String> = [request.url]
    var found: [StandingEntry] = []
    for _ in 0..<Self.mostPages {
      let response = try asker.ask(request, step)
      try check(response, step, .entries)
      let answer = try Self.answer(response, step)
      guard let items = step.list?.value(in: answer)?.array else {
        throw unexpected(response, "no list stands at \"\(step.list?.text ?? "")\"")
      }
      for item in items { found += entries(item, step) }
      guard let next = nextPage(response, answer, step), seen.insert(next).inserted else { break }
      request = try requests.page(next)
    }
    return found
  }

  private func entries(_ item: JSONValue, _ step: RecipeStep) -> [StandingEntry] {
    let texts = step.text.compactMap { $0.value(in: item)?.string }
    let spans = texts.flatMap(EntryMark.spans)
    return spans.map { StandingEntry(span: $0, text: texts.last) }
  }

  /// Only at the same system: nobody else is shown who we are.
  private func nextPage(_ response: Response, _ answer: JSONValue, _ step: RecipeStep) -> String? {
    let told = step.next?.value(in: answer)?.string ?? response.header("link").flatMap(Self.next)
    guard let told, told.hasPrefix(requests.url + "/") else { return nil }
    return told
  }

  /// The next page by a Link header (RFC 8288).
  private static func next(_ header: String) -> String? {
    for part in header.split(separator: ",") where part.contains("rel=\"next\"") {
      guard let open = part.firstIndex(of: "<"), let close = part.firstIndex(of: ">"), open < close
      else { continue }
      return String(part[part.index(after: open)..<close])
    }
    return nil
  }
}

/// Whoever asks a ticket system: or, for a rehearsal, shows what would be asked.
protocol Asking: Sendable {
  func ask(_ request: Fetch.Request, _ step: RecipeStep) throws(TicketFailure) -> Response
  func masked(_ text: String) -> String
  /// Whether answers mean nothing: what they would tell is made up.
  var invents: Bool { get }
  func stop()
}

extension Asker: Asking {
  package var invents: Bool { false }

  func ask(_ request: Fetch.Request, _ step: RecipeStep) throws(TicketFailure) -> Response {
    try ask(request)
  }
}
