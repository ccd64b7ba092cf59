import Documents
import Expressions
import JSON
import Secrets
import TestSupport
import Testing

@testable import Recipes

/// Recipes of look-ups and notices: read, refused with a place, and made into requests.
@Suite struct RequestRecipeTests {
  private static let plain = """
    recipe: plain
    title: A system
    page: docs/customer-systems.md
    auth: { header: Authorization, value: "Bearer {{ secret }}" }
    look_up:
      method: GET
      path: /customers?email={{ customer.email }}
      email: /email
      facts:
        plan: { title: Plan, at: /plan }
    """

  private func read(_ text: String) -> (recipe: RequestRecipe?, findings: [Finding]) {
    RequestRecipeReader.read(SourceFile(path: "plain.yaml", text: text))
  }

  @Test func aRequestIsMadeOfItAndNothingBreaksOutOfItsPlace() throws {
    let recipe = try #require(read(Self.plain).recipe)
    let request = try recipe.request(
      to: "https://crm.example.com/", secret: Secret("s3cret"), settings: [:],
      ["customer.email": .string("a&b=c/../x@example.com"), "customer.id": .string("c")])
    #expect(
      request.url == "https://crm.example.com/customers?email=a%26b%3Dc%2F..%2Fx%40example.com")
    #expect(request.headers.contains { $0.value == "Bearer s3cret" })
    #expect(!"\(recipe)".contains("s3cret"))
  }

  @Test(arguments: [
    ("Bearer {{ secret }}", "Bearer abc", "nothing of auth is the secret"),
    ("/customers", "//evil.example.com", "no path on the system"),
    ("/customers", "/a/../b", "no path on the system"),
    ("at: /plan", "at: plan", "a pointer begins with /"),
    ("method: GET", "method: DELETE", "DELETE"),
    ("customer.email", "customer.emial", "customer.email"),
    ("email: /email", "emial: /email", "email"),
    ("look_up:", "notify: {method: POST}\nlook_up:", "one of look_up and notify"),
  ])
  func aMistakeIsRefusedWithItsPlace(_ right: String, _ wrong: String, _ words: String) throws {
    let (recipe, findings) = read(Self.plain.replacing(right, with: wrong))
    #expect(recipe == nil)
    let said = findings.map { "\($0.place) \($0.message) \($0.hint ?? "")" }
    #expect(said.contains { $0.contains(words) && $0.contains("plain.yaml:") }, "\(said)")
  }

  private static let notices = ["slack", "mattermost", "teams", "matrix"]
  private static let lookUps = ["hubspot", "zendesk", "plain"]

  @Test func everyShippedRecipeIsFineAndNoneIsForgotten() throws {
    for (folder, names, purpose) in [
      ("notices", Self.notices, RequestRecipe.Purpose.notify),
      ("look-ups", Self.lookUps, .lookUp),
    ] {
      let files = try Repository.names(in: "config/\(folder)")
      #expect(files.sorted() == names.map { "\($0).yaml" }.sorted())
      for name in names {
        let path = "config/\(folder)/\(name).yaml"
        let (recipe, findings) = RequestRecipeReader.read(
          SourceFile(path: path, text: try Repository.text(path)))
        #expect(findings.isEmpty, "\(findings)")
        #expect(recipe?.purpose == purpose && recipe?.name == name)
      }
    }
  }

  /// The body that a shipped recipe makes of a notice with hostile words.
  private func body(_ name: String, _ words: String) throws -> JSONValue {
    let path = "config/notices/\(name).yaml"
    let source = SourceFile(path: path, text: try Repository.text(path))
    let recipe = try #require(RequestRecipeReader.read(source).recipe)
    let request = try recipe.request(
      to: "https://hooks.example.com/x", secret: Secret("t"),
      settings: ["room": "!abc:example.com"],
      [
        "notice.id": .string("e:c:7"), "notice.title": .string("Nobody came"),
        "notice.text": .string("#7 waits."), "notice.words": .string(words),
        "notice.link": .null, "notice.kind": .string("missed"), "notice.queue": .null,
        "notice.priority": .null, "notice.number": .int(7), "notice.at": .string(""),
        "notice.more": .int(0),
      ])
    if name == "matrix" {
      #expect(request.method == "PUT")
      #expect(
        request.url
          == "https://hooks.example.com/x/_matrix/client/v3/rooms/%21abc%3Aexample.com/send/m.room.message/e%3Ac%3A7"
      )
      #expect(request.headers.contains { $0.value == "Bearer t" })
    } else {
      #expect(request.method == "POST" && request.url == "https://hooks.example.com/x")
    }
    return try JSONReader.read(try #require(request.body))
  }

  private static let hostile = "<!channel> & @channel *bold* [x](http://evil) \"}{{ secret }}"

  @Test func theShapesAreThoseThatTheirMakersPublish() throws {
    let slack = try body("slack", Self.hostile)
    #expect(slack["text"]?.string == "#7 waits.")
    let section = try #require(slack["blocks"]?.array?.first)
    #expect(section["type"]?.string == "section" && section["text"]?["type"]?.string == "mrkdwn")
    let text = try #require(section["text"]?["text"]?.string)
    #expect(text.contains("&lt;!channel&gt; &amp; @channel") && !text.contains("<!"))

    let mattermost = try #require(try body("mattermost", Self.hostile)["text"]?.string)
    #expect(!mattermost.contains("@channel") && mattermost.contains("\\*bold\\*"))
    #expect(mattermost.hasPrefix("**Nobody came**\n\\#7 waits"))

    let teams = try body("teams", Self.hostile)
    #expect(teams["type"]?.string == "message")
    let attachment = try #require(teams["attachments"]?.array?.first)
    #expect(
      attachment["contentType"]?.string == "application/vnd.microsoft.card.adaptive")
    let blocks = try #require(attachment["content"]?["body"]?.array)
    #expect(blocks.allSatisfy { $0["type"]?.string == "TextBlock" })

    let matrix = try body("matrix", Self.hostile)
    #expect(matrix["msgtype"]?.string == "m.notice")
    // Not read again as a template, and not as markup: Matrix shows it as it is.
    #expect(matrix["body"]?.string?.contains("\"}{{ secret }}") == true)
  }
}
