import Desk
import Journal

/// When what is past its time is looked for, so that the record does not keep it for ever.
struct Sweep {
  var next = Instant(milliseconds: .max)
  /// The token after which to look on; empty: from the beginning.
  var cursor: [UInt8] = []

  /// A server that is just starting has other things to do.
  static let firstAfter = Duration.seconds(60)
  static let pause = Duration.seconds(3600)
  /// Between two parts of one round.
  static let breath = Duration.seconds(1)
  /// Tokens looked at, and sessions ended, in one turn: less than a millisecond.
  static let part = 1000
}

extension Office {
  func sweepDoors() throws(RecordFailure) {
    guard now >= sweep.next else { return }
    sweepBlocks()
    if try record.hasEndedIdentities(before: now) { draft.record.doors.usedBefore = now }
    let (ended, cursor) = try accounts.endedTokens(
      usedBefore: now + (.zero - plan.customerToken), now: now, after: sweep.cursor,
      among: Sweep.part)
    draft.record.doors.endedTokens += ended
    if sweep.cursor.isEmpty { try sweepLogins() }
    sweep.cursor = cursor ?? []
    sweep.next = now + (cursor == nil ? Sweep.pause : Sweep.breath)
  }

  private func sweepLogins() throws(RecordFailure) {
    // The record may be behind what commands have come.
    let idleSince = now + (.zero - plan.sessionIdle - sessions.lag)
    let ended = try accounts.endedSessions(
      createdBefore: now + (.zero - plan.sessionLife), usedBefore: idleSince, limit: Sweep.part)
    draft.record.doors.endedSessions += ended.filter { !sessions.isOpen($0) }
    let forgotten = now + (.zero - LoginThrottle.memory)
    throttle.forget(before: forgotten)
    if try accounts.hasTries(before: forgotten) { draft.record.doors.triesBefore = forgotten }
    let away = now + (.zero - Self.addressesKept)
    if try accounts.hasAddresses(before: away) {
      draft.record.doors.addressesBefore = away
      throttle.know(try accounts.addresses(since: away))
    }
  }

  /// As long as an address tells something about who uses it, and no longer.
  private static let addressesKept = Duration.seconds(90 * 86_400)
}
