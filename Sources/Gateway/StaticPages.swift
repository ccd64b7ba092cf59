import Secrets
import WebSockets

/// The widget's files and the demo page, read once and served from memory.
package struct StaticPages: Sendable {
  private let pages: [String: Page]

  private struct Page: Sendable {
    let type: String
    let tag: String
    let body: [UInt8]
    /// The body packed, for those who take it so.
    let packed: [UInt8]?
  }

  /// `files`: the name below the folder, and the bytes. Each is served as `/name` and, because the
  /// widget's address carries its version, as `/v1/name`; `index.html` also as `/`.
  package init(files: [(name: String, body: [UInt8])]) {
    var pages: [String: Page] = [:]
    for file in files {
      let page = Page(
        type: Self.type(of: file.name),
        tag: "\"" + Base64URL.encode(Array(SHA256.hash(file.body).prefix(12))) + "\"",
        body: file.body, packed: Gzip.pack(file.body))
      pages["/" + file.name] = page
      pages["/v1/" + file.name] = page
      if file.name == "index.html" { pages["/"] = page }
    }
    self.pages = pages
  }

  private static let types = [
    "html": "text/html; charset=utf-8", "js": "text/javascript; charset=utf-8",
    "css": "text/css; charset=utf-8", "json": "application/json", "svg": "image/svg+xml",
    "png": "image/png", "ico": "image/x-icon", "txt": "text/plain; charset=utf-8",
    "woff2": "font/woff2",
    "ts": "text/plain; charset=utf-8",
  ]

  private static func type(of name: String) -> String {
    let ending = name.split(separator: ".").last.map(String.init) ?? ""
    return types[ending] ?? "application/octet-stream"
  }

  /// How the names of files end that pages are made of, or that say what a page may call.
  package static let endings = Set(types.keys)

  /// Whether a file may be served at all: one of the kinds a page is made of.
  package static func serves(_ name: String) -> Bool {
    let ending = name.split(separator: ".").last.map(String.init) ?? ""
    return types[ending] != nil && !name.split(separator: "/").contains { $0.hasPrefix(".") }
  }

  func answer(_ request: HTTPRequest) -> HTTPResponse {
    guard let page = pages[request.path] else {
      return HTTPResponse(status: 404, text: "there is nothing here", headers: Self.safety)
    }
    let headers =
      Self.safety + [
        ("ETag", page.tag), ("Cache-Control", "no-cache"), ("Vary", "Accept-Encoding"),
      ]
    if request.ifNoneMatch == page.tag {
      return HTTPResponse(status: 304, contentType: page.type, headers: headers)
    }
    let isScript = page.type.hasPrefix("text/javascript") || page.type.hasPrefix("application/json")
    let sharing = isScript ? [("Access-Control-Allow-Origin", "*")] : [Self.policy]
    if let packed = page.packed, request.takesGzip {
      let encoding = [("Content-Encoding", "gzip")]
      return HTTPResponse(
        status: 200, contentType: page.type, headers: headers + sharing + encoding, body: packed)
    }
    return HTTPResponse(
      status: 200, contentType: page.type, headers: headers + sharing, body: page.body)
  }

  private static let safety = [
    ("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Resource-Policy", "cross-origin"),
  ]

  /// Our own pages run only our own scripts, build their elements without markup, and are framed by
  /// our own workbench alone.
  private static let policy = (
    "Content-Security-Policy",
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
      + "connect-src 'self'; frame-src 'self'; frame-ancestors 'self'; base-uri 'none'; "
      + "form-action 'none'; "
      + "require-trusted-types-for 'script'"
  )
}

extension HTTPRequest {
  /// Whether the client said that it unpacks gzip; `gzip;q=0` says that it does not.
  fileprivate var takesGzip: Bool {
    (acceptEncoding ?? "").split(separator: ",").contains { offer in
      let parts = offer.split(separator: ";").map { $0.filter { $0 != " " } }
      return parts.first == "gzip" && !parts.dropFirst().contains("q=0")
    }
  }
}
