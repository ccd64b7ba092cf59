import CCurl

/// Opens curl's sockets, to addresses that may be spoken to and to no other.
struct SocketGate {
  private var refused: String?
  private var hasOpened = false

  init() {}

  /// The address that was not to be spoken to, where there was none that was.
  var refusal: String? { hasOpened ? nil : refused }

  /// A socket to the very address that curl is about to connect to; -1 where it may not.
  mutating func open(
    _ target: UnsafeMutablePointer<curl_sockaddr>, where isAllowed: (Address) -> Bool
  ) -> curl_socket_t {
    var bytes = [UInt8](repeating: 0, count: 16)
    let length = frontdesk_address(target, &bytes)
    guard let address = Address(bytes: Array(bytes.prefix(length))) else {
      refused = "what the host's name stands for"
      return -1
    }
    guard isAllowed(address) else {
      refused = address.description
      return -1
    }
    hasOpened = true
    return frontdesk_open_socket(target)
  }
}
