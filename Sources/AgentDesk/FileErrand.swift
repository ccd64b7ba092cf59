package import Desk

/// What is to be done about a file outside the model; ``FileNews`` comes back.
///
/// A file is sent one piece an errand, so that it can be given up at any of them.
package enum FileErrand: Equatable, Sendable {
  /// See what lies at a path that somebody typed.
  case look(FileNumber, path: String)
  /// Send the piece that begins there.
  case send(FileNumber, FileOnDisk, FileGrant, from: Int64)
  case fetch(FileNumber, Attachment, address: String, FileAim)
  /// The paths that begin so.
  case list(String)
}

/// What has become of an errand.
package enum FileNews: Equatable, Sendable {
  case found(FileNumber, FileOnDisk)
  /// So much of it is at the desk.
  case reached(FileNumber, Int64)
  /// All of it is, for which this receipt stands.
  case arrived(FileNumber, receipt: String)
  /// Not now: the line was cut, or the desk is busy.
  case cut(FileNumber, String)
  /// Never.
  case failed(FileNumber, String)
  /// The desk knows the address no more.
  case lapsed(FileNumber)
  case saved(FileNumber, path: String)
  case opened(FileNumber)
  case listed(String, [FoundPath])

  /// Which errand it is of.
  var number: FileNumber? {
    switch self {
    case .found(let number, _), .reached(let number, _), .arrived(let number, _),
      .cut(let number, _), .failed(let number, _), .lapsed(let number), .saved(let number, _),
      .opened(let number):
      number
    case .listed: nil
    }
  }
}

/// Tells the errands of one program from each other.
package typealias FileNumber = Int

/// What becomes of a file that is fetched.
package enum FileAim: Equatable, Sendable { case save, open }

/// A file of this machine that is to be sent, as it was when it was looked at.
package struct FileOnDisk: Equatable, Sendable {
  package let path: String
  package let name: String
  package let size: Int64
  package let media: String
  /// What changes when somebody writes to it, or puts another in its place.
  package let stamp: String

  package init(path: String, name: String, size: Int64, media: String, stamp: String) {
    self.path = path
    self.name = name
    self.size = size
    self.media = media
    self.stamp = stamp
  }
}

/// The desk's leave to send a file: where to, and how much at a time.
package struct FileGrant: Equatable, Sendable {
  package let address: String
  package let part: Int
}

/// A path that fits what was typed.
package struct FoundPath: Equatable, Sendable {
  package let path: String
  /// `folder`, or how large it is.
  package let meaning: String
}

/// What goes with words: a file that is at the desk already.
package struct Enclosure: Equatable, Sendable {
  package let receipt: String
  package let name: String
  /// As it was typed, so that it can be typed again.
  let path: String
}
