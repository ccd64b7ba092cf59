import Files
import Glibc
import Testing

/// Photos of agents: what is taken, what is taken out of it, and whose it is.
@Suite struct PhotoTests {
  /// A PNG's head with chunks behind it; nobody checks the sums.
  private static func png(_ width: UInt8, _ height: UInt8, _ extra: [(String, [UInt8])] = [])
    -> [UInt8]
  {
    func chunk(_ kind: String, _ body: [UInt8]) -> [UInt8] {
      let length = body.count
      return [0, 0, UInt8(length >> 8), UInt8(length & 255)] + Array(kind.utf8) + body + [
        0, 0, 0, 0,
      ]
    }
    let size: [UInt8] = [0, 0, 0, width, 0, 0, 0, height, 8, 2, 0, 0, 0]
    return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + chunk("IHDR", size)
      + extra.flatMap { chunk($0.0, $0.1) } + chunk("IDAT", [1, 2, 3]) + chunk("IEND", [])
  }

  @Test func whatTellsOfPlaceAndTimeIsTakenOut() throws {
    let marked = Self.png(
      64, 64, [("tEXt", Array("Author secret".utf8)), ("eXIf", [7, 7, 7, 7])])
    let clean = try CleanPhoto(marked + Array("trailing secret".utf8))
    #expect(clean.bytes == Self.png(64, 64))
    #expect(clean.media == "image/png")
  }

  @Test func aJPEGLosesItsEXIFAndWhatStandsBehindItsEnd() throws {
    let frame: [UInt8] = [0xFF, 0xC0, 0, 11, 8, 0, 64, 0, 64, 1, 1, 0x11, 0]
    let exif: [UInt8] = [0xFF, 0xE1, 0, 8, 69, 120, 105, 102, 0, 0]
    let remark: [UInt8] = [0xFF, 0xFE, 0, 4, 104, 105]
    let pixels: [UInt8] = [0xFF, 0xDA, 0, 2, 9, 9, 9, 0xFF, 0xD9]
    let clean = try CleanPhoto([0xFF, 0xD8] + exif + remark + frame + pixels + exif)
    #expect(clean.bytes == [0xFF, 0xD8] + frame + pixels)
  }

  @Test func aWebPLosesItsRemarksAndSaysSo() throws {
    let head: [UInt8] =
      Array("VP8X".utf8) + [10, 0, 0, 0, 0b0000_1100, 0, 0, 0, 63, 0, 0, 63, 0, 0]
    let exif: [UInt8] = Array("EXIF".utf8) + [2, 0, 0, 0, 1, 2]
    let webp = Array("RIFF".utf8) + [40, 0, 0, 0] + Array("WEBP".utf8) + head + exif
    let clean = try CleanPhoto(webp)
    #expect(clean.bytes.count == webp.count - exif.count)
    #expect(clean.bytes[20] == 0 && clean.bytes[4] == UInt8(clean.bytes.count - 8))
  }

  @Test(arguments: [
    ([UInt8]("<svg onload='x()'/>".utf8), "it is no PNG, JPEG or WebP image"),
    (png(16, 16), "it has 16 by 16 pixels; each side has 32 to 1024"),
    (png(40, 200), "cut it to a square"), ([0x89, 0x50, 0x4E, 0x47], "it is no PNG"),
    (Array(png(64, 64).dropLast(6)), "it ends in the middle"),
    ([UInt8](repeating: 0, count: 70_000), "a photo has at most 65536"),
  ])
  func whatIsNoPhotoIsRefusedWithWords(bytes: [UInt8], why: String) {
    let fault = #expect(throws: CleanPhoto.Fault.self) { try CleanPhoto(bytes) }
    #expect(fault?.why.contains(why) == true, "\(fault?.why ?? "")")
  }

  @Test func aPhotoIsShownUntilItIsTakenAwayAndOthersAreNot() throws {
    var pattern = Array("/tmp/frontdesk-photos-XXXXXX".utf8CString)
    let folder = try #require(mkdtemp(&pattern).map { String(cString: $0) })
    let shelf = PhotoShelf(in: folder)
    let photo = try CleanPhoto(Self.png(64, 64))
    try shelf.put(photo, for: "maya")
    try shelf.put(photo, for: "kim")
    let code = try #require(PhotoShelf(in: folder).code(of: "maya"))
    #expect(PhotoShelf(in: folder).code(of: "bob") == nil)
    let opened = try #require(PhotoShelf(in: folder).opened(code))
    close(opened.descriptor)
    #expect(opened.size == photo.bytes.count && opened.media == "image/png")
    #expect(PhotoShelf(in: folder).opened("../agents") == nil)
    try shelf.put(nil, for: "maya")
    #expect(PhotoShelf(in: folder).code(of: "maya") == nil)
    #expect(PhotoShelf(in: folder).code(of: "kim") == code, "the same photo is still Kim's")
    try shelf.put(nil, for: "kim")
    #expect(PhotoShelf(in: folder).opened(code) == nil)
    #expect(access("\(folder)/photos/\(code)", F_OK) != 0)
  }
}
