import Courier
import Desk
import Foundation
import Testing
import Tickets

/// The desk and a real Request Tracker 5, both ways.
@Suite(.serialized, .timeLimit(.minutes(5))) struct RequestTrackerTests {
  /// Started once: it takes some seconds.
  private static let shared = Result { try RequestTrackerPeer() }
  private let tracker: RequestTrackerPeer

  init() throws { tracker = try Self.shared.get() }

  private static let picture = Attachment(
    id: "picture", name: "cup 荷物.txt", size: 9, media: "text/plain")

  @Test func aConversationBecomesOneTicketWithAllThatWasSaid() async throws {
    let connector = try tracker.connector(files: ["picture": Array("the bytes".utf8)])
    defer { connector.stop() }
    let book = TestBook()
    var story = Story("whole")
    story.customer("Parcel late — 荷物 👋")
    story.add(.said(Message(.bot, "Which one?")))
    story.customer("cup 荷物.txt", file: Self.picture)
    #expect(book.carry(story, by: connector)?.isDone == true)
    story.note("An internal word")
    story.agent("It is on its way")
    story.add(.prioritised(.high, .agent(Story.agent)))
    #expect(book.carry(story, by: connector)?.isDone == true)
    story.resolve()
    #expect(book.carry(story, by: connector)?.isDone == true)

    let link = try #require(book.link(story))
    #expect(link.url == "\(tracker.url)/Ticket/Display.html?id=\(link.external)")
    #expect(try await tracker.count("epoch1:whole") == 1)
    let entries = try await tracker.entries(link.external)
    #expect(
      entries.map(\.type) == [
        "Create", "Correspond", "Comment", "Correspond", "Comment", "Comment",
      ])
    guard entries.count == 6 else { return }
    #expect(entries[1].subject == "[frontdesk epoch1:whole:3-5]")
    #expect(entries[1].texts[0].contains("Parcel late — 荷物 👋"))
    #expect(entries[1].files == ["cup 荷物.txt": "the bytes"])
    #expect(entries[2].texts[0].contains("An internal word"))
    #expect(entries[3].texts[0].contains("It is on its way"))
    #expect(entries[4].files["conversation-41.txt"]?.contains("It is on its way") == true)
    #expect(entries[5].files["conversation-41.json"]?.contains("\"seq\":3") == true)
    let ticket = try await tracker.ticket(link.external)
    #expect(ticket["Status"] as? String == "resolved")
    #expect(ticket["Priority"] as? String == "100")
    #expect(try tracker.recipients().filter { $0.contains("ana@example.com") }.isEmpty)
  }

  @Test func aFileThatIsMissingThereIsFoundAndWritten() async throws {
    // Without the file's bytes it is carried as words alone.
    let without = try tracker.connector()
    defer { without.stop() }
    let book = TestBook()
    var story = Story("file-lost")
    story.customer("My label", file: Self.picture)
    #expect(book.carry(story, by: without)?.isDone == true)
    let link = try #require(book.link(story))
    let talk = try #require(Talk(story.conversation, story.events))
    let with = try tracker.connector(files: ["picture": Array("the bytes".utf8)])
    defer { with.stop() }
    let lacking = try with.prove(talk, link)
    #expect(lacking.filesMissing == [3] && lacking.missing.isEmpty, "\(lacking)")
    try with.repair(talk, lacking)
    #expect(try with.prove(talk, link).isWhole)
    let files = try await tracker.entries(link.external).flatMap(\.files.values)
    #expect(files == ["the bytes"])
    // One that went along with its words is there as well.
    var other = Story("file-there")
    other.customer("My label", file: Self.picture)
    #expect(book.carry(other, by: with)?.isDone == true)
    let whole = try #require(Talk(other.conversation, other.events))
    #expect(try with.prove(whole, try #require(book.link(other))).isWhole)
  }

  @Test func afterARestartAndALostRecordThereIsOneTicketAndNothingTwice() async throws {
    var story = Story("again")
    story.customer("My parcel is late")
    for _ in 0..<2 {
      let connector = try tracker.connector()
      #expect(TestBook().carry(story, by: connector)?.isDone == true)
      connector.stop()
    }
    #expect(try await tracker.count("epoch1:again") == 1)
    let book = TestBook()
    let connector = try tracker.connector()
    defer { connector.stop() }
    story.agent("On its way")
    #expect(book.carry(story, by: connector)?.isDone == true)
    let entries = try await tracker.entries(try #require(book.link(story)).external)
    #expect(
      entries.map(\.subject) == [
        "", "[frontdesk epoch1:again:3-3]", "[frontdesk epoch1:again:4-4]",
      ])
  }

  @Test func whatAnAgentDoesInRTIsSeenHereOnce() async throws {
    let connector = try tracker.connector()
    defer { connector.stop() }
    let (book, desk) = (TestBook(), TestDesk())
    var story = Story("both")
    story.customer("My parcel is late")
    book.carry(story, by: connector)
    desk.know(story, book.link(story))
    let id = try #require(book.link(story)).external
    try await tracker.agent(
      "POST", "/ticket/\(id)/correspond",
      ["Content": "<p>Hello <b>Ana</b>,<br>it comes &amp; goes</p>", "ContentType": "text/html"])
    try await tracker.agent(
      "POST", "/ticket/\(id)/comment", ["Content": "she is angry", "ContentType": "text/plain"])
    try await tracker.agent("PUT", "/ticket/\(id)", ["Status": "resolved"])
    #expect(connector.look(desk) == nil)
    #expect(connector.look(desk) == nil)
    #expect(
      desk.deeds == [.answered("Hello Ana,\nit comes & goes"), .noted("she is angry"), .resolved])
    #expect(Set(desk.acts.map(\.person)) == ["agent"])
    #expect(Set(desk.acts.map(\.conversation)) == [story.conversation.id])
    // It comes back as an event of the desk's, and goes to RT no second time.
    story.add(.said(Message(.agent(desk.acts[0].agent), "Hello Ana,\nit comes & goes")))
    story.add(.resolved(.agent(desk.acts[2].agent)))
    book.carry(story, by: connector)
    let texts = try await tracker.entries(id).flatMap(\.texts).joined(separator: "\n")
    #expect(texts.components(separatedBy: "comes").count == 2, "\(texts)")
    #expect(connector.look(desk) == nil)
    #expect(desk.acts.count == 3)
    try await tracker.agent("PUT", "/ticket/\(id)", ["Status": "open", "Priority": "100"])
    #expect(connector.look(desk) == nil)
    #expect(
      desk.deeds.suffix(2) == [.prioritised(.high), .reopened]
        || desk.deeds.suffix(2) == [.reopened, .prioritised(.high)])
  }

  @Test func aDeskThatCannotTakeItInGetsItLater() async throws {
    let connector = try tracker.connector()
    defer { connector.stop() }
    let (book, desk) = (TestBook(), TestDesk())
    var story = Story("full")
    story.customer("My parcel is late")
    book.carry(story, by: connector)
    desk.know(story, book.link(story))
    let id = try #require(book.link(story)).external
    try await tracker.agent(
      "POST", "/ticket/\(id)/correspond", ["Content": "Hello", "ContentType": "text/plain"])
    desk.state.withLock { $0.isDown = true }
    #expect(connector.look(desk)?.why.contains("disk is full") == true)
    desk.state.withLock { $0.isDown = false }
    #expect(connector.look(desk) == nil)
    #expect(desk.deeds == [.answered("Hello")])
  }

  @Test func aWrongTokenIsSaidPlainly() throws {
    let connector = try tracker.connector(token: "1-99-wrongwrong")
    defer { connector.stop() }
    var story = Story("token")
    story.customer("Hello")
    guard case .later(let failure, _) = TestBook().carry(story, by: connector) else {
      return #expect(Bool(false), "it must be tried later")
    }
    #expect(failure.why.contains("401") && failure.why.contains("secret"), "\(failure.why)")
    #expect(!failure.why.contains("wrongwrong"))
  }

  @Test func aQueueThatIsNotThereIsSaidPlainly() throws {
    let connector = try tracker.connector { $0.queue = "Nowhere" }
    defer { connector.stop() }
    var story = Story("queue")
    story.customer("Hello")
    guard case .later(let failure, _) = TestBook().carry(story, by: connector) else {
      return #expect(Bool(false), "it must be tried later")
    }
    #expect(failure.why.contains("RT has no queue \"Nowhere\""), "\(failure.why)")
  }

  @Test func aFieldThatIsNotThereIsSaidBeforeATicketIsMade() async throws {
    let connector = try tracker.connector { $0.field = "Missing" }
    defer { connector.stop() }
    var story = Story("field")
    story.customer("Hello there nobody")
    for _ in 0..<2 {
      guard case .later(let failure, _) = TestBook().carry(story, by: connector) else {
        return #expect(Bool(false), "it must be tried later")
      }
      #expect(failure.why.contains("no custom field \"Missing\""), "\(failure.why)")
      #expect(failure.why.contains("Admin, Custom Fields"))
    }
    let found = try await tracker.agent("GET", "/tickets?query=Subject%20LIKE%20'nobody'")
    #expect((found as? [String: Any])?["count"] as? Int == 0)
  }

  @Test func anRTThatIsDownForADayGetsEverythingInOrderOnceItIsBack() async throws {
    let first = try RequestTrackerPeer()
    let connector = try first.connector()
    defer { connector.stop() }
    let (book, desk) = (TestBook(), TestDesk())
    var (one, other) = (Story("day-one"), Story("day-other", number: 42))
    one.customer("before the outage")
    #expect(book.carry(one, by: connector)?.isDone == true)
    first.peer.kill()
    for hour in 0..<24 {
      one.customer("hour \(hour)")
      if hour == 12 { other.customer("a newcomer") }
      for story in hour < 12 ? [one] : [one, other] {
        guard case .later(let failure, _)? = book.carry(story, by: connector) else {
          return #expect(Bool(false), "nothing can have been carried")
        }
        #expect(failure.why.contains("connection"), "\(failure.why)")
      }
      #expect(connector.look(desk) != nil)
      book.now = book.now + .seconds(3_600)
    }
    let back = try first.peer.comeBack("request-tracker.py")
    defer { back.kill() }
    #expect(book.carry(one, by: connector)?.isDone == true)
    #expect(book.carry(other, by: connector)?.isDone == true)
    #expect(connector.look(desk) == nil)
    let entries = try await first.entries(try #require(book.link(one)).external)
    let words = entries.flatMap(\.texts).joined(separator: "\n")
    let hours = (0..<24).map {
      words.ranges(of: "hour \($0)\n").first?.lowerBound
        ?? words.ranges(of: "hour \($0)").last?.lowerBound
    }
    #expect(!hours.contains(nil))
    #expect(hours.compactMap { $0 } == hours.compactMap { $0 }.sorted())
    #expect(entries.map(\.type) == ["Create", "Correspond", "Correspond"])
    #expect(try await first.entries(try #require(book.link(other)).external).count == 2)
  }

  @Test func aTicketThatIsGoneHoldsUpNoOther() async throws {
    let connector = try tracker.connector()
    defer { connector.stop() }
    let book = TestBook()
    var (gone, other) = (Story("gone"), Story("other"))
    gone.customer("Hello")
    let carried = connector.carry(
      Errand(
        to: "rt", gone.conversation, past: [], events: gone.events,
        link: OutsideLink("99999", state: ["seq": "0"]), now: book.now))
    guard case .parked(let why, _) = carried else {
      return #expect(Bool(false), "it must be parked")
    }
    #expect(why.contains("RT #99999") && why.contains("400"), "\(why)")
    other.customer("Hello")
    #expect(book.carry(other, by: connector)?.isDone == true)
  }
}
