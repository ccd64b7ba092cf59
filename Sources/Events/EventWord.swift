package import Desk

/// The word that names an event's kind in its text, as `docs/protocol.md` lists them. For ever.
package enum EventWord: String, CaseIterable, Sendable {
  case started, said, noted, identified, recorded, categorised, prioritised, suggested, judged
  case queued, taken, released, transferred, withdrawn, promised, resolved, reopened, rated
  case concluded

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
      }
  }
}
