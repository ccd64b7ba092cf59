import CWebSockets

/// Lines of our own making.
extension Hub {
  /// Begins a connection; `false` when it could not even begin. The owner hears `opened` or
  /// `failed`, perhaps before this returns.
  func connect(_ session: Session, to address: ServerAddress) -> Bool {
    guard let context else { return false }
    var plan = lws_client_connect_info()
    plan.context = context.raw
    plan.vhost = context.host
    plan.port = Int32(address.port)
    plan.ietf_version_or_minus_one = -1
    plan.opaque_user_data = Unmanaged.passUnretained(session).toOpaque()
    if address.isSecure { plan.ssl_connection = Int32(LCCSCF_USE_SSL.rawValue) }
    // libwebsockets takes a path for an address when it begins with a plus sign.
    let place = address.socketPath.map { "+\($0)" } ?? address.host
    let offers = address.subprotocols.joined(separator: ", ")
    let line = withTexts([
      place, address.path, address.place, LibraryContext.clientProtocol, offers,
      address.origin ?? "",
    ]) { texts in
      plan.address = texts[0]
      plan.path = texts[1]
      plan.host = texts[2]
      plan.local_protocol_name = texts[3]
      if !offers.isEmpty { plan.protocol = texts[4] }
      if address.origin != nil { plan.origin = texts[5] }
      return lws_client_connect_via_info(&plan)
    }
    if session.stage == .opening { session.line = line }
    return line != nil
  }

  /// Ends a line that never opened.
  func cut(_ line: OpaquePointer) {
    lws_set_timeout(line, pending_timeout(rawValue: 1000), LWS_TO_KILL_SYNC)
  }
}

/// Lends texts to C for the length of a call; the library copies what it keeps.
private func withTexts<Result>(
  _ texts: [String], _ work: ([UnsafePointer<CChar>]) -> Result
) -> Result {
  let copies = texts.map { text in
    let bytes = text.utf8CString
    let copy = UnsafeMutableBufferPointer<CChar>.allocate(capacity: bytes.count)
    _ = copy.initialize(from: bytes)
    return copy
  }
  defer { for copy in copies { copy.deallocate() } }
  return work(copies.compactMap { $0.baseAddress.map { UnsafePointer($0) } })
}
