package import Desk

extension RecordTurn {
  /// Somebody may not write from now on; it takes the place of an earlier one.
  package mutating func block(_ block: Block) {
    doors.blocked.append(block)
    audit.append(
      AuditEntry(
        .blocked(block.subject, until: block.until, reason: block.reason), by: block.author,
        at: block.since))
  }

  package mutating func unblock(_ subject: Block.Subject, by author: String, at moment: Instant) {
    doors.blocked.removeAll { $0.subject == subject }
    doors.unblocked.append(subject)
    audit.append(AuditEntry(.unblocked(subject), by: author, at: moment))
  }
}
