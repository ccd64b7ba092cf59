package import Desk
import JSON

/// How the desk stands, as customers are told before they write.
package struct Reception: Equatable, Sendable {
  /// Whether it is open by its hours.
  package var isOpen: Bool
  /// Whether somebody is there who takes conversations.
  package var isStaffed: Bool
  /// When it closes or opens next; nil where it never does.
  package var changes: Instant?
  /// The zone of the hours; nil where the desk has none.
  package var zone: String?
  /// Of each day from Monday on, in minutes since midnight.
  package var hours: [[Range<Int>]]
  /// In what time most people had their first answer lately; nil where too few had one.
  package var answersIn: Duration?
  /// Some who are there.
  package var faces: [Face]

  package init(
    isOpen: Bool, isStaffed: Bool, changes: Instant? = nil, zone: String? = nil,
    hours: [[Range<Int>]], answersIn: Duration? = nil, faces: [Face] = []
  ) {
    self.isOpen = isOpen
    self.isStaffed = isStaffed
    self.changes = changes
    self.zone = zone
    self.hours = hours
    self.answersIn = answersIn
    self.faces = faces
  }
}

/// An agent as customers see them.
package struct Face: Equatable, Sendable {
  /// Nil where it does not matter who they are for the desk.
  package let agent: Identifier<Agent>?
  package let name: String
  /// The address of their photo, below the desk's own.
  package let photo: String?

  package init(_ agent: Identifier<Agent>?, name: String, photo: String?) {
    self.agent = agent
    self.name = name
    self.photo = photo
  }
}

extension Face {
  static func read(_ faces: JSONValue?) throws(WireMistake) -> [Face] {
    var read: [Face] = []
    for face in faces?.array ?? [] {
      read.append(
        Face(
          face["agent"]?.string.map { Identifier($0) }, name: try face.text("name"),
          photo: face["photo"]?.string))
    }
    return read
  }

  static func write(_ faces: [Face], _ writer: inout JSONWriter) {
    writer.array("faces", faces) { writer, face in
      writer.object {
        $0.member("agent", face.agent?.text)
        $0.member("name", face.name)
        $0.member("photo", face.photo)
      }
    }
  }
}

extension Reception {
  static func read(_ object: JSONValue) throws(WireMistake) -> Reception {
    Reception(
      isOpen: try object.claim("open"), isStaffed: try object.claim("there"),
      changes: object["changes"]?.int.map { Instant(milliseconds: $0) },
      zone: object["zone"]?.string,
      hours: (object["hours"]?.array ?? []).map { day in (day.array ?? []).compactMap(span) },
      answersIn: object["answers_in"]?.int.map { .milliseconds($0) },
      faces: try Face.read(object["faces"]))
  }

  private static func span(_ value: JSONValue) -> Range<Int>? {
    guard let ends = value.array?.compactMap(\.int), ends.count == 2, ends[0] < ends[1] else {
      return nil
    }
    return Int(clamping: ends[0])..<Int(clamping: ends[1])
  }

  func write(_ writer: inout JSONWriter) {
    writer.member("open", isOpen)
    writer.member("there", isStaffed)
    writer.member("changes", changes?.milliseconds)
    writer.member("zone", zone)
    writer.array("hours", hours) { writer, day in
      writer.array(day) { writer, span in
        writer.array([span.lowerBound, span.upperBound]) { $0.int(Int64($1)) }
      }
    }
    writer.member("answers_in", answersIn?.milliseconds)
    if !faces.isEmpty { Face.write(faces, &writer) }
  }
}
