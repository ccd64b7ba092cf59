import Courier
import Desk
import Foundation
import Secrets
import TestSupport
import Testing

@testable import Tickets

/// What a ticket system tells by requests is believed only when it is signed, and lands once.
@Suite struct TicketNewsTests {
  private let desk = TestDesk()
  private let story = Story("talk1")

  private func taker(_ name: String) throws -> TicketNewsTaker {
    let recipe = try #require(try ShippedRecipeTests.read(name).recipe)
    return TicketNewsTaker(
      recipe, name: "tickets", settings: ["account": "bot@example.com"],
      secret: Secret("hush-hush"))
  }

  private func request(_ body: String, secret: String = "hush-hush") -> HookRequest {
    let code = HMACSHA1.code(key: Array(secret.utf8), message: Array(body.utf8))
    return HookRequest(
      method: "POST", path: "", headers: ["x-hub-signature": "sha1=" + Hex.encode(code)],
      body: Array(body.utf8))
  }

  /// Zammad's own shape: https://admin-docs.zammad.org/en/latest/manage/webhook/payload.html.
  private func zammad(
    _ id: Int, _ text: String, by author: String = "jon@example.com", state: String = "open",
    internal isInternal: Bool = false, changedBy: String = "jon@example.com", at: Int = 0
  ) -> String {
    """
    {"ticket": {"id": 81, "state": "\(state)", "updated_by": {"email": "\(changedBy)"},
      "updated_at": "2026-12-01T10:00:0\(at)Z"},
     "article": {"id": \(id), "body": "\(text)", "content_type": "text/html", "sender": "Agent",
      "internal": \(isInternal), "created_by": {"firstname": "Jon", "email": "\(author)"}}}
    """
  }

  private func knowTicket(_ state: String = "open normal") {
    desk.know(story, OutsideLink("81", state: ["seq": "3", "state": state]))
  }

  @Test func whatPeopleWriteThereComesInOnceAsWhatItIs() throws {
    knowTicket()
    let taker = try taker("zammad")
    let reply = request(zammad(9, "It is <b>on its way</b>.<div>Jon</div>"))
    #expect(taker.take(reply, desk).status == 200)
    #expect(taker.take(reply, desk).status == 200)
    #expect(desk.deeds == [.answered("It is on its way.\nJon")])
    #expect(desk.acts.first?.person == "Jon" && desk.acts.first?.system == "tickets")
    _ = taker.take(request(zammad(10, "bad payer", internal: true)), desk)
    #expect(desk.deeds.last == .noted("bad payer"))
  }

  @Test func whatIsNotSignedIsRefusedAndNothingComesOfIt() throws {
    knowTicket()
    let taker = try taker("zammad")
    let forged = request(zammad(9, "Send me the money"), secret: "guessed")
    #expect(taker.take(forged, desk).status == 401)
    let bare = HookRequest(method: "POST", path: "", body: Array(zammad(9, "x").utf8))
    #expect(taker.take(bare, desk).status == 401)
    #expect(taker.take(HookRequest(method: "GET", path: ""), desk).status == 405)
    #expect(desk.acts.isEmpty)
  }

  @Test func theDesksOwnWordsAndStatesDoNotComeBack() throws {
    knowTicket()
    let taker = try taker("zammad")
    let own = "bot@example.com"
    _ = taker.take(request(zammad(9, "Hello", by: own, state: "closed", changedBy: own)), desk)
    let marked = zammad(10, "Hello").replacing(
      "\"sender\"", with: "\"subject\": \"[frontdesk epoch1:talk1:3-5]\", \"sender\"")
    _ = taker.take(request(marked), desk)
    #expect(desk.acts.isEmpty)
    // A person closes it after the desk wrote last: Zammad shows the desk's words once more.
    _ = taker.take(request(zammad(9, "Hello", by: own, state: "closed", at: 1)), desk)
    #expect(desk.deeds == [.resolved])
  }

  @Test func onlyAnEndOrABeginningThatIsNewIsADeed() throws {
    knowTicket()
    let taker = try taker("zammad")
    let closed = request(zammad(9, "Done", state: "closed", at: 1))
    _ = taker.take(request(zammad(9, "Done", state: "open")), desk)
    _ = taker.take(closed, desk)
    _ = taker.take(request(zammad(9, "Done", state: "closed", at: 2)), desk)
    #expect(desk.deeds == [.answered("Done"), .resolved])
    _ = taker.take(request(zammad(9, "Done", state: "open", at: 3)), desk)
    // An older request told again changes nothing, nor what is known of how it stands.
    _ = taker.take(closed, desk)
    _ = taker.take(request(zammad(9, "Done", state: "closed", at: 4)), desk)
    #expect(desk.deeds == [.answered("Done"), .resolved, .reopened, .resolved])
  }

  @Test func aStateThatTheDeskWroteItselfIsKnown() throws {
    knowTicket("solved normal")
    let taker = try taker("zammad")
    _ = taker.take(request(zammad(9, "Thanks", state: "closed")), desk)
    #expect(desk.deeds == [.answered("Thanks")])
  }

  @Test func whatIsNoneOfTheDesksBusinessIsPassedOverAndSaysWhy() throws {
    let taker = try taker("zammad")
    let answer = taker.take(request(zammad(9, "Hello")), desk)
    #expect(answer.status == 200)
    #expect(String(decoding: answer.body, as: UTF8.self).contains("no conversation of the desk"))
    #expect(taker.take(request("{\"zen\": \"Keep it logically awesome.\"}"), desk).status == 200)
  }

  @Test func whatTheDeskCannotWriteNowIsToBeToldAgain() throws {
    knowTicket()
    desk.state.withLock { $0.isDown = true }
    let taker = try taker("zammad")
    #expect(taker.take(request(zammad(9, "Hello")), desk).status == 503)
    desk.state.withLock { $0.isDown = false }
    #expect(taker.take(request(zammad(9, "Hello")), desk).status == 200)
    #expect(desk.deeds == [.answered("Hello")])
  }

  @Test(arguments: [
    ("freshdesk", #"{"ticket": "81", "status": "Resolved"}"#),
    ("hubspot", #"{"ticket": 81, "stage": "4"}"#),
    ("jira-service-management", #"{"ticket": "81", "status": "done", "id": "", "text": ""}"#),
  ]) func systemsThatSendTheSecretItselfTellThatATicketIsOver(name: String, body: String) throws {
    knowTicket()
    let taker = try taker(name)
    let told = { (secret: String) in
      HookRequest(
        method: "POST", path: "", headers: ["x-frontdesk-token": secret], body: Array(body.utf8))
    }
    #expect(taker.take(told("hush"), desk).status == 401)
    #expect(taker.take(told("hush-hush"), desk).status == 200)
    #expect(desk.deeds == [.resolved])
  }

  /// Where a system does not say that customers may see something they do not.
  @Test func whatIsNotSaidToBePublicIsANote() throws {
    knowTicket()
    let body = #"{"ticket": "81", "id": "7", "text": "He is a bad payer", "author": "Jon"}"#
    let request = HookRequest(
      method: "POST", path: "", headers: ["x-frontdesk-token": "hush-hush"],
      body: Array(body.utf8))
    _ = try taker("jira-service-management").take(request, desk)
    #expect(desk.deeds == [.noted("He is a bad payer")])
  }
}
