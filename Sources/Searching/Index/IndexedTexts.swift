import Desk
import Events

/// The words of an event by which it is found: what was said, or what only those see who work here.
struct IndexedTexts: Equatable {
  var words = ""
  var notes = ""

  var isEmpty: Bool { words.isEmpty && notes.isEmpty }
  /// The one that is there.
  var shown: String { words.isEmpty ? notes : words }

  init(_ event: Event) {
    switch event {
    case .said(let message): words = message.text
    case .noted(_, let text): notes = text
    case .rated(_, let comment): words = comment ?? ""
    case .queued(let handoff): notes = handoff.summary
    case .transferred(_, _, let note): notes = note ?? ""
    case .escalated(let escalation): notes = escalation.reason
    case .declined(_, .refused(let reason)): notes = reason ?? ""
    case .held(_, _, let reason): notes = reason ?? ""
    case .notified(let notification): notes = notification.text
    case .started, .identified, .recorded, .categorised, .prioritised, .tagged, .suggested, .judged,
      .offered, .declined(_, .missed), .declined(_, .withdrawn), .considered, .taken, .released,
      .routed, .followed, .woken, .linked, .unlinked, .withdrawn, .promised, .resolved, .reopened,
      .closed, .concluded, .nearing, .breached, .transcriptAsked, .erasureAsked, .erasureWithdrawn,
      .erased,
      .lookedUp:
      break
    }
  }

  /// Nil for what this program does not understand or may not see: erased, or of a newer one.
  static func event(_ body: [UInt8]) -> Event? {
    // What is not whole is for `record verify` to name; it has no words.
    try? EventText.recorded(body)
  }
}
