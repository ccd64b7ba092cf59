import Desk
import Journal

/// What must be true of a ticket `t`, as SQL, and what is bound in it.
struct Conditions {
  private(set) var terms: [String] = []
  private(set) var values: [Value] = []
  /// Whether one of them fits few tickets, and the index finds those at once.
  private(set) var isNarrow = false
  private var next: Int32

  /// Something that is bound.
  enum Value: Equatable {
    case text(String)
    case int(Int64)
  }

  /// `next` is the first parameter that is free.
  init(_ query: Query, for asker: Asker, from next: Int32) {
    self.next = next
    permit(asker)
    for group in query.filters { add(group, asker) }
    for filter in query.exclusions { terms.append("NOT coalesce(\(term(filter, asker)), 0)") }
  }

  /// The whole as one expression.
  var sql: String { terms.isEmpty ? "1" : terms.map { "(\($0))" }.joined(separator: " AND ") }

  func bind(to statement: Statement, from first: Int32) {
    for (offset, value) in values.enumerated() {
      let index = first + Int32(offset)
      switch value {
      case .text(let text): statement.bind(index, text)
      case .int(let number): statement.bind(index, number)
      }
    }
  }

  private mutating func parameter(_ value: Value) -> String {
    values.append(value)
    defer { next += 1 }
    return "?\(next)"
  }

  private mutating func text(_ text: String) -> String { parameter(.text(text)) }

  // MARK: Permission

  /// The same that `Reach` says of one conversation: what is found is asked there again.
  private mutating func permit(_ asker: Asker) {
    switch asker {
    case .operator, .agent(_, .supervisor, _): return
    case .agent(_, .admin, _): terms.append("0")
    case .agent(let agent, .agent, _):
      let me = text(agent.text)
      let open = StageWord.allCases.filter(\.isOpen).map { "'\($0.rawValue)'" }
      let barred = asker.barredQueues.map { text($0) }.joined(separator: ", ")
      let isTheirs = "t.stage='\(StageWord.agent.rawValue)' AND t.agent=\(me)"
      let isReached = "t.stage IN (\(open.joined(separator: ", "))) OR t.agent=\(me)"
      let isAllowed = barred.isEmpty ? "1" : "t.queue IS NULL OR t.queue NOT IN (\(barred))"
      let isFollowed = "instr(t.followers, \(text(",\(agent.text),"))) > 0"
      terms.append("(\(isTheirs)) OR (\(isFollowed)) OR ((\(isReached)) AND (\(isAllowed)))")
    }
  }

  // MARK: Filters

  private mutating func add(_ group: [Query.Filter], _ asker: Asker) {
    if group.allSatisfy({ $0.isNarrow }) { isNarrow = true }
    terms.append(group.map { term($0, asker) }.joined(separator: " OR "))
  }

  private mutating func term(_ filter: Query.Filter, _ asker: Asker) -> String {
    switch filter {
    case .number(let number): return "t.number=\(parameter(.int(number)))"
    case .address(let address): return "t.email=\(text(address))"
    case .from(let phrase):
      let match = text(Matching.contact(phrase))
      return "t.first IN (SELECT rowid FROM facts WHERE facts MATCH \(match))"
    case .agent(.agent(let login)): return "t.agent=\(text(login))"
    case .agent(.mine): return asker.login.map { "t.agent=\(text($0))" } ?? "0"
    case .agent(.nobodys): return "t.agent IS NULL"
    case .queue(let queue?): return "t.queue=\(text(queue))"
    case .queue(nil): return "t.queue IS NULL"
    case .state(let state): return "t.state=\(text(state))"
    case .priority(let priority): return "t.priority=\(text(priority.rawValue))"
    case .tag(let tag):
      return "t.number IN (SELECT ticket FROM tags WHERE tag=\(text(tag)))"
    case .category(let category): return "t.category=\(text(category))"
    case .categories(let above):
      // Everything that begins with it and a slash: "0" comes right after "/".
      return "t.category=\(text(above)) OR "
        + "(t.category>=\(text(above + "/")) AND t.category<\(text(above + "0")))"
    case .field(let name, let value):
      return "t.number IN (SELECT ticket FROM fields WHERE name=\(text(name)) "
        + "AND value=\(text(value)))"
    }
  }
}

extension Query.Filter {
  /// Whether it usually fits few tickets.
  fileprivate var isNarrow: Bool {
    switch self {
    case .number, .address, .from, .field, .tag: true
    case .agent, .queue, .state, .priority, .category, .categories: false
    }
  }
}
