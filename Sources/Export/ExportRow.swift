/// One line of an export before it has a form: what each column holds.
struct ExportRow {
  /// What a cell can be.
  enum Cell: Equatable {
    case none
    case number(Int64)
    case text(String)
    /// A JSON object, which stays one in JSON.
    case object(String)

    init(_ text: String?) { self = text.map(Cell.text) ?? .none }
    init(_ number: Int64?) { self = number.map(Cell.number) ?? .none }
  }

  let cells: [Cell]
}

/// How rows are written.
package enum ExportFormat: String, Sendable, CaseIterable {
  case csv, json
}
