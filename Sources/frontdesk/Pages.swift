import Gateway
import Operator

extension Folders {
  /// The widget's files, as far as they are served.
  static func pages(_ folder: String) throws -> StaticPages {
    let endings: Set = ["html", "js", "css", "json", "svg", "png", "ico", "txt", "woff2"]
    return StaticPages(
      files: try files(in: folder, endings: endings).filter { StaticPages.serves($0.name) })
  }
}
