import CGMime

/// A letter taken apart by GMime; owns it and all its parts.
final class MIMEMessage {
  private let message: UnsafeMutableRawPointer

  /// Called once: https://developer-old.gnome.org/gmime/stable/gmime-Main.html
  private static let begun: Void = frontdesk_mime_begin()

  /// Nil where GMime makes nothing of it.
  init?(_ bytes: [UInt8]) {
    Self.begun
    guard let message = frontdesk_mime_parse(bytes, bytes.count) else { return nil }
    self.message = message
  }

  deinit { frontdesk_mime_release(message) }

  var root: MIMEPart? { frontdesk_mime_root(message).map { MIMEPart($0, of: self) } }

  func header(_ name: String) -> String? {
    frontdesk_mime_header(message, name).map { String(cString: $0) }
  }

  var date: Int64? {
    let seconds = frontdesk_mime_date(message)
    return seconds == 0 ? nil : seconds
  }

  func addresses(_ header: String, limit: Int) -> [MailAddress] {
    guard limit > 0, let raw = frontdesk_mime_raw_header(message, header) else { return [] }
    // As it was written: a name that holds an address in an encoded word is a name all the same.
    return Self.addresses(in: String(cString: raw), limit: limit)
  }

  static func addresses(in text: String, limit: Int) -> [MailAddress] {
    begun
    let found = Found()
    // The first 64 KiB of a header that is nothing but addresses hold thousands of them.
    frontdesk_mime_addresses(
      String(text.prefix(65_536)), Int32(limit),
      { name, address, context in
        guard let context, let address else { return }
        let found = Unmanaged<Found>.fromOpaque(context).takeUnretainedValue()
        found.add(name.map { String(cString: $0) }, String(cString: address))
      }, Unmanaged.passUnretained(found).toOpaque())
    return found.addresses
  }

  private final class Found {
    var addresses: [MailAddress] = []

    func add(_ name: String?, _ address: String) {
      let address = address.filter { !$0.isWhitespace }
      guard address.utf8.count <= 254, address.contains("@"),
        address.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control })
      else { return }
      let name = name.map { LetterReader.line($0, limit: 100) }
      addresses.append(MailAddress(name: name?.isEmpty == false ? name : nil, address))
    }
  }
}

/// One part of a letter, which lives as long as the letter.
struct MIMEPart {
  private let part: UnsafeMutableRawPointer
  private let owner: MIMEMessage

  init(_ part: UnsafeMutableRawPointer, of owner: MIMEMessage) {
    self.part = part
    self.owner = owner
  }

  /// `text/plain`, in small letters.
  var type: String {
    guard let text = frontdesk_mime_type(part) else { return "application/octet-stream" }
    defer { frontdesk_mime_free(text) }
    return String(cString: text).lowercased()
  }

  var isLeaf: Bool { frontdesk_mime_is_leaf(part) != 0 }
  var isMessage: Bool { frontdesk_mime_is_message(part) != 0 }
  var isAttachment: Bool {
    frontdesk_mime_disposition(part).map { String(cString: $0).lowercased() } == "attachment"
  }
  var fileName: String? { frontdesk_mime_file_name(part).map { String(cString: $0) } }

  func parameter(_ name: String) -> String? {
    frontdesk_mime_parameter(part, name).map { String(cString: $0) }
  }

  var children: [MIMEPart] {
    (0..<max(frontdesk_mime_count(part), 0)).compactMap { index in
      frontdesk_mime_child(part, index).map { MIMEPart($0, of: owner) }
    }
  }

  /// The content of a leaf, its transfer encoding taken off: never longer than the letter.
  var bytes: [UInt8] {
    guard isLeaf, let content = frontdesk_mime_content(part) else { return [] }
    defer { frontdesk_mime_release(content) }
    var count = 0
    let start = frontdesk_mime_bytes(content, &count)
    return start.map { Array(UnsafeBufferPointer(start: $0, count: count)) } ?? []
  }

  /// A header of the letter inside this one.
  func innerHeader(_ name: String) -> String? {
    guard isMessage, let inner = frontdesk_mime_inner(part) else { return nil }
    return frontdesk_mime_header(inner, name).map { String(cString: $0) }
  }

  /// The letter inside this one as it is written.
  var innerText: [UInt8] {
    guard isMessage, let inner = frontdesk_mime_inner(part),
      let text = frontdesk_mime_text(inner)
    else { return [] }
    defer { frontdesk_mime_free(text) }
    return Array(String(cString: text).utf8)
  }
}
