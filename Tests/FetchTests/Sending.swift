import Fetch

extension HTTPClient {
  /// The answer, or what went wrong, whether at once or later.
  func answer(to request: Request) async -> Result<Response, FetchFailure> {
    await withCheckedContinuation { waiting in
      do throws(FetchFailure) {
        try send(request) { waiting.resume(returning: $0) }
      } catch {
        waiting.resume(returning: .failure(error))
      }
    }
  }
}

extension Result where Success == Response, Failure == FetchFailure {
  var failure: FetchFailure? {
    if case .failure(let failure) = self { failure } else { nil }
  }
}

/// A client for the length of a test.
func withClient<Answer>(
  _ options: HTTPClient.Options = HTTPClient.Options(),
  _ body: (HTTPClient) async throws -> Answer
) async throws -> Answer {
  let client = try HTTPClient(options)
  defer { client.stop() }
  return try await body(client)
}

func options(_ change: (inout HTTPClient.Options) -> Void) -> HTTPClient.Options {
  var options = HTTPClient.Options()
  change(&options)
  return options
}
