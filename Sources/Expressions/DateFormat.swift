/// The formats of `date(t, fmt)`: the directives of `strftime`, with English names.
enum DateFormat {
  static let hint = "for instance '%A %-d %B %Y, %H:%M'; %% writes a percent sign"

  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]
  private static let weekdays = [
    "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
  ]

  /// A timestamp, or a day at its midnight.
  static func read(_ text: String) -> Timestamp? {
    if let time = Timestamp(text) { return time }
    return CalendarDate(text).flatMap { Timestamp(seconds: Int64($0.daysSince1970) * 86_400) }
  }

  /// The first directive that does not exist.
  static func unknownDirective(in format: String) -> String? {
    let moment = Moment(wall: WallTime(epoch, offset: 0), seconds: 0, offset: 0, zone: "UTC")
    do throws(EvaluationFailure.Reason) {
      _ = try write(moment, format)
      return nil
    } catch {
      guard case .badFormat(let directive) = error else { return nil }
      return directive
    }
  }

  static func write(
    _ time: Timestamp, _ format: String, offset: Int, zone: String
  ) throws(EvaluationFailure.Reason) -> String {
    let wall = WallTime(time, offset: offset)
    return try write(
      Moment(wall: wall, seconds: time.seconds, offset: offset, zone: zone), format)
  }

  private static let epoch: Timestamp = {
    guard let epoch = Timestamp(seconds: 0) else { preconditionFailure("1970 is in range") }
    return epoch
  }()

  private struct Moment {
    let wall: WallTime
    let seconds: Int64
    let offset: Int
    let zone: String
  }

  private static func write(
    _ moment: Moment, _ format: String
  ) throws(EvaluationFailure.Reason) -> String {
    var text = ""
    var rest = format.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      guard scalar == "%" else {
        text.unicodeScalars.append(scalar)
        continue
      }
      let isShort = rest.first == "-"
      if isShort { rest.removeFirst() }
      guard let letter = rest.popFirst() else { throw .badFormat("\"%\" at its end") }
      if let number = number(letter, moment.wall) {
        text += isShort ? String(number.value) : padded(number.value, number.width)
      } else if !isShort, let word = word(letter, moment) {
        text += word
      } else {
        throw .badFormat("\"%\(isShort ? "-" : "")\(letter)\"")
      }
    }
    return text
  }

  private static func number(
    _ letter: Unicode.Scalar, _ wall: WallTime
  ) -> (value: Int, width: Int)? {
    switch letter {
    case "Y": (wall.date.year, 4)
    case "y": (wall.date.year % 100, 2)
    case "m": (wall.date.month, 2)
    case "d": (wall.date.day, 2)
    case "j": (wall.date.dayOfYear + 1, 3)
    case "H": (wall.hour, 2)
    case "I": ((wall.hour + 11) % 12 + 1, 2)
    case "M": (wall.minute, 2)
    case "S": (wall.second, 2)
    case "u": ((wall.date.dayOfWeek + 6) % 7 + 1, 1)
    default: nil
    }
  }

  private static func word(_ letter: Unicode.Scalar, _ moment: Moment) -> String? {
    let wall = moment.wall
    let date = wall.date
    let minutes = abs(moment.offset) / 60
    return switch letter {
    case "B": months[date.month - 1]
    case "b": String(months[date.month - 1].prefix(3))
    case "A": weekdays[date.dayOfWeek]
    case "a": String(weekdays[date.dayOfWeek].prefix(3))
    case "p": wall.hour < 12 ? "AM" : "PM"
    case "F": "\(padded(date.year, 4))-\(padded(date.month, 2))-\(padded(date.day, 2))"
    case "R": "\(padded(wall.hour, 2)):\(padded(wall.minute, 2))"
    case "T": "\(padded(wall.hour, 2)):\(padded(wall.minute, 2)):\(padded(wall.second, 2))"
    case "z": "\(moment.offset < 0 ? "-" : "+")\(padded(minutes / 60, 2))\(padded(minutes % 60, 2))"
    case "Z": moment.zone
    case "s": String(moment.seconds)
    case "n": "\n"
    case "%": "%"
    default: nil
    }
  }
}
