import Desk
import Terminal
import Wire

// Completing the word before the cursor: commands, people, queues and everything else by name.
extension DeskModel {
  /// Completes what stands before the cursor; false where there is nothing of that kind.
  mutating func completeWord(back: Bool = false) -> Bool {
    guard focus == .input else { return false }
    if var completion = tools.completion {
      step(&completion, back: back)
      return true
    }
    if !back, completePath() { return true }
    guard !back, let wanted = wantedWord else { return false }
    // Articles are found as they are typed: there is more to them than their names.
    if wanted.kind == .article {
      submit()
      return true
    }
    let fitting = candidates(wanted)
    offer(
      Completion(
        fitting, head: wanted.head, tail: wanted.kind == .field ? " = " : " ",
        use: use(of: wanted)), wanted.word, orSay: nothingFits(wanted.kind))
    return true
  }

  /// The same for what was not known at once.
  mutating func offer(_ candidates: [Completion.Candidate], head: String, word: String) {
    // Behind a folder the path goes on.
    let isFolder = candidates.count == 1 && candidates[0].text.hasSuffix("/")
    offer(
      Completion(candidates, head: head, tail: isFolder ? "" : " "), word,
      orSay: "no file here begins so")
  }

  private mutating func offer(_ completion: Completion, _ word: String, orSay nothing: String) {
    switch completion.candidates.count {
    case 0: say(nothing)
    case 1:
      put(completion.candidates[0].text, behind: completion.head)
      finish(completion, completion.candidates[0])
    default:
      if completion.shared.count > word.count, completion.use != .reply {
        put(completion.shared, behind: completion.head)
      }
      tools.completion = completion
    }
  }

  private mutating func step(_ completion: inout Completion, back: Bool) {
    let count = completion.candidates.count
    let next = completion.selected.map { ($0 + (back ? count - 1 : 1)) % count } ?? 0
    completion.selected = next
    let sign = completion.use == .reply ? ";" : ""
    put(sign + completion.candidates[next].text, behind: completion.head)
    tools.completion = completion
  }

  /// A key while there is a choice; true where it was only about that.
  mutating func pressInCompletion(_ key: Key) -> Bool {
    guard let completion = tools.completion else { return false }
    switch (key.code, key.modifiers) {
    case (.tab, []), (.down, []): return completeWord()
    case (.tab, .shift), (.up, []): return completeWord(back: true)
    case (.escape, []):
      tools.completion = nil
      return true
    case (.enter, []):
      tools.completion = nil
      guard let selected = completion.selected else { return false }
      finish(completion, completion.candidates[selected])
      return true
    case (.text, _), (.enter, _), (.tab, _), (.escape, _), (.backspace, _), (.delete, _),
      (.insert, _), (.up, _), (.down, _), (.left, _), (.right, _), (.home, _), (.end, _),
      (.pageUp, _), (.pageDown, _), (.function, _):
      tools.completion = nil
      return false
    }
  }

  /// What follows a chosen word; the name of a reply gives way to its words.
  private mutating func finish(_ completion: Completion, _ candidate: Completion.Candidate) {
    switch completion.use {
    case .reply:
      guard let current else { return }
      put("", behind: completion.head)
      hands.replyFor = current
      askShortcuts(.shortcut(.reply, candidate.text, current))
    case .emoji: put(candidate.meaning, behind: completion.head)
    case .asItIs: draft.editor.perform(.insert(completion.tail))
    }
  }

  private mutating func put(_ text: String, behind head: String) {
    let after = String(draft.editor.text.dropFirst(draft.editor.before.count))
    // What stands behind the cursor stays there.
    draft.editor.replace(head + text + after)
    for _ in 0..<after.count { draft.editor.perform(.left) }
    draftChanged()
  }

  // MARK: What is wanted

  private struct WantedWord {
    let kind: SlashArgument
    let head: String
    let word: String
    /// Of a value: the field it is of.
    var field = ""
  }

  private func use(of wanted: WantedWord) -> Completion.Use {
    if wanted.kind == .emoji { return .emoji }
    let isReply = wanted.kind == .reply && !SlashCommand.isMeant(draft.editor.text)
    return isReply ? .reply : .asItIs
  }

  /// The word before the cursor, and what kind of word belongs there.
  private var wantedWord: WantedWord? {
    let before = draft.editor.before
    let place = before.lastIndex { $0 == " " || $0 == "\n" }.map { before.index(after: $0) }
    let start = place ?? before.startIndex
    let (head, word) = (String(before[..<start]), String(before[start...]))
    if word.hasPrefix(":"), word.count > 1 {
      return WantedWord(kind: .emoji, head: head, word: word)
    }
    if SlashCommand.isMeant(before) {
      guard !head.isEmpty else {
        return WantedWord(kind: .command, head: "/", word: String(word.dropFirst()))
      }
      let name = before.dropFirst().prefix { $0 != " " && $0 != "\n" }.lowercased()
      return wanted(of: name, head, word)
    }
    if word.hasPrefix(";") {
      return WantedWord(kind: .reply, head: head, word: String(word.dropFirst()))
    }
    if word.hasPrefix("@"), draft.isNote { return WantedWord(kind: .agent, head: head, word: word) }
    return nil
  }

  private func wanted(of name: String, _ head: String, _ word: String) -> WantedWord? {
    guard let row = SlashTable.row(name) else { return nil }
    if row.name == "note", word.hasPrefix("@") {
      return WantedWord(kind: .agent, head: head, word: word)
    }
    if row.name == "field", let field = fieldNamed(in: head) {
      return WantedWord(kind: .value, head: head, word: word, field: field)
    }
    let isFirst = head.filter { $0 == " " }.count == 1
    switch row.argument {
    case .none: return nil
    case .tag, .filter, .ticket, .article: break
    case .alert where !isFirst: return WantedWord(kind: .pause, head: head, word: word)
    case .queue where word.hasPrefix("#"): break
    case .queue, .conversation, .agent, .agentOrQueue, .flow, .category, .field, .priority,
      .presence, .theme, .span, .macro, .reply, .action, .command, .alert, .pause, .value, .emoji,
      .path, .file:
      guard isFirst else { return nil }
    }
    return WantedWord(kind: row.argument, head: head, word: word)
  }

  /// The field whose value comes next: `/field name = `.
  private func fieldNamed(in head: String) -> String? {
    let parts = head.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, parts[1].allSatisfy(\.isWhitespace) else { return nil }
    return parts[0].split(separator: " ").last.map(String.init)
  }

  private func nothingFits(_ kind: SlashArgument) -> String {
    switch kind {
    case .command: "no such command; ^G lists them"
    case .queue: "no queue begins so"
    case .agent, .agentOrQueue: "nobody and no queue begins so"
    case .none, .ticket, .conversation, .flow, .category, .tag, .field, .priority, .presence,
      .theme, .span, .macro, .reply, .filter, .action, .alert, .pause, .article, .file:
      "nothing begins so"
    case .path: "no file here begins so"
    case .value: "any value goes there; the desk says what it does not take"
    case .emoji: "no emoji of that name"
    }
  }

  private func candidates(_ wanted: WantedWord) -> [Completion.Candidate] {
    let word = wanted.word
    let all = everything(of: wanted.kind, word, wanted.field)
    let wanted = word.lowercased()
    let begun = all.filter { $0.text.lowercased().hasPrefix(wanted) }
    // What only holds the word is better than nothing.
    return begun.isEmpty
      ? all.filter { $0.text.lowercased().contains(wanted.drop { "@#+-:".contains($0) }) } : begun
  }

  private func everything(
    of kind: SlashArgument, _ word: String, _ field: String
  ) -> [Completion.Candidate] {
    let names = tools.names
    switch kind {
    case .none, .article, .path: return []
    case .file:
      return (transcript?.conversation.files ?? []).map {
        Completion.Candidate(Attachment.cleaned(name: $0.name), FileSaying.size($0.size))
      }
    case .alert:
      return Alert.Kind.allCases.map { Completion.Candidate($0.rawValue, $0.title) } + pauses
    case .pause: return pauses
    case .value:
      return names.fields.first { $0.name == field }?.values.map { Completion.Candidate($0) } ?? []
    case .emoji: return EmojiNames.candidates(word)
    case .command:
      return SlashTable.rows.map { Completion.Candidate($0.name, $0.meaning) }
        + SlashTable.rows.flatMap { row in
          word.isEmpty ? [] : row.aliases.map { Completion.Candidate($0, row.meaning) }
        }
    case .agent: return people
    case .queue: return queues
    case .agentOrQueue: return people + queues
    case .flow: return names.flows.map { Completion.Candidate($0) }
    case .category: return names.categories.map { Completion.Candidate($0.name, $0.title) }
    case .field: return names.fields.map { Completion.Candidate($0.name, $0.title) }
    case .tag:
      let sign = word.first.map { "+-".contains($0) ? String($0) : "" } ?? ""
      return tags.map { Completion.Candidate(sign + $0) }
    case .priority: return Priority.allCases.map { Completion.Candidate($0.rawValue) }
    case .presence: return Presence.allCases.map { Completion.Candidate($0.rawValue) }
    case .theme: return ThemeName.allCases.map { Completion.Candidate($0.rawValue, $0.meaning) }
    case .span: return ["today", "week"].map { Completion.Candidate($0) }
    case .macro: return shortcuts(.macro)
    case .reply: return shortcuts(.reply)
    case .ticket: return tickets
    case .conversation:
      return tickets
        + floor.mine(me).map { summary in
          Completion.Candidate(name(summary.conversation), "#\(summary.number)")
        }
    case .action:
      return KeyTable.rows.map { Completion.Candidate($0.action.rawValue, $0.meaning) }
    case .filter:
      return [
        "from:", "agent:me", "queue:", "state:", "priority:", "tag:", "category:", "after:",
        "before:", "on:", "in:notes", "in:words",
      ].map { Completion.Candidate($0) }
    }
  }

  private var pauses: [Completion.Candidate] {
    ["30m", "2h", "1d", "off"].map { Completion.Candidate($0) }
  }

  private var people: [Completion.Candidate] {
    tools.colleagues.filter { $0.agent.id != me }.map { colleague in
      Completion.Candidate("@\(colleague.agent.id.text)", colleague.standing)
    }
  }

  private var queues: [Completion.Candidate] {
    tools.names.queues.map { Completion.Candidate("#\($0.name)", $0.title) }
  }

  private func shortcuts(_ kind: Reply.Shortcut.Kind) -> [Completion.Candidate] {
    tools.shortcuts.filter { $0.kind == kind }.map { Completion.Candidate($0.name, $0.title) }
  }

  /// Tags that are on anything known here.
  private var tags: [String] {
    let all = Set((floor.queue + floor.mine(me) + floor.done).flatMap(\.matter.tags))
    return all.sorted()
  }

  private var tickets: [Completion.Candidate] {
    let known = floor.mine(me) + floor.queue + floor.missed + floor.promised + floor.done
    return known.map { Completion.Candidate("#\($0.number)", name($0.conversation)) }
  }
}
