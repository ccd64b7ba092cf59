/// The head of one HTTP/1 request, taken apart strictly.
///
/// We read heads ourselves, so that libwebsockets never sees one that a stranger wrote: it is only
/// shown the plain upgrade we write down once a request has been admitted.
struct RequestHead: Equatable {
  let method: String
  /// The target up to the question mark, as it was sent: nothing is decoded.
  let path: String
  /// What follows the question mark.
  let query: String?
  /// 0 or 1: HTTP/1.0 or HTTP/1.1.
  let minorVersion: Int
  private let fields: [Field]

  struct Field: Equatable {
    /// In lower case.
    let name: String
    let value: String
  }

  /// Why a head is refused.
  struct Fault: Error, Equatable {
    let status: Int
    let reason: String
  }

  /// Fields a head may have; browsers send about twenty.
  static let mostFields = 100
  static let longestTarget = 2048

  /// Every value of a field, in the order sent; the name in lower case.
  func values(_ name: String) -> [String] {
    fields.filter { $0.name == name }.map(\.value)
  }

  /// Every field that came once; the names in lower case.
  var once: [String: String] {
    var found: [String: String?] = [:]
    for field in fields { found[field.name] = .some(found[field.name] == nil ? field.value : nil) }
    return found.compactMapValues { $0 }
  }

  /// The only value of a field; nil when it is absent or came more than once.
  func only(_ name: String) -> String? {
    let all = values(name)
    return all.count == 1 ? all[0] : nil
  }

  /// The members of a comma-separated list, over all fields of that name, trimmed.
  func list(_ name: String) -> [String] {
    values(name).flatMap { $0.split(separator: ",") }
      .map { String(RequestHead.trimmed($0)) }
      .filter { !$0.isEmpty }
  }
}

extension RequestHead {
  /// Takes apart everything up to and with the empty line.
  init(_ bytes: ArraySlice<UInt8>) throws(Fault) {
    var rest = bytes
    (method, path, query, minorVersion) = try RequestHead.requestLine(
      RequestHead.takeLine(from: &rest))
    var fields: [Field] = []
    fields.reserveCapacity(16)
    while !rest.isEmpty {
      let line = RequestHead.takeLine(from: &rest)
      guard !line.isEmpty, line.count > 1 || line.first != 13 else { continue }
      guard fields.count < RequestHead.mostFields else {
        throw Fault(status: 431, reason: "too many header fields")
      }
      fields.append(try RequestHead.field(line))
    }
    self.fields = fields
    try checkFraming()
  }

  /// The bytes up to the next line's end, which is passed over too.
  private static func takeLine(from bytes: inout ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let end = bytes.firstIndex(of: 10) ?? bytes.endIndex
    defer { bytes = bytes[min(end + 1, bytes.endIndex)...] }
    return bytes[..<end]
  }

  private static func requestLine(
    _ line: ArraySlice<UInt8>
  ) throws(Fault) -> (String, String, String?, Int) {
    let parts = try withoutReturn(line).split(separator: 32, omittingEmptySubsequences: false)
    guard parts.count == 3, isToken(parts[0]), parts[0].count <= 16 else {
      throw Fault(status: 400, reason: "malformed request line")
    }
    let version = parts[2]
    guard version.elementsEqual("HTTP/1.1".utf8) || version.elementsEqual("HTTP/1.0".utf8) else {
      throw Fault(status: 505, reason: "only HTTP/1.1 is spoken here")
    }
    let target = parts[1]
    guard target.count <= longestTarget else {
      throw Fault(status: 414, reason: "the address is too long")
    }
    guard target.first == 47, target.allSatisfy({ $0 > 32 && $0 < 127 }) else {
      throw Fault(status: 400, reason: "malformed request target")
    }
    let halves = target.split(separator: 63, maxSplits: 1, omittingEmptySubsequences: false)
    return (
      text(parts[0]), text(halves[0]), halves.count > 1 ? text(halves[1]) : nil,
      version.last == 49 ? 1 : 0
    )
  }

  private static func field(_ line: ArraySlice<UInt8>) throws(Fault) -> Field {
    let line = try withoutReturn(line)
    guard let colon = line.firstIndex(of: 58), isToken(line[..<colon]) else {
      throw Fault(status: 400, reason: "malformed header field")
    }
    let value = line[(colon + 1)...]
    guard value.allSatisfy({ $0 >= 32 && $0 != 127 || $0 == 9 }) else {
      throw Fault(status: 400, reason: "control character in a header field")
    }
    return Field(name: lowered(line[..<colon]), value: text(trimmed(value)))
  }

  /// A token in lower case; it has no letters but those of ASCII.
  private static func lowered(_ token: ArraySlice<UInt8>) -> String {
    String(unsafeUninitializedCapacity: token.count) { room in
      room.initialize(
        fromContentsOf: token.lazy.map { (65...90).contains($0) ? $0 + 32 : $0 })
    }
  }

  private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let start = bytes.drop { $0 == 32 || $0 == 9 }
    guard let last = start.lastIndex(where: { $0 != 32 && $0 != 9 }) else { return [] }
    return start[...last]
  }

  /// What would let two readers disagree about who is meant or where the request ends.
  private func checkFraming() throws(Fault) {
    let hosts = values("host")
    guard hosts.count == 1 || (hosts.isEmpty && minorVersion == 0) else {
      throw Fault(status: 400, reason: "exactly one Host is needed")
    }
    let lengths = values("content-length")
    guard lengths.isEmpty || values("transfer-encoding").isEmpty, lengths.count < 2 else {
      throw Fault(status: 400, reason: "conflicting body lengths")
    }
  }

  private static func withoutReturn(
    _ line: ArraySlice<UInt8>
  ) throws(Fault) -> ArraySlice<UInt8> {
    guard line.last == 13 else { throw Fault(status: 400, reason: "lines end with CR LF") }
    return line.dropLast()
  }

  private static func text(_ bytes: some Collection<UInt8>) -> String {
    String(decoding: bytes, as: UTF8.self)
  }

  static func trimmed(_ text: Substring) -> Substring {
    let start = text.drop { $0 == " " || $0 == "\t" }
    guard let last = start.lastIndex(where: { $0 != " " && $0 != "\t" }) else { return "" }
    return start[...last]
  }

  /// RFC 9110's token: what a method, a field name or a subprotocol may be made of.
  static func isToken(_ bytes: some Collection<UInt8>) -> Bool {
    !bytes.isEmpty
      && bytes.allSatisfy { byte in
        switch byte {
        case 48...57, 65...90, 97...122: true
        case 33, 35, 36, 37, 38, 39, 42, 43, 45, 46, 94, 95, 96, 124, 126: true
        default: false
        }
      }
  }
}
