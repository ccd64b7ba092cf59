import Courier
import Desk
import JSON
import Secrets
import Testing

@testable import Channels

/// What a homeserver tells, and who may tell it.
@Suite struct MatrixTests {
  private let desk = LandingDesk()
  private var inlet: ChannelInlet { ChannelInlet("matrix", desk, Capabilities(longest: .bytes(9))) }

  /// Nobody listens where its homeserver should be.
  private func channel() throws -> MatrixChannel {
    let ours = Secret("as-token")
    var terms = Calling.Terms()
    terms.allowsPrivate = true
    terms.timeout = .seconds(5)
    return MatrixChannel(
      "matrix",
      MatrixSettings(
        homeserver: "http://127.0.0.1:9/", serverName: "x.example", user: "support",
        displayName: "Support", ours: ours, theirs: Secret("hs-token")),
      try Calling(terms, secret: ours))
  }

  private func put(
    _ transaction: String, _ events: [String], token: String? = "Bearer hs-token",
    query: String? = nil
  ) -> HookRequest {
    HookRequest(
      method: "PUT", path: "/_matrix/app/v1/transactions/\(transaction)", query: query,
      headers: token.map { ["authorization": $0] } ?? [:],
      body: Array("{\"events\":[\(events.joined(separator: ","))]}".utf8))
  }

  private func event(
    _ id: String, type: String = "m.room.message", sender: String = "@ana:x.example",
    _ content: String
  ) -> String {
    "{\"event_id\":\"\(id)\",\"room_id\":\"!r\",\"sender\":\"\(sender)\",\"type\":\"\(type)\","
      + "\"content\":\(content)}"
  }

  @Test func onlyTheHomeserverIsHeard() throws {
    let channel = try channel()
    defer { channel.stop() }
    for request in [
      put("1", [], token: nil), put("1", [], token: "Bearer other"),
      put("1", [], token: "hs-token"),
      put("1", [], token: nil, query: "access_token=other"),
    ] {
      #expect(channel.take(request, inlet).status == 403)
    }
    #expect(channel.take(put("1", []), inlet).status == 200)
    #expect(
      channel.take(put("2", [], token: nil, query: "access_token=hs-token"), inlet).status == 200)
  }

  @Test func itKnowsItsOwnUserAndNoOther() throws {
    let channel = try channel()
    defer { channel.stop() }
    func ask(_ path: String) -> Int {
      let request = HookRequest(
        method: "GET", path: path, headers: ["authorization": "Bearer hs-token"])
      return channel.take(request, inlet).status
    }
    #expect(ask("/_matrix/app/v1/users/%40support%3Ax.example") == 200)
    #expect(ask("/_matrix/app/v1/users/%40ana%3Ax.example") == 404)
    #expect(ask("/_matrix/app/v1/rooms/%23a%3Ax.example") == 404)
  }

  /// The homeserver tells a transaction again until it is taken: nothing of it is taken twice, and
  /// nothing is left out.
  @Test func aTransactionThatFailedIsTakenInWholeLater() throws {
    let channel = try channel()
    defer { channel.stop() }
    let own = event("$0", sender: "@support:x.example", "{\"msgtype\":\"m.text\",\"body\":\"us\"}")
    // No homeserver answers who they are: nothing is taken, and it is told again.
    let words = event("$1", "{\"msgtype\":\"m.text\",\"body\":\"hello\"}")
    #expect(channel.take(put("1", [own, words]), inlet).status == 502)
    #expect(channel.take(put("2", [own]), inlet).status == 200)
    #expect(desk.texts == [])
  }

  @Test func whatIsToldIsRead() throws {
    func read(_ text: String) throws -> MatrixEvent.What? {
      MatrixEvent(try JSONReader.read(Array(text.utf8)))?.what
    }
    let quoted = "> <@support:x> Which?\\n> One\\n\\nThe red one"
    #expect(
      try read(
        event(
          "$1",
          "{\"msgtype\":\"m.text\",\"body\":\"\(quoted)\",\"m.relates_to\":"
            + "{\"m.in_reply_to\":{\"event_id\":\"$0\"}}}")) == .said("The red one"))
    #expect(
      try read(
        event(
          "$2",
          "{\"msgtype\":\"m.text\",\"body\":\"* blue\",\"m.new_content\":{\"body\":\"blue\"},"
            + "\"m.relates_to\":{\"rel_type\":\"m.replace\",\"event_id\":\"$1\"}}"))
        == .changed(to: "blue"))
    #expect(try read(event("$3", "{\"msgtype\":\"m.notice\",\"body\":\"I am a bot\"}")) == nil)
    #expect(try read(event("$4", type: "m.room.redaction", "{}")) == .takenBack)
    #expect(try read(event("$5", type: "m.room.encrypted", "{}")) == .encrypted)
    #expect(try read(event("$6", type: "m.reaction", "{}")) == nil)
    #expect(
      try read(
        event(
          "$7",
          "{\"msgtype\":\"m.image\",\"body\":\"a.png\",\"url\":\"mxc://x/1\","
            + "\"info\":{\"mimetype\":\"image/png\",\"size\":3}}"))
        == .sent(.init(name: "a.png", address: "mxc://x/1", media: "image/png", size: 3)))
  }

  @Test func theRegistrationNamesOurUserAndNoOther() {
    let settings = MatrixSettings(
      homeserver: "https://m", serverName: "x.example", user: "support", displayName: "S",
      ours: Secret("A"), theirs: Secret("H"))
    let text = settings.registration(name: "matrix", hooks: "https://desk/v1/hooks/matrix")
    #expect(text.contains("regex: \"@support:x[.]example\""))
    #expect(
      text.contains("url: \"https://desk/v1/hooks/matrix\"") && text.contains("as_token: \"A\""))
  }
}
