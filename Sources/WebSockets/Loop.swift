import CWebSockets

/// A libev loop of our own: it is lent to libwebsockets, and everything else that waits for
/// sockets or time on this thread uses it too.
final class Loop {
  let raw: OpaquePointer
  /// After `ring`, once for any number of rings.
  var onRing: () -> Void = {}
  /// Every beat.
  var onBeat: () -> Void = {}
  /// Before the loop goes to sleep.
  var onTurnEnd: () -> Void = {}

  private let bell = UnsafeMutablePointer<ev_async>.allocate(capacity: 1)
  private let pulse = UnsafeMutablePointer<ev_timer>.allocate(capacity: 1)
  private let dusk = UnsafeMutablePointer<ev_prepare>.allocate(capacity: 1)

  init() throws(ServiceFailure) {
    guard let raw = ev_loop_new(UInt32(EVBACKEND_EPOLL)) else {
      throw .library("libev cannot make an epoll loop; the limit on open files may be reached")
    }
    self.raw = raw
    desk_async_set_up(bell) { _, watcher, _ in Loop.of(watcher?.pointee.data)?.onRing() }
    let seconds = Double(ServiceSettings.beat.nanoseconds) / 1e9
    desk_timer_set_up(pulse, { _, watcher, _ in Loop.of(watcher?.pointee.data)?.onBeat() }, seconds)
    desk_prepare_set_up(dusk) { _, watcher, _ in Loop.of(watcher?.pointee.data)?.onTurnEnd() }
    // Unretained: this object outlives its watchers, which `deinit` stops.
    let this = Unmanaged.passUnretained(self).toOpaque()
    bell.pointee.data = this
    pulse.pointee.data = this
    dusk.pointee.data = this
    ev_async_start(raw, bell)
    ev_timer_start(raw, pulse)
    ev_prepare_start(raw, dusk)
  }

  deinit {
    ev_async_stop(raw, bell)
    ev_timer_stop(raw, pulse)
    ev_prepare_stop(raw, dusk)
    ev_loop_destroy(raw)
    bell.deallocate()
    pulse.deallocate()
    dusk.deallocate()
  }

  /// Runs until `leave`.
  func run() {
    _ = ev_run(raw, 0)
  }

  /// Ends `run` after this turn; on the loop's thread only.
  func leave() {
    ev_break(raw, Int32(EVBREAK_ALL))
  }

  /// Causes `onRing`; from any thread, as long as the loop exists.
  func ring() {
    ev_async_send(raw, bell)
  }

  private static func of(_ data: UnsafeMutableRawPointer?) -> Loop? {
    data.map { Unmanaged<Loop>.fromOpaque($0).takeUnretainedValue() }
  }
}

/// Waits for one file descriptor to become readable or writable; on the loop's thread only.
final class Watcher {
  enum Interest {
    case reading, writing, nothing
  }

  private let loop: Loop
  private let descriptor: Int32
  private let raw = UnsafeMutablePointer<ev_io>.allocate(capacity: 1)
  private var interest = Interest.nothing
  private let ready: () -> Void

  init(_ loop: Loop, _ descriptor: Int32, ready: @escaping () -> Void) {
    self.loop = loop
    self.descriptor = descriptor
    self.ready = ready
    setUp(Int32(EV_READ))
  }

  deinit {
    ev_io_stop(loop.raw, raw)
    raw.deallocate()
  }

  func watch(for interest: Interest) {
    guard interest != self.interest else { return }
    ev_io_stop(loop.raw, raw)
    self.interest = interest
    switch interest {
    case .nothing: return
    case .reading: setUp(Int32(EV_READ))
    case .writing: setUp(Int32(EV_WRITE))
    }
    ev_io_start(loop.raw, raw)
  }

  private func setUp(_ events: Int32) {
    let call: desk_io_ready = { _, watcher, _ in
      guard let data = watcher?.pointee.data else { return }
      // Held while it works: the work may let go of the last reference to it.
      let this = Unmanaged<Watcher>.fromOpaque(data).takeUnretainedValue()
      withExtendedLifetime(this) { this.ready() }
    }
    desk_io_set_up(raw, call, descriptor, events)
    raw.pointee.data = Unmanaged.passUnretained(self).toOpaque()
  }
}
