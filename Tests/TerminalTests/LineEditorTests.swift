import TestSupport
import Testing

@testable import Terminal

@Suite struct LineEditorTests {
  private static func typed(_ text: String) -> LineEditor {
    var editor = LineEditor()
    for scalar in text.unicodeScalars {
      if let edit = Edit(.text(scalar)) { editor.perform(edit) }
    }
    return editor
  }

  @Test func backspaceTakesAWholeCharacterAsReadersSeeIt() {
    var editor = Self.typed("ok 👨‍👩‍👧")
    for text in ["ok ", "ok", "o", "", ""] {
      editor.perform(.backspace)
      #expect(editor.text == text)
    }
  }

  @Test func wordsAreCutAndPutBackTogether() {
    var editor = Self.typed("one two, three")
    editor.perform(.killWordLeft)
    editor.perform(.killWordLeft)
    #expect(editor.text == "one ")
    editor.perform(.yank)
    #expect(editor.text == "one two, three")
    editor.perform(.lineStart)
    editor.perform(.killWordRight)
    #expect(editor.text == " two, three")
    editor.perform(.killToLineEnd)
    #expect(editor.isEmpty)
    editor.perform(.yank)
    #expect(editor.text == "one two, three")
  }

  @Test func undoTakesBackAWordAtATimeAndRedoBringsItBack() {
    var editor = Self.typed("one two")
    editor.perform(.undo)
    #expect(editor.text == "one ")
    editor.perform(.undo)
    editor.perform(.undo)
    #expect(editor.text == "")
    editor.perform(.redo)
    editor.perform(.redo)
    editor.perform(.redo)
    #expect(editor.text == "one two")
    editor.perform(.undo)
    editor.perform(.insert("x"))
    editor.perform(.redo)
    #expect(editor.text == "one x")
  }

  @Test func upAndDownKeepTheColumnAndThenGoThroughHistory() {
    var editor = LineEditor("first")
    _ = editor.submit()
    editor.perform(.insert("long line\nab\nlonger line"))
    editor.perform(.lineUp)
    #expect(editor.before == "long line\nab")
    editor.perform(.lineUp)
    #expect(editor.before == "lo")
    editor.perform(.lineUp)
    #expect(editor.text == "first")
    editor.perform(.lineDown)
    #expect(editor.text == "long line\nab\nlonger line")
  }

  @Test func textOverTheLimitIsNotTaken() {
    var editor = LineEditor(limit: 5)
    editor.perform(.insert("abcdefgh"))
    #expect(editor.text == "abcde")
    editor.perform(.insert("x"))
    #expect(editor.text == "abcde")
  }

  @Test func theCursorStandsWhereTheTextIsShown() {
    var editor = LineEditor()
    editor.perform(.insert("hello brave world\n荷物"))
    let rows = editor.rows(columns: 13)
    #expect(rows.rows.map(\.text) == ["hello brave ", "world", "荷物"])
    #expect(rows.cursor == Point(column: 4, row: 2))
    editor.perform(.lineUp)
    editor.perform(.lineStart)
    #expect(editor.rows(columns: 13).cursor == Point(column: 0, row: 0))
  }

  @Test func anyEditsInAnyOrderKeepTheTextWithinItsLimitAndTheCursorOnScreen() {
    var chance = Dice.fresh()
    let seed = chance.seed
    let edits: [Edit] = [
      .left, .right, .wordLeft, .wordRight, .lineStart, .lineEnd, .lineUp, .lineDown, .backspace,
      .delete, .killToLineStart, .killToLineEnd, .killWordLeft, .killWordRight, .yank, .undo, .redo,
      .insert("\n"), .insert("word "),
    ]
    var editor = LineEditor(limit: 300)
    for step in 0..<5000 {
      let isText = Int.random(in: 0..<3, using: &chance) == 0
      let edit =
        isText ? Edit.insert(chance.hostileText(upTo: 5)) : edits.randomElement(using: &chance)
      editor.perform(edit ?? .left)
      if step % 500 == 0 { _ = editor.submit() }
      #expect(editor.text.unicodeScalars.count <= 300, "seed \(seed)")
      let rows = editor.rows(columns: 20)
      #expect(rows.rows.indices.contains(rows.cursor.row), "seed \(seed)")
      #expect((0..<20).contains(rows.cursor.column), "seed \(seed)")
    }
  }
}
