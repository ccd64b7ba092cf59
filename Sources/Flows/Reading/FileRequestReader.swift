import Authoring
import Documents

/// Reads a question for a file: the settings that only such a question has.
extension FlowReader {
  static let fileSettings = ["media", "largest", "optional", "otherwise"]

  mutating func fileRequest(into variable: Named, _ node: Node) -> FileRequest {
    let what = "the question"
    let media = node["media"].map { author.texts($0, "\(what)'s media") } ?? []
    for type in media where !Self.isMedia(type.text) {
      author.reading.refuse(
        type.place, "\"\(type.text)\" is no media type", hint: "write one such as image/jpeg")
    }
    return FileRequest(
      into: variable, media: media,
      largest: node["largest"].flatMap { bytes($0, "\(what)'s largest") },
      none: author.optionalText("optional", in: node, what),
      otherwise: node["otherwise"].flatMap { author.named($0, "\(what)'s otherwise") },
      place: node.place)
  }

  mutating func refuseFileSettings(_ node: Node) {
    for name in Self.fileSettings {
      guard let setting = node[name] else { continue }
      author.reading.refuse(
        setting.place, "only a question for a file has \"\(name)\"",
        hint: "in vars, make what it fills { type: file }, or remove \(name)")
    }
  }

  private static func isMedia(_ text: String) -> Bool {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    return parts.count == 2 && parts.allSatisfy { !$0.isEmpty }
      && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
  }

  /// `500kB`, `5MB`: by powers of 1024, as the desk's settings count.
  private mutating func bytes(_ node: Node, _ what: String) -> Int64? {
    guard let text = author.reading.text(of: node, what) else { return nil }
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    let units: [String: Int64] = ["": 1, "kB": 1 << 10, "MB": 1 << 20]
    let unit = units[text.dropFirst(digits.count).split(separator: " ").joined()]
    guard let number = Int64(digits), number > 0, number < 1 << 20, let unit else {
      author.reading.refuse(
        node.place, "\(what) is not a size: \"\(text.prefix(40))\"",
        hint: "write a whole number and a unit: 500 kB or 5 MB")
      return nil
    }
    return number * unit
  }
}
