import Files

/// Which type a file on this machine has, and how a file that is to be opened must be called.
enum FileMedia {
  private static let office = "application/vnd.openxmlformats-officedocument."

  /// What each type's names end with, the usual ending first.
  private static let endings: [(media: String, endings: [String])] = [
    ("image/png", ["png"]), ("image/jpeg", ["jpg", "jpeg", "jpe", "jfif"]), ("image/gif", ["gif"]),
    ("image/webp", ["webp"]), ("application/pdf", ["pdf"]),
    ("text/plain", ["txt", "text", "log", "md"]), ("text/csv", ["csv"]),
    ("application/zip", ["zip"]), ("audio/mpeg", ["mp3"]), ("audio/ogg", ["ogg", "oga", "opus"]),
    ("video/mp4", ["mp4", "m4v"]), ("video/webm", ["webm"]),
    ("\(office)wordprocessingml.document", ["docx"]), ("\(office)spreadsheetml.sheet", ["xlsx"]),
  ]

  /// What a name without a known ending may still be, by its first bytes.
  private static let plain = [
    "image/png", "image/jpeg", "image/gif", "image/webp", "application/pdf", "audio/ogg",
    "video/mp4", "video/webm", "application/zip",
  ]

  static let unknown = "application/octet-stream"

  /// The type by the name's ending where the first bytes agree, else by these alone.
  static func media(_ name: String, head: [UInt8]) -> String {
    let ending = ending(name)
    let named = endings.first { $0.endings.contains(ending) }?.media
    if let named, agrees(head, named) { return named }
    if let begun = plain.first(where: { agrees(head, $0) }) { return begun }
    if named == nil, ending.isEmpty, agrees(head, "text/plain") { return "text/plain" }
    return unknown
  }

  private static func agrees(_ head: [UInt8], _ media: String) -> Bool {
    guard media.hasPrefix("text/") else { return MediaCheck.begins(head, as: media) }
    // The last letter may have been cut in the middle.
    return !head.contains(0)
      && (0...3).contains { MediaCheck.begins(head.dropLast($0), as: media) }
  }

  /// The name under which a file may be opened: one that ends as its type does, so that the
  /// desktop takes it for nothing else. Nil for types that can run, or that nobody knows.
  static func openable(_ name: String, _ media: String) -> String? {
    guard let row = endings.first(where: { $0.media == media }) else { return nil }
    return row.endings.contains(ending(name)) ? name : "\(name).\(row.endings[0])"
  }

  private static func ending(_ name: String) -> String {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count > 1 ? parts[parts.count - 1].lowercased() : ""
  }
}

extension MediaCheck {
  fileprivate static func begins(_ bytes: ArraySlice<UInt8>, as media: String) -> Bool {
    begins(Array(bytes), as: media)
  }
}
