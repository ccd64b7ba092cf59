package import Flows

extension SentFile {
  /// A file of a test, known by its name: what its ending says it is, and some kilobytes long.
  package static func named(_ name: String, size: Int64? = nil, media: String? = nil) -> SentFile {
    let ending = name.split(separator: ".").last.map { $0.lowercased() } ?? ""
    return SentFile(
      id: "file:" + name, name: name, size: size ?? 200_000,
      media: media ?? mediaTypes[ending] ?? "application/octet-stream")
  }

  private static let mediaTypes = [
    "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif",
    "webp": "image/webp", "pdf": "application/pdf", "txt": "text/plain",
  ]
}
