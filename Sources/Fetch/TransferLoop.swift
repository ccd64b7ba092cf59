import CCurl
import Glibc

/// What the client's thread does: start transfers, let curl move bytes, tell who asked.
final class TransferLoop {
  /// How long a request in the queue may outlive its deadline before someone looks.
  private static let sweepMilliseconds: Int32 = 250

  private let client: HTTPClient
  private let multi: UnsafeMutableRawPointer
  private let options: HTTPClient.Options
  private var active: [UnsafeMutableRawPointer: Transfer] = [:]

  init(of client: HTTPClient) {
    self.client = client
    multi = client.multi
    options = client.options
    // Keeping a connection to each destination that is busy, and no more.
    let code = frontdesk_set_shared_number(multi, CURLMOPT_MAXCONNECTS, options.concurrency)
    precondition(code == CURLM_OK, "curl must know the size of its connection cache")
  }

  func run() {
    while true {
      let end = admit()
      let hasFinished = perform()
      if let end, active.isEmpty || .now >= end { break }
      // What finished has left its room to others who wait.
      if !hasFinished { wait(sleep(isEnding: end != nil)) }
    }
    for waiting in client.takeAll() { waiting.completion(.failure(.stopped(sent: false))) }
    for transfer in active.values { finish(transfer, .failure(.stopped(sent: transfer.isSent))) }
  }

  /// Starts what there is room for; answers whether, and when, all this is to end.
  private func admit() -> ContinuousClock.Instant? {
    while true {
      let (next, late, end) = client.takeWaiting(room: options.concurrency - active.count)
      for waiting in late { waiting.completion(.failure(.timedOut(sent: false))) }
      for waiting in next { start(waiting) }
      // Again, because what could not be started has left its room to others.
      if next.isEmpty || active.count == options.concurrency { return end }
    }
  }

  private func start(_ waiting: HTTPClient.Waiting) {
    do throws(FetchFailure) {
      let transfer = try Transfer(
        waiting.request, timeout: waiting.deadline - .now, options: options,
        completion: waiting.completion)
      let code = curl_multi_add_handle(multi, transfer.handle)
      guard code == CURLM_OK else { throw .malformed(String(cString: curl_multi_strerror(code))) }
      active[transfer.handle] = transfer
    } catch {
      waiting.completion(.failure(error))
    }
  }

  /// Moves bytes; answers whether any transfer came to its end.
  private func perform() -> Bool {
    let before = active.count
    var running: Int32 = 0
    check(curl_multi_perform(multi, &running))
    var left: Int32 = 0
    while let message = curl_multi_info_read(multi, &left) {
      guard message.pointee.msg == CURLMSG_DONE, let handle = message.pointee.easy_handle,
        let transfer = active[handle]
      else { continue }
      // Read before the handle is removed: afterwards the message is gone.
      finish(transfer, transfer.result(frontdesk_outcome(message)))
    }
    return active.count < before
  }

  /// Only a full house makes anyone wait whose time may run out unseen; else curl or a ring wakes.
  private func sleep(isEnding: Bool) -> Int32 {
    if isEnding { return 10 }
    return active.count < options.concurrency ? 60_000 : Self.sweepMilliseconds
  }

  private func wait(_ milliseconds: Int32) {
    check(curl_multi_poll(multi, nil, 0, milliseconds, nil))
  }

  private func finish(_ transfer: Transfer, _ result: Result<Response, FetchFailure>) {
    let code = curl_multi_remove_handle(multi, transfer.handle)
    precondition(code == CURLM_OK, "a transfer must belong to its loop")
    active[transfer.handle] = nil
    transfer.completion(result)
  }

  /// curl's loop itself fails only for want of memory: whoever waits is told, and it goes on.
  private func check(_ code: CURLMcode) {
    guard code != CURLM_OK else { return }
    let reason = String(cString: curl_multi_strerror(code))
    for transfer in active.values {
      finish(transfer, .failure(.broken(sent: transfer.isSent, reason)))
    }
    // So that a fault that stays does not take a whole core.
    usleep(100_000)
  }
}
