import CCurl
import Glibc

/// A connection on which both sides speak as they like: for protocols that curl does not know.
///
/// Certificates are checked, and the guard is asked about the very address that is connected to.
/// Used by one thread at a time; closed when nobody holds it any more.
package final class LineConnection {
  /// Whom to connect to.
  package struct Place: Sendable {
    package var host: String
    package var port: Int
    package var isEncrypted = true
    package var addressGuard = AddressGuard.publicOnly
    /// A file of certificates to trust instead of the system's, as PEM.
    package var authorities: String?

    package init(host: String, port: Int) {
      self.host = host
      self.port = port
    }
  }

  private let handle: UnsafeMutableRawPointer
  private let gate: Gate
  private let socket: Int32

  /// What curl asks whether an address may be connected to.
  private final class Gate {
    let addressGuard: AddressGuard
    var sockets = SocketGate()

    init(_ addressGuard: AddressGuard) { self.addressGuard = addressGuard }

    func open(_ target: UnsafeMutablePointer<curl_sockaddr>) -> curl_socket_t {
      sockets.open(target, where: addressGuard.allows)
    }
  }

  /// Connects; waits for it no longer than `timeout`.
  package init(_ place: Place, timeout: Duration) throws(FetchFailure) {
    guard curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK, let handle = curl_easy_init()
    else { throw .malformed("curl has no memory for it") }
    let gate = Gate(place.addressGuard)
    do throws(FetchFailure) {
      try Self.prepare(handle, place, gate, timeout)
      let code = curl_easy_perform(handle)
      guard code == CURLE_OK else { throw Self.failure(code, gate) }
      var socket: curl_socket_t = -1
      guard frontdesk_get_socket(handle, &socket) == CURLE_OK, socket >= 0 else {
        throw .connect("curl has no socket for it")
      }
      self.socket = socket
    } catch {
      curl_easy_cleanup(handle)
      throw error
    }
    (self.handle, self.gate) = (handle, gate)
  }

  deinit { curl_easy_cleanup(handle) }

  private static func prepare(
    _ handle: UnsafeMutableRawPointer, _ place: Place, _ gate: Gate, _ timeout: Duration
  ) throws(FetchFailure) {
    let name = place.host.contains(":") ? "[\(place.host)]" : place.host
    let url = "\(place.isEncrypted ? "https" : "http")://\(name):\(place.port)"
    let numbers: [(CURLoption, Int)] = [
      (CURLOPT_CONNECT_ONLY, 1), (CURLOPT_NOSIGNAL, 1), (CURLOPT_SSL_VERIFYPEER, 1),
      (CURLOPT_SSL_VERIFYHOST, 2), (CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2)),
      (CURLOPT_SSL_ENABLE_ALPN, 0),
      (CURLOPT_CONNECTTIMEOUT_MS, Int(timeout / .milliseconds(1)) + 1),
    ]
    var codes = numbers.map { frontdesk_set_number(handle, $0.0, $0.1) }
    codes.append(frontdesk_set_text(handle, CURLOPT_URL, url))
    // Empty, not unset: unset would take a proxy from the environment.
    codes.append(frontdesk_set_text(handle, CURLOPT_PROXY, ""))
    if let authorities = place.authorities {
      codes.append(frontdesk_set_text(handle, CURLOPT_CAINFO, authorities))
    }
    codes.append(
      frontdesk_set_receivers(
        handle, { _, _, count, _ in count }, { _, _, count, _ in count },
        { context, _, address in
          guard let context, let address else { return curl_socket_t(-1) }
          return Unmanaged<Gate>.fromOpaque(context).takeUnretainedValue().open(address)
        }, Unmanaged.passUnretained(gate).toOpaque()))
    guard codes.allSatisfy({ $0 == CURLE_OK }) else {
      throw .malformed("curl refused an option of the connection to \(place.host)")
    }
  }

  // MARK: Speaking

  /// Sends all of it; waits for the other side no longer than `limit`.
  package func send(_ bytes: [UInt8], within limit: Duration = .seconds(10)) throws(FetchFailure) {
    var rest = bytes[...]
    let end = ContinuousClock.now + limit
    while !rest.isEmpty {
      var sent = 0
      let code = rest.withUnsafeBytes { curl_easy_send(handle, $0.baseAddress, $0.count, &sent) }
      switch code {
      case CURLE_OK: rest = rest.dropFirst(sent)
      case CURLE_AGAIN:
        guard .now < end else { throw .timedOut(sent: true) }
        _ = ready(Int16(POLLOUT), within: .milliseconds(100))
      default: throw Self.failure(code, gate)
      }
    }
  }

  /// What has come; nothing where nothing came within `limit`. Throws where the other side is gone.
  package func receive(within limit: Duration) throws(FetchFailure) -> [UInt8] {
    var buffer = [UInt8](repeating: 0, count: 16_384)
    let end = ContinuousClock.now + limit
    while true {
      var count = 0
      let code = buffer.withUnsafeMutableBytes {
        curl_easy_recv(handle, $0.baseAddress, $0.count, &count)
      }
      switch code {
      case CURLE_OK:
        guard count > 0 else { throw .broken(sent: true, "the other side closed it") }
        return Array(buffer[..<count])
      case CURLE_AGAIN:
        let left = end - .now
        guard left > .zero else { return [] }
        _ = ready(Int16(POLLIN), within: left)
      default: throw Self.failure(code, gate)
      }
    }
  }

  private func ready(_ events: Int16, within limit: Duration) -> Bool {
    var watched = pollfd(fd: socket, events: events, revents: 0)
    return poll(&watched, 1, Int32(limit / .milliseconds(1)) + 1) > 0
  }

  private static func failure(_ code: CURLcode, _ gate: Gate) -> FetchFailure {
    if let refused = gate.sockets.refusal { return .refusedAddress(refused) }
    let reason = String(cString: curl_easy_strerror(code))
    switch CurlVerdict(code) {
    case .late: return .timedOut(sent: false)
    case let verdict: return FetchFailure(verdict, reason, isSent: true)
    }
  }
}
