import Desk
import Glibc
import TestSupport
import Testing
import Wire

@testable import AgentDesk

/// Files on the agent's own disk: kept beside others, private, never under a name that is a path.
@Suite struct FilePlacesTests {
  @Test func aFileIsSavedBesideOthersAndForItsOwnerAlone() throws {
    let folder = try Folder()
    let path = "\(folder.path)/down"
    for expected in ["photo.jpg", "photo (2).jpg", "photo (3).jpg"] {
      let saved = try FilePlaces.save([1, 2, 3], as: "photo.jpg", in: path)
      #expect(saved == "\(path)/\(expected)")
      var status = stat()
      #expect(stat(saved, &status) == 0 && status.st_mode & 0o777 == 0o600 && status.st_size == 3)
    }
  }

  @Test func noNameIsAPathHiddenOrTooLong() throws {
    let folder = try Folder()
    let names = [
      "../../etc/passwd", "/etc/passwd", "..", ".bashrc", "a\0b", "a\u{202e}gpj.exe", "",
      String(repeating: "連", count: 120) + ".png",
    ]
    for name in names {
      let saved = try FilePlaces.save([1], as: name, in: folder.path)
      let last = saved.dropFirst(folder.path.count + 1)
      #expect(saved.hasPrefix("\(folder.path)/") && !last.contains("/"), "\(saved)")
      #expect(last.first != "." && last.utf8.count <= 255, "\(saved)")
    }
  }

  @Test func aLinkThatLiesThereIsNotFollowed() throws {
    let folder = try Folder()
    #expect(symlink("\(folder.path)/elsewhere", "\(folder.path)/a.txt") == 0)
    #expect(try FilePlaces.save([1], as: "a.txt", in: folder.path).hasSuffix("/a (2).txt"))
    #expect(access("\(folder.path)/elsewhere", F_OK) != 0)
  }

  @Test func aFileThatChangesWhileItIsSentIsNotSent() throws {
    let folder = try Folder()
    let path = try FilePlaces.save(Array("hello".utf8), as: "a.txt", in: folder.path)
    let file = try FilePlaces().look(path)
    #expect(file.media == "text/plain" && file.size == 5 && file.name == "a.txt")
    #expect(try FilePlaces.piece(of: file, from: 1, upTo: 3) == Array("ell".utf8))
    unlink(path)
    _ = try FilePlaces.save(Array("others".utf8), as: "a.txt", in: folder.path)
    #expect(throws: StateFailure.self) { try FilePlaces.piece(of: file, from: 0, upTo: 3) }
  }

  @Test func whatIsNoFileIsNotLookedAt() throws {
    let folder = try Folder()
    #expect(mkfifo("\(folder.path)/pipe", 0o600) == 0)
    for path in ["pipe", ".", "none"] {
      #expect(throws: StateFailure.self) { try FilePlaces().look("\(folder.path)/\(path)") }
    }
  }

  @Test func aTypeIsByEndingAndFirstBytes() {
    let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    #expect(FileMedia.media("a.png", head: png) == "image/png")
    #expect(FileMedia.media("a.jpg", head: png) == "image/png")
    #expect(FileMedia.media("a", head: png) == "image/png")
    #expect(FileMedia.media("a.txt", head: Array("né".utf8).dropLast()) == "text/plain")
    #expect(FileMedia.media("a.txt", head: [0, 1]) == FileMedia.unknown)
    #expect(FileMedia.media("a.sh", head: Array("#!/bin/sh".utf8)) == FileMedia.unknown)
  }

  @Test func pathsAreListedAsTheyAreTyped() throws {
    let folder = try Folder()
    for name in ["my label.pdf", "more.txt", ".hidden"] {
      let descriptor = open("\(folder.path)/\(name)", O_CREAT | O_WRONLY, 0o600)
      close(descriptor)
    }
    #expect(mkdir("\(folder.path)/months", 0o700) == 0)
    var places = FilePlaces()
    places.home = folder.path
    #expect(places.paths("~/m").map(\.path) == ["~/months/", "~/more.txt", "~/my label.pdf"])
    #expect(places.paths("~/.h").map(\.path) == ["~/.hidden"])
    #expect(places.paths("~/none/x").isEmpty)
  }

  @Test func theFolderForDownloadsIsTheSettingsElseTheSystems() {
    var preferences = Preferences()
    let environment = ["HOME": "/agents/maya", "XDG_DOWNLOAD_DIR": "/data/down"]
    #expect(FilePlaces(preferences, environment, private: "/s").downloads == "/data/down")
    #expect(
      FilePlaces(preferences, ["HOME": "/agents/maya"], private: "/s").downloads
        == "/agents/maya/Downloads")
    preferences.downloads = "~/desk"
    #expect(FilePlaces(preferences, environment, private: "/s").downloads == "/agents/maya/desk")
  }
}
