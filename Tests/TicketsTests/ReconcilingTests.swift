import Courier
import Desk
import Foundation
import Testing
import Tickets

/// Whether a ticket holds what was said is proved by asking, and what is missing is written again.
@Suite(.timeLimit(.minutes(5))) struct ReconcilingTests {
  @Test(arguments: ["zendesk", "freshdesk", "github"])
  func whatIsMissingIsFoundAndWritten(_ name: String) async throws {
    let stub = try Stub(name)
    defer { stub.connector.stop() }
    let book = TestBook()
    var story = Story("talk1")
    story.customer("My parcel is *late* & <b>wet</b>")
    book.carry(story, by: stub.connector)
    story.agent("It is on its way")
    book.carry(story, by: stub.connector)
    let talk = try #require(Talk(story.conversation, story.events))
    let link = try #require(book.link(story))
    let proof = try stub.connector.prove(talk, link)
    #expect(proof.isWhole && proof.expected == 2, "\(proof)")

    // Carried by the record, and not there: as after a restore of the other side.
    story.customer("Thank you")
    let later = try #require(Talk(story.conversation, story.events))
    var ahead = link
    ahead.state["seq"] = "5"
    let lacking = try stub.connector.prove(later, ahead)
    #expect(lacking.missing == [5] && lacking.changed.isEmpty, "\(lacking)")
    try stub.connector.repair(later, lacking)
    #expect(try stub.connector.prove(later, ahead).isWhole)
    let texts = try await stub.tickets().flatMap(\.entries).map(\.text).joined()
    #expect(texts.components(separatedBy: "Thank you").count == 2)
    #expect(try stub.mistakes == [])
  }

  @Test func wordsThatWereChangedThereAreSaid() throws {
    let stub = try Stub("zendesk")
    defer { stub.connector.stop() }
    let book = TestBook()
    var story = Story("talk1")
    story.customer("My parcel is late")
    book.carry(story, by: stub.connector)
    var other = Story("talk1")
    other.customer("My parcel is early")
    let talk = try #require(Talk(other.conversation, other.events))
    let proof = try stub.connector.prove(talk, try #require(book.link(story)))
    #expect(proof.changed == [3] && proof.missing.isEmpty, "\(proof)")
  }

  @Test(arguments: ["zendesk", "freshdesk", "zammad"])
  func aFileThatIsMissingIsFoundAndWrittenAndOneThatIsGoneHereIsNotAskedFor(_ name: String)
    async throws
  {
    let file = Attachment(id: "f1", name: "label.pdf", size: 5, media: "application/pdf")
    let gone = Attachment(id: "f2", name: "gone.pdf", size: 5, media: "application/pdf")
    // Without the file's bytes it is carried as words alone.
    let without = try Stub(name)
    defer { without.connector.stop() }
    let book = TestBook()
    var story = Story("talk1")
    story.customer("My label", file: file)
    story.customer("Another", file: gone)
    book.carry(story, by: without.connector)
    let link = try #require(book.link(story))
    let with = try Stub.connector(
      name, without.peer.url("").dropLast().description, files: ["f1": Array("bytes".utf8)])
    defer { with.stop() }
    let talk = try #require(Talk(story.conversation, story.events))
    #expect(try without.connector.prove(talk, link).isWhole)
    let lacking = try with.prove(talk, link)
    #expect(lacking.filesMissing == [3] && lacking.missing.isEmpty, "\(lacking)")
    try with.repair(talk, lacking)
    #expect(try with.prove(talk, link).isWhole)
    #expect(try await without.tickets().flatMap(\.files).map { $0[0] } == ["label.pdf"])
    #expect(try without.mistakes == [])
  }

  @Test func aRehearsalAsksNobodyAndShowsNoSecret() throws {
    let recipe = try #require(try ShippedRecipeTests.read("zendesk").recipe)
    let rehearsal = TicketRehearsal()
    let connector = rehearsal.recipe(
      recipe, name: "tickets", url: "https://shop.zendesk.example",
      settings: ["account": "bot@example.com"], bytes: { _ in nil })
    var story = Story("talk1")
    story.customer("My parcel is late")
    story.resolve()
    #expect(TestBook().carry(story, by: connector)?.isDone == true)
    let requests = rehearsal.requests
    #expect(requests.map(\.method) == ["GET", "POST", "PUT", "PUT", "POST", "PUT", "POST", "PUT"])
    #expect(requests[1].url == "https://shop.zendesk.example/api/v2/tickets.json")
    #expect(requests[1].headers.contains("Idempotency-Key: epoch1:talk1"))
    #expect(requests.allSatisfy { $0.headers.contains("Authorization: Basic ***") })
    #expect(requests[2].body?.contains("My parcel is late") == true)
  }
}
