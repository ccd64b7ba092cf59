package import Documents

/// Which file of a bot's folder is what.
package enum FlowFiles {
  package static func fileName(_ path: String) -> Substring {
    path.split(separator: "/").last ?? ""
  }

  /// The path of the folder that holds `bot.yaml`, with its last slash; empty where there is none.
  package static func folder(of sources: [SourceFile]) -> String {
    let bots = sources.map(\.path).filter { fileName($0) == "bot.yaml" }
    // A test may publish a bot.yaml of its own, deeper down.
    return bots.min { $0.utf8.count < $1.utf8.count }.map { String($0.dropLast("bot.yaml".count)) }
      ?? ""
  }

  /// Whether a file is a test, or lies in `tests` to be published by one: no part of the bot.
  package static func belongsToTests(_ path: String, in folder: String) -> Bool {
    if path.hasSuffix(".test.yaml") { return true }
    guard path.hasPrefix(folder) else { return false }
    return path.dropFirst(folder.count).hasPrefix("tests/")
  }

  /// Whether a file holds the words of a language: `language/de.yaml`.
  package static func isLanguage(_ path: String) -> Bool {
    path.hasSuffix(".yaml") && !path.hasSuffix(".test.yaml")
      && path.split(separator: "/").dropLast().last == "language"
  }

  /// Whether a file holds utterances and what they mean: `language/de.test.yaml`.
  package static func isLanguageTest(_ path: String) -> Bool {
    path.hasSuffix(".test.yaml") && path.split(separator: "/").dropLast().last == "language"
  }

  /// The files a bot is made of.
  package static func ofBot(_ sources: [SourceFile]) -> [SourceFile] {
    let folder = folder(of: sources)
    return sources.filter { !belongsToTests($0.path, in: folder) }
  }
}
