import Desk
import Foundation
import Glibc
import Office
import Rehearsal
import Synchronization
import Wire

/// The tutorial's steps, each told once the one before was done.
///
/// It looks into the record five times a second, and ends with the terminal.
struct Lesson {
  /// What is waited for, and what happens then.
  struct Step: Sendable {
    let isDone: @Sendable (Event) -> Bool
    /// What the customer writes then, if anything.
    var customer: String?
    let note: String
  }

  /// Whether the terminal was left; said by one thread, asked by another.
  final class End: Sendable {
    private let isReached = Atomic(false)

    func reach() { isReached.store(true, ordering: .relaxed) }

    var isHere: Bool { isReached.load(ordering: .relaxed) }
  }

  private let desk: ServedDesk
  private let conversation: Identifier<Conversation>
  private var token: String?
  private let end: End
  /// Microseconds between two looks.
  private static let pause: UInt32 = 200_000
  private static let ruth = Identifier<Agent>("ruth")

  init(_ desk: ServedDesk, until end: End) throws {
    self.desk = desk
    self.end = end
    let (ana, conversation) = try desk.somebodyWaits("Ana", "My parcel is late. What can I do?")
    self.conversation = conversation
    token = ana.token
  }

  mutating func run() {
    var seen = 0
    for step in Self.steps {
      while !end.isHere {
        // A record that cannot be read for a moment is read with the next look.
        let events = (try? desk.events(of: conversation)) ?? []
        let fresh = events.indices.dropFirst(seen)
        if let place = fresh.first(where: { step.isDone(events[$0]) }) {
          seen = place + 1
          break
        }
        usleep(Self.pause)
      }
      guard !end.isHere else { return }
      if let words = step.customer { say(words) }
      note(step.note)
    }
    // The desk stays until the terminal is left.
    while !end.isHere { usleep(Self.pause) }
  }

  /// What fails to be said is missed by nobody but the pupil, who sees what comes next all the
  /// same.
  private func note(_ text: String) {
    let conversation = conversation
    try? desk.ask { office in
      _ = try office.act(
        .note(text), in: conversation, as: Self.ruth, reason: nil, by: "o:tutorial")
    }
  }

  private mutating func say(_ words: String) {
    guard let ana = try? Visitor.customer(desk, token: token) else { return }
    token = ana.token ?? token
    _ = try? ana.do(.say(words), conversation)
  }

  private static func isMaya(_ author: Author) -> Bool {
    if case .agent(let agent) = author { agent.id.text == "maya" } else { false }
  }

  private static let steps = [
    Step(
      isDone: { if case .taken = $0 { true } else { false } },
      note: "2 of 7: she is yours. Write her an answer below, and press Enter to send it."),
    Step(
      isDone: { if case .said(let message) = $0 { isMaya(message.author) } else { false } },
      customer: "Thank you! The order is A-1182, and it was due last Friday.",
      note: "3 of 7: well done. Leave a note for colleagues, which Ana never sees: "
        + "type /note and a few words, then Enter."),
    Step(
      isDone: { if case .noted(let author, _) = $0 { isMaya(author) } else { false } },
      note: "4 of 7: now let an article answer. Press Alt-k, type late, press Enter to put it "
        + "into your answer, and Enter again to send it."),
    Step(
      isDone: { if case .said(let message) = $0 { isMaya(message.author) } else { false } },
      note: "5 of 7: say how urgent it is: type /priority high and Enter."),
    Step(
      isDone: { if case .prioritised = $0 { true } else { false } },
      note: "6 of 7: you wait for the depot, so set her aside: "
        + "type /hold 30m the depot looks and Enter. Her words will wake her."),
    Step(
      isDone: { if case .held = $0 { true } else { false } },
      customer: "It has just arrived, thank you!",
      note: "7 of 7: she wrote, so she is back. That settles it: type /resolve and Enter."),
    Step(
      isDone: { if case .resolved = $0 { true } else { false } },
      note: "That is all of it: you took, answered, noted, looked up, set aside and resolved. "
        + "F1 shows every key, ^G every action. /quit leaves; nothing of this is kept."),
  ]
}
