package import Desk

/// One event on its way to one destination, as it lies in the outbox.
package struct Parcel: Sendable, Equatable {
  package let row: Int64
  package let destination: String
  /// The `webhook-id`: `<epoch>:<conversation>:<seq>`, the same for every attempt, for ever.
  package let key: String
  /// The conversation: strict order inside a lane, none between lanes.
  package let lane: String
  /// Its place in the lane: upwards, not always by one.
  package let seq: Int64
  /// Sent byte for byte at every attempt.
  package let body: [UInt8]
  /// Attempts that ended in `retry`.
  package let attempts: Int
  /// When the first of them was made; nil before.
  package let firstTried: Instant?

  package init(
    row: Int64, destination: String, key: String, lane: String, seq: Int64, body: [UInt8],
    attempts: Int, firstTried: Instant?
  ) {
    self.row = row
    self.destination = destination
    self.key = key
    self.lane = lane
    self.seq = seq
    self.body = body
    self.attempts = attempts
    self.firstTried = firstTried
  }
}

/// What one attempt came to, to be written down.
package struct ParcelOutcome: Sendable, Equatable {
  package let row: Int64
  package let destination: String
  package let triedAt: Instant
  package let verdict: Verdict

  package init(row: Int64, destination: String, triedAt: Instant, verdict: Verdict) {
    self.row = row
    self.destination = destination
    self.triedAt = triedAt
    self.verdict = verdict
  }
}

/// What is to happen to a parcel after an attempt.
package enum Verdict: Sendable, Equatable {
  /// The destination has it: the parcel may be forgotten.
  case delivered
  /// One more attempt was made and failed; the lane waits until then.
  case retry(at: Instant, why: String)
  /// Never to be tried again by itself; kept for an operator. The lane goes on with its next
  /// parcel.
  case dead(why: String)
  /// The destination is gone for good; the parcel stays as it is.
  case disable(why: String)
}

/// Where committed events wait to be carried: the record's side of the courier.
package protocol Outbox: AnyObject, Sendable {
  /// The head of each of this destination's lanes that is due at `now`, longest due first.
  ///
  /// Only heads: a lane whose oldest parcel waits for a retry offers nothing. Called on the
  /// courier's thread, often; may answer what is under way already. A failure is shown in the
  /// status and the question asked again within seconds.
  func due(for destination: String, at now: Instant, limit: Int) throws -> [Parcel]

  /// What waits in a parcel's lane behind it, in order. Called on the courier's thread when the
  /// parcel was delivered, perhaps before that is written down.
  func following(_ parcel: Parcel, limit: Int) throws -> [Parcel]

  /// Writes outcomes down; calls `recorded` once, from any thread, when `due` tells the new state.
  ///
  /// Until then `due` is not asked about their lanes, so it need not wait for the disk. `false`
  /// says that it could not be written: the same outcomes are reported again after a second. The
  /// next report is made once this one is recorded.
  func report(_ outcomes: [ParcelOutcome], recorded: @escaping @Sendable (Bool) -> Void)
}
