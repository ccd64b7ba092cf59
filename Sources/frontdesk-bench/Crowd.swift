import CEpoll
import Glibc
import Synchronization
import Threads

/// All connections of the load, on one thread and one epoll in this process: the server runs in
/// another.
///
/// System calls and little else, not the desk's own client: the load is to cost less than any
/// server it drives, and the same whichever commit of the desk it was built beside.
final class Crowd: @unchecked Sendable {
  // Unchecked because everything but `orders` and what is constant is the loop thread's.
  private let poller = load_poller()
  private let bell = load_bell()
  private let orders = Mutex<[@Sendable (Crowd) -> Void]>([])
  private var thread: NamedThread?
  private var lines: [Line?] = []
  private var newcomers: [(ear: any Ear, place: Place)] = []
  private var admitted = 0
  private var connecting = 0
  private var unsent: [Line] = []
  private var pace: Pace?
  private var isOver = false
  private let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)

  /// Connections that are being made at once: fewer than any server's listener keeps in line.
  private static let mostConnecting = 200

  /// A clock that sends: every index has its moment, whatever became of those before.
  struct Pace {
    let start: MonotonicTime
    /// Nanoseconds from one to the next.
    let interval: Double
    let count: Int
    let send: (Int) -> Void
    /// Called once after the last.
    let finish: () -> Void
    fileprivate var next = 0

    init(
      start: MonotonicTime, interval: Double, count: Int, finish: @escaping () -> Void,
      send: @escaping (Int) -> Void
    ) {
      self.start = start
      self.interval = interval
      self.count = count
      self.send = send
      self.finish = finish
    }
  }

  init() throws {
    guard poller >= 0, bell >= 0, load_watch(poller, bell, 1, 0) == 0 else {
      throw Trouble("the load has no epoll: \(String(cString: strerror(errno)))")
    }
    thread = try NamedThread("load") { [self] in run() }
  }

  deinit {
    Glibc.close(poller)
    Glibc.close(bell)
    room.deallocate()
  }

  // MARK: From any thread

  /// Connects an ear to the server.
  func seat(_ ear: any Ear, at place: Place) { perform { $0.admit(ear, at: place) } }

  /// Does something on the loop thread; whoever measures asks for a handful of things at a time.
  func perform(_ order: @escaping @Sendable (Crowd) -> Void) {
    orders.withLock { $0.append(order) }
    var one: UInt64 = 1
    write(bell, &one, 8)
  }

  /// Ends all connections and the thread.
  func stop() {
    perform { $0.isOver = true }
    thread?.join()
  }

  // MARK: On the loop thread

  func begin(_ pace: Pace) { self.pace = pace }

  func admit(_ ear: any Ear, at place: Place) { newcomers.append((ear, place)) }

  func list(_ line: Line) { unsent.append(line) }

  func watch(_ line: Line) { _ = load_watch(poller, line.file, 0, line.wantsRoom ? 1 : 0) }

  func connected() { connecting -= 1 }

  func remove(_ line: Line, wasOpen: Bool) {
    lines[Int(line.file)] = nil
    Glibc.close(line.file)
    if !wasOpen { connecting -= 1 }
  }

  private func run() {
    var ready = [load_ready](repeating: load_ready(), count: 512)
    while !isOver {
      connectNewcomers()
      flush()
      let count = Int(load_wait(poller, &ready, 512, patience))
      for index in 0..<max(count, 0) { serve(ready[index]) }
      keepPace()
    }
    for line in lines { if let line { Glibc.close(line.file) } }
    lines = []
  }

  private var patience: Int64 {
    guard let pace else { return -1 }
    let due = pace.start.nanoseconds + Int64(Double(pace.next) * pace.interval)
    return max(0, due - MonotonicTime.now.nanoseconds)
  }

  private func serve(_ ready: load_ready) {
    guard ready.file != bell else { return answerBell() }
    guard let line = lines[Int(ready.file)] else { return }
    if load_writable(ready) != 0 { line.writable() }
    guard load_readable(ready) != 0, line.stage != .ended else { return }
    let count = recv(ready.file, room.baseAddress, room.count, 0)
    if count > 0 {
      line.heard(UnsafeRawBufferPointer(rebasing: room[..<count]))
    } else if count == 0 || errno != EAGAIN {
      line.end(count == 0 ? "closed" : String(cString: strerror(errno)))
    }
  }

  private func answerBell() {
    var rings: UInt64 = 0
    read(bell, &rings, 8)
    let orders = orders.withLock { orders in
      defer { orders = [] }
      return orders
    }
    for order in orders { order(self) }
  }

  private func flush() {
    let lines = unsent
    unsent.removeAll(keepingCapacity: true)
    for line in lines { line.flush() }
  }

  /// Sends what is due, a bounded number a turn so that answers are still heard.
  private func keepPace() {
    guard var pace else { return }
    let passed = Double(MonotonicTime.now.nanoseconds - pace.start.nanoseconds)
    guard passed >= 0 else { return }
    let due = min(pace.count, Int(passed / pace.interval) + 1, pace.next + 256)
    while pace.next < due {
      pace.send(pace.next)
      pace.next += 1
    }
    self.pace = pace.next < pace.count ? pace : nil
    if pace.next == pace.count { pace.finish() }
  }

  private func connectNewcomers() {
    while admitted < newcomers.count, connecting < Self.mostConnecting {
      let (ear, place) = newcomers[admitted]
      admitted += 1
      if let why = connect(ear, place) { ear.ended(why) }
    }
    guard admitted == newcomers.count, admitted > 0 else { return }
    newcomers.removeAll()
    admitted = 0
  }

  /// Begins a connection; returns why that cannot be.
  private func connect(_ ear: any Ear, _ place: Place) -> String? {
    let kind = Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
    let file = socket(AF_INET, kind, 0)
    guard file >= 0 else { return "no socket: \(String(cString: strerror(errno)))" }
    var yes: Int32 = 1
    setsockopt(
      file, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, socklen_t(MemoryLayout<Int32>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = place.port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let status = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Glibc.connect(file, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard status == 0 || errno == EINPROGRESS else {
      defer { Glibc.close(file) }
      return "cannot connect: \(String(cString: strerror(errno)))"
    }
    if lines.count <= Int(file) {
      lines += [Line?](repeating: nil, count: Int(file) + 1024 - lines.count)
    }
    let line = Line(ear, file, place, self)
    lines[Int(file)] = line
    connecting += 1
    // Over loopback it is made by now; where it is not, the kernel says that there is no room yet.
    line.writable()
    guard line.stage != .ended, load_watch(poller, file, 1, line.wantsRoom ? 1 : 0) != 0 else {
      return nil
    }
    remove(line, wasOpen: line.stage == .open)
    return "cannot be watched: \(String(cString: strerror(errno)))"
  }
}
