package import Desk

/// The word that names a desk event's kind in its text, as `docs/audit.md` lists them. For ever.
package enum AuditWord: String, CaseIterable, Sendable {
  case loggedIn = "logged_in"
  case loginFailed = "login_failed"
  case loggedOut = "logged_out"
  case sessionsEnded = "sessions_ended"
  case accountAdded = "account_added"
  case accountDisabled = "account_disabled"
  case accountEnabled = "account_enabled"
  case passwordChanged = "password_changed"
  case secondFactorChanged = "second_factor_changed"
  case settingsChanged = "settings_changed"
  case began, published, hotfixed
  case rolledBack = "rolled_back"
  case publishRefused = "publish_refused"
  case migrated
  case mirrorRetried = "mirror_retried"
  case tookOver = "took_over"
  case intervened
  case sentAway = "sent_away"
  case announced
  case lookedIn = "looked_in"
  case accountQualified = "account_qualified"
  case teamSet = "team_set"
  case teamRemoved = "team_removed"
  case blocked, unblocked, exported
  case actedAs = "acted_as"
  case erasureAsked = "erasure_asked"
  case erasureWithdrawn = "erasure_withdrawn"
  case erasureBegan = "erasure_began"
  case erased

  package init(_ event: AuditEvent) {
    self =
      switch event {
      case .loggedIn: .loggedIn
      case .loginFailed: .loginFailed
      case .loggedOut: .loggedOut
      case .sessionsEnded: .sessionsEnded
      case .accountAdded: .accountAdded
      case .accountDisabled: .accountDisabled
      case .accountEnabled: .accountEnabled
      case .passwordChanged: .passwordChanged
      case .secondFactorChanged: .secondFactorChanged
      case .settingsChanged: .settingsChanged
      case .began: .began
      case .published: .published
      case .hotfixed: .hotfixed
      case .rolledBack: .rolledBack
      case .publishRefused: .publishRefused
      case .migrated: .migrated
      case .mirrorRetried: .mirrorRetried
      case .tookOver: .tookOver
      case .intervened: .intervened
      case .sentAway: .sentAway
      case .announced: .announced
      case .lookedIn: .lookedIn
      case .accountQualified: .accountQualified
      case .teamSet: .teamSet
      case .teamRemoved: .teamRemoved
      case .blocked: .blocked
      case .unblocked: .unblocked
      case .exported: .exported
      case .actedAs: .actedAs
      case .erasureAsked: .erasureAsked
      case .erasureWithdrawn: .erasureWithdrawn
      case .erasureBegan: .erasureBegan
      case .erased: .erased
      }
  }
}
