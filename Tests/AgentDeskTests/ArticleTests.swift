import Desk
import Terminal
import Testing
import Wire

@testable import AgentDesk

/// Articles: read to the end, and put in whole, in part or as a link.
@Suite struct ArticleTests {
  private static let size = Size(columns: 80, rows: 24)
  private static let text =
    "## First\n\nLook at the **tracking** page.\n\n| You paid by | Refunded to |\n|---|---|\n"
    + "| Card | the same card |\n\n"
    + (1...60).map { "Paragraph number \($0) of the article." }.joined(separator: "\n\n")

  private static func reading(_ link: String? = "https://shop.example/help/late") throws
    -> PaperDesk
  {
    var desk = try found()
    desk.press(Key(.tab))
    let question = try desk.asked()
    #expect(question.subject == .article(Identifier("late")))
    desk.hear(.answer(question.id, .article(title: "Late", text: text, link: link)))
    return desk
  }

  private static func found() throws -> PaperDesk {
    var desk = PaperDesk.morning(size)
    desk.press(.alt("k"))
    let question = try desk.asked()
    desk.hear(
      .answer(
        question.id,
        .articles([
          Reply.Found(
            article: Identifier("late"), title: "Late", excerpt: "Most arrive.", score: 90)
        ])))
    return desk
  }

  /// Finding S13: the preview of an article ended at the lower border.
  @Test func anArticleIsReadToItsEnd() throws {
    var desk = try Self.reading()
    #expect(!DeskView(desk.model).grid().text().contains("Paragraph number 60"))
    for _ in 0..<12 { desk.press(Key(.pageDown)) }
    #expect(DeskView(desk.model).grid().text().contains("Paragraph number 60"))
    desk.press(Key(.home))
    #expect(DeskView(desk.model).grid().text().contains("First"))
    for _ in 0..<63 { desk.press(Key(.down)) }
    #expect(DeskView(desk.model).grid().text().contains("> Paragraph number 60"))
    for _ in 0..<63 { desk.press(Key(.up)) }
    #expect(DeskView(desk.model).grid().text().contains("> First"))
  }

  /// Finding S12: what was put in was chosen by the program, with tables run together.
  @Test func aPassageIsChosenAndATableKeepsItsSense() throws {
    var desk = try Self.reading()
    desk.press(Key(.down), Key(.down), Key(.enter))
    #expect(desk.model.draft.editor.text == "You paid by: Card; Refunded to: the same card")
    #expect(desk.model.overlay == nil)
  }

  @Test func severalPassagesGoInTogether() throws {
    var desk = try Self.reading()
    desk.press(Key(.down), .text(" "), Key(.down), Key(.down), .text(" "), Key(.enter))
    #expect(
      desk.model.draft.editor.text
        == "Look at the tracking page.\nParagraph number 1 of the article.")
  }

  @Test func theWholeArticleOrItsLinkGoesIn() throws {
    var desk = try Self.reading()
    desk.press(Key(.enter, .alt))
    #expect(desk.model.draft.editor.text.hasPrefix("Late\nFirst\nLook at the tracking page."))
    #expect(desk.model.draft.editor.text.hasSuffix("Paragraph number 60 of the article."))
    desk = try Self.found()
    desk.press(.alt("l"))
    let question = try desk.asked()
    desk.hear(
      .answer(
        question.id, .article(title: "Late", text: "Look.", link: "https://shop.example/late")))
    #expect(desk.model.draft.editor.text == "Late: https://shop.example/late")
  }

  @Test func anArticleWithoutAPageSaysSo() throws {
    var desk = try Self.reading(nil)
    desk.press(.alt("l"))
    #expect(desk.model.draft.editor.isEmpty)
    #expect(desk.model.toast?.text == "“Late” stands on no page: it has no link")
  }

  /// Whatever the size of the screen, going down reaches every passage, and it is seen.
  @Test(arguments: [Size(columns: 10, rows: 3), Size(columns: 40, rows: 12), size])
  func everyPassageIsReachedAtEverySize(size: Size) {
    let long = String(repeating: "words and words ", count: 40)
    var reading = ArticleReading(
      Identifier("a"), title: "A", text: "One\n\n\(long)\n\nThree", link: nil)
    let (width, height) = (OverlayView.innerWidth(size), OverlayView.readingRows(size))
    var steps = 0
    while reading.chosen < 2, steps < 1000 {
      reading.step(1, width, height)
      steps += 1
    }
    #expect(reading.chosen == 2)
    let seen = reading.rows(width).dropFirst(reading.scroll).prefix(height)
    #expect(seen.contains { $0.passage == 2 })
  }
}
