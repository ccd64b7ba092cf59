import CCurl

/// One request on its way: a curl handle and what has come back so far.
///
/// Lives on the client's thread only; curl calls it back there.
final class Transfer {
  typealias Completion = @Sendable (Result<Response, FetchFailure>) -> Void

  let handle: UnsafeMutableRawPointer
  let completion: Completion

  /// Of all header lines together: four times what common servers allow for one answer.
  private static let headerLimit = 65_536

  private let limit: Int
  private let addressGuard: AddressGuard
  private let words = CurlWords()
  private var gate = SocketGate()
  private var headerLines: UnsafeMutablePointer<curl_slist>?
  private var headers: [Request.Header] = []
  private var headerBytes = 0
  private var body: [UInt8] = []
  private var isTooLarge = false

  /// Throws `malformed` when curl does not take the request.
  init(
    _ request: Request, timeout: Duration, options: HTTPClient.Options,
    completion: @escaping Completion
  ) throws(FetchFailure) {
    guard let handle = curl_easy_init() else { throw .malformed("curl has no memory for it") }
    self.handle = handle
    self.completion = completion
    limit = request.maximumResponseBytes
    addressGuard = request.addressGuard
    try setLimits(timeout, options)
    try setRequest(request)
    try setHeaders(request, options)
    try setReceivers()
  }

  deinit {
    curl_easy_cleanup(handle)
    curl_slist_free_all(headerLines)
  }

  /// What the transfer came to, once curl says it is over.
  func result(_ code: CURLcode) -> Result<Response, FetchFailure> {
    guard code == CURLE_OK else { return .failure(failure(code)) }
    return .success(Response(status: status, headers: headers, body: body))
  }

  /// Whether any byte of the request was handed to a connection.
  var isSent: Bool { number(CURLINFO_REQUEST_SIZE) > 0 }
}

extension Transfer {
  private func setLimits(_ timeout: Duration, _ options: HTTPClient.Options) throws(FetchFailure) {
    // Rounded up: to curl, 0 means for ever.
    let milliseconds = Int(timeout / .milliseconds(1)) + 1
    try set(CURLOPT_NOSIGNAL, 1)
    try set(CURLOPT_TIMEOUT_MS, milliseconds)
    try set(CURLOPT_CONNECTTIMEOUT_MS, min(milliseconds, options.connectMilliseconds))
    // Do not wait for a name's look-up to end when the transfer is given up.
    try set(CURLOPT_QUICK_EXIT, 1)
    try set(CURLOPT_FOLLOWLOCATION, 0)
    try set(CURLOPT_PROTOCOLS_STR, "http,https")
    // Empty, not unset: unset would take a proxy from the environment.
    try set(CURLOPT_PROXY, "")
    try set(CURLOPT_SSL_VERIFYPEER, 1)
    try set(CURLOPT_SSL_VERIFYHOST, 2)
    try set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
    if let authorities = options.authorities { try set(CURLOPT_CAINFO, authorities) }
    try set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
    // The guard is asked when a socket opens. A connection that passed it as "anywhere" must not be
    // handed to a request that would not have passed.
    if addressGuard == .anywhere { try set(CURLOPT_FORBID_REUSE, 1) }
  }

  private func setRequest(_ request: Request) throws(FetchFailure) {
    try set(CURLOPT_URL, request.url)
    if let body = request.body {
      try check(frontdesk_set_body(handle, body, body.count), "the body")
    } else if request.method == "HEAD" {
      try set(CURLOPT_NOBODY, 1)
    } else {
      try set(CURLOPT_HTTPGET, 1)
    }
    try set(CURLOPT_CUSTOMREQUEST, request.method)
  }

  private func setHeaders(_ request: Request, _ options: HTTPClient.Options) throws(FetchFailure) {
    // A receiver that does not know "100 Continue" would cost a second each time.
    try append("Expect:")
    if !request.headers.contains(where: { $0.name.lowercased() == "content-type" }) {
      try append("Content-Type:")
    }
    try append("User-Agent: \(options.userAgent)")
    for header in request.headers {
      // To curl, a name and a colon means "leave it out"; a semicolon means an empty value.
      try append(header.value.isEmpty ? "\(header.name);" : "\(header.name): \(header.value)")
    }
    try check(frontdesk_set_pointer(handle, CURLOPT_HTTPHEADER, headerLines), "the headers")
  }

  private func append(_ line: String) throws(FetchFailure) {
    guard let longer = curl_slist_append(headerLines, line) else {
      throw .malformed("curl has no memory for its headers")
    }
    headerLines = longer
  }

  private func setReceivers() throws(FetchFailure) {
    try check(frontdesk_set_pointer(handle, CURLOPT_ERRORBUFFER, words.place), "the error text")
    let code = frontdesk_set_receivers(
      handle,
      { line, _, count, context in
        Transfer.receive(line, count, context) { $0.takeHeader($1) }
      },
      { bytes, _, count, context in
        Transfer.receive(bytes, count, context) { $0.takeBody($1) }
      },
      { context, _, address in
        guard let context, let address else { return curl_socket_t(-1) }
        let transfer = Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
        return transfer.gate.open(address, where: transfer.addressGuard.allows)
      }, Unmanaged.passUnretained(self).toOpaque())
    try check(code, "the receivers")
  }

  private func set(_ option: CURLoption, _ value: Int) throws(FetchFailure) {
    try check(frontdesk_set_number(handle, option, value), "option \(option.rawValue)")
  }

  private func set(_ option: CURLoption, _ value: String) throws(FetchFailure) {
    try check(frontdesk_set_text(handle, option, value), "option \(option.rawValue)")
  }

  private func check(_ code: CURLcode, _ what: String) throws(FetchFailure) {
    guard code == CURLE_OK else {
      throw .malformed("curl refused \(what): \(String(cString: curl_easy_strerror(code)))")
    }
  }
}

extension Transfer {
  /// What curl is told: as many bytes as it gave, or none, upon which it ends the transfer.
  private static func receive(
    _ bytes: UnsafeMutablePointer<CChar>?, _ count: Int, _ context: UnsafeMutableRawPointer?,
    _ take: (Transfer, UnsafeRawBufferPointer) -> Bool
  ) -> Int {
    guard let context else { return 0 }
    let transfer = Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
    return take(transfer, UnsafeRawBufferPointer(start: bytes, count: count)) ? count : 0
  }

  private func takeHeader(_ bytes: UnsafeRawBufferPointer) -> Bool {
    headerBytes += bytes.count
    guard headerBytes <= Self.headerLimit else {
      isTooLarge = true
      return false
    }
    let line = String(decoding: bytes, as: UTF8.self)
    guard let colon = line.firstIndex(of: ":") else {
      // A new status line: what came before was an interim answer.
      if line.hasPrefix("HTTP/") { headers = [] }
      return true
    }
    headers.append(
      Request.Header(line[..<colon].lowercased(), trimmed(line[line.index(after: colon)...])))
    return true
  }

  private func takeBody(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard body.count + bytes.count <= limit else {
      isTooLarge = true
      return false
    }
    body.append(contentsOf: bytes)
    return true
  }

  private func trimmed(_ text: Substring) -> String {
    let scalars = text.unicodeScalars.drop { $0 == " " || $0 == "\t" }
    let end = scalars.lastIndex { ![" ", "\t", "\r", "\n"].contains($0) }
    return end.map { String(scalars[...$0]) } ?? ""
  }
}

extension Transfer {
  private func failure(_ code: CURLcode) -> FetchFailure {
    if isTooLarge { return .tooLarge(status: status) }
    if let refused = gate.refusal { return .refusedAddress(refused) }
    let reason = words.reason(code)
    // Also what curl calls an answer that is not HTTP; but then the request was sent.
    if code == CURLE_UNSUPPORTED_PROTOCOL, !isSent { return .malformed(reason) }
    return FetchFailure(CurlVerdict(code), reason, isSent: isSent)
  }

  private var status: Int { number(CURLINFO_RESPONSE_CODE) }

  private func number(_ info: CURLINFO) -> Int {
    var value = 0
    return frontdesk_get_number(handle, info, &value) == CURLE_OK ? value : 0
  }
}
