import Glibc

/// Somebody asks for a websocket; everything about the protocol itself has been checked.
package struct UpgradeRequest {
  package let path: String
  /// What follows the question mark, undecoded.
  package let query: String?
  package let host: String
  /// The page the browser is on; nil when it was not said, which browsers always do.
  package let origin: String?
  /// What the client offers to speak, in its order of preference.
  package let subprotocols: [String]
  package let peer: Peer
  /// Who is counted: the peer, or whom it brings.
  package let client: Client
  /// Whether it came with `X-Forwarded-For`, believed or not.
  package let isForwarded: Bool
  let head: RequestHead

  /// The value of any other field; nil when it is absent or came more than once.
  package func header(_ name: String) -> String? { head.only(name.lowercased()) }
}

/// The answer to an `UpgradeRequest`.
package enum Admission {
  /// Let it in, speaking one of the offered subprotocols or none.
  case admit(subprotocol: String? = nil)
  /// Turn it away with an HTTP status from 400 up and a sentence.
  case refuse(status: Int, reason: String)
}

/// A plain GET or HEAD.
package struct HTTPRequest {
  /// The methods that are served.
  package enum Method { case get, head }

  package let method: Method
  package let path: String
  /// What follows the question mark, undecoded.
  package let query: String?
  package let host: String?
  package let peer: Peer
  /// Who is counted: the peer, or whom it brings.
  package let client: Client
  /// Whether it came with `X-Forwarded-For`, believed or not.
  package let isForwarded: Bool
  package let ifNoneMatch: String?
  package let acceptEncoding: String?
  let head: RequestHead

  /// The value of any other field; nil when it is absent or came more than once.
  package func header(_ name: String) -> String? { head.only(name.lowercased()) }
}

/// A file on its way to whoever asked for it; closed when nobody holds it any more.
package final class OpenFile: Sendable {
  let descriptor: Int32
  let size: Int

  /// Takes over an open descriptor.
  package init(descriptor: Int32, size: Int) {
    self.descriptor = descriptor
    self.size = size
  }

  deinit { close(descriptor) }
}

/// The answer to an `HTTPRequest`; the connection closes after it.
package struct HTTPResponse: Sendable {
  package var status: Int
  package var contentType: String
  /// Further fields; `Content-Length`, `Connection` and `Date` are added.
  package var headers: [(name: String, value: String)]
  /// Shared, not copied: keep one array per file and hand it out to everybody.
  package var body: [UInt8]
  /// Sent in place of a body, piece by piece.
  package var file: OpenFile?

  package init(
    status: Int, contentType: String = "text/plain; charset=utf-8",
    headers: [(name: String, value: String)] = [], body: [UInt8] = []
  ) {
    self.status = status
    self.contentType = contentType
    self.headers = headers
    self.body = body
  }

  /// A short text.
  package init(status: Int, text: String, headers: [(name: String, value: String)] = []) {
    self.init(status: status, headers: headers, body: Array((text + "\n").utf8))
  }
}

extension HTTPResponse {
  init(_ fault: RequestHead.Fault) {
    self.init(status: fault.status, text: fault.reason)
    if fault.status == 426 {
      headers = [("Upgrade", "websocket"), ("Sec-WebSocket-Version", "13")]
    }
    if fault.status == 405 { headers = [("Allow", "GET, HEAD")] }
    if fault.status == 429 {
      headers = [
        ("Retry-After", "\(HTTPResponse.patience)"), ("Cache-Control", "no-store"),
        // The widget asks from the customer's page why its websocket was refused.
        ("Access-Control-Allow-Origin", "*"),
      ]
    }
  }

  /// Seconds after which whoever was one too many may look again: connections come and go.
  static let patience = 10

  /// The status line and fields, up to and with the empty line.
  func headBytes(date: String) -> [UInt8] {
    var text = "HTTP/1.1 \(status) \(HTTPResponse.phrase(status))\r\nDate: \(date)\r\n"
    if hasBody {
      text += "Content-Type: \(HTTPResponse.safe(contentType))\r\n"
      text += "Content-Length: \(file?.size ?? body.count)\r\n"
    }
    for header in headers {
      text += "\(HTTPResponse.safe(header.name)): \(HTTPResponse.safe(header.value))\r\n"
    }
    return Array((text + "Connection: close\r\n\r\n").utf8)
  }

  /// 1xx, 204 and 304 end with their head.
  var hasBody: Bool { status >= 200 && status != 204 && status != 304 }

  // A value with a line break in it would be a second header, or a second answer.
  private static func safe(_ text: String) -> String {
    String(
      decoding: text.utf8.map { $0 < 32 && $0 != 9 || $0 == 127 ? 32 : $0 }, as: UTF8.self)
  }

  private static func phrase(_ status: Int) -> String {
    switch status {
    case 200: "OK"
    case 202: "Accepted"
    case 204: "No Content"
    case 301: "Moved Permanently"
    case 302: "Found"
    case 304: "Not Modified"
    case 400: "Bad Request"
    case 401: "Unauthorized"
    case 403: "Forbidden"
    case 404: "Not Found"
    case 405: "Method Not Allowed"
    case 408: "Request Timeout"
    case 409: "Conflict"
    case 410: "Gone"
    case 411: "Length Required"
    case 413: "Content Too Large"
    case 414: "URI Too Long"
    case 415: "Unsupported Media Type"
    case 422: "Unprocessable Content"
    case 426: "Upgrade Required"
    case 429: "Too Many Requests"
    case 431: "Request Header Fields Too Large"
    case 500: "Internal Server Error"
    case 503: "Service Unavailable"
    case 505: "HTTP Version Not Supported"
    default: "Answer"
    }
  }
}
