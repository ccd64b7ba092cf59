// MARK: - What is kept of the flows

extension Inspection {
  /// Every session in the middle of a flow must find its revision, and what serves must be there:
  /// without them conversations could not go on after a restart.
  static func verifyFlows(_ database: Database, _ findings: inout Findings) throws(RecordFailure) {
    guard try database.number("PRAGMA user_version") ?? 0 >= 2 else { return }
    let lost = try database.prepare(
      """
      SELECT conversation, revision FROM flow_sessions
      WHERE is_live AND revision NOT IN (SELECT revision FROM flow_revisions)
      """)
    for (number, revision) in try lost.rows({ ($0.int(0), $0.text(1)) }) {
      findings.add("ticket \(number): its flow's revision \(revision) is not in the record")
    }
    let strays = try database.prepare(
      """
      SELECT conversation FROM flow_sessions
      WHERE conversation NOT IN (SELECT number FROM tickets)
      """)
    for number in try strays.rows({ $0.int(0) }) {
      findings.add("a flow session belongs to ticket \(number), which is not there")
    }
    if let current = try FlowReading(database).current()?.revision,
      try FlowReading(database).revision(current) == nil
    {
      findings.add("the flows that serve, revision \(current), are not in the record")
    }
    let figures = try database.number("SELECT count(*) FROM flow_figures WHERE count<1") ?? 0
    if figures > 0 { findings.add("\(figures) figures of steps count nothing") }
  }
}
