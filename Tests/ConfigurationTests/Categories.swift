import Configuration
import Documents
import Testing

@Suite struct Categories {
  private func load(_ text: String) -> Loaded<DeskSettings> {
    DeskSettings.load(file: SourceFile(path: "d.yaml", text: text))
  }

  @Test func aTreeIsReadWithItsPaths() throws {
    let desk = try #require(
      load(
        """
        categories:
          billing:
            title: Billing
            queue: billing
            children:
              refund:
                title: Refunds
                priority: high
                owner: money
          technical: { title: Technical }
        """
      ).settings)
    let flat = CategorySettings.flat(desk.categories)
    #expect(flat.map(\.path) == ["billing", "billing/refund", "technical"])
    #expect(flat[1].category.priority == "high")
    #expect(flat[1].category.owner == "money")
    #expect(flat[0].category.queue == "billing")
  }

  @Test func fieldsAreReadWithTheirKinds() throws {
    let desk = try #require(
      load(
        """
        fields:
          root_cause: { title: Root cause, type: choice, options: [a, b], required_at_resolve: true }
          amount: { title: Amount, type: number }
        """
      ).settings)
    #expect(desk.fields.map(\.name) == ["root_cause", "amount"])
    #expect(desk.fields[0].options == ["a", "b"])
    #expect(desk.fields.map(\.isRequiredAtResolve) == [true, false])
  }

  @Test func whatIsShownReadsBackToTheSame() throws {
    let text = """
      categories:
        billing:
          title: "Billing: all of it"
          children:
            refund: { title: Refunds, priority: high, queue: billing, owner: maya }
      fields:
        tier: { title: Tier, type: choice, options: [gold, "silver: plated"] }
      """
    let desk = try #require(load(text).settings)
    let again = try #require(load(desk.show()).settings)
    #expect(again.categories == desk.categories)
    #expect(again.fields == desk.fields)
  }

  @Test(
    arguments: [
      ("categories: { Bill: { title: A } }", "write 1 to 32 small letters, digits and dashes"),
      ("categories: { a: { titel: A, title: A } }", "did you mean \"title\"?"),
      ("categories: { a: { title: A, priority: critical } }", "write one of low, normal"),
      (
        "categories: { a: { title: A, children: { b: { title: A, children: { c: { title: A, "
          + "children: { d: { title: A, children: { e: { title: A } } } } } } } } } }",
        "at most 4 levels"
      ),
      ("fields: { a: { title: A, type: chioce } }", "did you mean \"choice\"?"),
      ("fields: { a: { title: A, type: choice } }", "add \"options: [gold, silver]\""),
      ("fields: { a: { title: A, type: text, options: [b] } }", "take the options out"),
      ("fields: { a: { title: A, type: choice, options: [b, B] } }", "each once"),
      ("fields: { subject: { title: A, type: text } }", "not subject"),
      ("fields: { a: { title: A } }", "add \"type: …\""),
    ])
  func whatCannotBeIsExplained(_ text: String, _ hint: String) {
    let loaded = load(text)
    #expect(loaded.settings == nil)
    #expect(loaded.report.contains(hint), "\(loaded.report)")
  }

  @Test func moreThanThereMayBeIsRefused() {
    let many = (0...500).map { "  c\($0): { title: A }" }.joined(separator: "\n")
    #expect(load("categories:\n" + many).report.contains("at most 500"))
    let fields = (0...64).map { "  f\($0): { title: A, type: text }" }.joined(separator: "\n")
    #expect(load("fields:\n" + fields).report.contains("at most 64"))
  }
}
