import Gateway
import Operator

extension Folders {
  /// The widget's files, as far as they are served.
  static func pages(_ folder: String) throws -> StaticPages {
    StaticPages(
      files: try files(in: folder, endings: StaticPages.endings)
        .filter { StaticPages.serves($0.name) })
  }
}
