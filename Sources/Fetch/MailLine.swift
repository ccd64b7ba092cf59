import CCurl
import Glibc
import Synchronization

/// Ends what is under way on a line to a mail server, from any thread.
package final class CallOff: Sendable {
  private let flag = Atomic(false)

  package init() {}

  package func stop() { flag.store(true, ordering: .relaxed) }

  var isOff: Bool { flag.load(ordering: .relaxed) }
}

/// One line to a mail server: a curl handle that is worked by the thread that made it.
///
/// Certificates are always checked, proxies never used. What is said on the line is heard by
/// `onLine`, since curl itself keeps only the last answer.
final class MailLine {
  let handle: UnsafeMutableRawPointer
  let server: MailServer
  let callOff: CallOff
  /// Told each line as it goes out (`true`) or comes in, passwords included: nothing keeps them.
  var onLine: ((_ goesOut: Bool, _ line: String) -> Void)?

  private let words = CurlWords()
  private var gate = SocketGate()
  private let sockets = OpenSockets()

  private static let isCurlReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

  init(_ server: MailServer, _ callOff: CallOff) throws(MailFailure) {
    if let mistake = server.mistake { throw .malformed(mistake) }
    guard Self.isCurlReady, let handle = curl_easy_init() else {
      throw .malformed("curl has no memory for it")
    }
    self.handle = handle
    self.server = server
    self.callOff = callOff
    try setUp()
  }

  deinit {
    // curl says goodbye and waits two minutes for the answer, which nobody needs.
    sockets.shut()
    curl_easy_cleanup(handle)
  }

  /// Has curl do what it was set up for.
  func perform() -> CURLcode {
    gate = SocketGate()
    words.clear()
    let code = curl_easy_perform(handle)
    // What is left of a conversation that went wrong is not to be waited for either.
    if code != CURLE_OK { sockets.shut() }
    return code
  }

  func set(_ option: CURLoption, _ value: Int) throws(MailFailure) {
    try check(frontdesk_set_number(handle, option, value), "option \(option.rawValue)")
  }

  func set(_ option: CURLoption, _ value: String) throws(MailFailure) {
    try check(frontdesk_set_text(handle, option, value), "option \(option.rawValue)")
  }

  func check(_ code: CURLcode, _ what: String) throws(MailFailure) {
    guard code == CURLE_OK else {
      throw .malformed("curl refused \(what): \(String(cString: curl_easy_strerror(code)))")
    }
  }

  func milliseconds(_ duration: Duration) -> Int { max(Int(duration / .milliseconds(1)), 1) }
}

/// The sockets that curl has open for one line, which may be cut without waiting for a goodbye.
private final class OpenSockets {
  private var open: Set<curl_socket_t> = []

  func add(_ socket: curl_socket_t) { open.insert(socket) }
  func remove(_ socket: curl_socket_t) { open.remove(socket) }
  func shut() { for socket in open { shutdown(socket, Int32(SHUT_RDWR)) } }
}

extension MailLine {
  private func setUp() throws(MailFailure) {
    try set(CURLOPT_NOSIGNAL, 1)
    try set(CURLOPT_TIMEOUT_MS, milliseconds(server.timeout))
    try set(CURLOPT_CONNECTTIMEOUT_MS, milliseconds(min(server.timeout, server.connectTimeout)))
    try set(CURLOPT_QUICK_EXIT, 1)
    try set(CURLOPT_PROTOCOLS_STR, "smtp,smtps,imap,imaps")
    // Empty, not unset: unset would take a proxy from the environment.
    try set(CURLOPT_PROXY, "")
    try set(CURLOPT_SSL_VERIFYPEER, 1)
    try set(CURLOPT_SSL_VERIFYHOST, 2)
    try set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
    if let authorities = server.authorities { try set(CURLOPT_CAINFO, authorities) }
    try set(CURLOPT_USE_SSL, encryption)
    if let user = server.user, let password = server.password {
      try set(CURLOPT_USERNAME, user)
      try set(CURLOPT_PASSWORD, password)
      // Whatever else a server offers there, these two are what accounts for programs are made for.
      if server.language == .smtp { try set(CURLOPT_LOGIN_OPTIONS, "AUTH=PLAIN;AUTH=LOGIN") }
    }
    try set(CURLOPT_URL, url)
    try check(frontdesk_set_pointer(handle, CURLOPT_ERRORBUFFER, words.place), "the error text")
    try check(setLine(), "the line")
    let code = frontdesk_set_close_socket(
      handle,
      { context, socket in
        context.map { Unmanaged<OpenSockets>.fromOpaque($0).takeUnretainedValue().remove(socket) }
        return close(socket)
      }, Unmanaged.passUnretained(sockets).toOpaque())
    try check(code, "the sockets")
  }

  private var encryption: Int {
    switch server.encryption {
    case .whole, .required: Int(CURLUSESSL_ALL.rawValue)
    case .offered: Int(CURLUSESSL_TRY.rawValue)
    case .off: Int(CURLUSESSL_NONE.rawValue)
    }
  }

  private var url: String {
    let isWhole = server.encryption == .whole
    switch server.language {
    case .smtp:
      return "\(isWhole ? "smtps" : "smtp")://\(server.place)/\(server.ownName)"
    case .imap: return "\(isWhole ? "imaps" : "imap")://\(server.place)/"
    }
  }

  private func setLine() -> CURLcode {
    frontdesk_set_line(
      handle,
      { _, kind, bytes, count, context in
        MailLine.of(context)?.hear(kind, bytes, count)
        return 0
      },
      { context, _, target in
        guard let target else { return -1 }
        return MailLine.of(context)?.open(target) ?? -1
      },
      { context, _, _, _, _ in MailLine.of(context)?.callOff.isOff == true ? 1 : 0 },
      Unmanaged.passUnretained(self).toOpaque())
  }

  private static func of(_ context: UnsafeMutableRawPointer?) -> MailLine? {
    context.map { Unmanaged<MailLine>.fromOpaque($0).takeUnretainedValue() }
  }

  private func hear(_ kind: curl_infotype, _ bytes: UnsafeMutablePointer<CChar>?, _ count: Int) {
    guard let onLine, kind == CURLINFO_HEADER_IN || kind == CURLINFO_HEADER_OUT else { return }
    let line = UnsafeRawBufferPointer(start: bytes, count: count)
    onLine(kind == CURLINFO_HEADER_OUT, String(decoding: line, as: UTF8.self))
  }

  private func open(_ target: UnsafeMutablePointer<curl_sockaddr>) -> curl_socket_t {
    let socket = gate.open(target, where: server.allows)
    if socket >= 0 { sockets.add(socket) }
    return socket
  }
}

extension MailLine {
  /// What a curl code means, for a letter that was or was not handed over whole.
  func failure(_ code: CURLcode, mayBeThere: Bool) -> MailFailure {
    if callOff.isOff { return .stopped }
    if let refused = gate.refusal { return .refusedAddress(refused) }
    let reason = words.reason(code)
    switch CurlVerdict(code) {
    case .unresolved: return .resolve(reason)
    case .unconnected: return .connect(reason)
    case .late: return .timedOut(mayBeThere: mayBeThere)
    case .untrusted: return .tls(reason)
    case .unencrypted: return .tls("the server does not offer STARTTLS")
    case .notLetIn: return .login(reason)
    case .malformed: return .malformed(reason)
    case .broken: return .broken(mayBeThere: mayBeThere, reason)
    }
  }
}
