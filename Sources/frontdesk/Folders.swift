import Foundation
import Gateway

/// Reads the folders a desk is made from: flows, articles, the widget's files.
enum Folders {
  /// A folder of flows holds far less; more is not a folder of flows.
  private static let mostFiles = 5000
  private static let largestFile = 8 << 20

  /// All files below a folder whose names end so, by their paths below it, in order.
  static func files(in folder: String, endings: Set<String>) throws -> [(
    name: String, body: [UInt8]
  )] {
    try names(in: folder, endings: endings).map { ($0, try read(folder + "/" + $0)) }
  }

  /// The paths of those files below the folder, in order.
  static func names(in folder: String, endings: Set<String>) throws -> [String] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue
    else {
      throw Failure(
        "there is no folder \(folder); name one, or run from the project's folder", code: 78)
    }
    guard let walk = FileManager.default.enumerator(atPath: folder) else {
      throw Failure("cannot read the folder \(folder)", code: 78)
    }
    var found: [String] = []
    for case let name as String in walk.map({ $0 }) {
      guard endings.contains((name as NSString).pathExtension), !name.hasPrefix(".") else {
        continue
      }
      guard found.count < mostFiles else {
        throw Failure("\(folder) holds more than \(mostFiles) files", code: 78)
      }
      found.append(name)
    }
    return found.sorted()
  }

  static func read(_ path: String) throws -> [UInt8] {
    let whole = (path as NSString).resolvingSymlinksInPath
    let attributes = try? FileManager.default.attributesOfItem(atPath: whole)
    // A pipe would be waited for.
    if let type = attributes?[.type] as? FileAttributeType, type != .typeRegular {
      throw Failure("\(path) is no plain file", code: 78)
    }
    if let size = attributes?[.size] as? Int, size > largestFile {
      throw Failure("\(path) is larger than \(largestFile >> 20) MiB", code: 78)
    }
    guard let data = FileManager.default.contents(atPath: path) else {
      let why = access(path, R_OK) == 0 ? "" : ": \(reason())"
      throw Failure("cannot read \(path)\(why)", code: 78)
    }
    return Array(data)
  }

  /// Whether there is something; throws where that cannot be known, which is not the same as nothing.
  static func isThere(_ path: String) throws(Failure) -> Bool {
    // https://man7.org/linux/man-pages/man2/access.2.html
    if access(path, F_OK) == 0 { return true }
    guard [ENOENT, ENOTDIR].contains(errno) else {
      throw Failure("cannot look at \(path): \(reason())", code: 78)
    }
    return false
  }

  static func pages(_ folder: String) throws -> StaticPages {
    let endings: Set = ["html", "js", "css", "json", "svg", "png", "ico", "txt", "woff2"]
    return StaticPages(
      files: try files(in: folder, endings: endings).filter { StaticPages.serves($0.name) })
  }
}
