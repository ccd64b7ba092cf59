import Desk

/// Writes what a turn changes of tokens, sessions and counted guesses, on the record's connection.
final class DoorTables {
  private let insertToken: Statement
  private let proveToken: Statement
  private let endPrevious: Statement
  private let deleteEnded: Statement
  private let deleteCustomer: Statement
  private let deleteToken: Statement
  private let touchSession: Statement
  private let deleteSession: Statement
  private let upsertTries: Statement
  private let deleteTries: Statement
  private let deleteOldTries: Statement
  private let deleteOldAddresses: Statement
  private let upsertBlock: Statement
  private let deleteBlock: Statement
  private let insertUsed: Statement
  private let deleteUsed: Statement

  init(_ database: Database) throws(RecordFailure) {
    insertToken = try database.prepare(
      """
      INSERT OR IGNORE INTO visitors
        (token, customer, site, origin, created_at, used_at, previous) VALUES (?,?,?,?,?5,?5,?6)
      """)
    proveToken = try database.prepare("UPDATE visitors SET proved=1, used_at=? WHERE token=?")
    endPrevious = try database.prepare(
      """
      UPDATE visitors SET ends_at=? WHERE ends_at IS NULL
        AND token=(SELECT previous FROM visitors WHERE token=?)
      """)
    deleteEnded = try database.prepare(
      """
      DELETE FROM visitors WHERE ends_at<?
        AND customer=(SELECT customer FROM visitors WHERE token=?)
      """)
    deleteCustomer = try database.prepare("DELETE FROM visitors WHERE customer=?")
    deleteToken = try database.prepare("DELETE FROM visitors WHERE token=?")
    touchSession = try database.prepare("UPDATE sessions SET used_at=? WHERE token=?")
    deleteSession = try database.prepare("DELETE FROM sessions WHERE token=?")
    upsertTries = try database.prepare(
      "INSERT OR REPLACE INTO login_tries (login, address, count, at) VALUES (?,?,?,?)")
    deleteTries = try database.prepare("DELETE FROM login_tries WHERE login=? AND address=?")
    deleteOldTries = try database.prepare("DELETE FROM login_tries WHERE at<?")
    deleteOldAddresses = try database.prepare("DELETE FROM login_addresses WHERE at<?")
    upsertBlock = try database.prepare(
      """
      INSERT OR REPLACE INTO blocks (kind, subject, reason, author, since, until)
        VALUES (?,?,?,?,?,?)
      """)
    deleteBlock = try database.prepare("DELETE FROM blocks WHERE kind=? AND subject=?")
    insertUsed = try database.prepare(
      "INSERT OR REPLACE INTO used_identities (code, place, expires) VALUES (?,?,?)")
    deleteUsed = try database.prepare("DELETE FROM used_identities WHERE expires<?")
  }

  func write(_ changes: DoorChanges) throws(RecordFailure) {
    for (hash, token) in changes.tokens { try insert(hash, token) }
    for (hash, token) in changes.arrived { try arrive(hash, token) }
    for customer in changes.forgotten { try run(deleteCustomer) { $0.bind(1, customer.text) } }
    for hash in changes.endedTokens { try run(deleteToken) { $0.bind(1, hash) } }
    for (hash, at) in changes.usedSessions {
      try run(touchSession) {
        $0.bind(1, at.milliseconds)
        $0.bind(2, hash)
      }
    }
    for hash in changes.endedSessions { try run(deleteSession) { $0.bind(1, hash) } }
    for tries in changes.tries { try keep(tries) }
    for subject in changes.unblocked {
      try run(deleteBlock) {
        $0.bind(1, subject.kind)
        $0.bind(2, subject.text)
      }
    }
    for block in changes.blocked { try keep(block) }
    for use in changes.usedIdentities {
      try run(insertUsed) {
        $0.bind(1, use.code)
        $0.bind(2, use.place)
        $0.bind(3, use.expires.milliseconds)
      }
    }
    if let before = changes.usedBefore { try run(deleteUsed) { $0.bind(1, before.milliseconds) } }
    if let before = changes.triesBefore {
      try run(deleteOldTries) { $0.bind(1, before.milliseconds) }
    }
    if let before = changes.addressesBefore {
      try run(deleteOldAddresses) { $0.bind(1, before.milliseconds) }
    }
  }

  private func insert(_ hash: [UInt8], _ token: DoorChanges.NewToken) throws(RecordFailure) {
    try run(insertToken) {
      $0.bind(1, hash)
      $0.bind(2, token.customer.text)
      $0.bind(3, token.site)
      $0.bind(4, token.origin)
      $0.bind(5, token.at.milliseconds)
      if let previous = token.previous { $0.bind(6, previous) } else { $0.bindNull(6) }
    }
  }

  private func arrive(_ hash: [UInt8], _ token: DoorChanges.ArrivedToken) throws(RecordFailure) {
    try run(proveToken) {
      $0.bind(1, token.at.milliseconds)
      $0.bind(2, hash)
    }
    try run(endPrevious) {
      $0.bind(1, token.previousEnds.milliseconds)
      $0.bind(2, hash)
    }
    try run(deleteEnded) {
      $0.bind(1, token.at.milliseconds)
      $0.bind(2, hash)
    }
  }

  private func keep(_ tries: LoginTries) throws(RecordFailure) {
    try run(tries.count > 0 ? upsertTries : deleteTries) {
      $0.bind(1, tries.login)
      $0.bind(2, tries.address)
      guard tries.count > 0 else { return }
      // Thousandths: the wrapper binds whole numbers.
      $0.bind(3, Int64(tries.count * 1000))
      $0.bind(4, tries.at.milliseconds)
    }
  }

  private func keep(_ block: Block) throws(RecordFailure) {
    try run(upsertBlock) {
      $0.bind(1, block.subject.kind)
      $0.bind(2, block.subject.text)
      $0.bind(3, block.reason)
      $0.bind(4, block.author)
      $0.bind(5, block.since.milliseconds)
      if let until = block.until { $0.bind(6, until.milliseconds) } else { $0.bindNull(6) }
    }
  }

  private func run(_ statement: Statement, _ bind: (Statement) -> Void) throws(RecordFailure) {
    bind(statement)
    try statement.run()
  }
}
