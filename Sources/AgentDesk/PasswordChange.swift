import Desk
import Terminal
import Wire

/// One's own new password, while it is typed: nothing of it is ever shown, kept or undone to.
package struct PasswordChange: Equatable, Sendable {
  static let prompts = ["Old password", "New password", "The new one again"]
  /// What the desk takes at most, in characters.
  private static let longest = 1024

  /// What stands in the three fields.
  private(set) var fields = [LineEditor](repeating: LineEditor(limit: longest), count: 3)
  private(set) var place = 0
  /// What is wrong with it, or that the desk is asked.
  var note = ""
  /// The question whose answer is awaited.
  var question: Question.ID?

  package init() {}

  mutating func step(_ places: Int) { place = min(max(place + places, 0), fields.count - 1) }

  mutating func perform(_ edit: Edit) {
    note = ""
    fields[place].perform(edit)
  }

  var isAtLast: Bool { place == fields.count - 1 }

  /// What is to be asked of the desk; nil where something is missing, which `note` says.
  mutating func deed() -> AccountDeed? {
    if let empty = fields.firstIndex(where: \.isEmpty) {
      place = empty
      note = "this is still missing"
      return nil
    }
    guard fields[1].text == fields[2].text else {
      note = "the two new ones are not the same"
      fields[2] = LineEditor(limit: Self.longest)
      return nil
    }
    return .changePassword(from: fields[0].text, to: fields[1].text)
  }

  /// The desk said no, and why: what was typed is typed anew.
  mutating func refused(_ why: String) {
    self = PasswordChange()
    note = why
  }
}

extension DeskModel {
  mutating func openPasswordChange() {
    guard line.isOnline else { return say("offline: nobody can be asked", isTrouble: true) }
    overlay = .password(PasswordChange())
  }

  mutating func key(_ key: Key, in change: PasswordChange) {
    var change = change
    guard change.question == nil else { return }
    switch (key.code, key.modifiers) {
    case (.enter, []) where change.isAtLast: return submit(change)
    case (.enter, []), (.tab, []), (.down, []): change.step(1)
    case (.tab, .shift), (.up, []): change.step(-1)
    case (.text, _), (.enter, _), (.tab, _), (.escape, _), (.backspace, _), (.delete, _),
      (.insert, _), (.up, _), (.down, _), (.left, _), (.right, _), (.home, _), (.end, _),
      (.pageUp, _), (.pageDown, _), (.function, _):
      if let edit = Edit(key) { change.perform(edit) }
    }
    overlay = .password(change)
  }

  /// For a face that asks for the words itself.
  mutating func changePassword(from old: String, to new: String) {
    guard line.isOnline else { return say("offline: nobody can be asked", isTrouble: true) }
    run([.send(.account(nextQuestion(), .changePassword(from: old, to: new)))])
  }

  private mutating func submit(_ change: PasswordChange) {
    var change = change
    if let deed = change.deed() {
      let question = nextQuestion()
      change.question = question
      change.note = line.isOnline ? "asking …" : "offline: asked when the desk is back"
      run([.send(.account(question, deed))])
    }
    overlay = .password(change)
  }
}

extension OverlayView {
  func password(_ change: PasswordChange, on grid: inout Grid) {
    var rows: [StyledRow] = []
    for (place, prompt) in PasswordChange.prompts.enumerated() {
      let isHere = place == change.place && change.question == nil
      // How long a password is, is nobody's business.
      let filled = change.fields[place].isEmpty ? "" : "(typed, not shown)"
      rows.append(
        StyledRow(isHere ? "> " : "  ", Theme.accent)
          .adding(CleanText(prompt).padded(columns: 19), isHere ? Theme.heading : Theme.faint)
          .adding(CleanText(filled), Theme.faint))
    }
    rows += [StyledRow(), StyledRow("All your other sessions end with it.", Theme.faint)]
    rows.append(StyledRow(CleanText(change.note).fitted(columns: innerWidth), Theme.trouble))
    rows.append(StyledRow("Enter goes on, Up goes back", Theme.faint))
    box("Change your password", rows, 0, on: &grid)
  }
}
