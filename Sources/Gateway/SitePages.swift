import JSON
import Secrets
import WebSockets

/// What a site's pages may know before anything is connected, as files of their own.
package struct SitePages: Sendable {
  private let pages: [String: Page]

  private struct Page: Sendable {
    let tag: String
    let body: [UInt8]
  }

  /// Words that the widget puts beside its button by itself.
  package struct Greeting: Sendable {
    package var name: String
    /// A pattern of the page's path; nil for every page.
    package var page: String?
    /// Time on the page.
    package var after: Duration
    /// `yes`, `no` or `any`.
    package var returning: String
    /// `visitor` or `day`.
    package var once: String
    /// By language, in the order in which they are to be looked through.
    package var words: [(language: String, text: String)]

    package init(
      name: String, page: String?, after: Duration, returning: String, once: String,
      words: [(language: String, text: String)]
    ) {
      self.name = name
      self.page = page
      self.after = after
      self.returning = returning
      self.once = once
      self.words = words
    }
  }

  package init(_ sites: [(name: String, greetings: [Greeting])] = []) {
    var pages: [String: Page] = [:]
    for site in sites {
      let body = Self.body(site.name, site.greetings)
      pages["/v1/site/\(site.name).json"] = Page(
        tag: "\"" + Base64URL.encode(Array(SHA256.hash(body).prefix(12))) + "\"", body: body)
    }
    self.pages = pages
  }

  private static func body(_ site: String, _ greetings: [Greeting]) -> [UInt8] {
    JSONWriter.object { writer in
      writer.member("site", site)
      writer.array("greetings", greetings) { writer, greeting in
        writer.object { writer in
          writer.member("name", greeting.name)
          writer.member("page", greeting.page)
          writer.member("after", greeting.after.components.seconds * 1000)
          writer.member("returning", greeting.returning)
          writer.member("once", greeting.once)
          writer.object("words") { writer in
            for (language, text) in greeting.words { writer.member(language, text) }
          }
        }
      }
    }
  }

  func answer(_ request: HTTPRequest) -> HTTPResponse {
    guard let page = pages[request.path] else {
      return HTTPResponse(
        status: 404, text: "there is no site of that name", headers: Self.headers(of: nil))
    }
    let headers = Self.headers(of: page.tag)
    guard request.ifNoneMatch != page.tag else {
      return HTTPResponse(status: 304, contentType: "application/json", headers: headers)
    }
    return HTTPResponse(
      status: 200, contentType: "application/json", headers: headers, body: page.body)
  }

  /// Any page may read it, and need not ask again for five minutes.
  private static func headers(of tag: String?) -> [(String, String)] {
    let caching =
      tag.map { [("ETag", $0), ("Cache-Control", "public, max-age=300")] }
      ?? [("Cache-Control", "no-store")]
    return caching + [
      ("Access-Control-Allow-Origin", "*"), ("X-Content-Type-Options", "nosniff"),
      ("Cross-Origin-Resource-Policy", "cross-origin"),
    ]
  }
}
