/// Whether a file is what it is said to be, by its first bytes.
///
/// It keeps out what is mislabelled and images that would unpack to gigabytes. What a file does
/// when somebody opens it is not known here; it is only ever handed out as a download.
package enum MediaCheck {
  /// The media types whose beginnings are known: what `files.types` can name.
  package static let known = [
    "image/png", "image/jpeg", "image/gif", "image/webp", "application/pdf", "text/plain",
    "text/csv", "application/zip", "audio/mpeg", "audio/ogg", "video/mp4", "video/webm",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  ]

  /// Pixels an image may have: a photo of fifty million takes 200 MB to show.
  package static let mostPixels = 50_000_000

  /// Why the bytes are refused as this type; nil where they are fine.
  package static func fault(of bytes: [UInt8], as media: String) -> String? {
    guard !bytes.isEmpty else { return "the file is empty" }
    guard begins(bytes, as: media) else { return "the file is no \(media): its first bytes differ" }
    guard media.hasPrefix("image/") else { return nil }
    guard let (width, height) = ImageSize.of(bytes, media), width > 0, height > 0 else {
      return "the image is damaged: it does not say how large it is"
    }
    let (pixels, isBeyond) = width.multipliedReportingOverflow(by: height)
    guard !isBeyond, pixels <= mostPixels else {
      return "the image has \(width) times \(height) pixels, more than \(mostPixels) in all"
    }
    return nil
  }

  /// Whether a file that begins so can be of this type; only all of a text can be looked at.
  package static func begins(_ bytes: [UInt8], as media: String) -> Bool {
    switch media {
    case "image/png": bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
    case "image/jpeg": bytes.starts(with: [0xFF, 0xD8, 0xFF])
    case "image/gif": bytes.starts(with: "GIF87a".utf8) || bytes.starts(with: "GIF89a".utf8)
    case "image/webp":
      bytes.starts(with: "RIFF".utf8) && bytes.dropFirst(8).starts(with: "WEBP".utf8)
    case "application/pdf": bytes.starts(with: "%PDF-".utf8)
    case "text/plain", "text/csv":
      !bytes.contains(0) && String(validating: bytes, as: UTF8.self) != nil
    case "application/zip": bytes.starts(with: [0x50, 0x4B, 0x03, 0x04])
    case let office where office.hasPrefix("application/vnd.openxmlformats-"):
      bytes.starts(with: [0x50, 0x4B, 0x03, 0x04])
    case "audio/mpeg":
      bytes.starts(with: "ID3".utf8)
        || bytes.count > 1 && bytes[0] == 0xFF && bytes[1] & 0xE0 == 0xE0
    case "audio/ogg": bytes.starts(with: "OggS".utf8)
    case "video/mp4": bytes.dropFirst(4).starts(with: "ftyp".utf8)
    case "video/webm": bytes.starts(with: [0x1A, 0x45, 0xDF, 0xA3])
    default: false
    }
  }
}

/// How large an image is, as its own head says.
enum ImageSize {
  static func of(_ bytes: [UInt8], _ media: String) -> (width: Int, height: Int)? {
    switch media {
    case "image/png": png(bytes)
    case "image/gif": gif(bytes)
    case "image/webp": webp(bytes)
    case "image/jpeg": jpeg(bytes)
    default: nil
    }
  }

  private static func big(_ bytes: [UInt8], _ place: Int, _ count: Int) -> Int? {
    guard place + count <= bytes.count else { return nil }
    return bytes[place..<place + count].reduce(0) { $0 << 8 | Int($1) }
  }

  private static func little(_ bytes: [UInt8], _ place: Int, _ count: Int) -> Int? {
    guard place + count <= bytes.count else { return nil }
    return bytes[place..<place + count].reversed().reduce(0) { $0 << 8 | Int($1) }
  }

  private static func png(_ bytes: [UInt8]) -> (Int, Int)? {
    guard bytes.dropFirst(12).starts(with: "IHDR".utf8), let width = big(bytes, 16, 4),
      let height = big(bytes, 20, 4)
    else { return nil }
    return (width, height)
  }

  private static func gif(_ bytes: [UInt8]) -> (Int, Int)? {
    guard let width = little(bytes, 6, 2), let height = little(bytes, 8, 2) else { return nil }
    return (width, height)
  }

  private static func webp(_ bytes: [UInt8]) -> (Int, Int)? {
    let kind = bytes.dropFirst(12).prefix(4)
    if kind.elementsEqual("VP8X".utf8), let width = little(bytes, 24, 3),
      let height = little(bytes, 27, 3)
    {
      return (width + 1, height + 1)
    }
    if kind.elementsEqual("VP8L".utf8), let bits = little(bytes, 21, 4) {
      return (bits & 0x3FFF + 1, bits >> 14 & 0x3FFF + 1)
    }
    if kind.elementsEqual("VP8 ".utf8), let width = little(bytes, 26, 2),
      let height = little(bytes, 28, 2)
    {
      return (width & 0x3FFF, height & 0x3FFF)
    }
    return nil
  }

  /// Walks over the segments up to the one that begins a frame.
  private static func jpeg(_ bytes: [UInt8]) -> (Int, Int)? {
    var place = 2
    while place + 9 < bytes.count, bytes[place] == 0xFF {
      let marker = bytes[place + 1]
      if marker == 0xFF {
        place += 1
        continue
      }
      if (0xC0...0xCF).contains(marker), ![0xC4, 0xC8, 0xCC].contains(marker),
        let height = big(bytes, place + 5, 2), let width = big(bytes, place + 7, 2)
      {
        return (width, height)
      }
      guard let length = big(bytes, place + 2, 2), length >= 2 else { return nil }
      place += 2 + length
    }
    return nil
  }
}
