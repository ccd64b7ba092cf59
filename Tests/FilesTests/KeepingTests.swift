import Desk
import Foundation
import Testing

@testable import Files

/// Files from their arrival to their end, in a folder of their own.
struct KeepingTests {
  private let folder = FileManager.default.temporaryDirectory.appending(
    path: "files-\(UUID().uuidString)"
  ).path

  private func grant(_ size: Int) -> FileVouchers.Grant {
    FileVouchers.Grant(
      conversation: Identifier("c"), sender: "c:x", name: "a.png", size: Int64(size),
      media: "image/png", until: Instant(milliseconds: .max))
  }

  private func take(_ store: FileStore, _ text: String, _ grant: FileVouchers.Grant? = nil) throws
    -> FileStore.Progress
  {
    let bytes = Array(text.utf8)
    return try store.take(
      bytes, at: 0, for: grant ?? self.grant(bytes.count), most: 1 << 20
    ) { _, _ in nil }
  }

  private func id(_ progress: FileStore.Progress) throws -> String {
    guard case .done(let file) = progress else { throw FileFailure("not done", 0) }
    return file.id
  }

  private func age(_ id: String, by seconds: Double) throws {
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSinceNow: -seconds)],
      ofItemAtPath: "\(folder)/\(id.prefix(2))/\(id)")
  }

  private func isThere(_ id: String) -> Bool {
    FileManager.default.fileExists(atPath: "\(folder)/\(id.prefix(2))/\(id)")
  }

  @Test func onlyWhatNobodyHoldsAndNobodyCanSayAnyMoreIsSwept() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let store = try FileStore(folder)
    let held = try id(take(store, "held"))
    let unheld = try id(take(store, "unheld"))
    let fresh = try id(take(store, "fresh"))
    for old in [held, unheld] { try age(old, by: Double(FileStore.longestUnsaid) + 60) }
    for room in store.rooms { store.sweep(room) { $0.filter { $0 != held } } }
    #expect(isThere(held) && isThere(fresh) && !isThere(unheld))
    #expect(store.bytes == 4 + 5)
    // Where it cannot be said who holds what, everything stays.
    try age(fresh, by: Double(FileStore.longestUnsaid) + 60)
    for room in store.rooms { store.sweep(room) { _ in nil } }
    #expect(isThere(fresh))
  }

  @Test func whatIsSentAgainMayBeSaidForAsLongAsTheFirst() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let store = try FileStore(folder)
    let file = try id(take(store, "twice"))
    try age(file, by: Double(FileStore.longestUnsaid) + 60)
    #expect(try id(take(store, "twice")) == file)
    for room in store.rooms { store.sweep(room) { $0 } }
    #expect(isThere(file))
  }

  @Test func aFileThatWasRemovedIsTakenAnew() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let store = try FileStore(folder)
    let grant = grant(4)
    let file = try id(take(store, "here", grant))
    guard case .already = try take(store, "here", grant) else {
      Issue.record("it was whole before")
      return
    }
    #expect(FileStore.remove([file, "../../etc/passwd"], from: folder) == 4)
    #expect(try id(take(store, "here", grant)) == file)
    #expect(isThere(file))
  }

  @Test func aCopyTakesWhatIsNewAndSaysWhatIsMissingOrChanged() throws {
    let copy = folder + ".copy"
    defer { for path in [folder, copy] { try? FileManager.default.removeItem(atPath: path) } }
    let store = try FileStore(folder)
    let (one, two) = (try id(take(store, "one")), try id(take(store, "two")))
    let copies = FileCopies(folder)
    #expect(try copies.copy([one], to: copy, removingOthers: true).copied == 1)
    #expect(try copies.copy([one, two], to: copy, removingOthers: true).copied == 1)
    #expect(FileCopies(copy).look(for: [one, two]) == FileCopies.Done())
    #expect(try copies.copy([two], to: copy, removingOthers: true).copied == 0)
    #expect(FileCopies(copy).look(for: [one, two]).missing == [one])
    let path = "\(folder)/\(two.prefix(2))/\(two)"
    try FileManager.default.removeItem(atPath: path)
    try Data("2".utf8).write(to: URL(fileURLWithPath: path))
    #expect(copies.look(for: [one, two]).changed == [two])
    #expect(try FileCopies(copy).copy([two], to: copy + "2", removingOthers: false).copied == 1)
    try FileManager.default.removeItem(atPath: copy + "2")
  }
}
