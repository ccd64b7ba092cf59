import Foundation
import Secrets
import Testing
import Tickets

/// What a ticket system tells the desk: only who has the secret is believed, and the desk's own
/// words do not come back.
@Suite struct InboundTests {
  private static let body = """
    {"action": "created", "issue": {"number": 12, "state": "open"},
     "comment": {"id": 99, "body": "It is on its way", "user": {"login": "jon"}}}
    """
  private static let settings = ["account": "desk-bot", "owner": "acme", "repository": "support"]

  private static func signed(_ body: String, secret: String = "hush-hush") -> [String: String] {
    let code = HMACSHA256.code(key: Array(secret.utf8), message: Array(body.utf8))
    return ["x-hub-signature-256": "sha256=" + Hex.encode(code)]
  }

  private static func news(
    _ body: String, _ headers: [String: String]? = nil, recipe: String = "github"
  ) throws -> InboundNews {
    let recipe = try #require(try ShippedRecipeTests.read(recipe).recipe)
    return try recipe.news(
      headers ?? signed(body), Array(body.utf8), secret: "hush-hush", settings: settings)
  }

  @Test func wordsAndStateAreReadFromWhatIsSigned() throws {
    let news = try Self.news(Self.body)
    #expect(news.external == "12" && news.state == "open")
    #expect(news.words?.id == "99" && news.words?.text == "It is on its way")
    #expect(news.words?.author == "jon" && news.words?.isInternal == false)
  }

  @Test(arguments: [
    [:], ["x-hub-signature-256": "sha256=00"], signed(body, secret: "other"), signed(body + " "),
    ["x-hub-signature-256": String(signed(body)["x-hub-signature-256"]?.dropFirst(7) ?? "")],
  ])
  func whatIsNotSignedByWhoHasTheSecretIsRefused(_ headers: [String: String]) {
    #expect(throws: InboundRefusal.unsigned) { try Self.news(Self.body, headers) }
  }

  @Test func theDesksOwnWordsDoNotComeBack() throws {
    let byAccount = Self.body.replacing("jon", with: "desk-bot")
    let byMark = Self.body.replacing(
      "It is on its way", with: "Hello\\n\\n<!-- [frontdesk epoch1:talk1:3-5] -->")
    for own in [byAccount, byMark] {
      #expect(try Self.news(own).words == nil)
    }
  }

  @Test func anAnswerThatQuotesOursComesIn() throws {
    let quoting = Self.body.replacing(
      "It is on its way", with: "> Hello\\n> [frontdesk epoch1:talk1:3-5]\\n\\nI see to it")
    #expect(try Self.news(quoting).words?.text.hasSuffix("I see to it") == true)
  }

  @Test func whatIsNoNewCommentHasNoWords() throws {
    let news = try Self.news(Self.body.replacing("created", with: "deleted"))
    #expect(news.words == nil && news.external == "12")
  }

  @Test(arguments: ["", "[]", "{\"issue\": {}}", "{\"issue\": {\"number\": null}}", "{"])
  func whatCannotBeReadIsRefused(_ body: String) {
    #expect(throws: InboundRefusal.self) { try Self.news(body) }
  }

  @Test func aTokenIsComparedWhole() throws {
    let body = """
      {"object_kind": "note", "issue": {"iid": 7}, "user": {"username": "jon", "name": "Jon"},
       "object_attributes": {"id": 5, "note": "Hello", "internal": true, "system": false}}
      """
    let news = try Self.news(body, ["x-gitlab-token": "hush-hush"], recipe: "gitlab")
    #expect(news.words?.text == "Hello" && news.words?.isInternal == true)
    for wrong in ["hush-hus", "hush-hushh", ""] {
      #expect(throws: InboundRefusal.unsigned) {
        try Self.news(body, ["x-gitlab-token": wrong], recipe: "gitlab")
      }
    }
  }

  @Test func anOlderSignatureAndATimestampAreUnderstood() throws {
    let zammad = """
      {"ticket": {"id": 81, "state": "closed"}, "article": {"id": 9, "body": "Done", "sender": "Agent",
       "internal": false, "created_by": {"firstname": "Jon", "email": "jon@example.com"}}}
      """
    let code = HMACSHA1.code(key: Array("hush-hush".utf8), message: Array(zammad.utf8))
    let told = try Self.news(
      zammad, ["x-hub-signature": "sha1=" + Hex.encode(code)], recipe: "zammad")
    #expect(told.words?.text == "Done" && told.state == "solved")

    let zendesk = """
      {"ticket": "35", "status": "solved", "id": "1", "text": "Done", "author": "Jon",
       "email": "jon@example.com", "public": "true"}
      """
    let stamped = HMACSHA256.code(
      key: Array("hush-hush".utf8), message: Array("2026-12-01T00:00:00Z\(zendesk)".utf8))
    var headers = [
      "x-zendesk-webhook-signature": Base64.encode(stamped),
      "x-zendesk-webhook-signature-timestamp": "2026-12-01T00:00:00Z",
    ]
    #expect(try Self.news(zendesk, headers, recipe: "zendesk").words?.text == "Done")
    headers["x-zendesk-webhook-signature-timestamp"] = "2026-12-02T00:00:00Z"
    #expect(throws: InboundRefusal.unsigned) {
      try Self.news(zendesk, headers, recipe: "zendesk")
    }
  }
}
