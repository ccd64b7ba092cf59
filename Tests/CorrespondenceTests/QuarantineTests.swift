import Correspondence
import Foundation
import TestSupport
import Testing

@Suite struct QuarantineTests {
  private let folder: Folder
  private let quarantine: Quarantine

  init() throws {
    folder = try Folder()
    quarantine = Quarantine(folder: folder.path + "/aside")
  }

  private func put(_ text: String, at: Int64 = 1) throws {
    try quarantine.put(
      Array(text.utf8), why: "spam\nand more", from: "eve@example.com", subject: "x", at: at)
  }

  @Test func whatIsPutAsideIsListedOnceWithItsReason() throws {
    #expect(try quarantine.list().isEmpty)
    try put("one", at: 2)
    try put("one", at: 3)
    try put("two", at: 1)
    let entries = try quarantine.list()
    #expect(entries.map(\.why) == ["spam and more", "spam and more"])
    #expect(entries.map(\.at) == [1, 2])
    #expect(try quarantine.letter(entries[1].id) == Array("one".utf8))
    let mode = try FileManager.default.attributesOfItem(
      atPath: "\(quarantine.folder)/\(entries[0].id).eml")[.posixPermissions]
    #expect(mode as? Int == 0o600)
  }

  @Test func whatIsReleasedIsMarkedAndWhatIsDroppedIsGone() throws {
    try put("one")
    let id = try #require(try quarantine.list().first?.id)
    #expect(try quarantine.release(id))
    #expect(try quarantine.list().map(\.isReleased) == [true])
    #expect(try !quarantine.release(id))
    #expect(try quarantine.drop(id))
    #expect(try quarantine.list().isEmpty)
    #expect(try !quarantine.drop(id))
  }

  @Test(arguments: ["", "../../etc/passwd", "abc/def", "zz", "00.eml"])
  func anIdIsNoPath(id: String) throws {
    #expect(try quarantine.letter(id) == nil)
    #expect(try !quarantine.drop(id))
    #expect(try !quarantine.release(id))
  }
}
