import CCurl
import Synchronization
import Threads

/// Sends requests to other machines, many at a time, on one thread of its own.
///
/// Redirects are not followed, proxies never used, certificates always checked. Ends with `stop()`,
/// which must be called: until then the thread keeps the client alive.
package final class HTTPClient: Sendable {
  /// How much is under way at once, and whom to trust.
  package struct Options: Sendable {
    /// Requests under way at once; further ones wait.
    package var concurrency = 64
    /// Requests waiting; one more is refused as `overloaded`.
    package var queueLimit = 1024
    /// Of the time a request has, how much may go on names, connection and handshake.
    package var connectMilliseconds = 10_000
    /// A file of certificates to trust instead of the system's, as PEM.
    package var authorities: String?
    package var userAgent = "Frontdesk"

    package init() {}
  }

  /// What is called once with the response, or with why there is none.
  package typealias Completion = @Sendable (Result<Response, FetchFailure>) -> Void

  struct Waiting: Sendable {
    let request: Request
    let deadline: ContinuousClock.Instant
    let completion: Completion
  }

  private struct State {
    var waiting: [Waiting] = []
    var thread: NamedThread?
    /// Set once `stop` was called: until when what is under way may finish.
    var end: ContinuousClock.Instant?
    /// Set once the thread is gone, and curl's handle with it.
    var isOver = false
  }

  let options: Options
  // Only `curl_multi_wakeup` may be called from other threads, which is what it is for:
  // https://curl.se/libcurl/c/curl_multi_wakeup.html
  nonisolated(unsafe) let multi: UnsafeMutableRawPointer
  private let state = Mutex(State())

  private static let isCurlReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

  /// Starts the thread. Throws when the system refuses a thread, or memory for curl.
  package init(_ options: Options = Options()) throws {
    guard Self.isCurlReady, let multi = curl_multi_init() else { throw CurlUnusable() }
    self.options = options
    self.multi = multi
    do {
      let thread = try NamedThread("fetch") { [self] in
        TransferLoop(of: self).run()
      }
      state.withLock { $0.thread = thread }
    } catch {
      curl_multi_cleanup(multi)
      throw error
    }
  }

  /// Sends a request; the completion is called once, on the client's thread, which it must not
  /// hold.
  ///
  /// From any thread. Throws `malformed`, `overloaded` or `stopped`, and then never calls back.
  package func send(
    _ request: Request, _ completion: @escaping Completion
  ) throws(FetchFailure) {
    if let mistake = request.mistake { throw .malformed(mistake) }
    let waiting = Waiting(
      request: request, deadline: .now + request.timeout, completion: completion)
    let refusal: FetchFailure? = state.withLock { state in
      guard state.end == nil else { return .stopped(sent: false) }
      guard state.waiting.count < options.queueLimit else { return .overloaded }
      state.waiting.append(waiting)
      wake()
      return nil
    }
    if let refusal { throw refusal }
  }

  /// Takes no more requests, lets those under way finish for a while, ends the others as `stopped`.
  ///
  /// Returns when every completion was called and the thread is gone. Never from a completion.
  package func stop(grace: Duration = .zero) {
    let thread = state.withLock { state in
      if state.end == nil {
        state.end = .now + grace
        wake()
      }
      return state.thread
    }
    thread?.join()
    let isFirst = state.withLock { state in
      defer { state.isOver = true }
      return !state.isOver
    }
    if isFirst { curl_multi_cleanup(multi) }
  }

  /// Under the lock only, so that the handle is not used after `stop`.
  private func wake() {
    let code = curl_multi_wakeup(multi)
    precondition(code == CURLM_OK, "curl's thread must be there to be woken")
  }
}

extension HTTPClient {
  /// For the thread: as many waiting requests as there is room for, and those whose time is over.
  func takeWaiting(room: Int) -> (next: [Waiting], late: [Waiting], end: ContinuousClock.Instant?) {
    state.withLock { state in
      let now = ContinuousClock.now
      let late = state.waiting.filter { $0.deadline <= now }
      if !late.isEmpty { state.waiting.removeAll { $0.deadline <= now } }
      let next = Array(state.waiting.prefix(room))
      state.waiting.removeFirst(next.count)
      return (next, late, state.end)
    }
  }

  /// For the thread at its end: what never got its turn.
  func takeAll() -> [Waiting] {
    state.withLock { state in
      defer { state.waiting = [] }
      return state.waiting
    }
  }
}

/// libcurl could not be started.
package struct CurlUnusable: Error, CustomStringConvertible {
  package var description: String { "libcurl could not start: no memory, or no TLS library" }
}
