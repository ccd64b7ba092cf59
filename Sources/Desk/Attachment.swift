/// A file beside somebody's words: what is known of it; the bytes are elsewhere.
package struct Attachment: Equatable, Sendable {
  /// The SHA-256 of its bytes in base64url, by which it is kept.
  package let id: String
  /// As ``cleaned(name:)`` leaves it.
  package let name: String
  package let size: Int64
  /// One of the desk's media types, such as `image/png`.
  package let media: String

  package init(id: String, name: String, size: Int64, media: String) {
    self.id = id
    self.name = name
    self.size = size
    self.media = media
  }

  /// The longest name, in Unicode scalars.
  package static let nameLimit = 120

  /// A name that is no path, hides nothing and fits on one line: the last part of what a browser
  /// told, without control and direction marks. `file` where nothing is left.
  package static func cleaned(name: String) -> String {
    let last = name.split(whereSeparator: { "/\\".contains($0) }).last.map(String.init) ?? ""
    let shown = last.unicodeScalars.filter {
      isPlain($0) && !$0.properties.isDefaultIgnorableCodePoint
    }
    // As long as a frame lets it be.
    var kept = String(String.UnicodeScalarView(shown))
    while let first = kept.first, first == "." || first.isWhitespace { kept.removeFirst() }
    while let last = kept.last, last == "." || last.isWhitespace { kept.removeLast() }
    guard !kept.isEmpty else { return "file" }
    return shortened(kept)
  }

  /// Cut in the middle, so that what it ends with still tells what it is.
  private static func shortened(_ name: String) -> String {
    guard name.unicodeScalars.count > nameLimit else { return name }
    let ending = name.unicodeScalars.suffix(20)
    let beginning = name.unicodeScalars.prefix(nameLimit - 21)
    return String(String.UnicodeScalarView(beginning)) + "…"
      + String(String.UnicodeScalarView(ending))
  }
}

/// What may be sent besides words.
package struct FileLimits: Equatable, Sendable {
  /// Bytes of one file.
  package let largest: Int64
  /// The media types that are taken, such as `image/png`.
  package let media: [String]
  /// Files in one conversation.
  package let perConversation: Int

  package init(largest: Int64, media: [String], perConversation: Int) {
    self.largest = largest
    self.media = media
    self.perConversation = perConversation
  }
}

extension FileLimits {
  /// As a desk is set up that takes files and says nothing else of them.
  package static let usual = FileLimits(
    largest: 10 << 20,
    media: [
      "image/png", "image/jpeg", "image/gif", "image/webp", "application/pdf", "text/plain",
    ], perConversation: 50)
}

extension Conversation {
  /// What somebody says, or the name of the file where they send one without a word.
  func words(_ text: String, _ circumstances: Circumstances) throws(Refusal) -> String {
    guard let file = circumstances.file, text.isEmpty else {
      try check(text, circumstances)
      return text
    }
    return file.name
  }

  /// Whether there is room for the file that comes with the words.
  func takeFile(_ circumstances: Circumstances) throws(Refusal) -> Attachment? {
    guard let file = circumstances.file else { return nil }
    if let wish = openOffer?.takes, let obstacle = wish.obstacle(to: file) {
      throw Refusal(.invalid, obstacle)
    }
    let most = circumstances.mostFiles
    guard files.count < most else {
      throw Refusal(.quota, "a conversation holds at most \(most) files")
    }
    return file
  }
}

extension Offer.FileWish {
  /// Why a file is none of those that are asked for; nil where it is one.
  fileprivate func obstacle(to file: Attachment) -> String? {
    guard media.contains(file.media) else {
      return "this question takes \(media.joined(separator: ", ")), not \(file.media)"
    }
    guard file.size <= largest else {
      return "this question takes at most \(largest) bytes, not \(file.size)"
    }
    return nil
  }
}
