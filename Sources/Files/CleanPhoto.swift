/// A photo of an agent as it may be shown on other people's pages: one of three kinds, small, about
/// as wide as high, and without what cameras write into it.
///
/// Where and when it was taken, and with what, goes: PNG loses its remarks, JPEG and WebP their
/// EXIF and XMP. So does the turn that a camera only notes; a photo that lies on its side has to be
/// saved upright.
package struct CleanPhoto: Equatable, Sendable {
  package let bytes: [UInt8]
  package let media: String

  /// Why a photo is not taken, for whoever brings it.
  package struct Fault: Error, Equatable {
    package let why: String
  }

  /// Pixels on a side: shown at 40, at twice the density.
  package static let sides = 32...1024

  package init(_ bytes: [UInt8]) throws(Fault) {
    guard bytes.count <= PhotoShelf.largest else {
      throw Fault(
        why: "it has \(bytes.count) bytes; a photo has at most \(PhotoShelf.largest): "
          + "save it at 256 by 256 pixels")
    }
    let kinds = ["image/png", "image/jpeg", "image/webp"]
    guard let media = kinds.first(where: { MediaCheck.begins(bytes, as: $0) }) else {
      throw Fault(why: "it is no PNG, JPEG or WebP image: its first bytes differ")
    }
    guard let (width, height) = ImageSize.of(bytes, media) else {
      throw Fault(why: "it is damaged: it does not say how large it is")
    }
    guard Self.sides.contains(width), Self.sides.contains(height) else {
      throw Fault(
        why: "it has \(width) by \(height) pixels; each side has "
          + "\(Self.sides.lowerBound) to \(Self.sides.upperBound)")
    }
    guard width * 2 <= height * 3, height * 2 <= width * 3 else {
      throw Fault(
        why: "it has \(width) by \(height) pixels: cut it to a square, as it is shown round")
    }
    let clean =
      switch media {
      case "image/png": Self.cleanPNG(bytes)
      case "image/jpeg": Self.cleanJPEG(bytes)
      default: Self.cleanWebP(bytes)
      }
    guard let clean else { throw Fault(why: "it is damaged: it ends in the middle") }
    self.bytes = clean
    self.media = media
  }

  // MARK: What is kept of each kind

  /// What is needed to show the pixels in their colours; text, time and EXIF are not.
  private static let chunks: Set<String> = [
    "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "sBIT",
  ]

  private static func cleanPNG(_ bytes: [UInt8]) -> [UInt8]? {
    var clean = Array(bytes.prefix(8))
    var place = 8
    while place + 12 <= bytes.count {
      let length = bytes[place..<place + 4].reduce(0) { $0 << 8 | Int($1) }
      let end = place + 12 + length
      guard end <= bytes.count else { return nil }
      let kind = String(decoding: bytes[place + 4..<place + 8], as: UTF8.self)
      if chunks.contains(kind) { clean += bytes[place..<end] }
      // What stands behind the end is no picture.
      if kind == "IEND" { return clean }
      place = end
    }
    return nil
  }

  /// Without APP1 to APP13, APP15 and remarks: EXIF, XMP, IPTC and whatever else programs leave.
  /// The colours are in APP0, APP2 (a profile) and APP14.
  private static func cleanJPEG(_ bytes: [UInt8]) -> [UInt8]? {
    var clean = Array(bytes.prefix(2))
    var place = 2
    while place + 4 <= bytes.count {
      guard bytes[place] == 0xFF else { return nil }
      let marker = bytes[place + 1]
      if marker == 0xFF {
        place += 1
        continue
      }
      // From the first scan on there are only pixels, up to the end of the image.
      if marker == 0xDA { return pixels(of: bytes, from: place).map { clean + $0 } }
      let end = place + 2 + Int(bytes[place + 2]) << 8 + Int(bytes[place + 3])
      guard end <= bytes.count, end >= place + 4 else { return nil }
      let isRemark = marker == 0xFE
      let isOfPrograms = (0xE0...0xEF).contains(marker) && ![0xE0, 0xE2, 0xEE].contains(marker)
      if !isRemark, !isOfPrograms { clean += bytes[place..<end] }
      place = end
    }
    return nil
  }

  /// Up to the first end of an image: behind it some cameras put another.
  private static func pixels(of bytes: [UInt8], from start: Int) -> ArraySlice<UInt8>? {
    var place = start
    while place + 1 < bytes.count {
      if bytes[place] == 0xFF, bytes[place + 1] == 0xD9 { return bytes[start..<place + 2] }
      place += 1
    }
    return nil
  }

  private static func cleanWebP(_ bytes: [UInt8]) -> [UInt8]? {
    var parts: [UInt8] = []
    var place = 12
    while place + 8 <= bytes.count {
      let kind = String(decoding: bytes[place..<place + 4], as: UTF8.self)
      let length = bytes[place + 4..<place + 8].reversed().reduce(0) { $0 << 8 | Int($1) }
      let end = place + 8 + length + length % 2
      guard end <= bytes.count else { return nil }
      var part = Array(bytes[place..<end])
      // The head says which remarks there are: none any more.
      if kind == "VP8X", part.count > 8 { part[8] &= ~0b0000_1100 }
      if kind != "EXIF", kind != "XMP " { parts += part }
      place = end
    }
    guard !parts.isEmpty else { return nil }
    let size = parts.count + 4
    let sizes = (0..<4).map { UInt8(size >> (8 * $0) & 0xFF) }
    return Array("RIFF".utf8) + sizes + Array("WEBP".utf8) + parts
  }
}
