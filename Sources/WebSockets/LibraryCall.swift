import CWebSockets

/// Everything libwebsockets tells us comes in here, on the loop's thread; a nonzero answer means
/// "close this line".
///
/// Plain HTTP never gets this far, so anything that is not about a websocket is turned away.
func libraryCall(
  _ line: OpaquePointer?, _ reason: lws_callback_reasons, _ user: UnsafeMutableRawPointer?,
  _ bytes: UnsafeMutableRawPointer?, _ count: Int
) -> Int32 {
  guard let line else { return 0 }
  switch reason {
  case LWS_CALLBACK_RECEIVE, LWS_CALLBACK_CLIENT_RECEIVE:
    return on(line, user) { hub, session in
      hub.hear(session, line, UnsafeRawBufferPointer(start: bytes, count: count))
    }
  case LWS_CALLBACK_SERVER_WRITEABLE, LWS_CALLBACK_CLIENT_WRITEABLE:
    return on(line, user) { hub, session in hub.roomFound(for: session) }
  case LWS_CALLBACK_RECEIVE_PONG, LWS_CALLBACK_CLIENT_RECEIVE_PONG:
    return on(line, user) { hub, session in hub.hearControl(session) }
  case LWS_CALLBACK_WS_PEER_INITIATED_CLOSE:
    return on(line, user) { hub, session in
      hub.hearClose(session, UnsafeRawBufferPointer(start: bytes, count: count))
    }
  case LWS_CALLBACK_ESTABLISHED, LWS_CALLBACK_CLIENT_ESTABLISHED:
    return Hub.of(line)?.established(line, user) == true ? 0 : -1
  case LWS_CALLBACK_WS_SERVER_DROP_PROTOCOL, LWS_CALLBACK_WS_CLIENT_DROP_PROTOCOL:
    return on(line, user) { hub, session in
      hub.parting(session, line)
      return true
    }
  case LWS_CALLBACK_CLOSED, LWS_CALLBACK_CLIENT_CLOSED, LWS_CALLBACK_WSI_DESTROY:
    part(line, user)
    return 0
  case LWS_CALLBACK_CLIENT_CONNECTION_ERROR:
    Hub.of(line)?.failed(
      line, bytes.map { String(cString: $0.assumingMemoryBound(to: CChar.self)) })
    return 0
  case LWS_CALLBACK_CLIENT_HTTP_REDIRECT:
    // Wherever it leads, nobody has chosen to trust it.
    return -1
  case LWS_CALLBACK_HTTP, LWS_CALLBACK_RAW_RX, LWS_CALLBACK_RAW_ADOPT:
    return -1
  default:
    return 0
  }
}

private func on(
  _ line: OpaquePointer, _ user: UnsafeMutableRawPointer?, _ work: (Hub, Session) -> Bool
) -> Int32 {
  guard let hub = Hub.of(line), let session = Session.kept(at: user) else { return -1 }
  return work(hub, session) ? 0 : -1
}

private func part(_ line: OpaquePointer, _ user: UnsafeMutableRawPointer?) {
  guard let session = Session.release(at: user) else { return }
  Hub.of(line)?.gone(session, line)
}

extension Hub {
  fileprivate static func of(_ line: OpaquePointer) -> Hub? {
    guard let context = lws_get_context(line), let user = lws_context_user(context) else {
      return nil
    }
    return Unmanaged<Hub>.fromOpaque(user).takeUnretainedValue()
  }
}

// The only place where a session crosses into C: one retained reference in the line's user space,
// put there when the websocket opens and taken back when the line goes.
extension Session {
  func keep(at user: UnsafeMutableRawPointer) {
    user.storeBytes(
      of: Unmanaged.passRetained(self).toOpaque(), as: UnsafeMutableRawPointer?.self)
  }

  fileprivate static func kept(at user: UnsafeMutableRawPointer?) -> Session? {
    user?.load(as: UnsafeMutableRawPointer?.self).map {
      Unmanaged<Session>.fromOpaque($0).takeUnretainedValue()
    }
  }

  fileprivate static func release(at user: UnsafeMutableRawPointer?) -> Session? {
    guard let user, let kept = user.load(as: UnsafeMutableRawPointer?.self) else { return nil }
    user.storeBytes(of: nil, as: UnsafeMutableRawPointer?.self)
    return Unmanaged<Session>.fromOpaque(kept).takeRetainedValue()
  }
}
