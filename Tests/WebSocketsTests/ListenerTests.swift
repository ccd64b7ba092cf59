import Glibc
import Testing

@testable import WebSockets

@Suite struct ListenerTests {
  private func path() -> String {
    "/tmp/frontdesk-\(getpid())-\(UInt32.random(in: 0 ... .max)).sock"
  }

  private func service(_ listener: Listener) throws -> WebSocketService {
    try WebSocketService(ServiceSettings(), listeners: [listener])
  }

  @Test func aPortInUseIsSaidToBeInUse() throws {
    let house = try House()
    let error = #expect(throws: ServiceFailure.self) {
      try service(.tcp(host: "127.0.0.1", port: house.port))
    }
    let text = try #require(error?.description)
    #expect(text.contains("127.0.0.1:\(house.port): it is in use"))
    #expect(text.contains("ss -ltnxp"))
  }

  @Test func anAddressThatIsNotOursIsSaidToBeUnknown() throws {
    let error = #expect(throws: ServiceFailure.self) {
      try service(.tcp(host: "192.0.2.1", port: 8080))
    }
    #expect(error?.description.contains("no such address") == true)
  }

  @Test func aNameNobodyKnowsIsSaidToBeUnknown() throws {
    let error = #expect(throws: ServiceFailure.self) {
      try service(.tcp(host: "no such host", port: 8080))
    }
    #expect(error?.description.contains("cannot listen on no such host:8080") == true)
  }

  @Test func aUNIXSocketServesAndIsRemoved() throws {
    let path = path()
    let house = try House(listeners: [.unix(path: path, permissions: 0o600)])
    var status = stat()
    #expect(stat(path, &status) == 0 && status.st_mode & 0o777 == 0o600)
    let socket = try RawSocket(path: path)
    socket.send(upgrade())
    #expect(socket.head()?.hasPrefix("HTTP/1.1 101 ") == true)
    socket.send(clientFrame("local"))
    #expect(socket.text() == "local")
    #expect(house.story.waits { !$0.isEmpty })
    if case .opened(_, let address) = house.story.all[0] { #expect(address == "unix") }
    house.service.stop(within: .milliseconds(100))
    house.service.join()
    #expect(lstat(path, &status) != 0)
  }

  @Test func aSocketFileLeftByACrashIsReplacedButAServedOneIsNot() throws {
    let path = path()
    var address = try #require(sockaddr_un(path: path))
    let left = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    #expect(address.withAddress { bind(left, $0, $1) } == 0)
    close(left)
    let first = try service(.unix(path: path))
    #expect(first.places == ["unix:\(path)"])
    let error = #expect(throws: ServiceFailure.self) { try service(.unix(path: path)) }
    #expect(error?.description.contains("in use") == true)
    withExtendedLifetime(first) {}
  }

  @Test func aFileThatIsNotASocketIsLeftAlone() throws {
    let path = path()
    let file = open(path, O_CREAT | O_WRONLY, 0o600)
    close(file)
    defer { unlink(path) }
    let error = #expect(throws: ServiceFailure.self) { try service(.unix(path: path)) }
    #expect(error?.description.contains("not a socket") == true)
    var status = stat()
    #expect(lstat(path, &status) == 0)
  }

  @Test func aPathTooLongForASocketIsSaidToBe() throws {
    let error = #expect(throws: ServiceFailure.self) {
      try service(.unix(path: "/tmp/" + String(repeating: "a", count: 200)))
    }
    #expect(error?.description.contains("107 bytes") == true)
  }

  @Test func aSocketFromTheParentServes() throws {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    let status = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    #expect(status == 0 && listen(descriptor, 10) == 0)
    let house = try House(listeners: [.inherited(descriptor: descriptor)])
    let socket = try RawSocket.open(house.port)
    socket.send(clientFrame("handed down"))
    #expect(socket.text() == "handed down")
  }

  @Test func aDescriptorThatDoesNotListenIsRefused() throws {
    let error = #expect(throws: ServiceFailure.self) { try service(.inherited(descriptor: 0)) }
    #expect(error?.description.contains("not a listening socket") == true)
  }

  @Test func bothInternetsAreServedOnOnePort() throws {
    let house = try House(listeners: [.tcp(host: "::", port: 0)])
    let socket = try RawSocket.open(house.port)
    socket.send(clientFrame("mapped"))
    #expect(socket.text() == "mapped")
    if case .opened(_, let address) = house.story.all[0] { #expect(address == "127.0.0.1") }
  }

  @Test func aSettingOutOfRangeIsNamed() throws {
    var settings = ServiceSettings()
    settings.messageBytes = 0
    let error = #expect(throws: ServiceFailure.self) {
      try WebSocketService(settings, listeners: [])
    }
    #expect(error?.description.contains("messageBytes cannot be 0") == true)
  }

  /// In a process of its own, because the limit is the whole process's.
  @Test func withoutDescriptorsNewcomersWaitAndNobodySpins() async {
    await #expect(processExitsWith: .success) {
      var limit = rlimit(rlim_cur: 128, rlim_max: 128)
      #expect(setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0)
      let house = try House(keepsMessages: false)
      let inside = try RawSocket.open(house.port)
      // Each needs a descriptor on both sides, so the house runs out first or we do.
      var others: [RawSocket] = []
      while let socket = try? RawSocket(port: house.port) { others.append(socket) }
      var before = rusage()
      getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &before)
      for _ in 0..<20 {
        inside.send(clientFrame("in"))
        #expect(inside.text() == "in")
        _ = house.story.waits(.milliseconds(50)) { _ in false }
      }
      var after = rusage()
      getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &after)
      let used =
        (after.ru_utime.tv_sec - before.ru_utime.tv_sec) * 1_000_000
        + after.ru_utime.tv_usec - before.ru_utime.tv_usec
        + (after.ru_stime.tv_sec - before.ru_stime.tv_sec) * 1_000_000
        + after.ru_stime.tv_usec - before.ru_stime.tv_usec
      // A second of waiting; a loop that spins would use most of it.
      #expect(used < 300_000)
      others = []
      let next = try RawSocket.open(house.port)
      next.send(clientFrame("next"))
      #expect(next.text() == "next")
    }
  }
}
