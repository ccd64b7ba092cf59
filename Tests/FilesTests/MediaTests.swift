import Files
import Testing

/// What is looked at before a file is kept.
struct MediaTests {
  private static func big(_ number: Int, _ count: Int) -> [UInt8] {
    (0..<count).reversed().map { UInt8(number >> (8 * $0) & 255) }
  }

  private static func little(_ number: Int, _ count: Int) -> [UInt8] {
    big(number, count).reversed()
  }

  /// Heads of pictures that say that they are so large.
  private static func pictures(_ width: Int, _ height: Int) -> [(String, [UInt8])] {
    [
      (
        "image/png",
        [0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10] + big(13, 4) + Array("IHDR".utf8)
          + big(width, 4) + big(height, 4)
      ),
      ("image/gif", Array("GIF89a".utf8) + little(width, 2) + little(height, 2)),
      (
        "image/jpeg",
        [0xFF, 0xD8, 0xFF, 0xE0] + big(4, 2) + [0, 0, 0xFF, 0xFF, 0xC2] + big(17, 2) + [8]
          + big(height, 2) + big(width, 2) + [3, 0]
      ),
      (
        "image/webp",
        Array("RIFF....WEBPVP8X".utf8) + little(10, 4) + [0, 0, 0, 0] + little(width - 1, 3)
          + little(height - 1, 3)
      ),
    ]
  }

  @Test func picturesOfUsualSizesAreTaken() {
    for (media, bytes) in Self.pictures(4_000, 3_000) {
      #expect(MediaCheck.fault(of: bytes, as: media) == nil, "\(media)")
    }
  }

  @Test func whatWouldUnpackToGigabytesIsNot() {
    for (media, bytes) in Self.pictures(60_000, 60_000) {
      #expect(MediaCheck.fault(of: bytes, as: media)?.contains("pixels") == true, "\(media)")
    }
    let endless: [UInt8] =
      [0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10] + Self.big(13, 4) + Array("IHDR".utf8)
      + [UInt8](repeating: 255, count: 8)
    #expect(MediaCheck.fault(of: endless, as: "image/png")?.contains("pixels") == true)
  }

  @Test func aPictureThatIsCutAnywhereIsRefusedOrTakenButNeverCrashes() {
    for (media, bytes) in Self.pictures(4_000, 3_000) {
      for count in 0..<bytes.count { _ = MediaCheck.fault(of: Array(bytes[..<count]), as: media) }
    }
  }

  @Test func oneTypeIsNotTakenForAnother() {
    for (media, bytes) in Self.pictures(10, 10) {
      for other in MediaCheck.known where other != media {
        #expect(MediaCheck.fault(of: bytes, as: other) != nil, "\(media) as \(other)")
      }
    }
    #expect(MediaCheck.fault(of: Array("<svg/>".utf8), as: "image/svg+xml") != nil)
  }
}
