/// Who is looked after when: a wheel of spokes, one a beat, so that each beat has a small share.
///
/// Fifteen thousand pings at once delay everybody by tens of milliseconds; thirty do not. It also
/// replaces libwebsockets' own timers, a sorted list that makes thousands of sessions quadratic.
struct PingWheel {
  private var spokes: [[Session]]
  private var turn = 0
  private var next = 0

  init(spokes: Int) {
    self.spokes = Array(repeating: [], count: max(1, spokes))
  }

  /// Seats a newcomer evenly, whenever it came.
  mutating func add(_ session: Session) {
    next = (next + 1) % spokes.count
    session.spoke = next
    session.seat = spokes[next].count
    spokes[next].append(session)
  }

  mutating func remove(_ session: Session) {
    let (spoke, seat) = (session.spoke, session.seat)
    guard seat < spokes[spoke].count, spokes[spoke][seat] === session else { return }
    let last = spokes[spoke].removeLast()
    guard last !== session else { return }
    last.seat = seat
    spokes[spoke][seat] = last
  }

  /// Turns by one and answers who is due.
  mutating func advance() -> [Session] {
    turn = (turn + 1) % spokes.count
    return spokes[turn]
  }
}
