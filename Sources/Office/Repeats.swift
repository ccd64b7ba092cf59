import Desk
import Events
import JSON
import Journal
import Secrets
import Wire

// MARK: - Commands that come again

extension Office {
  /// Answers a command that was applied before, on disk or earlier in this turn.
  func wasApplied(
    _ order: Order, _ caller: Caller, _ author: String, _ live: OpenConversation
  ) throws(RecordFailure) -> Bool {
    guard let applied = try applied(order.cid.text, author, live) else { return false }
    guard Self.asks(order.command, theSameAs: applied) else {
      refuse(order, caller, Refusal(.conflict, "this cid was used before for something else"))
      return true
    }
    let ack = Ack(order.cid, live.conversation.id, seq: applied.seq, isDuplicate: true)
    draft.deliveries.append(.frame(caller.line, ServerFrame.ack(ack).bytes))
    return true
  }

  func applied(_ cid: String, _ author: String, _ live: OpenConversation)
    throws(RecordFailure) -> Applied?
  {
    guard live.commands.mayHold(cid, by: author) else { return nil }
    if let applied = live.addition?.applied(cid, by: author) { return applied }
    return try record.applied(cid, by: author, in: live.conversation.id)
  }

  /// Whether a command asks what the one asked that came to this: the same name for another is a
  /// conflict.
  static func asks(_ command: Command, theSameAs applied: Applied) -> Bool {
    if let fingerprint = applied.fingerprint { return fingerprint == Self.fingerprint(command) }
    // Of what cannot be read nobody can show that it is the same.
    guard case .say(let text) = command,
      case .said(let message)? = try? EventText.recorded(applied.body), message.answer == nil
    else { return false }
    return message.text.utf8.elementsEqual(text.utf8)
  }

  /// What the record keeps to know a command by that comes again; nil for words alone, which stand
  /// there themselves.
  static func fingerprint(_ command: Command, of events: [Event]) -> Int64? {
    if case .say(let text) = command, case .said(let message)? = events.first,
      message.text == text
    {
      return nil
    }
    return fingerprint(command)
  }

  /// 64 bits of what was asked.
  static func fingerprint(_ command: Command) -> Int64 {
    let bytes = JSONWriter.object { command.write(&$0) }
    return Int64(bitPattern: SHA256.value(bytes).leading)
  }
}
