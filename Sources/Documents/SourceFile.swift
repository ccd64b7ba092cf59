/// A text an author wrote: where it lies and what it says.
///
/// The path is only for showing; nothing here opens files.
package struct SourceFile: Sendable, Equatable {
  package let path: String
  package let text: String

  package init(path: String, text: String) {
    self.path = path
    self.text = text
  }

  /// Reads bytes that should be UTF-8.
  ///
  /// A byte order mark is left in the text, so that reading it as a document can refuse it by name.
  ///
  /// - Throws: a finding at the first byte that is not UTF-8.
  package init(path: String, bytes: [UInt8]) throws(Finding) {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      let place = SourceFile.firstBadByte(in: bytes, path: path)
      throw Finding(
        at: place, .error, "E101", "the file is not UTF-8 text",
        hint: "save it as UTF-8; the byte at this place belongs to another encoding")
    }
    self.init(path: path, text: text)
  }

  /// The lines of the text, without their line ends.
  package var lines: [Substring] {
    text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" || $0 == "\r" }
  }

  private static func firstBadByte(in bytes: [UInt8], path: String) -> Place {
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    var line = 1
    var column = 1
    while case .scalarValue(let scalar) = decoder.decode(&iterator) {
      if scalar == "\n" {
        line += 1
        column = 1
      } else {
        column += 1
      }
    }
    return Place(file: path, line: line, column: column)
  }
}
