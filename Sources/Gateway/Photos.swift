import Desk
import Files
import WebSockets

// MARK: - Photos of agents

extension Gateway {
  /// A photo by the code of its bytes: it may be kept for ever, and another has another address.
  func photo(_ request: HTTPRequest) -> HTTPResponse {
    let code = String(request.path.dropFirst("/v1/photos/".count))
    guard let photos, let photo = photos.opened(code) else {
      return HTTPResponse(
        status: 404, text: "there is no such photo",
        headers: [("Cache-Control", "no-store"), ("X-Content-Type-Options", "nosniff")])
    }
    var response = HTTPResponse(
      status: 200, contentType: photo.media,
      headers: [
        ("Cache-Control", "public, max-age=31536000, immutable"), ("ETag", "\"\(code)\""),
        ("Content-Security-Policy", "default-src 'none'; sandbox"),
        ("Access-Control-Allow-Origin", "*"), ("Cross-Origin-Resource-Policy", "cross-origin"),
        ("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "no-referrer"),
      ])
    response.file = OpenFile(descriptor: photo.descriptor, size: photo.size)
    return response
  }
}
