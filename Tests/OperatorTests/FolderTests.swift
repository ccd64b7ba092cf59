import Foundation
import Operator
import Testing

/// What an operator names is read with care, and what is wrong with it is said in a sentence.
struct FolderTests {
  private let folder = NSTemporaryDirectory() + "operator-" + UUID().uuidString

  init() throws {
    try FileManager.default.createDirectory(
      atPath: folder + "/deep/er", withIntermediateDirectories: true)
    for name in ["b.yaml", "a.yaml", "a.txt", ".hidden.yaml", "deep/er/c.yaml"] {
      try Data(name.utf8).write(to: URL(fileURLWithPath: folder + "/" + name))
    }
  }

  private func clean() { try? FileManager.default.removeItem(atPath: folder) }

  @Test func filesAreFoundByTheirEndingInOrderAndBelow() throws {
    defer { clean() }
    #expect(
      try Folders.names(in: folder, endings: ["yaml"]) == ["a.yaml", "b.yaml", "deep/er/c.yaml"])
    #expect(try Folders.files(in: folder, endings: ["txt"]).map(\.body) == [Array("a.txt".utf8)])
  }

  @Test func aCircleOfLinksEnds() throws {
    defer { clean() }
    try FileManager.default.createSymbolicLink(
      atPath: folder + "/deep/up", withDestinationPath: folder)
    #expect(try Folders.names(in: folder, endings: ["yaml"]).count == 3)
  }

  @Test func whatIsNoFolderIsSaidToBeNone() {
    defer { clean() }
    let failure = #expect(throws: Failure.self) {
      try Folders.names(in: folder + "/a.txt", endings: ["yaml"])
    }
    #expect(failure?.code == 78)
    #expect(failure?.description.contains("there is no folder") == true)
  }

  /// It would be waited for until somebody writes.
  @Test func aPipeIsNotRead() throws {
    defer { clean() }
    #expect(mkfifo(folder + "/pipe.yaml", 0o600) == 0)
    let failure = #expect(throws: Failure.self) { try Folders.read(folder + "/pipe.yaml") }
    #expect(failure?.description.hasSuffix("is no plain file") == true)
  }

  @Test func aFileBeyondEightMebibytesIsNotRead() throws {
    defer { clean() }
    let path = folder + "/large.yaml"
    try Data().write(to: URL(fileURLWithPath: path))
    #expect(truncate(path, 8 << 20 + 1) == 0)
    let failure = #expect(throws: Failure.self) { try Folders.read(path) }
    #expect(failure?.description.hasSuffix("is larger than 8 MiB") == true)
  }

  @Test func whetherSomethingIsThereIsAnswered() throws {
    defer { clean() }
    #expect(try Folders.isThere(folder + "/a.txt"))
    #expect(try !Folders.isThere(folder + "/z.txt"))
    #expect(try !Folders.isThere(folder + "/a.txt/below"))
  }

  @Test(arguments: [
    ("a", ".", "a", ""), ("/a", "/", "a", ""), ("a/b.yaml", "a", "b.yaml", "yaml"),
    ("a/b/", "a", "b", ""), ("/", "/", "", ""), (".hidden", ".", ".hidden", ""),
    ("~", ".", "~", ""), ("a//b", "a", "b", ""), ("", ".", "", ""),
  ])
  func pathsComeApartWhateverWasTyped(
    path: String, parent: String, name: String, ending: String
  ) {
    defer { clean() }
    #expect(Paths.parent(path) == parent)
    #expect(Paths.name(path) == name)
    #expect(Paths.ending(path) == ending)
  }

  @Test func aFailureHasASentenceBesideItsFindings() {
    defer { clean() }
    #expect(Failure("one\ntwo", code: 78).sentence == "one\ntwo")
  }
}
