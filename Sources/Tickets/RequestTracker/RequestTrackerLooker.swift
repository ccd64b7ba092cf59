import Courier
import Desk
import JSON
import Synchronization

/// Brings in what people did in RT: a reply, a comment, another status. Each once, whatever is
/// read again.
final class RequestTrackerLooker: TicketLooker {
  private let tracker: RequestTracker
  /// Transactions that are done with, by the ticket; forgotten with the program.
  private let seen = Mutex<[String: Set<String>]>([:])

  /// How far back is read again: what was being written while we read.
  private static let overlap: Int64 = 120_000
  /// Pages of a hundred tickets in one look; the next goes on from there.
  private static let mostPages = 20
  /// Beyond so many tickets all is asked of the desk again, which knows.
  private static let mostSeen = 2_000
  /// Who does by itself what RT's own rules say.
  private static let system = "RT_System"

  init(_ tracker: RequestTracker) { self.tracker = tracker }

  func look(_ desk: any DeskInlet, name: String) throws(TicketFailure) {
    let place = try asked { try desk.place(at: name) }
    let from = place.flatMap { Int64($0) } ?? 0
    let tickets = try changed(since: from)
    var reached = from
    for ticket in tickets {
      guard let id = ticket["id"]?.name else { continue }
      if let creator = ticket["Creator"]?["id"]?.string { tracker.learn(creator) }
      let conversation = try asked { try desk.conversation(called: id, at: name) }
      if let conversation { try takeIn(id, ticket, conversation, desk, name) }
      if let told = ticket["LastUpdated"]?.string, let moment = Self.moment(told) {
        reached = max(reached, moment)
      }
    }
    guard reached > from else { return }
    try asked { try desk.keep(place: String(reached), at: name) }
  }

  private func changed(since moment: Int64) throws(TicketFailure) -> [JSONValue] {
    let from = Instant(milliseconds: max(moment - Self.overlap, 0)).iso8601
    let since = from.prefix(19).replacing("T", with: " ")
    let query =
      "'CF.{\(tracker.settings.field)}' IS NOT NULL AND LastUpdated >= '\(since)'"
    var tickets: [JSONValue] = []
    for page in 1...Self.mostPages {
      let answer = try tracker.ask(
        "GET",
        "/tickets?per_page=100&page=\(page)&orderby=LastUpdated&order=ASC"
          + "&fields=Creator,LastUpdated,Requestor"
          + "&query=\(RequestTracker.percentEncoded(query))", about: nil)
      let items = answer["items"]?.array ?? []
      tickets += items
      if items.count < 100 { break }
    }
    return tickets
  }

  private func takeIn(
    _ id: String, _ ticket: JSONValue, _ conversation: Identifier<Conversation>,
    _ desk: any DeskInlet, _ name: String
  ) throws(TicketFailure) {
    let done = seen.withLock { $0[id] ?? [] }
    let requestors = (ticket["Requestor"]?.array ?? []).compactMap { $0["id"]?.string }
    for transaction in try tracker.history(id) where !done.contains(transaction.id) {
      // What the desk refuses it refuses each time: it is done with.
      if let news = try news(transaction, of: id, requestors) {
        try land(news, transaction, conversation, desk, name)
      }
      seen.withLock { seen in
        if seen.count >= Self.mostSeen { seen = [:] }
        seen[id, default: []].insert(transaction.id)
      }
    }
  }

  private func land(
    _ news: News, _ transaction: RTTransaction, _ conversation: Identifier<Conversation>,
    _ desk: any DeskInlet, _ name: String
  ) throws(TicketFailure) {
    switch news {
    case .deed(let deed):
      let act = OutsideAct(
        in: conversation, system: name, externalID: "rt-\(transaction.id)",
        person: transaction.creator, deed)
      _ = try asked { try desk.takeIn(act) }
    case .customer(let text):
      var envelope = Envelope(
        channel: "mail", externalUser: transaction.creator,
        externalID: "\(name)-rt-\(transaction.id)", text: text)
      envelope.into = conversation
      _ = try asked { try desk.takeIn(envelope) }
    }
  }

  /// What somebody did there.
  private enum News {
    case deed(OutsideAct.Deed)
    /// The customer answered a letter of RT's.
    case customer(String)
  }

  /// Nil for what the desk did itself, and for what is none of its business.
  private func news(_ transaction: RTTransaction, of ticket: String, _ requestors: [String])
    throws(TicketFailure) -> News?
  {
    guard transaction.creator != Self.system, transaction.creator != tracker.account,
      EntryMark.spans(in: transaction.data).isEmpty
    else { return nil }
    switch transaction.type {
    case "Correspond", "Comment":
      let text = try tracker.words(transaction, of: ticket)
      guard !text.allSatisfy(\.isWhitespace), !EntryMark.stands(in: text) else { return nil }
      if requestors.contains(transaction.creator) {
        return .customer(text)
      }
      return .deed(transaction.type == "Correspond" ? .answered(text) : .noted(text))
    case "Status":
      if ["resolved", "rejected", "deleted"].contains(transaction.new) { return .deed(.resolved) }
      return ["open", "new"].contains(transaction.new) ? .deed(.reopened) : nil
    case "Set" where transaction.field == "Priority":
      return Int(transaction.new).map {
        .deed(.prioritised($0 < 25 ? .low : $0 < 75 ? .normal : .high))
      }
    default: return nil
    }
  }

  private func asked<Answer>(_ question: () throws -> Answer) throws(TicketFailure) -> Answer {
    do {
      return try question()
    } catch {
      throw TicketFailure(.failing, "the desk could not take in what happened there: \(error)")
    }
  }

  /// `2026-12-01T10:06:00Z`, in milliseconds.
  static func moment(_ text: String) -> Int64? {
    let numbers = text.split { "-T:Z".contains($0) }.compactMap { Int64($0) }
    guard numbers.count == 6 else { return nil }
    let year = numbers[1] <= 2 ? numbers[0] - 1 : numbers[0]
    let shifted = numbers[1] + (numbers[1] > 2 ? -3 : 9)
    // Days of the Gregorian calendar in eras of 400 years that begin in March.
    let era = year / 400
    let ofEra = year - era * 400
    let ofYear = (153 * shifted + 2) / 5 + numbers[2] - 1
    let days = era * 146_097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 719_468
    return ((days * 24 + numbers[3]) * 60 + numbers[4]) * 60_000 + numbers[5] * 1_000
  }
}
