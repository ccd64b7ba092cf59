package import Desk

/// The word that names an event's kind in its text, as `docs/protocol.md` lists them. For ever.
package enum EventWord: String, CaseIterable, Sendable {
  case started, said, noted, identified, recorded, categorised, prioritised, suggested, judged
  case queued, taken, released, transferred, withdrawn, promised, resolved, reopened, rated
  case concluded
  case tagged, routed, offered, declined, considered, escalated, followed, held, woken, linked,
    unlinked
  case closed, nearing, breached, notified
  case lookedUp = "looked_up"
  case transcriptAsked = "transcript_asked"
  case erasureAsked = "erasure_asked"
  case erasureWithdrawn = "erasure_withdrawn"
  case erased

  package init(_ event: Event) {
    self =
      switch event {
      case .started: .started
      case .said: .said
      case .noted: .noted
      case .identified: .identified
      case .recorded: .recorded
      case .categorised: .categorised
      case .prioritised: .prioritised
      case .suggested: .suggested
      case .judged: .judged
      case .queued: .queued
      case .taken: .taken
      case .released: .released
      case .transferred: .transferred
      case .withdrawn: .withdrawn
      case .promised: .promised
      case .resolved: .resolved
      case .reopened: .reopened
      case .rated: .rated
      case .concluded: .concluded
      case .tagged: .tagged
      case .routed: .routed
      case .offered: .offered
      case .declined: .declined
      case .considered: .considered
      case .escalated: .escalated
      case .followed: .followed
      case .held: .held
      case .woken: .woken
      case .linked: .linked
      case .unlinked: .unlinked
      case .closed: .closed
      case .nearing: .nearing
      case .breached: .breached
      case .notified: .notified
      case .lookedUp: .lookedUp
      case .transcriptAsked: .transcriptAsked
      case .erasureAsked: .erasureAsked
      case .erasureWithdrawn: .erasureWithdrawn
      case .erased: .erased
      }
  }
}
