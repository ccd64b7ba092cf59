import Secrets

/// Begins another epoch in a record that is not the latest that clients and mirrors have seen.
enum Renewal {
  /// Clients that knew the former epoch begin their conversations anew, and events for mirrors that
  /// were written before keep the ids they had. Agents log in again: which of their sessions were
  /// ended since the copy was made is not known to it.
  static func renew(_ database: Database) throws(RecordFailure) -> String {
    let epoch = Random.identifier()
    try database.transaction { () throws(RecordFailure) in
      try database.run(
        """
        INSERT OR IGNORE INTO meta (name, value) SELECT 'desk', value FROM meta WHERE name='epoch';
        INSERT OR IGNORE INTO epochs (position, epoch)
          SELECT position, (SELECT value FROM meta WHERE name='epoch') FROM events
          ORDER BY position DESC LIMIT 1;
        UPDATE meta SET value='\(epoch)' WHERE name='epoch';
        INSERT OR REPLACE INTO meta (name, value) VALUES
          ('standing', '\(RecordFacts.Standing.closed.rawValue)'),
          ('turns', '\(try RecordFacts.turns(database) + 1)');
        DELETE FROM sessions;
        """)
    }
    return epoch
  }
}
