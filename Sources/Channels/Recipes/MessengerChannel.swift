package import Courier
package import Desk
import Fetch
import JSON
package import Secrets

/// A messenger that is spoken to as its recipe says: Telegram, WhatsApp, Slack.
package final class MessengerChannel: HookedChannel, Sendable {
  /// What an operator says of theirs.
  package struct Settings: Sendable {
    /// In place of the recipe's.
    package var url: String?
    package var values: [String: String]
    /// By which we show it who we are, and it shows us who it is.
    package let ours, theirs: Secret<String>

    package init(
      url: String?, values: [String: String], ours: Secret<String>, theirs: Secret<String>
    ) {
      self.url = url
      self.values = values
      self.ours = ours
      self.theirs = theirs
    }
  }

  package let looksEvery: Duration? = nil
  private let recipe: ChannelRecipe
  private let settings: Settings
  private let calling: Calling
  /// The time of day, for signatures.
  private let clock: @Sendable () -> Instant

  /// How old what is signed may be: whoever caught it cannot tell it again later.
  private static let oldest = Duration.seconds(300)

  package init(
    _ recipe: ChannelRecipe, _ settings: Settings, _ calling: Calling,
    clock: @escaping @Sendable () -> Instant = Carrier.timeOfDay
  ) {
    self.recipe = recipe
    self.settings = settings
    self.calling = calling
    self.clock = clock
  }

  package var capabilities: Capabilities { recipe.capabilities }

  package func stop() { calling.stop() }

  package func look(_ inlet: ChannelInlet) -> ConnectorFailure? { nil }

  /// Nothing can be found out without writing to somebody.
  package func check() throws(ChannelFailure) -> [String] {
    let missing = recipe.settings.map(\.name).filter { settings.values[$0] == nil }
    guard missing.isEmpty else {
      throw .away("write under settings: \(missing.joined(separator: ", "))")
    }
    return ["the recipe is \(recipe.title)'s; write to the desk there to see the rest"]
  }

  // MARK: To customers

  /// The request that sends a part.
  func request(_ part: Part, to place: String) -> Fetch.Request {
    var values = ["text": part.text, "place": place, "key": part.key]
    values["secret"] = settings.ours.reveal()
    for (name, value) in settings.values { values["settings.\(name)"] = value }
    if let opener = part.opener { values["open"] = opener }
    let facts = RecipeFacts(values: values, buttons: part.buttons)
    var body = JSONWriter()
    body.value(shape(of: part).value(facts))
    return Fetch.Request(
      method: "POST",
      url: (settings.url ?? recipe.url) + recipe.send.path.filled(facts, isAddress: true),
      headers: [.init("Content-Type", "application/json")]
        + recipe.send.headers.map { .init($0.name, $0.value.filled(facts)) }, body: body.bytes)
  }

  private func shape(of part: Part) -> RecipeShape {
    let plain = recipe.send.json
    if part.buttons.isEmpty { return plain }
    return (part.opener == nil ? recipe.send.withButtons : recipe.send.withRows) ?? plain
  }

  package func send(_ part: Part, to link: inout OutsideLink) throws(ChannelFailure) -> String {
    let response = try calling.ask(request(part, to: link.external))
    let told: JSONValue
    do { told = try JSONReader.read(response.body) } catch { told = .null }
    let error = recipe.send.error?.text(in: [told])
    if (200..<300).contains(response.status), error == nil {
      guard let id = recipe.send.id.text(in: [told]) else {
        throw .away("\(recipe.title) did not say what it calls a message")
      }
      return id
    }
    throw failure(response, told, error)
  }

  private func failure(_ response: Response, _ told: JSONValue, _ error: String?) -> ChannelFailure
  {
    let why = calling.masked("\(recipe.title): \(error ?? "status \(response.status)")")
    let refusals = recipe.send.refusals
    if refusals.contains("\(response.status)") || error.map(refusals.contains) == true {
      return .refused(why)
    }
    let wait = recipe.send.retryAfter?.text(in: [told]) ?? response.header("retry-after")
    return .away(why, retryAfter: wait.flatMap { Int($0) }.map { .seconds($0) })
  }

  // MARK: From customers

  package func take(_ request: HookRequest, _ inlet: ChannelInlet) -> HookAnswer {
    if request.method == "GET" { return answerQuery(request) }
    guard isTheirs(request) else { return .refused(401, "this is not signed with our secret") }
    let told: JSONValue
    do { told = try JSONReader.read(body(of: request)) } catch {
      return .refused(400, "no JSON: \(error.reason)")
    }
    if case .member(let pointer)? = recipe.inbound.challenge, let text = pointer.text(in: [told]) {
      return HookAnswer(200, type: "text/plain", Array(text.utf8))
    }
    do {
      for message in recipe.inbound.messages.all(in: [told]) { try hear(message, inlet) }
    } catch {
      return .refused(503, "not taken in, tell it again: \((error as? ChannelFailure)?.why ?? "")")
    }
    return .taken
  }

  /// What is told; some of it may come as the one field of a form.
  private func body(of request: HookRequest) -> [UInt8] {
    guard let form = recipe.inbound.form, request.body.starts(with: Array("\(form)=".utf8)) else {
      return request.body
    }
    return FormField.decoded(request.body.dropFirst(form.utf8.count + 1))
  }

  private func answerQuery(_ request: HookRequest) -> HookAnswer {
    guard case .query(let token, let answer)? = recipe.inbound.challenge,
      let told = request.queried(token), let text = request.queried(answer),
      isEqualInConstantTime(Array(told.utf8), Array(settings.theirs.reveal().utf8))
    else { return .refused(403, "nothing is asked for here") }
    return HookAnswer(200, type: "text/plain", Array(text.utf8))
  }

  private func isTheirs(_ request: HookRequest) -> Bool {
    let secret = Array(settings.theirs.reveal().utf8)
    switch recipe.inbound.proof {
    case .token(let header):
      return request.headers[header].map { isEqualInConstantTime(Array($0.utf8), secret) } ?? false
    case .signature(let header, let prefix, let timestamp):
      guard let given = request.headers[header], given.hasPrefix(prefix),
        let code = Hex.decode(String(given.dropFirst(prefix.count)))
      else { return false }
      var message = request.body
      if let timestamp {
        guard let time = request.headers[timestamp], let seconds = Int64(time),
          abs(clock().milliseconds / 1000 - seconds) <= Self.oldest.components.seconds
        else { return false }
        message = Array("\(prefix.dropLast()):\(time):".utf8) + message
      }
      return isEqualInConstantTime(code, HMACSHA256.code(key: secret, message: message))
    }
  }

  private func hear(_ message: RecipePointer.Found, _ inlet: ChannelInlet) throws {
    let plan = recipe.inbound
    guard plan.ignoreWith.allSatisfy({ $0.all(in: message).isEmpty }),
      let id = RecipePointer.text(at: plan.id, in: message),
      let user = RecipePointer.text(at: plan.user, in: message),
      let place = RecipePointer.text(at: plan.place, in: message),
      let text = RecipePointer.text(at: plan.text, in: message), !text.isEmpty
    else { return }
    var words = ChannelInlet.Words(id, plan.isEscaped ? Self.unescaped(text) : text)
    words.name = plan.name?.text(in: message)
    words.language = plan.language?.text(in: message)
    let landing = try inlet.hear(words, from: user, at: place)
    // What is refused for good is not told again; what may be later is.
    if case .refused(let refusal) = landing, refusal.mayRetry {
      throw ChannelFailure.away(refusal.why)
    }
  }

  private static func unescaped(_ text: String) -> String {
    text.replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&amp;", with: "&")
  }
}
