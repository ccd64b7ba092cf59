import Desk
import Events
import JSON
package import Wire

/// A conversation's events, most of them packed: an agent may have fifty conversations of ten
/// thousand messages open.
///
/// The latest stand as they are; older ones are kept as the bytes they came as, and are read again
/// when they are looked at.
package struct EntryStore: RandomAccessCollection, Equatable, Sendable {
  /// So many stay as they are, and as many again until they are packed together.
  private static let loose = 128

  private let conversation: ConversationID
  private var packed: [UInt8] = []
  /// Where each packed event begins, and when it was.
  private var places: [Place] = []
  private var latest: [Entry] = []
  private var firstSeq: Int64 = 1
  /// Who said something, by the byte that begins what they said.
  private var authors: [Author] = []
  /// Begins what is more than words.
  private static let other: UInt8 = 255

  private struct Place: Equatable {
    let start: UInt32
    let at: Instant
  }

  init(_ conversation: ConversationID) { self.conversation = conversation }

  package var startIndex: Int { 0 }
  package var endIndex: Int { places.count + latest.count }

  package subscript(index: Int) -> Entry {
    index < places.count ? unpacked(index) : latest[index - places.count]
  }

  /// The seq of the one at `index`, without reading it: they follow each other.
  func seq(at index: Int) -> Int64 { firstSeq + Int64(index) }

  /// Takes in the next one. `entry.seq` is one more than the last one's.
  mutating func append(_ entry: Entry) {
    if isEmpty { firstSeq = entry.seq }
    // All of them share one name of the conversation.
    latest.append(Entry(conversation, seq: entry.seq, at: entry.at, entry.content))
    if latest.count >= 2 * Self.loose { pack() }
  }

  private mutating func pack() {
    // More than four gigabytes of one conversation nobody sends; what is over stays loose.
    guard packed.count < 1 << 31 else { return }
    for entry in latest.prefix(Self.loose) {
      places.append(Place(start: UInt32(packed.count), at: entry.at))
      pack(entry.content)
    }
    latest.removeFirst(Self.loose)
  }

  /// Words alone, as nearly all events are, begin with the number of who said them.
  private mutating func pack(_ content: EventText.Content) {
    if case .known(.said(let message)) = content, let number = number(message.author),
      message == Message(message.author, message.text)
    {
      packed.append(number)
      packed += message.text.utf8
    } else {
      packed.append(Self.other)
      packed += EventText.write(content)
    }
  }

  /// The number of who said it; nil where there are too many to number.
  private mutating func number(_ author: Author) -> UInt8? {
    if let known = authors.firstIndex(of: author) { return UInt8(known) }
    guard authors.count < Int(Self.other) else { return nil }
    authors.append(author)
    return UInt8(authors.count - 1)
  }

  private func unpacked(_ index: Int) -> Entry {
    let place = places[index]
    let end = index + 1 < places.count ? Int(places[index + 1].start) : packed.count
    let number = packed[Int(place.start)]
    let body = packed[(Int(place.start) + 1)..<end]
    let content: EventText.Content =
      number == Self.other
      ? Self.content(Array(body))
      : .known(.said(Message(authors[Int(number)], String(decoding: body, as: UTF8.self))))
    return Entry(conversation, seq: seq(at: index), at: place.at, content)
  }

  /// What was written here is read here; what could not be read would be told as something newer.
  private static func content(_ body: [UInt8]) -> EventText.Content {
    guard let object = try? JSONReader.read(body), let content = try? EventText.read(object)
    else { return .newer(word: "unreadable") }
    return content
  }
}
