import Glibc

/// The file of the index: `frontdesk.search`, beside the record. Nothing stands in it that cannot
/// be made again from the record, at any time.
package struct IndexFile: Sendable {
  package let path: String

  package init(folder: String) { path = folder + "/frontdesk.search" }

  /// Counts up with every change of what stands in it; a file of another version is made anew.
  static let version: Int64 = 1

  /// Whether there is one.
  package var isThere: Bool { access(path, F_OK) == 0 }

  /// The bytes it takes on disk, its log included.
  package var size: Int64 {
    [path, path + "-wal"].reduce(0) { sum, path in
      var status = stat()
      return stat(path, &status) == 0 ? sum + Int64(status.st_size) : sum
    }
  }

  /// What tells one file from another that took its name; nil where there is none.
  var identity: UInt64? {
    var status = stat()
    return stat(path, &status) == 0 ? UInt64(status.st_ino) : nil
  }

  package func remove() {
    // One that is not there any more is as good as removed.
    for end in ["", "-wal", "-shm"] { unlink(path + end) }
  }

  static let tables = """
    CREATE TABLE facts_of_index (name TEXT PRIMARY KEY, value) WITHOUT ROWID;

    -- What stands where in the record, and the words of it. `said` knows no text, only where words
    -- are; texts are read from the record.
    CREATE TABLE docs (
      position INTEGER PRIMARY KEY, ticket INTEGER NOT NULL, seq INTEGER NOT NULL,
      at INTEGER NOT NULL
    );
    CREATE INDEX docs_by_ticket ON docs (ticket, position);
    CREATE VIRTUAL TABLE said USING fts5(
      words, notes, content='', tokenize="\(tokenizer)", prefix='3');

    -- What was true of each ticket when the index last saw it.
    CREATE TABLE tickets (
      number INTEGER PRIMARY KEY,
      -- Where its first event stands: what `facts` calls it by.
      first INTEGER NOT NULL UNIQUE,
      conversation TEXT NOT NULL, started INTEGER NOT NULL,
      stage TEXT NOT NULL, state TEXT NOT NULL, queue TEXT, agent TEXT, email TEXT,
      priority TEXT NOT NULL, category TEXT,
      -- Logins, each between commas.
      followers TEXT NOT NULL,
      -- The texts by which it is found.
      subject TEXT NOT NULL, about TEXT NOT NULL
    );
    CREATE INDEX tickets_by_email ON tickets (email) WHERE email IS NOT NULL;
    CREATE TABLE fields (
      name TEXT NOT NULL, value TEXT NOT NULL, ticket INTEGER NOT NULL,
      PRIMARY KEY (name, value, ticket)
    ) WITHOUT ROWID;
    CREATE INDEX fields_by_ticket ON fields (ticket);
    CREATE TABLE tags (
      tag TEXT NOT NULL, ticket INTEGER NOT NULL, PRIMARY KEY (tag, ticket)
    ) WITHOUT ROWID;
    CREATE INDEX tags_by_ticket ON tags (ticket);
    CREATE VIRTUAL TABLE facts USING fts5(subject, contact, about, tokenize="\(tokenizer)");

    -- Between which positions the words of a day stand, whatever the clock did.
    CREATE TABLE days (day INTEGER PRIMARY KEY, low INTEGER NOT NULL, high INTEGER NOT NULL);
    """

  /// Words come cut and folded; it only has to tell them apart at the blanks between.
  /// https://www.sqlite.org/fts5.html#unicode61_tokenizer
  private static let tokenizer = "unicode61 remove_diacritics 0 categories 'L* N* Co M*'"
}
