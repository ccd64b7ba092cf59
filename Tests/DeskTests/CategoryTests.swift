import Desk
import Testing

@Suite struct CategoryTests {
  private static let tree = CategoryTree([
    CategoryPlan("billing", owner: "money", priority: .high, queue: Identifier("billing")),
    CategoryPlan("billing/refund"),
    CategoryPlan("billing/refund/late", priority: .urgent),
    CategoryPlan("technical"),
    CategoryPlan("technical/late"),
  ])

  @Test func whatAChildDoesNotSayItsParentSays() {
    #expect(Self.tree.priority(of: "billing/refund") == .high)
    #expect(Self.tree.priority(of: "billing/refund/late") == .urgent)
    #expect(Self.tree.queue(of: "billing/refund/late") == Identifier("billing"))
    #expect(Self.tree.owner(of: "billing/refund") == "money")
    #expect(Self.tree.priority(of: "technical/late") == nil)
  }

  @Test func aCategoryIsMeantByItsPathOrByItsLastWordAlone() throws {
    #expect(try Self.tree.category("Billing/Refund") == "billing/refund")
    #expect(try Self.tree.category("refund") == "billing/refund")
    #expect(throws: Refusal.self) { try Self.tree.category("late") }
  }

  @Test func aMistypedCategoryIsRefusedWithWhatWasMeant() {
    #expect {
      try Self.tree.category("refnd")
    } throws: { error in
      (error as? Refusal)?.why
        == "the desk has no category \"refnd\"; did you mean billing/refund?"
    }
  }

  @Test func withoutATreeEveryWordIsACategory() throws {
    #expect(try CategoryTree().category("anything at all") == "anything at all")
  }
}

@Suite struct FieldTests {
  @Test func aValueHasToBeOfItsFieldsKind() throws {
    #expect(try FieldPlan("a", .number).normal("-3.5") == "-3.5")
    #expect(throws: Refusal.self) { try FieldPlan("a", .number).normal("inf") }
    #expect(throws: Refusal.self) { try FieldPlan("a", .number).normal("0x10") }
    #expect(try FieldPlan("a", .date).normal("2028-02-29") == "2028-02-29")
    for day in ["2026-02-29", "2026-13-01", "26-01-01", "2026-1-1", "2026-01-01 "] {
      #expect(throws: Refusal.self, "\(day)") { try FieldPlan("a", .date).normal(day) }
    }
    #expect(try FieldPlan("a", .yesNo).normal("Yes") == "yes")
    #expect(try FieldPlan("a", .yesNo).normal("false") == "no")
    #expect(throws: Refusal.self) { try FieldPlan("a", .yesNo).normal("maybe") }
    #expect(try FieldPlan("a", .choice(["Gold", "silver"])).normal("gold") == "Gold")
    #expect(throws: Refusal.self) { try FieldPlan("a", .choice(["Gold"])).normal("bronze") }
    #expect(throws: Refusal.self) {
      try FieldPlan("a", .text).normal(String(repeating: "x", count: 1001))
    }
  }

  @Test func whatIsRequiredAndNotFilledInIsMissing() {
    let plans = [
      FieldPlan("cause", .text, isRequired: true), FieldPlan("note", .text),
      FieldPlan("tier", .text, isRequired: true),
    ]
    #expect(plans.missing(from: [Field("tier", "gold")]).map(\.name) == ["cause"])
    #expect(plans.missing(from: [Field("tier", ""), Field("cause", "x")]).map(\.name) == ["tier"])
  }
}
