import Courier
import Desk
import Documents
import JSON
import Secrets
import TestSupport
import Testing

@testable import Channels

/// Messengers by their recipes, against the shapes that their makers publish.
@Suite struct MessengerTests {
  private let desk = LandingDesk()
  private static let now = Instant(milliseconds: 1_800_000_000_000)

  private func recipe(_ name: String) throws -> ChannelRecipe {
    let path = "config/recipes/channels/\(name).yaml"
    return try ChannelRecipe(SourceFile(path: path, text: Repository.text(path)))
  }

  private func channel(_ name: String) throws -> MessengerChannel {
    let ours = Secret("our-token")
    let settings = MessengerChannel.Settings(
      url: nil, values: ["phone_id": "106540352242922"], ours: ours, theirs: Secret("shh"))
    return MessengerChannel(
      try recipe(name), settings, try Calling(Calling.Terms(), secret: ours),
      clock: { Self.now })
  }

  private func inlet(_ channel: MessengerChannel) -> ChannelInlet {
    ChannelInlet("m", desk, channel.capabilities)
  }

  private func sent(_ name: String, _ buttons: [String] = [], opener: String? = nil) throws -> (
    url: String, headers: [String: String], body: JSONValue
  ) {
    let channel = try channel(name)
    defer { channel.stop() }
    let labels = buttons.enumerated().map { Part.Button(id: "o\($0)", label: $1) }
    let request = channel.request(
      Part(key: "k", text: "Say \"hi\" {{ secret }}", buttons: labels, opener: opener),
      to: "C 1")
    return (
      request.url, Dictionary(uniqueKeysWithValues: request.headers.map { ($0.name, $0.value) }),
      try JSONReader.read(request.body ?? [])
    )
  }

  // MARK: To customers

  @Test func telegramIsAskedAsItsPageSays() throws {
    let plain = try sent("telegram")
    #expect(plain.url == "https://api.telegram.org/botour-token/sendMessage")
    #expect(plain.body["chat_id"]?.string == "C 1")
    #expect(plain.body["text"]?.string == "Say \"hi\" {{ secret }}", "words are never read again")
    let asked = try sent("telegram", ["One", "Two"])
    let rows = asked.body["reply_markup"]?["keyboard"]?.array ?? []
    #expect(rows.compactMap { $0.array?.first?["text"]?.string } == ["One", "Two"])
    #expect(asked.body["reply_markup"]?["one_time_keyboard"]?.bool == true)
  }

  @Test func whatsAppIsAskedAsItsPageSays() throws {
    let plain = try sent("whatsapp")
    #expect(plain.url == "https://graph.facebook.com/v23.0/106540352242922/messages")
    #expect(plain.headers["Authorization"] == "Bearer our-token")
    #expect(plain.body["messaging_product"]?.string == "whatsapp")
    #expect(plain.body["text"]?["body"]?.string?.hasPrefix("Say") == true)
    let asked = try sent("whatsapp", ["One"])
    let button = asked.body["interactive"]?["action"]?["buttons"]?.array?.first
    #expect(button?["reply"]?["id"]?.string == "o0" && button?["reply"]?["title"]?.string == "One")
    #expect(button?["type"]?.string == "reply")
  }

  @Test func fourToTenChoicesAreAListOnWhatsAppAndMoreAreNumbers() throws {
    let asked = try sent("whatsapp", ["One", "Two", "Three", "Four"], opener: "Choose")
    let list = asked.body["interactive"]
    #expect(list?["type"]?.string == "list" && list?["body"]?["text"]?.string != nil)
    #expect(list?["action"]?["button"]?.string == "Choose")
    let sections = list?["action"]?["sections"]?.array ?? []
    #expect(sections.count == 1 && sections[0]["title"]?.string == "Choose")
    let rows = sections.first?["rows"]?.array ?? []
    #expect(rows.compactMap { $0["title"]?.string } == ["One", "Two", "Three", "Four"])
    #expect(rows.compactMap { $0["id"]?.string } == ["o0", "o1", "o2", "o3"])
  }

  @Test func buttonsBecomeAListAndAListNumbersWhereWhatsAppHasNoRoomForMore() throws {
    let whatsApp = try recipe("whatsapp").capabilities
    #expect(whatsApp.rows == 10 && whatsApp.longestRow == 24)
    #expect(choices(3, whatsApp).opener == nil && choices(3, whatsApp).buttons.count == 3)
    #expect(choices(4, whatsApp).opener == "Choose" && choices(4, whatsApp).buttons.count == 4)
    #expect(choices(10, whatsApp).buttons.count == 10)
    let many = choices(11, whatsApp)
    #expect(many.buttons.isEmpty && many.opener == nil && many.text.contains("11. choice 11"))
    let long = choices(4, whatsApp, label: String(repeating: "x", count: 24))
    #expect(long.buttons.isEmpty && long.text.contains("4. "), "no row is cut")
    let same = choices(4, whatsApp, label: nil)
    #expect(same.buttons.isEmpty, "rows that read the same cannot be told apart")
    #expect(whatsApp.words.contains("3 buttons or a list of 10"))
    for language in ChannelWords.languages.values {
      #expect((1...20).contains(language[.open]?.utf16.count ?? 0), "what a button has room for")
    }
  }

  /// The last message of a question with so many choices; without a label all read the same.
  private func choices(_ count: Int, _ capabilities: Capabilities, label: String? = "choice")
    -> Part
  {
    var scene = Scene()
    let options = (1...count).map { number in
      Offer.Option(id: "o\(number)", label: label.map { "\($0) \(number)" } ?? "the same")
    }
    scene.happens(.said(Message(.bot, "Which?", offer: Offer(question: "q", options: options))))
    let parts = scene.said(capabilities)
    return parts[parts.count - 1]
  }

  @Test func slacksButtonsSayTheirWords() throws {
    let asked = try sent("slack", ["A parcel", "A bill"])
    #expect(asked.body["text"]?.string != nil, "what a notification shows")
    let blocks = asked.body["blocks"]?.array ?? []
    #expect(blocks.compactMap { $0["type"]?.string } == ["section", "actions"])
    #expect(blocks.first?["text"]?["type"]?.string == "mrkdwn")
    let buttons = blocks.last?["elements"]?.array ?? []
    #expect(buttons.compactMap { $0["text"]?["text"]?.string } == ["A parcel", "A bill"])
    #expect(buttons.compactMap { $0["action_id"]?.string } == ["o0", "o1"])
    #expect(buttons.allSatisfy { $0["type"]?.string == "button" })
    #expect(buttons.first?["text"]?["type"]?.string == "plain_text")
    let slack = try recipe("slack").capabilities
    #expect(slack.buttons == 25 && slack.longestWithButtons == 3000)
    #expect(choices(25, slack).buttons.count == 25 && choices(26, slack).buttons.isEmpty)
  }

  @Test func slackIsAskedAsItsPageSays() throws {
    let plain = try sent("slack")
    #expect(plain.url == "https://slack.com/api/chat.postMessage")
    #expect(plain.body["channel"]?.string == "C 1" && plain.body["unfurl_links"]?.bool == false)
  }

  @Test func theirLimitsAreThoseOfTheirPages() throws {
    #expect(try recipe("telegram").capabilities.longest == .characters(4096))
    let whatsApp = try recipe("whatsapp").capabilities
    #expect(whatsApp.buttons == 3 && whatsApp.longestButton == 20)
    #expect(whatsApp.window == .seconds(24 * 3600) && whatsApp.longestWithButtons == 1024)
    var scene = Scene()
    let options = ["Yes", "No"].map { Offer.Option(id: $0, label: $0) }
    let offer = Offer(question: "q", options: options)
    scene.happens(.said(Message(.bot, String(repeating: "x", count: 1025), offer: offer)))
    let long = try #require(scene.said(whatsApp).first)
    #expect(long.opener != nil, "buttons would be refused under so long a text; a list is taken")
    scene.happens(.said(Message(.bot, "Well?", offer: offer)))
    #expect(scene.said(whatsApp)[0].buttons.count == 2)
  }

  // MARK: From customers

  private func tell(_ channel: MessengerChannel, _ body: String, _ headers: [String: String])
    -> HookAnswer
  {
    channel.take(
      HookRequest(method: "POST", path: "", headers: headers, body: Array(body.utf8)),
      inlet(channel))
  }

  private static let telegram = """
    {"update_id":10000,"message":{"date":1441645532,"chat":{"last_name":"Lind","type":"private",
    "id":1111111,"first_name":"Ana"},"message_id":1365,"from":{"last_name":"Lind","id":1111111,
    "first_name":"Ana","language_code":"de"},"text":"Wo ist mein Paket?"}}
    """

  @Test func telegramIsHeardOnceAndOnlyWithItsSecret() throws {
    let channel = try channel("telegram")
    defer { channel.stop() }
    let header = "x-telegram-bot-api-secret-token"
    #expect(tell(channel, Self.telegram, [header: "other"]).status == 401)
    #expect(tell(channel, Self.telegram, [:]).status == 401)
    #expect(tell(channel, Self.telegram, [header: "shh"]).status == 200)
    #expect(tell(channel, Self.telegram, [header: "shh"]).status == 200)
    let heard = try #require(desk.state.withLock { $0.envelopes }.first)
    #expect(desk.texts == ["Wo ist mein Paket?"], "what is told again lands once")
    #expect(heard.name == "Ana" && heard.language == "de" && heard.externalUser == "1111111")
    #expect(desk.link(of: Identifier("talk of 1111111"), at: "m")?.external == "1111111")
    #expect(desk.state.withLock { $0.acts }.count == 1, "an agent is told what can be said there")
  }

  private static let whatsApp = """
    {"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"value":{
    "messaging_product":"whatsapp","metadata":{"phone_number_id":"106540352242922"},
    "contacts":[{"profile":{"name":"Ana Lind"},"wa_id":"16315551234"}],
    "messages":[{"from":"16315551234","id":"wamid.A","timestamp":"1","text":{"body":"hello"},
    "type":"text"},{"from":"16315551234","id":"wamid.B","type":"interactive","interactive":
    {"type":"button_reply","button_reply":{"id":"o0","title":"A parcel"}}}]},"field":"messages"}]},
    {"id":"2","changes":[{"value":{"statuses":[{"id":"wamid.C","status":"delivered"}]},
    "field":"messages"}]}]}
    """

  private func signed(_ body: String, prefix: String = "", key: String = "shh") -> String {
    Hex.encode(HMACSHA256.code(key: Array(key.utf8), message: Array((prefix + body).utf8)))
  }

  @Test func whatsAppIsHeardByItsSignatureAndAnsweredWhatItAsks() throws {
    let channel = try channel("whatsapp")
    defer { channel.stop() }
    let header = "x-hub-signature-256"
    let wrong = [header: "sha256=" + signed(Self.whatsApp, key: "other")]
    #expect(tell(channel, Self.whatsApp, wrong).status == 401)
    let right = [header: "sha256=" + signed(Self.whatsApp)]
    #expect(tell(channel, Self.whatsApp + " ", right).status == 401, "not a byte may differ")
    #expect(tell(channel, Self.whatsApp, right).status == 200)
    #expect(desk.texts == ["hello", "A parcel"], "a press says its words")
    #expect(desk.state.withLock { $0.envelopes[0].name } == "Ana Lind")
    func ask(_ token: String) -> HookAnswer {
      channel.take(
        HookRequest(
          method: "GET", path: "",
          query: "hub.mode=subscribe&hub.challenge=11582&hub.verify_token=\(token)"), inlet(channel)
      )
    }
    #expect(ask("shh").body == Array("11582".utf8) && ask("other").status == 403)
  }

  @Test func slackIsHeardByItsSignatureWhileItIsFresh() throws {
    let channel = try channel("slack")
    defer { channel.stop() }
    let body = """
      {"type":"event_callback","event_id":"Ev1","event":{"type":"message","channel_type":"im",
      "channel":"D1","user":"U1","text":"a &lt; b &amp; c","ts":"1.2"}}
      """
    let now = Self.now.milliseconds / 1000
    func headers(_ time: Int64) -> [String: String] {
      [
        "x-slack-request-timestamp": "\(time)",
        "x-slack-signature": "v0=" + signed(body, prefix: "v0:\(time):"),
      ]
    }
    #expect(tell(channel, body, headers(now - 301)).status == 401, "caught and told again later")
    var moved = headers(now - 299)
    moved["x-slack-request-timestamp"] = "\(now)"
    #expect(tell(channel, body, moved).status == 401)
    #expect(tell(channel, body, headers(now)).status == 200)
    #expect(tell(channel, body, headers(now + 1)).status == 200)
    #expect(desk.texts == ["a < b & c"])
    let own = body.replacing("\"user\"", with: "\"bot_id\":\"B1\",\"user\"")
    let header = "v0=" + signed(own, prefix: "v0:\(now):")
    #expect(
      tell(
        channel, own,
        ["x-slack-request-timestamp": "\(now)", "x-slack-signature": header]
      ).status == 200)
    #expect(desk.texts.count == 1, "our own words are not heard")
  }

  @Test func aPressOnSlackSaysTheWordsOfItsButtonOnce() throws {
    let channel = try channel("slack")
    defer { channel.stop() }
    let press = """
      {"type":"block_actions","user":{"id":"U1","name":"ana"},"trigger_id":"13.12","channel":{
      "id":"D1"},"container":{"type":"message","message_ts":"1.2"},"message":{"bot_id":"B1"},
      "actions":[{"type":"button","action_id":"o0","block_id":"b","value":"100 % & more",
      "text":{"type":"plain_text","text":"100 % & more"},"action_ts":"1.3"}]}
      """
    let encoded = press.utf8.map { byte -> String in
      switch byte {
      case 48...57, 65...90, 97...122: return String(UnicodeScalar(byte))
      case 32: return "+"
      case let other: return "%" + Hex.encode([other]).uppercased()
      }
    }.joined()
    let now = Self.now.milliseconds / 1000
    for body in ["payload=\(encoded)", "payload=\(encoded)&other=1"] {
      let headers = [
        "x-slack-request-timestamp": "\(now)",
        "x-slack-signature": "v0=" + signed(body, prefix: "v0:\(now):"),
      ]
      #expect(tell(channel, body, headers).status == 200)
      #expect(tell(channel, body + "x", headers).status == 401)
    }
    #expect(desk.texts == ["100 % & more"])
    #expect(desk.state.withLock { $0.envelopes }.first?.externalUser == "U1")
    #expect(desk.link(of: Identifier("talk of U1"), at: "m")?.external == "D1")
  }

  @Test(arguments: [
    ("a+b%20c", "a b c"), ("%", "%"), ("%4", "%4"), ("%zz", "%zz"), ("%+1", "% 1"), ("a&b=c", "a"),
    ("%C3%A9", "é"), ("", ""),
  ])
  func aFieldOfAFormIsReadWhateverStandsInIt(_ text: String, _ meant: String) {
    #expect(String(decoding: FormField.decoded(Array(text.utf8)[...]), as: UTF8.self) == meant)
  }

  @Test func whatCouldNotBeWrittenDownIsToldAgain() throws {
    let channel = try channel("telegram")
    defer { channel.stop() }
    let headers = ["x-telegram-bot-api-secret-token": "shh"]
    desk.state.withLock { $0.failsNext = true }
    #expect(tell(channel, Self.telegram, headers).status == 503)
    #expect(tell(channel, Self.telegram, headers).status == 200)
    #expect(desk.texts.count == 1)
  }

  @Test(arguments: [
    ("title:", "titel:", "there is no \"titel\" here"),
    ("{{ text }}", "{{ txt }}", "nothing is called \"txt\""),
    ("id: /update_id", "id: update_id", "no place in what is told"),
    ("characters: 4096", "characters: many", "a number from 0"),
    ("  user: /message/from/id\n", "", "\"user\" is missing"),
    ("path: \"/bot", "path: \"@evil.example/bot", "no path on the system"),
    ("path: \"/bot", "path: \"//evil.example/bot", "no path on the system"),
    ("path: \"/bot", "path: \"?/bot", "no path on the system"),
  ])
  func aMistakeInARecipeIsToldWithItsPlace(old: String, new: String, words: String) throws {
    let text = try Repository.text("config/recipes/channels/telegram.yaml")
    let source = SourceFile(path: "t.yaml", text: text.replacing(old, with: new))
    let finding = #expect(throws: Finding.self) { try ChannelRecipe(source) }
    #expect(finding?.message.contains(words) == true && finding?.place.file == "t.yaml")
  }
}
