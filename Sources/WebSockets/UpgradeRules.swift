/// When a request may become a websocket, as RFC 6455 section 4.2.1 says and no looser.
///
/// libwebsockets would accept version 8, POST and any Upgrade it knows; origins are the caller's.
enum UpgradeRules {
  /// What a request wants.
  enum Wish {
    case websocket(UpgradeRequest, key: String)
    case page(HTTPRequest)
    /// So many bytes follow.
    case post(length: Int)
  }

  static func wish(
    of head: RequestHead, from peer: Peer, as client: Client, _ settings: ServiceSettings
  ) throws(RequestHead.Fault) -> Wish {
    let paths = settings.paths
    guard head.values("upgrade").isEmpty else {
      let key = try check(head, paths: paths)
      return .websocket(UpgradeRequest(head, peer, client), key: key)
    }
    if head.method == "POST", let limit = settings.posts[head.path] {
      return .post(length: try BodyRules.length(of: head, atMost: limit))
    }
    if let limit = settings.hookLimit(head.path), ["GET", "POST", "PUT"].contains(head.method) {
      let isGet = head.method == "GET"
      return .post(length: isGet ? 0 : try BodyRules.length(of: head, atMost: limit))
    }
    guard !paths.contains(head.path) else {
      throw RequestHead.Fault(status: 426, reason: "this address speaks websocket only")
    }
    guard let request = HTTPRequest(head, peer, client) else {
      throw RequestHead.Fault(status: 405, reason: "only GET and HEAD are answered here")
    }
    return .page(request)
  }

  private static func check(
    _ head: RequestHead, paths: Set<String>
  ) throws(RequestHead.Fault) -> String {
    guard head.only("upgrade")?.lowercased() == "websocket" else {
      throw RequestHead.Fault(status: 400, reason: "only an upgrade to websocket is offered")
    }
    guard head.method == "GET" else {
      throw RequestHead.Fault(status: 405, reason: "a websocket begins with GET")
    }
    guard head.minorVersion == 1 else {
      throw RequestHead.Fault(status: 400, reason: "a websocket begins with HTTP/1.1")
    }
    guard head.values("content-length").isEmpty, head.values("transfer-encoding").isEmpty else {
      throw RequestHead.Fault(status: 400, reason: "an upgrade has no body")
    }
    guard paths.contains(head.path) else {
      throw RequestHead.Fault(status: 404, reason: "there is no websocket at this address")
    }
    guard head.list("connection").contains(where: { $0.lowercased() == "upgrade" }) else {
      throw RequestHead.Fault(status: 400, reason: "Connection does not say Upgrade")
    }
    guard head.only("sec-websocket-version") == "13" else {
      throw RequestHead.Fault(status: 426, reason: "only websocket version 13 is spoken here")
    }
    guard head.values("origin").count < 2 else {
      throw RequestHead.Fault(status: 400, reason: "more than one Origin")
    }
    guard let key = head.only("sec-websocket-key"), isKey(key) else {
      throw RequestHead.Fault(status: 400, reason: "malformed Sec-WebSocket-Key")
    }
    return key
  }

  /// Sixteen bytes in base64: 22 letters and two equals signs.
  private static func isKey(_ key: String) -> Bool {
    let bytes = Array(key.utf8)
    return bytes.count == 24 && bytes[22] == 61 && bytes[23] == 61
      && bytes[..<22].allSatisfy { byte in
        switch byte {
        case 43, 47, 48...57, 65...90, 97...122: true
        default: false
        }
      }
  }

  /// The only kind of head libwebsockets is ever shown: ours.
  static func plainHead(key: String, subprotocol: String?) -> String {
    let speaking = subprotocol.map { "Sec-WebSocket-Protocol: \($0)\r\n" } ?? ""
    return """
      GET / HTTP/1.1\r\nHost: desk\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\
      Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: \(key)\r\n\(speaking)\r\n
      """
  }
}

extension UpgradeRequest {
  /// A line that is to be polled, as if it were to be a websocket.
  init(polling request: PostRequest, subprotocol: String) {
    self.init(
      path: request.path, query: request.query, host: request.host ?? "", origin: request.origin,
      subprotocols: [subprotocol], peer: request.peer, client: request.client,
      isForwarded: request.isForwarded, head: request.head)
  }

  fileprivate init(_ head: RequestHead, _ peer: Peer, _ client: Client) {
    self.init(
      path: head.path, query: head.query, host: head.only("host") ?? "",
      origin: head.only("origin"), subprotocols: head.list("sec-websocket-protocol"), peer: peer,
      client: client, isForwarded: head.isForwarded, head: head)
  }
}

extension HTTPRequest {
  fileprivate init?(_ head: RequestHead, _ peer: Peer, _ client: Client) {
    switch head.method {
    case "GET": method = .get
    case "HEAD": method = .head
    default: return nil
    }
    path = head.path
    query = head.query
    host = head.only("host")
    self.peer = peer
    self.client = client
    isForwarded = head.isForwarded
    ifNoneMatch = head.only("if-none-match")
    acceptEncoding = head.only("accept-encoding")
    self.head = head
  }
}

extension RequestHead {
  var isForwarded: Bool { !values(Self.forwardedFor).isEmpty }

  /// The one field that says whom a proxy brings. `Forwarded` and `X-Real-IP` are not read: a proxy
  /// that writes one and passes the other on as it came would let strangers choose their address.
  static let forwardedFor = "x-forwarded-for"
}
