import Expressions
import JSON

/// A call as it stands in a session, so that it can be made again in exactly the same words.
extension Request {
  func write(to writer: inout JSONWriter) {
    writer.member("service", service)
    writer.member("method", method)
    writer.member("url", url)
    if !headers.isEmpty {
      writer.object("headers") { writer in
        for (name, value) in headers.sorted(by: { $0.key < $1.key }) { writer.member(name, value) }
      }
    }
    if let body { writer.member("body", body.json) }
    writer.member("auth", auth)
    writer.member("timeout", timeoutMilliseconds)
    writer.array("expected", expected) { $0.int(Int64($1)) }
  }

  init(_ json: JSONValue) throws(SessionMistake) {
    var headers: [String: String] = [:]
    for member in json["headers"]?.members ?? [] {
      guard let value = member.value.string else {
        throw SessionMistake(reason: "the header \(member.name) has no text")
      }
      headers[member.name] = value
    }
    self.init(
      service: try json.text("service"), method: try json.text("method"),
      url: try json.text("url"), headers: headers,
      body: try json["body"].map { json throws(SessionMistake) in try json.typed() },
      auth: json["auth"]?.string, timeoutMilliseconds: try json.number("timeout"),
      expected: (try json.member("expected").array ?? []).compactMap { $0.int.map(Int.init) })
  }
}
