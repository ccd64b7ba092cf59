package import Desk

/// What changes at the desk itself is written down with who changed it.
extension RecordTurn {
  package mutating func change(
    _ change: AccountChange, _ event: AuditEvent, by author: String, from address: String? = nil,
    at moment: Instant
  ) {
    accounts.add(change)
    audit.append(AuditEntry(event, by: author, from: address, at: moment))
  }

  /// An operator ends sessions of an account.
  package mutating func endSessions(
    _ hashes: [[UInt8]], of login: Identifier<Agent>, by author: String, at moment: Instant
  ) {
    guard !hashes.isEmpty else { return }
    for hash in hashes { accounts.add(.endSession(hash)) }
    audit.append(
      AuditEntry(
        .sessionsEnded(login, count: hashes.count, .revoked), by: author, at: moment))
  }

  package mutating func publish(_ published: FlowsPublished) {
    publications.append(published)
    let publication = published.publication
    audit.append(
      AuditEntry(
        published.event, by: AuditEntry.operatorKey(publication.author), at: publication.at))
  }
}

extension FlowsPublished {
  fileprivate var event: AuditEvent {
    let revision = publication.revision ?? ""
    return switch publication.deed {
    case .start: .began(revision: revision)
    case .publish: .published(revision: revision)
    case .hotfix: .hotfixed(revision: revision, carried: carried)
    case .rollback: .rolledBack(revision: revision)
    case .refuse: .publishRefused(why: publication.why ?? "")
    }
  }
}
