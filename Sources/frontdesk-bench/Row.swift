/// Who is measured: a column of the table.
enum Column: String, CaseIterable, Sendable {
  /// The server that was built, the one of the commit before, and the references in C.
  case now, before, epoll, libwebsockets
  case nats

  var title: String {
    switch self {
    case .now: "Frontdesk"
    case .before: "before"
    case .epoll: "C, epoll"
    case .libwebsockets: "C, libwebsockets"
    case .nats: "NATS"
    }
  }
}

/// One line of the table: the same thing measured several times, of one server or of several.
struct Row: Sendable {
  let name: String
  let unit: String
  private(set) var cells: [Column: Cell] = [:]
  var note = ""

  /// What was measured of one server, a value a run.
  struct Cell: Sendable {
    var values: [Double] = []
    /// The server's processor time for each unit, in microseconds.
    var busy: [Double] = []
    /// The load's own.
    var load: [Double] = []
  }

  init(_ name: String, _ unit: String, note: String = "") {
    self.name = name
    self.unit = unit
    self.note = note
  }

  mutating func add(
    _ value: Double, of column: Column = .now, busy: Double? = nil, load: Double? = nil
  ) {
    cells[column, default: Cell()].values.append(value)
    if let busy { cells[column, default: Cell()].busy.append(busy) }
    if let load { cells[column, default: Cell()].load.append(load) }
  }

  /// How this server's median stands to another's.
  func ratio(to column: Column) -> Double? {
    Self.ratio(cells[.now]?.values, cells[column]?.values)
  }

  /// The same of processor time.
  func busyRatio(to column: Column) -> Double? {
    Self.ratio(cells[.now]?.busy, cells[column]?.busy)
  }

  private static func ratio(_ one: [Double]?, _ other: [Double]?) -> Double? {
    guard let one, let other, !one.isEmpty, !other.isEmpty, other.median != 0 else { return nil }
    return one.median / other.median
  }
}

extension [Double] {
  /// The middle one; of an even number the mean of the two in the middle.
  var median: Double {
    guard !isEmpty else { return .nan }
    let sorted = sorted()
    let middle = count / 2
    return count.isMultiple(of: 2) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
  }
}
