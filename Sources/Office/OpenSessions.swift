import Desk
import Journal

/// Sessions of agents who are connected: when each ends, whether somebody looks or not.
struct OpenSessions {
  private struct Open {
    let login: Identifier<Agent>
    var created: Instant
    /// When the last command came.
    var used: Instant
    /// What the record knows of that.
    var written: Instant
    var lines: Set<ConnectionNumber> = []
  }

  /// By the hash of the token.
  private var sessions: [[UInt8]: Open] = [:]
  private var hashes: [ConnectionNumber: [UInt8]] = [:]
  private var idle: Duration
  private var life: Duration
  /// No session ends before it, so that not every turn looks at all of them; nil: to be found out.
  private var earliest: Instant?

  init(idle: Duration, life: Duration) {
    self.idle = idle
    self.life = life
  }

  /// Other spans hold from now on, for those who are connected too.
  mutating func adopt(idle: Duration, life: Duration) {
    (self.idle, self.life) = (idle, life)
    earliest = nil
  }

  /// How far the record may be behind: one write a minute and agent, or less where idle is short.
  var lag: Duration { min(.seconds(60), idle / 10) }

  func isOver(_ session: Accounts.Session, at moment: Instant) -> Bool {
    let used = sessions[session.hash]?.used ?? session.used
    return moment.since(used) >= idle || moment.since(session.created) >= life
  }

  mutating func come(_ session: Accounts.Session, _ line: ConnectionNumber) {
    var open =
      sessions[session.hash]
      ?? Open(
        login: session.login, created: session.created, used: session.used, written: session.used)
    open.lines.insert(line)
    sessions[session.hash] = open
    hashes[line] = session.hash
    earliest = earliest.map { min($0, end(open)) }
  }

  /// A command came: idleness begins anew. Returns what the record should learn, now and then.
  mutating func use(_ line: ConnectionNumber, at moment: Instant) -> [UInt8]? {
    guard let hash = hashes[line], var open = sessions[hash] else { return nil }
    open.used = moment
    defer { sessions[hash] = open }
    guard moment.since(open.written) >= lag else { return nil }
    open.written = moment
    return hash
  }

  /// The line is gone. Returns what the record does not know of the session, with its last line.
  mutating func go(_ line: ConnectionNumber) -> (hash: [UInt8], used: Instant)? {
    guard let hash = hashes.removeValue(forKey: line) else { return nil }
    sessions[hash]?.lines.remove(line)
    guard let open = sessions[hash], open.lines.isEmpty else { return nil }
    sessions[hash] = nil
    return open.used > open.written ? (hash, open.used) : nil
  }

  /// Of the token that a line came with.
  func hash(of line: ConnectionNumber) -> [UInt8]? { hashes[line] }

  /// When the last command came; nil of one that is not connected.
  func used(_ hash: [UInt8]) -> Instant? { sessions[hash]?.used }

  func isOpen(_ hash: [UInt8]) -> Bool { sessions[hash] != nil }

  /// When the next one may end; it does not, where a command came meanwhile.
  var nextEnd: Instant? {
    mutating get {
      guard !sessions.isEmpty else { return nil }
      if let earliest { return earliest }
      earliest = firstEnd
      return earliest
    }
  }

  private var firstEnd: Instant? { sessions.values.map(end).min() }

  private func end(_ open: Open) -> Instant { min(open.created + life, open.used + idle) }

  /// Those whose time is over, each once.
  mutating func takeEnded(at moment: Instant) -> [(hash: [UInt8], login: Identifier<Agent>)] {
    guard let next = nextEnd, next <= moment else { return [] }
    earliest = nil
    let ended = sessions.filter { end($0.value) <= moment }
    for (hash, open) in ended {
      sessions[hash] = nil
      for line in open.lines { hashes[line] = nil }
    }
    return ended.map { ($0.key, $0.value.login) }
  }

  mutating func clockJumped(by jump: Duration) {
    sessions = sessions.mapValues { open in
      var open = open
      open.created = open.created + jump
      open.used = open.used + jump
      open.written = open.written + jump
      return open
    }
    earliest = nil
  }
}
