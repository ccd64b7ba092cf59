import CWebSockets
import Glibc

/// Where a service listens.
package enum Listener: Sendable {
  /// A name or address and a port; port 0 lets the system choose one. `::` means both internets.
  case tcp(host: String, port: UInt16)
  /// A UNIX socket, for a proxy on the same machine. A file left over from a crash is replaced; one
  /// that somebody listens on is not.
  case unix(path: String, permissions: UInt32 = 0o660)
  /// A listening socket from the parent process: a restart loses no newcomer that way.
  case inherited(descriptor: Int32)
}

/// A bound and listening socket; closed with this object, its file removed with it.
final class ListeningSocket {
  let descriptor: Int32
  /// For people: `192.0.2.1:8080`, `unix:/run/desk.sock`.
  let place: String
  /// The port, or 0 for a UNIX socket.
  let port: UInt16
  /// Whether the peers are on the internet, and options for it make sense.
  let isInternet: Bool
  private let file: String?

  private init(_ descriptor: Int32, _ place: String, file: String?) {
    self.descriptor = descriptor
    self.file = file
    self.place = place
    var storage = sockaddr_storage()
    var size = socklen_t(MemoryLayout<sockaddr_storage>.size)
    let status = withUnsafeMutableBytes(of: &storage) {
      getsockname(descriptor, $0.baseAddress?.assumingMemoryBound(to: sockaddr.self), &size)
    }
    let peer = Peer(storage)
    port = status == 0 ? peer.port : 0
    isInternet = status == 0 && peer != .unix
  }

  deinit {
    close(descriptor)
    if let file { unlink(file) }
  }

  /// Opens every socket the listener stands for: a name may have several addresses.
  static func open(_ listener: Listener) throws(ServiceFailure) -> [ListeningSocket] {
    switch listener {
    case .tcp(let host, let port): try openTCP(host, port)
    case .unix(let path, let permissions): [try openUNIX(path, permissions)]
    case .inherited(let descriptor): [try inherit(descriptor)]
    }
  }

  private static func openTCP(
    _ host: String, _ port: UInt16
  ) throws(ServiceFailure) -> [ListeningSocket] {
    let place = host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    var hints = addrinfo()
    hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var list: UnsafeMutablePointer<addrinfo>?
    let status = getaddrinfo(host, "\(port)", &hints, &list)
    guard status == 0 else {
      throw .cannotListen(place, reason: String(cString: gai_strerror(status)))
    }
    defer { freeaddrinfo(list) }
    var sockets: [ListeningSocket] = []
    var next = list
    while let one = next?.pointee {
      sockets.append(try bindTCP(one, place, takesBoth: host == "::"))
      // A port of the system's choice is one port, so it goes with one address.
      next = port == 0 ? nil : one.ai_next
    }
    return sockets
  }

  private static func bindTCP(
    _ address: addrinfo, _ place: String, takesBoth: Bool
  ) throws(ServiceFailure) -> ListeningSocket {
    let descriptor = try newSocket(address.ai_family, place)
    let socket = { (code: Int32) -> ServiceFailure in
      Glibc.close(descriptor)
      return ServiceFailure.listening(on: place, code: code)
    }
    option(descriptor, SOL_SOCKET, SO_REUSEADDR, 1)
    if address.ai_family == AF_INET6 {
      option(descriptor, Int32(IPPROTO_IPV6), IPV6_V6ONLY, takesBoth ? 0 : 1)
    }
    guard bind(descriptor, address.ai_addr, address.ai_addrlen) == 0 else { throw socket(errno) }
    guard listen(descriptor, backlog) == 0 else { throw socket(errno) }
    return ListeningSocket(descriptor, place, file: nil)
  }

  private static func openUNIX(
    _ path: String, _ permissions: UInt32
  ) throws(ServiceFailure) -> ListeningSocket {
    let place = "unix:\(path)"
    guard var address = sockaddr_un(path: path) else {
      throw .cannotListen(place, reason: "the path must have 1 to 107 bytes and no zero byte")
    }
    try removeLeftover(path, &address, place)
    let descriptor = try newSocket(AF_UNIX, place)
    let status = address.withAddress { bind(descriptor, $0, $1) }
    let chmodStatus = status == 0 ? chmod(path, permissions) : -1
    guard status == 0, chmodStatus == 0, listen(descriptor, backlog) == 0 else {
      let code = errno
      close(descriptor)
      if status == 0 { unlink(path) }
      throw .listening(on: place, code: code)
    }
    return ListeningSocket(descriptor, place, file: path)
  }

  // A socket file nobody answers on was left by a crash; anything else is not ours to remove.
  private static func removeLeftover(
    _ path: String, _ address: inout sockaddr_un, _ place: String
  ) throws(ServiceFailure) {
    var status = stat()
    guard lstat(path, &status) == 0 else { return }
    guard status.st_mode & S_IFMT == S_IFSOCK else {
      throw .cannotListen(place, reason: "there is a file that is not a socket; move it away")
    }
    let probe = try newSocket(AF_UNIX, place)
    defer { close(probe) }
    let answered = address.withAddress { connect(probe, $0, $1) }
    guard answered != 0, errno == ECONNREFUSED else { throw .inUse(place) }
    guard unlink(path) == 0 else { throw .listening(on: place, code: errno) }
  }

  private static func inherit(_ descriptor: Int32) throws(ServiceFailure) -> ListeningSocket {
    let place = "descriptor \(descriptor)"
    var listening: Int32 = 0
    var size = socklen_t(MemoryLayout<Int32>.size)
    let status = getsockopt(descriptor, SOL_SOCKET, SO_ACCEPTCONN, &listening, &size)
    guard status == 0, listening == 1 else {
      throw .cannotListen(place, reason: "it is not a listening socket; check what opened it")
    }
    let flags = fcntl(descriptor, F_GETFL)
    guard flags >= 0, fcntl(descriptor, F_SETFL, flags | O_NONBLOCK) == 0,
      fcntl(descriptor, F_SETFD, FD_CLOEXEC) == 0
    else { throw .listening(on: place, code: errno) }
    return ListeningSocket(descriptor, place, file: nil)
  }

  private static func newSocket(_ family: Int32, _ place: String) throws(ServiceFailure) -> Int32 {
    let kind = Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
    let descriptor = socket(family, kind, 0)
    guard descriptor >= 0 else { throw .listening(on: place, code: errno) }
    return descriptor
  }

  // The kernel holds as many as net.core.somaxconn allows, usually 4096.
  private static let backlog: Int32 = 4096
}

/// Sets a socket option to a number. One that the kernel refuses costs comfort, not correctness.
func option(_ descriptor: Int32, _ level: Int32, _ name: Int32, _ value: Int32) {
  var value = value
  setsockopt(descriptor, level, name, &value, socklen_t(MemoryLayout<Int32>.size))
}

extension sockaddr_un {
  /// nil when the path does not fit.
  init?(path: String) {
    let bytes = Array(path.utf8)
    self.init()
    sun_family = sa_family_t(AF_UNIX)
    let fits = withUnsafeMutableBytes(of: &sun_path) { room in
      guard (1..<room.count).contains(bytes.count), !bytes.contains(0) else { return false }
      room.copyBytes(from: bytes)
      return true
    }
    guard fits else { return nil }
  }

  mutating func withAddress<Result>(
    _ work: (UnsafePointer<sockaddr>, socklen_t) -> Result
  ) -> Result {
    withUnsafePointer(to: &self) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        work($0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
  }
}
