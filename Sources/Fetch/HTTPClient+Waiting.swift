import Threads

extension HTTPClient {
  /// Sends a request and waits for what comes of it, which is within the request's time-out: for
  /// threads that have nothing else to do. Never from a completion.
  package func answer(to request: Request) -> Result<Response, FetchFailure> {
    let answers = Mailbox<Result<Response, FetchFailure>>(bound: 1)
    do throws(FetchFailure) {
      try send(request) { _ = answers.post($0) }
    } catch {
      return .failure(error)
    }
    while !answers.wait(for: .seconds(1)) {}
    return answers.drain()[0]
  }
}
