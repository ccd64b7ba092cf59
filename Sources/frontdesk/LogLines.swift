import Desk
import Foundation
import JSON
import Legible
import Logging

/// The server's log, a line for each thing: plain for people, JSON for machines.
///
/// Every line names what it is about: metadata is `key=value` in text and members in JSON. Nothing
/// that steers a terminal gets through, so no message can forge a second line.
struct LogLines: LogHandler {
  var metadata = Logger.Metadata()
  var metadataProvider: Logger.MetadataProvider?
  private var ownLevel: Logger.Level?
  private let writer: LogWriter

  init(_ writer: LogWriter) { self.writer = writer }

  /// The settings' level, also after it was changed, unless this very logger was given its own.
  var logLevel: Logger.Level {
    get { ownLevel ?? writer.level }
    set { ownLevel = newValue }
  }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    var facts = metadata
    if let provided = metadataProvider?.get() { facts.merge(provided) { _, new in new } }
    if let own = event.metadata { facts.merge(own) { _, new in new } }
    if let error = event.error, facts["reason"] == nil { facts["reason"] = "\(error)" }
    writer.post(
      LogText.line(event.level, event.message.description, facts, isJSON: writer.isJSON))
  }
}

/// One line of the log.
enum LogText {
  /// A fact longer than this is cut: what strangers send must not fill the log.
  private static let longestValue = 2_000
  private static let ours: Set = ["ts", "level", "msg"]

  /// Ends with a line end.
  static func line(
    _ level: Logger.Level, _ message: String, _ facts: Logger.Metadata, isJSON: Bool
  ) -> [UInt8] {
    let time = Server.now().iso8601
    let facts = facts.sorted { $0.key < $1.key }
    var bytes =
      isJSON
      ? json(time, level, message, facts) : Array(text(time, level, message, facts).utf8)
    if bytes.count >= LogWriter.longestLine {
      // Where it was cut stands U+FFFD, of three bytes.
      bytes = Array(String(decoding: bytes.prefix(LogWriter.longestLine - 8), as: UTF8.self).utf8)
    }
    return bytes + [UInt8(ascii: "\n")]
  }

  private static func text(
    _ time: String, _ level: Logger.Level, _ message: String,
    _ facts: [(key: String, value: Logger.Metadata.Value)]
  ) -> String {
    let words = facts.map { " \($0.key)=\(quoted(short($0.value.description)))" }.joined()
    return Legible.line("\(time) \(level.rawValue): \(message)\(words)")
  }

  /// In quotes where it could be taken for two values.
  private static func quoted(_ value: String) -> String {
    guard value.isEmpty || value.contains(where: { $0.isWhitespace || "\"=\\".contains($0) }) else {
      return value
    }
    var writer = JSONWriter()
    writer.string(value)
    return writer.text
  }

  private static func json(
    _ time: String, _ level: Logger.Level, _ message: String,
    _ facts: [(key: String, value: Logger.Metadata.Value)]
  ) -> [UInt8] {
    let whole = object(time, level, message, facts)
    guard whole.count >= LogWriter.longestLine else { return whole }
    // Too much of it is left out as a whole, so that the line stays JSON.
    return object(
      time, level, String(message.prefix(1_000)), [("cut", "the line was too long")])
  }

  private static func object(
    _ time: String, _ level: Logger.Level, _ message: String,
    _ facts: [(key: String, value: Logger.Metadata.Value)]
  ) -> [UInt8] {
    let bytes = JSONWriter.object { writer in
      writer.member("ts", time)
      writer.member("level", level.rawValue)
      writer.member("msg", message)
      for (key, value) in facts {
        writer.name(ours.contains(key) ? key + "_" : key)
        write(value, &writer)
      }
    }
    return Legible.json(bytes)
  }

  private static func write(_ value: Logger.Metadata.Value, _ writer: inout JSONWriter) {
    switch value {
    case .string(let text): writer.string(short(text))
    case .stringConvertible(let number as Int): writer.int(Int64(number))
    case .stringConvertible(let other): writer.string(short(other.description))
    case .array(let values): writer.array(values) { write($1, &$0) }
    case .dictionary(let members):
      writer.object { writer in
        for (key, value) in members.sorted(by: { $0.key < $1.key }) {
          writer.name(key)
          write(value, &writer)
        }
      }
    }
  }

  private static func short(_ value: String) -> String {
    value.utf8.count > longestValue ? value.prefix(longestValue) + "…" : value
  }
}
