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
  /// So many are packed together, and as many stay as they are.
  private static let bundle = 128

  private let conversation: ConversationID
  private var bundles: [Bundle] = []
  private var latest: [Entry] = []
  private var firstSeq: Int64 = 1
  /// Who said something, by the byte that begins what they said.
  private var authors: [Author] = []
  /// Begins what is more than words.
  private static let other: UInt8 = 255

  /// Events as bytes, exactly as large as they are.
  private struct Bundle: Equatable {
    let bytes: [UInt8]
    /// Where each begins, and when it was.
    let places: [Place]
  }

  private struct Place: Equatable {
    let start: UInt32
    let at: Instant
  }

  init(_ conversation: ConversationID) { self.conversation = conversation }

  package var startIndex: Int { 0 }
  package var endIndex: Int { bundles.count * Self.bundle + latest.count }

  package subscript(index: Int) -> Entry {
    let packed = bundles.count * Self.bundle
    return index < packed ? unpacked(index) : latest[index - packed]
  }

  /// The seq of the one at `index`, without reading it: they follow each other.
  func seq(at index: Int) -> Int64 { firstSeq + Int64(index) }

  /// Takes in the next one. `entry.seq` is one more than the last one's.
  mutating func append(_ entry: Entry) {
    if isEmpty { firstSeq = entry.seq }
    // All of them share one name of the conversation.
    latest.append(Entry(conversation, seq: entry.seq, at: entry.at, entry.content))
    if latest.count >= 2 * Self.bundle { pack() }
  }

  private mutating func pack() {
    let parts = latest.prefix(Self.bundle).map { ($0.at, packed($0.content)) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(parts.reduce(0) { $0 + $1.1.count })
    var places: [Place] = []
    places.reserveCapacity(parts.count)
    for (at, part) in parts {
      // A bundle of more than four gigabytes nobody sends: a frame has at most some kilobytes.
      places.append(Place(start: UInt32(clamping: bytes.count), at: at))
      bytes += part
    }
    bundles.append(Bundle(bytes: bytes, places: places))
    latest.removeFirst(Self.bundle)
  }

  /// Words alone, as nearly all events are, begin with the number of who said them.
  private mutating func packed(_ content: EventText.Content) -> [UInt8] {
    if case .known(.said(let message)) = content, let number = number(message.author),
      message == Message(message.author, message.text)
    {
      return [number] + Array(message.text.utf8)
    }
    return [Self.other] + EventText.write(content)
  }

  /// The number of who said it; nil where there are too many to number.
  private mutating func number(_ author: Author) -> UInt8? {
    if let known = authors.firstIndex(of: author) { return UInt8(known) }
    guard authors.count < Int(Self.other) else { return nil }
    authors.append(author)
    return UInt8(authors.count - 1)
  }

  private func unpacked(_ index: Int) -> Entry {
    let bundle = bundles[index / Self.bundle]
    let (places, offset) = (bundle.places, index % Self.bundle)
    let start = Int(places[offset].start)
    let end = offset + 1 < places.count ? Int(places[offset + 1].start) : bundle.bytes.count
    let number = bundle.bytes[start]
    let body = bundle.bytes[(start + 1)..<end]
    let content: EventText.Content =
      number == Self.other
      ? Self.content(Array(body))
      : .known(.said(Message(authors[Int(number)], String(decoding: body, as: UTF8.self))))
    return Entry(conversation, seq: seq(at: index), at: places[offset].at, content)
  }

  /// What was written here is read here; what could not be read would be told as something newer.
  private static func content(_ body: [UInt8]) -> EventText.Content {
    guard let object = try? JSONReader.read(body), let content = try? EventText.read(object)
    else { return .newer(word: "unreadable") }
    return content
  }
}
