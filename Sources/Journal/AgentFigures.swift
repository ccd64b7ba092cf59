package import Desk

/// What an agent did since a moment, worked out from the tickets that were theirs last.
package struct AgentFigures: Equatable, Sendable {
  package var taken: Int64 = 0
  package var resolved: Int64 = 0
  /// The middle one of the waits for a first answer.
  package var firstAnswer: Duration?
  package var rated: Int64 = 0
  /// The mean of the ratings, in hundredths.
  package var score: Int64?
}

extension Tables {
  /// Of an agent's latest tickets, at most so many: a turn never waits for a whole career.
  package func figures(
    of agent: Identifier<Agent>, since moment: Instant, most: Int
  ) throws(RecordFailure) -> AgentFigures {
    let rows = try database.prepare(
      """
      SELECT taken_at, resolved_at, coalesce(queued_at, taken_at), first_reply_at, score
      FROM tickets WHERE agent=? ORDER BY number DESC LIMIT ?
      """)
    rows.bind(1, agent.text)
    rows.bind(2, Int64(most))
    var figures = AgentFigures()
    var waits: [Int64] = []
    var scores: Int64 = 0
    while try rows.step() {
      let isIn = { (at: Int64?) in at.map { $0 >= moment.milliseconds } ?? false }
      if isIn(rows.optionalInt(0)) { figures.taken += 1 }
      if isIn(rows.optionalInt(1)) {
        figures.resolved += 1
        if let score = rows.optionalInt(4) {
          figures.rated += 1
          scores += score
        }
      }
      if let answered = rows.optionalInt(3), isIn(answered), let asked = rows.optionalInt(2) {
        waits.append(max(0, answered - asked))
      }
    }
    waits.sort()
    if !waits.isEmpty { figures.firstAnswer = .milliseconds(waits[waits.count / 2]) }
    if figures.rated > 0 { figures.score = scores * 100 / figures.rated }
    return figures
  }
}
