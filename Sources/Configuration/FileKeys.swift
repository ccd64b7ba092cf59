extension KeyTable {
  /// What may be sent besides words.
  static let files = [
    Key(
      "files.enabled", .flag, .flag(false),
      "Whether files are taken at all. Each is kept for as long as the conversation."),
    Key(
      "files.largest", .bytes(1_024...(256 << 20)), .bytes(10 << 20), "Bytes of one file."),
    Key(
      "files.types", .names,
      .texts([
        "image/png", "image/jpeg", "image/gif", "image/webp", "application/pdf", "text/plain",
      ]),
      "The media types that are taken. A file must begin as its type does."),
    Key(
      "files.per_conversation", .integer(1...1_000), .integer(50),
      "How many files one conversation may hold."),
    Key(
      "files.per_person_day", .bytes(1_024...(1 << 40)), .bytes(100 << 20),
      "Bytes of files that one customer or agent may send in a day (by UTC)."),
    Key(
      "files.total", .bytes(1 << 20...(1 << 50)), .bytes(10 << 30),
      "Bytes of all files together. Beyond it none are taken, and words still are."),
    Key(
      "files.scanner", .words, .texts([]),
      "A command that looks at each file before it is kept, its path as the last word. The file is",
      "refused unless it ends with 0, within 45 s.",
      example: ["scanner: [clamdscan, --fdpass, --no-summary]"]),
  ]
}
