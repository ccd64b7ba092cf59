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
        .unready, "it \(said): redirects are not followed; write the right address as url:")
    case 401:
      return TicketFailure(
        .unready,
        "it \(said): the secret is not taken; put a valid one into its file and start the desk anew"
      )
    case 403 where !isAboutOneTicket, 404 where !isAboutOneTicket, 405 where !isAboutOneTicket:
      return TicketFailure(
        .unready, "it \(said): look at its url, its settings and what the account may do")
    case 403, 404, 405, 410: return TicketFailure(.refused, "it \(said)")
    case 408, 500...599:
      return TicketFailure(.failing, "it \(said)", retryAfter: after, mayBeThere: true)
    case 409: return TicketFailure(.failing, "it \(said)", retryAfter: after, mayBeThere: true)
    case 425, 429: return TicketFailure(.failing, "it \(said)", retryAfter: after)
    case 400...499: return TicketFailure(.refused, "it \(said)")
    default: return TicketFailure(.failing, "it \(said)", mayBeThere: true)
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
