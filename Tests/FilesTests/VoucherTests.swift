import Desk
import Files
import Testing

/// Leave to send and to fetch: nobody can make it up, stretch it or use it for something else.
struct VoucherTests {
  private static let now = Instant(milliseconds: 1_795_238_400_000)
  private let vouchers = FileVouchers(deskKey: [UInt8](repeating: 7, count: 32))
  private let file = Attachment(
    id: String(repeating: "a", count: 43), name: "Foto | 1.png", size: 12, media: "image/png")
  private let grant = FileVouchers.Grant(
    conversation: Identifier("w0JX3yVb8mZ2kQ5tR7uN1A"), sender: "c:x", name: "Foto | 1.png",
    size: 12, media: "image/png", until: now + .seconds(60))

  @Test func whatWasSignedIsReadBack() {
    #expect(vouchers.grant(vouchers.text(grant), at: Self.now) == grant)
    let receipt = FileVouchers.Receipt(file, grant)
    #expect(vouchers.receipt(vouchers.text(receipt), at: Self.now) == receipt)
    let pass = vouchers.pass(to: file, until: Self.now + .seconds(1))
    #expect(vouchers.file(pass, at: Self.now) == file)
  }

  @Test func itEndsInItsTime() {
    #expect(vouchers.grant(vouchers.text(grant), at: grant.until) == nil)
    let receipt = FileVouchers.Receipt(file, grant)
    #expect(vouchers.receipt(vouchers.text(receipt), at: receipt.until) == nil)
    #expect(vouchers.file(vouchers.pass(to: file, until: Self.now), at: Self.now) == nil)
  }

  @Test func oneKindIsNoOther() {
    let texts = [
      vouchers.text(grant), vouchers.text(FileVouchers.Receipt(file, grant)),
      vouchers.pass(to: file, until: Self.now + .seconds(60)),
    ]
    #expect(texts.count { vouchers.grant($0, at: Self.now) != nil } == 1)
    #expect(texts.count { vouchers.receipt($0, at: Self.now) != nil } == 1)
    #expect(texts.count { vouchers.file($0, at: Self.now) != nil } == 1)
  }

  @Test func whatWasChangedOrSignedByOthersIsNothing() {
    let others = FileVouchers(deskKey: [UInt8](repeating: 8, count: 32))
    let text = vouchers.text(grant)
    #expect(others.grant(text, at: Self.now) == nil)
    var taken: [String] = []
    for place in text.indices {
      var forged = text
      forged.replaceSubrange(place...place, with: text[place] == "A" ? "B" : "A")
      for forgery in [forged, String(text[..<place])]
      where vouchers.grant(forgery, at: Self.now) != nil { taken.append(forgery) }
    }
    #expect(taken.isEmpty)
  }

  @Test(arguments: [
    ("photo.png", "photo.png"), ("../../etc/passwd", "passwd"), ("C:\\Users\\ana\\a.txt", "a.txt"),
    ("", "file"), ("...", "file"), (".htaccess", "htaccess"), ("a\nb\u{1f}c\u{0}.png", "abc.png"),
    ("gnp.\u{202e}exe", "gnp.exe"), ("a\u{200d}b", "ab"), ("  spaced .txt. ", "spaced .txt"),
    ("日本語 写真.jpg", "日本語 写真.jpg"), ("<b>.png", "<b>.png"),
  ])
  func aNameIsNoPathAndHidesNothing(_ told: String, _ kept: String) {
    #expect(Attachment.cleaned(name: told) == kept)
  }

  @Test func aLongNameKeepsWhatItEndsWith() {
    let name = Attachment.cleaned(name: String(repeating: "x", count: 5_000) + ".tar.gz")
    #expect(name.unicodeScalars.count == Attachment.nameLimit && name.hasSuffix(".tar.gz"))
  }
}
