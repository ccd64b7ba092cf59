package import Desk

/// How it goes with one destination: for `mirror status`, health and figures.
package struct DestinationStatus: Sendable, Equatable {
  package let name: String
  package var standing: DeliveryDestination.Standing
  package var breaker = Breaker.State.closed
  /// Until when the destination asked to be left alone.
  package var heldUntil: Instant?
  /// When it asked for that.
  package var heldSince: Instant?
  /// Parcels that were due and not under way when the outbox was last asked; it tells a few at
  /// most.
  package var waiting = 0
  package var inFlight = 0
  package var lastSuccess: Instant?
  package var lastFailure: Instant?
  /// What the last attempt that did not deliver came to, or why the outbox could not be read.
  package var lastError: String?
  /// Why the latest look into its system failed; nil where it went well, or there is none.
  package var lookError: String?
  /// Since the program started.
  package var delivered = 0
  package var retried = 0
  package var dead = 0
}
