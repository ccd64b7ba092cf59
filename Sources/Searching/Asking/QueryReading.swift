package import Desk

extension Query {
  /// What must be known to understand a query.
  package struct Circumstances: Sendable {
    /// Seconds the desk's wall clock is ahead of UTC at that many seconds since 1970.
    package let offset: @Sendable (Int64) -> Int
    package let now: Instant

    package init(offset: @escaping @Sendable (Int64) -> Int, now: Instant) {
      self.offset = offset
      self.now = now
    }
  }

  /// Reads what somebody typed. Whatever it is, it becomes a query or a mistake that says how to
  /// mend it: no sign in it means anything to the index.
  package static func read(_ text: String, _ circumstances: Circumstances) throws(QueryMistake)
    -> Query
  {
    var reader = QueryReader(circumstances)
    for item in try QueryItem.all(in: text) { try reader.take(item) }
    return try reader.finish()
  }

  /// What a ticket can be found by. Whether the customer has the word changes with each message
  /// and is open here.
  package static let states = TicketState.allCases.filter { $0 != .waitingOnCustomer }
    .map(\.rawValue)

  /// The year, month, day, minute or second that is named, by the desk's clock; nil where it names
  /// none.
  package static func span(_ text: String, _ circumstances: Circumstances) -> Range<Instant>? {
    MomentReading(circumstances).span(text)
  }

  /// Words that are looked for at all: what is excluded alone would be nearly everything.
  var hasWords: Bool { !wanted.isEmpty }
}

private struct QueryReader {
  private let circumstances: Query.Circumstances
  private var query = Query()
  /// The group that an `OR` goes on with.
  private var latest = Latest.none
  /// Where an `OR` waits for what stands behind it.
  private var openOr: Int?

  private enum Latest { case none, phrase, filter, other }

  init(_ circumstances: Query.Circumstances) { self.circumstances = circumstances }

  mutating func take(_ item: QueryItem) throws(QueryMistake) {
    if item.name == nil, !item.isQuoted, !item.isUnwanted {
      if item.text == "AND" { return }
      if item.text == "OR" { return try takeOr(item) }
    }
    guard let name = item.name else { return try takeWords(item) }
    switch name {
    case "before", "after", "on": try takeMoment(item, name)
    case "in": try takePlace(item)
    default: try add(QueryFilter.read(name, item), item)
    }
  }

  private mutating func takeOr(_ item: QueryItem) throws(QueryMistake) {
    guard latest != .none, openOr == nil else {
      throw QueryMistake(
        item.column, "OR stands between two words or two filters",
        "put something before it, or quote it: \"OR\"")
    }
    openOr = item.column
  }

  // MARK: Words

  private mutating func takeWords(_ item: QueryItem) throws(QueryMistake) {
    if !item.isQuoted, let number = QueryFilter.number(item.text) {
      return try add(.number(number), item)
    }
    let phrase = try QueryFilter.phrase(item)
    if item.isUnwanted {
      try refuseOr(item)
      query.unwanted.append(phrase)
      latest = .other
    } else if openOr != nil {
      try join(.phrase, item)
      query.wanted[query.wanted.count - 1].append(phrase)
    } else {
      query.wanted.append([phrase])
      latest = .phrase
    }
  }

  // MARK: Filters

  private mutating func add(_ filter: Query.Filter, _ item: QueryItem) throws(QueryMistake) {
    if item.isUnwanted {
      try refuseOr(item)
      query.exclusions.append(filter)
      latest = .other
    } else if openOr != nil {
      try join(.filter, item)
      query.filters[query.filters.count - 1].append(filter)
    } else {
      query.filters.append([filter])
      latest = .filter
    }
  }

  private mutating func join(_ kind: Latest, _ item: QueryItem) throws(QueryMistake) {
    let or = openOr
    openOr = nil
    guard latest == kind else {
      throw QueryMistake(
        or ?? item.column, "OR joins words with words, or filters with filters",
        "search twice, or leave it out")
    }
  }

  private func refuseOr(_ item: QueryItem) throws(QueryMistake) {
    guard let openOr else { return }
    throw QueryMistake(
      openOr, "OR cannot go before what is left out", "leave out OR, or the - behind it")
  }

  private mutating func takeMoment(_ item: QueryItem, _ name: String) throws(QueryMistake) {
    try refuseAlone(item, name)
    guard let span = MomentReading(circumstances).span(item.text) else {
      throw QueryMistake(
        item.column, "\"\(item.text)\" is no day",
        "write \(name):2026-11-30, \(name):2026-11, \(name):2026-11-30T14:00, \(name):today or "
          + "\(name):yesterday")
    }
    if name != "before" { query.since = max(query.since ?? span.lowerBound, span.lowerBound) }
    if name == "before" { query.until = min(query.until ?? span.lowerBound, span.lowerBound) }
    if name == "on" { query.until = min(query.until ?? span.upperBound, span.upperBound) }
    latest = .other
  }

  private mutating func takePlace(_ item: QueryItem) throws(QueryMistake) {
    try refuseAlone(item, "in")
    guard let place = Query.Place(rawValue: item.text) else {
      throw QueryMistake(
        item.column, "there is no \"in:\(item.text)\"",
        "there are \(Query.Place.allCases.map { "in:\($0.rawValue)" }.joined(separator: ", "))")
    }
    query.place = place
    latest = .other
  }

  private func refuseAlone(_ item: QueryItem, _ name: String) throws(QueryMistake) {
    try refuseOr(item)
    guard item.isUnwanted else { return }
    throw QueryMistake(
      item.column, "\(name): cannot be turned round with -", "name what you want instead")
  }

  // MARK: The whole

  func finish() throws(QueryMistake) -> Query {
    if let openOr {
      throw QueryMistake(openOr, "nothing follows this OR", "put something behind it, or quote it")
    }
    guard query.place == nil || query.hasWords else {
      throw QueryMistake(1, "in: says where words are looked for", "add a word")
    }
    let isEmpty =
      query.filters.isEmpty && query.exclusions.isEmpty && query.since == nil
      && query.until == nil && !query.hasWords && query.unwanted.isEmpty
    guard !isEmpty else {
      throw QueryMistake(1, "nothing is looked for", "write a word, or a filter such as from:anna")
    }
    guard query.hasWords || query.unwanted.isEmpty else {
      throw QueryMistake(
        1, "a word is left out and none is looked for", "add a word that must be there")
    }
    return query
  }
}
