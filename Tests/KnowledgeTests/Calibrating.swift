import Knowledge
import Testing

@Suite struct Calibrating {
  private let index = KnowledgeIndex([
    Article(
      id: "kettle", title: "The kettle does not boil",
      body: "Unplug the kettle. Descaling helps: use vinegar, half a litre of water, and wait."),
    Article(
      id: "late", title: "My parcel is late", body: "A parcel may take three days more.",
      examples: ["my parcel is not here", "where is my parcel"]),
    Article(
      id: "lost", title: "My parcel is lost", body: "We look for a lost parcel with the courier.",
      examples: ["my parcel is not there", "the parcel never came"]),
    Article(id: "refund", title: "Refunds", body: "Money is back within five days."),
    Article(id: "password", title: "Reset your password", body: "Choose Forgot your password."),
    Article(id: "invoice", title: "Get an invoice", body: "Invoices are under My orders."),
    Article(id: "hours", title: "Opening hours", body: "We are here from nine to five."),
  ])

  private func fit(_ query: String) -> Fit {
    index.search(query, language: "en", floor: 0).first?.fit ?? .none
  }

  @Test func oneArticleFarAheadIsTheAnswer() {
    #expect(fit("my kettle does not boil any more") == .answer)
  }

  @Test func twoGoodOnesAreOfferedAndNeitherIsTheAnswer() {
    let found = index.search("my parcel", language: "en", atLeast: .offer)
    #expect(found.map(\.id).sorted() == ["late", "lost"])
    #expect(found.allSatisfy { $0.fit == .offer })
  }

  @Test func aWordInCommonIsNothing() {
    #expect(fit("the water in my street is brown and the mayor says nothing") == .none)
    #expect(index.search("a litre of milk please", language: "en", atLeast: .offer).isEmpty)
  }

  @Test func theConfidenceDoesNotDependOnHowManyAreWanted() {
    let many = index.search("my parcel is not there", language: "en", limit: 10, floor: 0)
    let one = index.search("my parcel is not there", language: "en", limit: 1, floor: 0)
    #expect(one.first == many.first)
    #expect(many.allSatisfy { (0...1).contains($0.confidence) })
  }

  @Test func anAnswerIsAlsoAnOffer() {
    let words = "my kettle does not boil any more"
    #expect(index.search(words, language: "en", atLeast: .offer).first?.id == "kettle")
    #expect(index.search(words, language: "en", atLeast: .answer).first?.id == "kettle")
    #expect(Fit.none < .offer && .offer < .answer)
  }

  @Test func aTailFarBehindTheFirstIsNotOffered() throws {
    let found = index.search("vinegar for the kettle, opening", language: "en", atLeast: .offer)
    let best = try #require(found.first)
    #expect(best.id == "kettle" && found.allSatisfy { $0.score >= best.score * 0.4 })
  }
}
