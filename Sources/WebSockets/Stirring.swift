import CWebSockets

/// Noticing what libwebsockets keeps to itself.
///
/// It answers pings without a word, so a flood of them would be invisible. A second look at the
/// same descriptor costs one more call for each arrival, and no system call.
extension Hub {
  func listen(to session: Session, _ descriptor: Int32) {
    let ear = UnsafeMutablePointer<ev_io>.allocate(capacity: 1)
    let call: desk_io_ready = { _, ear, _ in
      guard let data = ear?.pointee.data else { return }
      let session = Unmanaged<Session>.fromOpaque(data).takeUnretainedValue()
      guard !session.stirred else { return }
      session.stirred = true
      session.hub.stirred.append(session)
    }
    desk_io_set_up(ear, call, descriptor, Int32(EV_READ))
    // Unretained: the watcher stops when the line goes, before the session can.
    ear.pointee.data = Unmanaged.passUnretained(session).toOpaque()
    ev_io_start(loop.raw, ear)
    session.ear = ear
  }

  func stopListening(to session: Session) {
    guard let ear = session.ear else { return }
    ev_io_stop(loop.raw, ear)
    ear.deallocate()
    session.ear = nil
  }

  /// Once a turn: who sent something of which nothing was heard, sent control frames, unless it is
  /// in the middle of a frame.
  func heedStirred() {
    guard !stirred.isEmpty else { return }
    swap(&stirred, &heeding)
    defer { heeding.removeAll(keepingCapacity: heeding.capacity <= Hub.keptRoom) }
    for session in heeding {
      session.stirred = false
      session.wasHeard = true
      let isSilent = !session.spokeThisTurn
      session.spokeThisTurn = false
      if session.stage == .ending {
        // The library may have stopped reading; we would be told of the same bytes for ever.
        stopListening(to: session)
        continue
      }
      guard isSilent, session.stage == .open || session.stage == .closing, let line = session.line,
        lws_remaining_packet_payload(line) == 0
      else { continue }
      if !hearControl(session) { hangUp(session) }
      session.spokeThisTurn = false
    }
  }
}
