import Courier
import Desk
import JSON
import Secrets

/// Brings in what a ticket system tells by a request: an answer to the customer, a note, another
/// state. Each once, whatever is told again; what the desk did itself does not come back.
struct TicketNewsTaker {
  let recipe: Recipe
  private let name: String
  private let settings: [String: String]
  private let secret: Secret<String>

  /// Under which the link keeps whether the ticket was over there when that was last told.
  static let toldKey = "told_over"

  init(_ recipe: Recipe, name: String, settings: [String: String], secret: Secret<String>) {
    self.recipe = recipe
    self.name = name
    self.settings = settings
    self.secret = secret
  }

  func take(_ request: HookRequest, _ desk: any DeskInlet) -> HookAnswer {
    guard request.method == "POST" else { return .refused(405, "what happened is told by POST") }
    let news: InboundNews
    do throws(InboundRefusal) {
      news = try recipe.news(
        request.headers, request.body, secret: secret.reveal(), settings: settings)
    } catch {
      return Self.answer(error)
    }
    do {
      return try take(news, request, desk)
    } catch {
      return .refused(503, "not taken in, tell it again: \(error)")
    }
  }

  /// What is signed and none of the desk's business is no mistake: whoever looks into the system's
  /// list of deliveries reads why nothing came of it.
  private static func answer(_ refusal: InboundRefusal) -> HookAnswer {
    switch refusal {
    case .unsigned: .refused(401, "this is not signed with the secret of hook_secret_file")
    case .unreadable(let why): .passedOver(why)
    }
  }

  private func take(_ news: InboundNews, _ request: HookRequest, _ desk: any DeskInlet) throws
    -> HookAnswer
  {
    guard let conversation = try desk.conversation(called: news.external, at: name) else {
      return .passedOver("no conversation of the desk is ticket \(news.external)")
    }
    var refusal: Refusal?
    if let words = news.words {
      refusal = try land(
        words.isInternal ? .noted(words.text) : .answered(words.text), "entry-\(words.id)",
        by: words.author ?? words.email, conversation, desk
      ).refusal
    }
    if let state = news.state {
      let other = try changed(to: state, request, by: news.words?.author, conversation, desk)
      refusal = refusal ?? other
    }
    guard let refusal else { return .taken }
    guard !refusal.mayRetry else { return .refused(503, refusal.why) }
    return .passedOver(refusal.why)
  }

  private func land(
    _ deed: OutsideAct.Deed, _ id: String, by person: String?,
    _ conversation: Identifier<Conversation>, _ desk: any DeskInlet
  ) throws -> Landing {
    let act = OutsideAct(
      in: conversation, system: name, externalID: "\(conversation.text) \(id)".beginning(300),
      person: person ?? recipe.title, deed)
    return try desk.takeIn(act)
  }

  /// Every request says how the ticket stands; only where it has come to an end since it was last
  /// known, or has begun anew, has anybody done anything.
  private func changed(
    to state: String, _ request: HookRequest, by person: String?,
    _ conversation: Identifier<Conversation>, _ desk: any DeskInlet
  ) throws -> Refusal? {
    let isOver = Self.isOver(state)
    guard var link = try desk.link(of: conversation, at: name), wasOver(link) != isOver else {
      return nil
    }
    // What is signed is its name: told again it is the same one.
    let code = Hex.encode(SHA256.hash(recipe.signed(request.headers, request.body)))
    let landing = try land(
      isOver ? .resolved : .reopened, "state-\(code)", by: person, conversation, desk)
    // What was told before says nothing of how it stands now.
    guard case .landed = landing else { return landing.refusal }
    link.state[Self.toldKey] = isOver ? "yes" : "no"
    try desk.keep(link, of: conversation, at: name)
    return nil
  }

  /// As it was told last, or else as the desk wrote it.
  private func wasOver(_ link: OutsideLink) -> Bool {
    if let told = link.state[Self.toldKey] { return told == "yes" }
    let written = link.state[TicketWork.stateKey]?.split(separator: " ").first
    return Self.isOver(String(written ?? "new"))
  }

  private static func isOver(_ state: String) -> Bool { ["solved", "closed"].contains(state) }
}

extension Landing {
  /// Nil where it landed, now or before.
  fileprivate var refusal: Refusal? {
    if case .refused(let refusal) = self { refusal } else { nil }
  }
}

extension HookAnswer {
  /// Taken, and nothing came of it.
  fileprivate static func passedOver(_ why: String) -> HookAnswer {
    HookAnswer(200, JSONWriter.object { $0.member("passed_over", why.beginning(200)) })
  }
}
