/// Whether the desk itself watches over a wait, so that none is without an end: a wait that a flow
/// began has the flow's own timer.
package enum Watch: Sendable {
  case begins, ends, stays
}

extension Event {
  /// What this does to the desk's watch. A wait that began with an agent, or with the customer's
  /// return, is watched over by the desk.
  package var watch: Watch {
    switch self {
    case .released, .transferred(_, .queue, _): .begins
    case .queued(let handoff): handoff.reason == .returned ? .begins : .stays
    case .taken, .promised, .resolved, .withdrawn: .ends
    case .started, .said, .noted, .identified, .recorded, .categorised, .prioritised, .suggested,
      .judged, .transferred(_, .agent, _), .transferred(_, .bot, _), .reopened, .rated, .concluded:
      .stays
    }
  }
}
