import Glibc

enum FolderListing {
  /// A data folder holds some ten files; in one with more than this, something else lives.
  private static let most = 10_000

  static func names(in folder: String, beginningWith beginning: String = "") -> [String] {
    guard let listing = opendir(folder) else { return [] }
    defer { closedir(listing) }
    var names: [String] = []
    var looked = 0
    while looked < most, let entry = readdir(listing) {
      looked += 1
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasPrefix(beginning) { names.append(name) }
    }
    return names.sorted()
  }
}
