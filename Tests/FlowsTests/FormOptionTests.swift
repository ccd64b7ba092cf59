import Documents
import Flows
import Testing

/// Choices, boxes and long texts in forms, and questions for files, as authors write them.
@Suite struct FormOptionTests {
  private static let vars = """
      about: { type: choice, values: [order, other] }
      news:  { type: bool, default: "false" }
      note:  { type: text, default: "" }
    """

  private func sources(_ fields: String) -> [SourceFile] {
    Sources.bot(
      vars: Self.vars,
      """
        start:
          - ask: Please tell us.
            fields:
      \(fields)
            invalid: Choose one, please.
          - record: { about: "{{ about }}", news: "{{ news }}", note: "{{ note }}" }
          - end: resolved
      """)
  }

  private static let good = """
              about: { label: About, options: { other: Something else, order: An order } }
              news: Tell me
              note: { label: Anything, long: true }
    """

  private func findings(_ fields: String) -> [String] {
    FlowChecker.check(sources: sources(fields), desk: Sources.desk).map { "\($0.id) \($0.message)" }
  }

  @Test func aFormTellsWhatItOffersInTheAuthorsOrder() throws {
    var talk = Talk(try Sources.revision(sources(Self.good)))
    try talk.open()
    guard
      case .say(let say)? = talk.effects.last(where: { if case .say = $0 { true } else { false } })
    else {
      Issue.record("nothing was asked")
      return
    }
    #expect(say.fields.map(\.kind) == ["choice", "bool", "text"])
    #expect(say.fields[0].options.map(\.label) == ["Something else", "An order"])
    #expect(say.fields.map(\.isLong) == [false, false, true])
    try talk.take(.filled(["about": "order", "news": "true", "note": ""]))
    #expect(
      talk.take().suffix(4) == ["=> about = order", "=> news = true", "=> note = ", "=> resolved"])
  }

  @Test func whereFormsCannotBeShownTheWordsOfAnOptionDo() throws {
    var talk = Talk(try Sources.revision(sources(Self.good)))
    try talk.open()
    try talk.say("an ORDER\nno\nnothing")
    #expect(talk.take().suffix(4).first == "=> about = order")
  }

  @Test func mistakesInOptionsAreExplained() {
    #expect(
      findings("              about: { label: About, options: { oder: An order } }").contains(
        "E305 the option \"oder\" is not a value of about"))
    #expect(
      findings("              about: { label: About, options: {} }").contains(
        "E102 about's options are empty"))
    #expect(
      findings("              news: { label: News, options: { yes: Yes } }").contains(
        "E102 news is no choice, so there is nothing to choose from"))
    #expect(
      findings("              news: { label: News, long: true }").contains(
        "E102 only a text has several lines"))
    #expect(
      findings("              about: { label: About, options: { order: Same, other: same } }")
        .contains("E405 \"same\" means both order and other"))
  }

  @Test func moreOptionsThanAnybodyReadsAreWarnedOf() {
    let values = (1...21).map { "v\($0)" }
    let options = values.map { "\($0): Number \($0)" }.joined(separator: ", ")
    let sources = Sources.bot(
      vars: "  about: { type: choice, values: [\(values.joined(separator: ", "))] }",
      """
        start:
          - ask: Which?
            fields:
              about: { label: Which one, options: { \(options) } }
            invalid: Choose one, please.
          - record: { about: "{{ about }}" }
          - end: resolved
      """)
    let ids = FlowChecker.check(sources: sources, desk: Sources.desk).map(\.id)
    #expect(ids.contains("W407"))
  }

  @Test func settingsOfFilesStandOnlyWhereOneIsAskedFor() {
    let sources = Sources.bot(
      vars: "  name: { type: text }",
      """
        start:
          - ask: Your name?
            into: name
            optional: I have none
          - say: "{{ name }}"
          - end: resolved
      """)
    let messages = FlowChecker.check(sources: sources, desk: Sources.desk).map(\.message)
    #expect(messages.contains("only a question for a file has \"optional\""))
  }

  @Test func aFileThatMayBeMissingIsNotReadAsIfItWereThere() {
    let sources = Sources.bot(
      vars: "  photo: { type: file }",
      """
        start:
          - ask: A photo?
            into: photo
            media: image/jpeg
            largest: 5 MB
            invalid: A photo, please.
          - say: "Thank you for {{ photo.name }}."
          - end: resolved
      """)
    let ids = FlowChecker.check(sources: sources, desk: Sources.desk).map(\.id)
    #expect(ids.contains("E306"))
  }
}
