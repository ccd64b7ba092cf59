import Desk

/// Files beside words, as an agent reads of them; shared by the screen and the plain face.
enum FileSaying {
  /// `812 B`, `212 kB`, `1.4 MB`: in steps of a thousand, as file managers count.
  static func size(_ bytes: Int64) -> String {
    if bytes < 1000 { return "\(max(0, bytes)) B" }
    if bytes < 999_500 { return "\((bytes + 500) / 1000) kB" }
    if bytes < 999_950_000 {
      let tenths = (bytes + 50_000) / 100_000
      return "\(tenths / 10).\(tenths % 10) MB"
    }
    return "\((bytes + 500_000_000) / 1_000_000_000) GB"
  }

  /// Name, size and type; the name as it may be written anywhere.
  static func parts(_ file: Attachment) -> [String] {
    [Attachment.cleaned(name: file.name), size(file.size), String(file.media.prefix(127))]
  }

  static func words(_ file: Attachment) -> String {
    "file " + parts(file).joined(separator: ", ")
  }

  /// What was said beside the file: nothing where the text is only its name.
  static func words(_ message: Message) -> String {
    message.text == message.file?.name ? "" : message.text
  }

  /// All of a message: the words, and below them the file.
  static func text(_ message: Message) -> String {
    guard let file = message.file else { return message.text }
    let words = words(message)
    return words.isEmpty ? self.words(file) : "\(words)\n\(self.words(file))"
  }
}
