import CWebSockets

/// What arrives for a session, with its limits. Each answers `false` to end the line.
extension Hub {
  /// A piece of a message: at most the size of the library's receive buffer.
  func hear(_ session: Session, _ line: OpaquePointer, _ piece: UnsafeRawBufferPointer) -> Bool {
    session.wasHeard = true
    session.spokeThisTurn = true
    guard session.stage == .open else { return session.stage != .gone }
    guard lws_frame_is_binary(line) == 0 else {
      close(session, CloseCode.notText, "only text is spoken here")
      return true
    }
    let isLast = lws_is_final_fragment(line) != 0
    let remaining = lws_remaining_packet_payload(line)
    if isLast && remaining == 0 && !session.arriving.isUnderWay {
      guard piece.count <= settings.messageBytes else { return refuseSize(session) }
      listener?.received(piece, from: session)
      return true
    }
    return gather(session, piece, remaining: remaining, isLast: isLast)
  }

  private func gather(
    _ session: Session, _ piece: UnsafeRawBufferPointer, remaining: Int, isLast: Bool
  ) -> Bool {
    session.arriving.isUnderWay = true
    if remaining == 0 { session.arriving.fragments += 1 }
    // A peer may claim a frame of 2^63 bytes: compare what it says before adding anything to it.
    let room = settings.messageBytes - session.arriving.bytes.count
    guard piece.count <= room, remaining >= 0, remaining <= room - piece.count,
      session.arriving.fragments < settings.fragments
        || session.arriving.fragments == settings.fragments && isLast
    else { return refuseSize(session) }
    session.arriving.bytes.append(contentsOf: piece)
    guard isLast && remaining == 0 else { return true }
    guard !session.arriving.endsInsideCharacter else {
      close(session, CloseCode.notUTF8, "the text ends inside a character")
      return true
    }
    var whole = Arriving()
    swap(&whole, &session.arriving)
    whole.bytes.withUnsafeBytes { listener?.received($0, from: session) }
    whole.reset()
    if session.stage == .open { swap(&whole, &session.arriving) }
    return true
  }

  private func refuseSize(_ session: Session) -> Bool {
    close(session, CloseCode.tooLarge, "the message is too large or in too many pieces")
    return true
  }

  /// A control frame: a pong, or something the library answered by itself.
  func hearControl(_ session: Session) -> Bool {
    session.wasHeard = true
    session.spokeThisTurn = true
    guard !session.controls.spend(at: beat) else { return true }
    // Who goes on after the goodbye is not waited for.
    guard session.stage == .open else { return false }
    close(session, CloseCode.misuse, "too many control frames")
    return true
  }

  /// The peer says goodbye, or answers ours.
  func hearClose(_ session: Session, _ payload: UnsafeRawBufferPointer) -> Bool {
    guard session.stage == .open else { return false }
    session.spokeThisTurn = true
    session.stage = .ending
    if payload.count >= 2 {
      session.closeReason = String(decoding: payload[2...], as: UTF8.self)
      session.closeCode = CloseCode.said(
        UInt16(payload[0]) << 8 | UInt16(payload[1]), session.closeReason)
    } else {
      session.closeCode = CloseCode.unsaid
    }
    session.outbox.removeAll()
    return true
  }
}
