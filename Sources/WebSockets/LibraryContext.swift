import CWebSockets
import Glibc
import Synchronization

/// A libwebsockets context on a loop of ours; made and destroyed exactly once.
///
/// Destroying it twice would jump into a plugin that is no longer loaded, so only `deinit` does.
final class LibraryContext {
  let raw: OpaquePointer
  let host: OpaquePointer
  private let keep: Keep

  /// Loading the plugin and setting up OpenSSL are not made for two threads at once.
  private static let one = Mutex(())

  /// What lines of our own making are bound to here; never sent.
  static let clientProtocol = "desk"

  enum Use: Equatable {
    case serving
    /// Trusting these authorities besides the system's, when lines may be encrypted.
    case connecting(isSecure: Bool, authorities: String?)
  }

  init(
    _ use: Use, on loop: Loop, subprotocols: [String], connections: Int, for hub: Hub
  ) throws(ServiceFailure) {
    LibraryLog.install()
    let first = use == .serving ? "" : LibraryContext.clientProtocol
    var authorities: String?
    var options = UInt64(LWS_SERVER_OPTION_LIBEV) | UInt64(LWS_SERVER_OPTION_VALIDATE_UTF8)
    if case .connecting(let isSecure, let file) = use {
      authorities = file
      options |= UInt64(LWS_SERVER_OPTION_JUST_USE_RAW_ORIGIN)
      // It reads every certificate the system trusts: four megabytes nobody needs on a plain line.
      if isSecure { options |= UInt64(LWS_SERVER_OPTION_DO_SSL_GLOBAL_INIT) }
    }
    let keep = Keep(
      loop: loop, names: [first] + subprotocols, authorities: authorities,
      mostDescriptors: LibraryContext.mostDescriptors(for: connections))
    var plan = lws_context_creation_info()
    // No listener of the library's: it cannot share a port, count newcomers or stop for breath.
    plan.port = CONTEXT_PORT_NO_LISTEN_SERVER
    plan.protocols = UnsafePointer(keep.protocols)
    plan.foreign_loops = keep.loops
    plan.options = options
    plan.client_ssl_ca_filepath = UnsafePointer(keep.authorities)
    // HTTP/2 is never spoken: its parser has holes that Debian's version does not close.
    plan.alpn = UnsafePointer(keep.alpn)
    plan.server_string = UnsafePointer(keep.serverName)
    plan.retry_and_idle_policy = UnsafePointer(keep.noTimers)
    plan.max_http_header_data = 4096
    plan.timeout_secs = 10
    plan.user = Unmanaged.passUnretained(hub).toOpaque()
    // Not shared with anybody: the lock only keeps other contexts from being made meanwhile.
    nonisolated(unsafe) let plain = plan
    nonisolated(unsafe) var made: (OpaquePointer?, OpaquePointer?)
    let lines = LibraryContext.one.withLock { _ in
      LibraryLog.overhearing { made = LibraryContext.create(plain, keep.descriptorLimit) }
    }
    guard let context = made.0, let host = made.1 else {
      let words = lines.suffix(3).joined(separator: "; ")
      throw words.contains("evlib") ? .noEventPlugin(words) : .library(words)
    }
    raw = context
    self.host = host
    self.keep = keep
  }

  deinit {
    LibraryContext.one.withLock { _ in lws_context_destroy(raw) }
    withExtendedLifetime(keep) {}
  }

  /// Descriptors from here up have no place in the library's tables.
  var descriptorLimit: Int { Int(keep.descriptorLimit) }

  /// How many places the library's table has: twice what the settings allow now, because they may
  /// be changed while it stands, and the rest of the program's files.
  private static func mostDescriptors(for connections: Int) -> Int32 {
    Int32(clamping: min(1 << 20, max(1 << 14, 2 * min(connections, 1 << 20) + 4096)))
  }

  // The library sizes its table by the limit on open files, which in a container can be a thousand
  // million, and walks through all of it whenever a line closes.
  private static func create(
    _ plan: lws_context_creation_info, _ mostDescriptors: Int32
  ) -> (OpaquePointer?, OpaquePointer?) {
    var before = rlimit()
    let known = getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &before) == 0
    let isHuge = known && before.rlim_cur > rlim_t(mostDescriptors)
    if isHuge {
      var held = before
      held.rlim_cur = rlim_t(mostDescriptors)
      setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &held)
    }
    defer {
      if isHuge { setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &before) }
    }
    var plan = plan
    guard let context = lws_create_context(&plan) else { return (nil, nil) }
    return (context, lws_get_vhost_by_name(context, "default"))
  }
}

/// What the library keeps pointers to for as long as the context lives.
private final class Keep {
  let loops = UnsafeMutablePointer<UnsafeMutableRawPointer?>.allocate(capacity: 1)
  let protocols: UnsafeMutablePointer<lws_protocols>
  let alpn: UnsafeMutablePointer<CChar>
  let serverName: UnsafeMutablePointer<CChar>
  let noTimers = UnsafeMutablePointer<lws_retry_bo_t>.allocate(capacity: 1)
  let descriptorLimit: Int32
  let authorities: UnsafeMutablePointer<CChar>?
  private let names: [UnsafeMutablePointer<CChar>]
  private let loop: Loop

  init(loop: Loop, names: [String], authorities: String?, mostDescriptors: Int32) {
    self.loop = loop
    self.authorities = authorities.map { Keep.copy($0) }
    loops.initialize(to: UnsafeMutableRawPointer(loop.raw))
    self.names = names.map { Keep.copy($0) }
    alpn = Keep.copy("http/1.1")
    serverName = Keep.copy("desk")
    // All zero: no validity timer, which would sit in the library's sorted list per connection.
    noTimers.initialize(to: lws_retry_bo_t())
    protocols = .allocate(capacity: names.count + 1)
    for (place, name) in self.names.enumerated() {
      var one = lws_protocols()
      one.name = UnsafePointer(name)
      one.callback = libraryCall
      // One pointer: to the session, kept alive by it.
      one.per_session_data_size = MemoryLayout<UnsafeMutableRawPointer?>.size
      one.rx_buffer_size = 1024
      // Without this every send is cut at the size of the receive buffer.
      one.tx_packet_size = 65536
      (protocols + place).initialize(to: one)
    }
    (protocols + names.count).initialize(to: lws_protocols())
    descriptorLimit = min(getdtablesize(), mostDescriptors)
  }

  deinit {
    loops.deallocate()
    protocols.deallocate()
    noTimers.deallocate()
    authorities?.deallocate()
    for text in names + [alpn, serverName] { text.deallocate() }
  }

  private static func copy(_ text: String) -> UnsafeMutablePointer<CChar> {
    let bytes = text.utf8CString
    let copy = UnsafeMutablePointer<CChar>.allocate(capacity: bytes.count)
    for (place, byte) in bytes.enumerated() { (copy + place).initialize(to: byte) }
    return copy
  }
}
