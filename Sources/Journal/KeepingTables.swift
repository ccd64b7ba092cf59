import Desk

/// What is kept beside the events in the same transaction: flow sessions and timers.
///
/// What is kept of the flows themselves is `FlowTables`' part, who may come in `DoorTables`'.
final class KeepingTables {
  private let database: Database
  private let updateState: Statement
  private let upsertState: Statement
  private let deleteState: Statement
  private let selectState: Statement
  private let upsertTimer: Statement
  private let deleteTimer: Statement
  private let selectTimers: Statement
  private let upsertUsage: Statement
  private let deleteUsage: Statement
  private let selectUsage: Statement
  /// The day whose predecessors are gone from the table.
  private var dayOfUsage: Int64 = 0

  init(_ database: Database) throws(RecordFailure) {
    self.database = database
    updateState = try database.prepare(
      "UPDATE flow_sessions SET state=? WHERE conversation=? AND revision=? AND is_live=?")
    upsertState = try database.prepare(
      """
      INSERT OR REPLACE INTO flow_sessions (conversation, revision, state, is_live)
      VALUES (?, ?, ?, ?)
      """)
    deleteState = try database.prepare("DELETE FROM flow_sessions WHERE conversation=?")
    selectState = try database.prepare(
      "SELECT revision, state, is_live FROM flow_sessions WHERE conversation=?")
    upsertTimer = try database.prepare(
      "INSERT OR REPLACE INTO timers (conversation, name, due, set_at) VALUES (?, ?, ?, ?)")
    deleteTimer = try database.prepare("DELETE FROM timers WHERE conversation=? AND name=?")
    selectTimers = try database.prepare(
      """
      SELECT tickets.conversation, timers.name, timers.due, timers.set_at FROM timers
      JOIN tickets ON tickets.number=timers.conversation
      """)
    upsertUsage = try database.prepare(
      "INSERT OR REPLACE INTO usage (day, subject, messages, bytes) VALUES (?, ?, ?, ?)")
    deleteUsage = try database.prepare("DELETE FROM usage WHERE day<?")
    selectUsage = try database.prepare(
      "SELECT messages, bytes FROM usage WHERE day=? AND subject=?")
  }

  func write(
    _ turn: RecordTurn,
    number: (Identifier<Conversation>) throws(RecordFailure) -> Int64
  ) throws(RecordFailure) {
    for (conversation, state) in turn.flowStates { try write(state, try number(conversation)) }
    for timer in turn.timersSet {
      upsertTimer.bind(1, try number(timer.conversation))
      upsertTimer.bind(2, timer.kind.text)
      upsertTimer.bind(3, timer.due.milliseconds)
      upsertTimer.bind(4, timer.set.milliseconds)
      try upsertTimer.run()
    }
    for timer in turn.timersCleared {
      deleteTimer.bind(1, try number(timer.conversation))
      deleteTimer.bind(2, timer.kind.text)
      try deleteTimer.run()
    }
    for usage in turn.usage { try write(usage) }
  }

  private func write(_ usage: RecordTurn.UsageOfDay) throws(RecordFailure) {
    if usage.day != dayOfUsage {
      deleteUsage.bind(1, usage.day)
      try deleteUsage.run()
      dayOfUsage = usage.day
    }
    upsertUsage.bind(1, usage.day)
    upsertUsage.bind(2, usage.subject)
    upsertUsage.bind(3, usage.usage.messages)
    upsertUsage.bind(4, usage.usage.bytes)
    try upsertUsage.run()
  }

  func usage(of subject: String, on day: Int64) throws(RecordFailure) -> Usage? {
    selectUsage.bind(1, day)
    selectUsage.bind(2, subject)
    return try selectUsage.first { Usage(messages: $0.int(0), bytes: $0.int(1)) }
  }

  private func write(_ state: FlowState?, _ number: Int64) throws(RecordFailure) {
    guard let state else {
      deleteState.bind(1, number)
      return try deleteState.run()
    }
    // Nearly always: the index of those that are live stays as it is, and so do its pages.
    updateState.bind(1, state.state)
    updateState.bind(2, number)
    updateState.bind(3, state.revision)
    updateState.bind(4, state.isLive ? 1 : 0)
    try updateState.run()
    guard database.changes == 0 else { return }
    upsertState.bind(1, number)
    upsertState.bind(2, state.revision)
    upsertState.bind(3, state.state)
    upsertState.bind(4, state.isLive ? 1 : 0)
    try upsertState.run()
  }

  func flowState(_ number: Int64) throws(RecordFailure) -> FlowState? {
    selectState.bind(1, number)
    return try selectState.first {
      FlowState(revision: $0.text(0), state: $0.blob(1), isLive: $0.int(2) != 0)
    }
  }

  func timers() throws(RecordFailure) -> [Timer] {
    try selectTimers.rows { row throws(RecordFailure) in
      guard let kind = Timer.Kind(row.text(1)) else {
        throw RecordFailure(
          .damaged, "conversation \(row.text(0)) has a timer of no known kind: \(row.text(1))")
      }
      return Timer(
        Identifier(row.text(0)), kind, due: Instant(milliseconds: row.int(2)),
        set: Instant(milliseconds: row.int(3)))
    }
  }
}
