import Desk
import Terminal
import Wire

// What somebody who mends this program needs to know: of customers nothing.
extension DeskModel {
  /// The words of `/debug`.
  var report: [String] {
    let end =
      tools.faults.lines.isEmpty
      ? ["faults: none"]
      : ["faults, the latest first:"]
        + tools.faults.lines.map { "  \(Times.clock($0.at, offset: offset)) \($0.text)" }
    return ["frontdesk \(preferences.version), the agent's terminal"] + lineReport + deskReport
      + screenReport + positionReport + end + ["", "Any key closes this."]
  }

  private var lineReport: [String] {
    let state: String
    switch line.state {
    case .online(let since): state = "online for \(span(since))"
    case .connecting(let since): state = "connecting for \(span(since))"
    case .offline(_, let since): state = "offline for \(span(since))"
    case .ended: state = "ended"
    }
    return [
      "line: \(state)\(isQuiet ? ", no answer for some seconds" : "") to \(server)",
      "clock: the desk's is \(line.clockLead) ms ahead; UTC\(offset < 0 ? "" : "+")\(offset / 60) min",
      "commands: \(line.outgoing.count(where: \.isOpen)) open, "
        + "\(line.outgoing.count(where: { !$0.isOpen })) refused, \(leaving.count) to leave yet",
    ]
  }

  private var deskReport: [String] {
    [
      "agent: \(me?.text ?? "not welcomed"), \(line.role.rawValue), \(presence.rawValue)",
      "lists: \(floor.queue.count) waiting, \(floor.missed.count) missed, "
        + "\(floor.promised.count) promised, \(floor.mine(me).count) mine, "
        + (floor.isComplete ? "complete" : "not complete yet"),
      "alerts: \(alerts.open.count) open; drafts: \(drafts.values.count { !$0.editor.isEmpty })",
    ]
  }

  private var screenReport: [String] {
    [
      "screen: \(size.columns)x\(size.rows), \(theme.rawValue)\(usesASCII ? ", ASCII borders" : "")"
        + ", TERM \(preferences.terminal.isEmpty ? "not set" : preferences.terminal)",
      "keys: \(tools.presses) pressed; focus \(hands.tellsFocus ? "is told" : "is not told")",
    ]
  }

  /// How far each conversation that is followed has come.
  private var positionReport: [String] {
    let followed = transcripts.values.compactMap { transcript -> String? in
      guard let seq = line.position(transcript.conversation.id) else { return nil }
      let number = transcript.conversation.opening?.number ?? 0
      let state = transcript.isCaughtUp ? "" : ", being fetched"
      return "  #\(number) \(transcript.conversation.id.text): \(seq)\(state)"
    }
    return ["positions: \(followed.count)"] + followed.sorted().prefix(50)
  }

  private func span(_ since: Instant) -> String { Times.wait(max(.zero, now.since(since))) }

  mutating func openReport() { overlay = .sheet(Sheet(lines: report, beginsAtEnd: false)) }

  /// Notes what went wrong, without anybody's words.
  mutating func noteFault(_ event: DeskEvent) {
    switch event {
    case .unreadable(let why): tools.faults.add("not understood: \(why)", at: now)
    case .trouble(let why): tools.faults.add(why, at: now)
    case .disconnected(let code, let why):
      let words = why ?? code.map { "closed with \($0)" } ?? "ended"
      tools.faults.add("line: \(words)", at: now)
    case .received(.nack(_, let refusal)): tools.faults.add("refused: \(refusal.code)", at: now)
    case .received(.refused(let refusal, _)):
      tools.faults.add("not answered: \(refusal.code)", at: now)
    case .received(.newer(let type, _)): tools.faults.add("newer frame: \(type)", at: now)
    case .file(.failed): tools.faults.add("a file was not carried", at: now)
    case .file(.cut): tools.faults.add("a file was cut on its way", at: now)
    case .input, .entered, .resized, .tick, .connected, .received, .quiet, .restored, .edited,
      .file:
      break
    }
  }
}
