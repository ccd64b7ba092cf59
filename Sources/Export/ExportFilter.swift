package import Desk
import Journal

/// Which tickets are written out, and which messages of them.
package struct ExportFilter: Sendable {
  /// From this moment on: of a ticket when it began, of a message when it was said.
  package var since: Instant?
  /// Before this one.
  package var until: Instant?
  package var queue: String?
  /// As `TicketReading.Row.state` says it.
  package var state: String?
  /// A category, or with `/*` at its end it and all below it.
  package var category: String?
  package var agent: String?
  /// In small letters.
  package var tag: String?

  package init() {}

  func includes(_ moment: Instant) -> Bool {
    if let since, moment < since { return false }
    if let until, moment >= until { return false }
    return true
  }

  /// Everything but the moment.
  func includes(_ row: TicketReading.Row) -> Bool {
    (queue == nil || row.queue == queue) && (state == nil || row.state.rawValue == state)
      && (agent == nil || row.agent == agent) && isOfCategory(row.category) && hasTag(row)
  }

  private func isOfCategory(_ own: String?) -> Bool {
    guard let category else { return true }
    guard category.hasSuffix("/*") else { return own == category }
    let above = category.dropLast(2)
    return own.map { $0 == above || $0.hasPrefix(above + "/") } ?? false
  }

  private func hasTag(_ row: TicketReading.Row) -> Bool {
    guard let tag else { return true }
    return row.tags.contains { $0.lowercased() == tag }
  }
}
