import Desk
import Foundation
import JSON
import Logging

/// Logs to standard error, a line each: plain for people, JSON for machines. Control characters
/// never get through, so no message can forge a second line.
struct LogLines: LogHandler {
  var metadata = Logger.Metadata()
  var logLevel = Logger.Level.info
  let isJSON: Bool

  init(isJSON: Bool) { self.isJSON = isJSON }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let time = Server.now().iso8601
    let line: String
    if isJSON {
      var writer = JSONWriter()
      writer.object {
        $0.member("ts", time)
        $0.member("level", event.level.rawValue)
        $0.member("msg", event.message.description)
      }
      line = writer.text
    } else {
      line = "\(time) \(event.level.rawValue): \(Self.plain(event.message.description))"
    }
    var bytes = Array((line + "\n").utf8)
    _ = write(2, &bytes, bytes.count)
  }

  private static func plain(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) ? "·" : $0 }))
  }
}
