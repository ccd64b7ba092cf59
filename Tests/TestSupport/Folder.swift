import Foundation

/// A folder that goes with the test.
package final class Folder: Sendable {
  package let path: String

  package init() throws {
    path = NSTemporaryDirectory() + "frontdesk-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit {
    // What cannot be removed from the temporary folder harms nobody.
    try? FileManager.default.removeItem(atPath: path)
  }

  /// Where a desk's record lies in it.
  package var record: String { path + "/frontdesk.db" }
}
