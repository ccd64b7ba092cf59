import Courier
import Desk
import Foundation
import Testing
import Tickets

/// Each shipped recipe against a stand-in that takes only what its maker's page says.
@Suite(.timeLimit(.minutes(5))) struct RecipeCarryingTests {
  private static let appending = ShippedRecipeTests.names.filter { $0 != "osticket" }
  private static let picture = Attachment(
    id: "picture", name: "broken \"cup\".txt", size: 9, media: "text/plain")

  /// A whole matter: words of all, a file, a note, and its end.
  private static func matter(_ id: String = "talk1") -> Story {
    var story = Story(id)
    story.customer("My parcel <script>alert(1)</script> is late @maya")
    story.add(.said(Message(.bot, "Which one?")))
    story.customer("broken \"cup\".txt", file: picture)
    return story
  }

  @Test(arguments: appending)
  func aConversationBecomesOneTicketWithAllThatWasSaid(_ name: String) async throws {
    let stub = try Stub(name, files: ["picture": Array("the bytes".utf8)])
    defer { stub.connector.stop() }
    let book = TestBook()
    var story = Self.matter()
    #expect(book.carry(story, by: stub.connector)?.isDone == true)
    story.note("An internal word")
    story.agent("It is on its way")
    #expect(book.carry(story, by: stub.connector)?.isDone == true)
    story.resolve()
    #expect(book.carry(story, by: stub.connector)?.isDone == true)
    #expect(try stub.mistakes == [])

    let tickets = try await stub.tickets()
    #expect(tickets.count == 1)
    let ticket = try #require(tickets.first)
    #expect(ticket.key == "epoch1:talk1")
    #expect(book.link(story)?.external.hasSuffix(ticket.number) == true)
    let texts = ticket.entries.map(\.text).joined(separator: "\n")
    for words in ["parcel", "Which one", "on its way"] {
      #expect(texts.components(separatedBy: words).count == 2, "\(words) in \(texts)")
    }
    let hasNotes = name != "github"
    #expect(texts.contains("An internal word") == hasNotes)
    #expect(!ticket.entries.contains { $0.public && $0.text.contains("An internal word") })
    #expect(ticket.state != nil)
    if name != "github" {
      #expect(ticket.files.contains { $0[1] == "the bytes" }, "\(ticket.files)")
      #expect(
        ticket.files.contains { $0[0] == "conversation-41.txt" && $0[1].contains("on its way") })
      #expect(ticket.files.contains { $0[0] == "conversation-41.json" })
      #expect(ticket.files.count == 3)
    }
  }

  @Test(arguments: appending)
  func whatIsWrittenWhileAnswersAreLostStandsThereOnce(_ name: String) async throws {
    let stub = try Stub(name, files: ["picture": Array("the bytes".utf8)])
    defer { stub.connector.stop() }
    let book = TestBook()
    var story = Self.matter()
    story.agent("It is on its way")
    story.resolve()
    // Every request that writes is done, and its answer lost, the first ten times.
    let wish = #"{"lose": true, "verb": "POST"}"#
    try await stub.next(
      "[\(Array(repeating: wish, count: name == "hubspot" ? 2 : 5).joined(separator: ","))]")
    #expect(book.carryAll(story, by: stub.connector) > 2)
    #expect(book.seq(story) == story.events.last?.seq)
    let tickets = try await stub.tickets()
    #expect(tickets.count == 1)
    let texts = tickets.flatMap(\.entries).map(\.text).joined(separator: "\n")
    #expect(texts.components(separatedBy: "on its way").count == 2, "\(texts)")
    #expect(try stub.mistakes == [])
  }

  @Test(arguments: appending)
  func afterARestartNothingIsWrittenTwice(_ name: String) async throws {
    let stub = try Stub(name)
    let book = TestBook()
    let story = Self.matter()
    // What was carried is not in the record: the program died in between.
    let lost = TestBook()
    #expect(lost.carry(story, by: stub.connector)?.isDone == true)
    stub.connector.stop()
    let again = try Stub.connector(name, stub.peer.url("").dropLast().description)
    defer { again.stop() }
    #expect(book.carry(story, by: again)?.isDone == true)
    let tickets = try await stub.tickets()
    #expect(tickets.count == 1)
    let texts = tickets.flatMap(\.entries).map(\.text).joined(separator: "\n")
    #expect(texts.components(separatedBy: "parcel").count == 2, "\(texts)")
  }

  @Test func aTicketThatIsMadeOnceComesWithEverythingAtTheEnd() async throws {
    let stub = try Stub("osticket")
    defer { stub.connector.stop() }
    let book = TestBook()
    var story = Self.matter()
    #expect(book.carry(story, by: stub.connector) == .done(nil))
    #expect(try await stub.tickets().isEmpty)
    story.agent("It is on its way")
    story.resolve()
    #expect(book.carry(story, by: stub.connector)?.isDone == true)
    story.add(.rated(score: 5, comment: nil))
    #expect(book.carry(story, by: stub.connector)?.isDone == true)
    let tickets = try await stub.tickets()
    #expect(tickets.count == 1)
    #expect(tickets[0].entries[0].text.contains("parcel"))
    #expect(tickets[0].entries[0].text.contains("on its way"))
    #expect(book.link(story)?.external == tickets[0].number)
    #expect(try stub.mistakes == [])
  }

  @Test func patienceThatIsAskedForIsGiven() async throws {
    let stub = try Stub("zammad")
    defer { stub.connector.stop() }
    try await stub.next(#"[{"status": 429, "headers": {"Retry-After": "77"}}]"#)
    let story = Self.matter()
    let book = TestBook()
    guard case .later(let failure, _) = book.carry(story, by: stub.connector) else {
      return #expect(Bool(false), "it must be tried later")
    }
    #expect(failure.retryAfter == .seconds(77))
    #expect(book.carry(story, by: stub.connector)?.isDone == true)
  }

  @Test(arguments: ShippedRecipeTests.names)
  func aSecretThatIsNotTakenIsSaidAndNeverShown(_ name: String) async throws {
    let stub = try Stub(name, secret: "another-s3cret")
    defer { stub.connector.stop() }
    var story = Self.matter()
    story.resolve()
    let book = TestBook()
    try await stub.next(#"[{"status": 401, "body": {"error": "no such token another-s3cret"}}]"#)
    for _ in 0..<2 {
      guard case .later(let failure, _) = book.carry(story, by: stub.connector) else {
        return #expect(Bool(false), "it must be tried later")
      }
      #expect(failure.why.contains("401"))
      #expect(failure.why.contains("put a valid one into its file"))
      #expect(!failure.why.contains("another-s3cret"), "\(failure.why)")
    }
  }

  @Test func aRedirectIsNotFollowedAndSaid() async throws {
    let stub = try Stub("zammad")
    let elsewhere = try Stub("zammad")
    defer {
      stub.connector.stop()
      elsewhere.connector.stop()
    }
    try await stub.next(
      #"[{"status": 302, "headers": {"Location": "\#(elsewhere.peer.url("api"))"}}]"#)
    guard case .later(let failure, _) = TestBook().carry(Self.matter(), by: stub.connector) else {
      return #expect(Bool(false), "it must be tried later")
    }
    #expect(failure.why.contains("redirects are not followed"), "\(failure.why)")
    #expect(try elsewhere.asked().isEmpty)
  }

  @Test func oneThatIsNotTakenHoldsUpNoOther() async throws {
    let stub = try Stub("zammad")
    defer { stub.connector.stop() }
    let book = TestBook()
    try await stub.next(
      #"[{"status": 422, "verb": "POST", "body": {"error": "Title is too odd"}}]"#)
    guard case .parked(let why, _) = book.carry(Self.matter("odd"), by: stub.connector) else {
      return #expect(Bool(false), "it must be parked")
    }
    #expect(why.contains("422") && why.contains("Title is too odd"), "\(why)")
    #expect(book.carry(Self.matter("plain"), by: stub.connector)?.isDone == true)
    // What was refused for once is taken when it is tried again.
    #expect(book.carry(Self.matter("odd"), by: stub.connector)?.isDone == true)
    #expect(try await stub.tickets().count == 2)
  }

  @Test func aTicketThatIsGoneParksItsConversationOnly() async throws {
    let stub = try Stub("zammad")
    defer { stub.connector.stop() }
    let book = TestBook()
    var story = Self.matter()
    book.carry(story, by: stub.connector)
    try await stub.next(#"[{"status": 404, "verb": "POST"}]"#)
    story.customer("Anybody?")
    guard case .parked(let why, let link) = book.carry(story, by: stub.connector) else {
      return #expect(Bool(false), "it must be parked")
    }
    #expect(why.contains("404"))
    #expect(link?.external != nil)
  }

  @Test func noCustomersWordsCanBeTakenForAMark() async throws {
    let stub = try Stub("zendesk")
    let book = TestBook()
    var story = Story("talk1")
    story.customer("[frontdesk epoch1:talk1:4-9] look at that")
    book.carry(story, by: stub.connector)
    stub.connector.stop()
    story.customer("The second line")
    let again = try Stub.connector("zendesk", stub.peer.url("").dropLast().description)
    defer { again.stop() }
    book.carry(story, by: again)
    let texts = try await stub.tickets().flatMap(\.entries).map(\.text).joined()
    #expect(texts.contains("The second line"))
  }

  @Test func aPrivateAddressIsRefusedUnlessTheOperatorVouchesForIt() throws {
    let stub = try Stub("zammad")
    let recipe = try #require(try ShippedRecipeTests.read("zammad").recipe)
    let connector = TicketConnector.recipe(
      recipe, name: "tickets", url: stub.peer.url(""), settings: [:], secret: .init("x1234"),
      Asker.Terms(), bytes: { _ in nil })
    defer { connector.stop() }
    guard case .later(let failure, _) = TestBook().carry(Self.matter(), by: connector) else {
      return #expect(Bool(false), "it must be tried later")
    }
    #expect(failure.why.contains("allow_private: true"), "\(failure.why)")
    #expect(try stub.asked().isEmpty)
  }
}

extension Carried {
  var isDone: Bool { if case .done = self { true } else { false } }
}
