import Courier
import Fetch

/// What an answer that is no yes says, and what is to be done about it.
enum TicketAnswer {
  /// Whether an answer is about one ticket, or whether the system's door is closed to us.
  static func failure(_ response: Response, isAboutOneTicket: Bool) -> TicketFailure {
    let said = Reception(response).sentence
    let after = retryAfter(response)
    switch response.status {
    case 300...399:
      return TicketFailure(
        .unready,
        "its address is another, and redirects are not followed: write the right one as url: (it "
          + "\(said))")
    case 401:
      return TicketFailure(
        .unready,
        "it does not take the desk's secret: put a valid one into its file and start the desk anew "
          + "(it \(said))")
    case 403 where !isAboutOneTicket, 404 where !isAboutOneTicket, 405 where !isAboutOneTicket:
      return TicketFailure(
        .unready,
        "it does not let the desk in: look at its url, its settings and what the account may do "
          + "(it \(said))")
    case 403, 404, 405, 410: return TicketFailure(.refused, "it refuses this ticket (it \(said))")
    case 409:
      return TicketFailure(
        .failing, "it is busy with this ticket (it \(said))", retryAfter: after, mayBeThere: true)
    case 425, 429:
      return TicketFailure(
        .failing, "it asks to be left alone for a while (it \(said))", retryAfter: after)
    case 400...407, 411...499:
      return TicketFailure(.refused, "it refuses what it is told (it \(said))")
    default:
      return TicketFailure(
        .failing, "it is not well (it \(said))", retryAfter: after, mayBeThere: true)
    }
  }

  private static func retryAfter(_ response: Response) -> Duration? {
    switch response.header("retry-after").flatMap(RetryAfter.init) {
    case nil: nil
    case .wait(let wait): wait
    case .moment(let moment): max(moment.since(Carrier.timeOfDay()), .zero)
    }
  }
}
