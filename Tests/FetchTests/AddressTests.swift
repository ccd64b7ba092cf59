import Fetch
import Testing

@Suite struct AddressTests {
  @Test(arguments: [
    [0, 0, 0, 0], [0, 1, 2, 3], [10, 0, 0, 1], [100, 64, 0, 1], [100, 127, 255, 255],
    [127, 0, 0, 1], [127, 255, 255, 254], [169, 254, 169, 254], [172, 16, 0, 1], [172, 31, 255, 1],
    [192, 168, 0, 1], [192, 0, 0, 8], [192, 0, 2, 1], [198, 18, 0, 1], [198, 51, 100, 7],
    [203, 0, 113, 9], [224, 0, 0, 1], [239, 1, 1, 1], [240, 0, 0, 1], [255, 255, 255, 255],
  ])
  func anIPv4AddressOfSpecialPurposeIsNotPublic(bytes: [UInt8]) throws {
    let address = try #require(Address(bytes: bytes))
    #expect(!address.isPublic)
    #expect(!AddressGuard.publicOnly.allows(address) && AddressGuard.anywhere.allows(address))
    let mapped = try #require(Address(bytes: zeros(10) + [0xFF, 0xFF] + bytes))
    #expect(!mapped.isPublic, "mapped")
    let translated = try #require(Address(bytes: [0, 0x64, 0xFF, 0x9B] + zeros(8) + bytes))
    #expect(!translated.isPublic, "translated")
    let sixToFour = try #require(Address(bytes: [0x20, 0x02] + bytes + zeros(10)))
    #expect(!sixToFour.isPublic, "6to4")
  }

  @Test(arguments: [
    [1, 1, 1, 1], [8, 8, 8, 8], [9, 255, 255, 255], [11, 0, 0, 0], [100, 63, 1, 1],
    [100, 128, 0, 1],
    [126, 1, 1, 1], [128, 0, 0, 1], [169, 253, 1, 1], [172, 15, 0, 1], [172, 32, 0, 1],
    [192, 167, 1, 1], [198, 17, 1, 1], [198, 20, 1, 1], [223, 255, 255, 254],
  ])
  func theirNeighboursArePublic(bytes: [UInt8]) throws {
    #expect(try #require(Address(bytes: bytes)).isPublic)
    #expect(try #require(Address(bytes: zeros(10) + [0xFF, 0xFF] + bytes)).isPublic)
  }

  @Test(arguments: [
    [UInt8](repeating: 0, count: 16), zeros(15) + [1], [0xFE, 0x80] + zeros(13) + [1],
    [0xFC, 0] + zeros(14), [0xFD, 0x12] + zeros(14), [0xFF, 0x02] + zeros(14),
    [0xFE, 0xC0] + zeros(14), [0x20, 0x01, 0x0D, 0xB8] + zeros(12), [0x20, 0x01, 0, 0] + zeros(12),
    [0x3F, 0xFF, 0x0F, 0xFF] + zeros(12), [0x01, 0] + zeros(14), [0x40, 0] + zeros(14),
    zeros(12) + [8, 8, 8, 8],
  ])
  func anIPv6AddressOfSpecialPurposeIsNotPublic(bytes: [UInt8]) throws {
    #expect(!(try #require(Address(bytes: bytes)).isPublic))
  }

  @Test func anIPv6AddressOfTheInternetIsPublic() throws {
    for start: [UInt8] in [
      [0x2A, 0x00, 0x14, 0x50], [0x26, 0x06, 0x47], [0x20, 0x01, 0x48, 0x60],
    ] {
      let address = try #require(Address(bytes: start + zeros(16 - start.count)))
      #expect(address.isPublic, "\(address)")
    }
  }

  @Test func nothingElseIsAnAddress() {
    for count in [0, 3, 5, 15, 17] { #expect(Address(bytes: zeros(count)) == nil) }
  }
}

private func zeros(_ count: Int) -> [UInt8] { [UInt8](repeating: 0, count: count) }
