import Secrets

/// How far the record had come, written beside it after every commit: its high-water mark.
///
/// A record that is behind its mark has lost something that was promised. The other way round is no
/// alarm: the mark is written after the commit and not synced each time, so a power cut may leave
/// it behind.
package struct RecordMark: Equatable, Sendable {
  /// Names the desk for good, whatever is restored: the epoch it began with.
  package var desk: String
  package var epoch: String
  /// Whether the record's own file says that it is in use, so that a file that says otherwise is
  /// another one.
  package var isSettled: Bool
  /// Transactions since the record was made.
  package var turns: Int64
  package var tally: Tally

  /// What a mark takes: a sector, which a disk writes whole or not at all.
  static let size = 512
  private static let title = "frontdesk record 1"

  var bytes: [UInt8] {
    // Made with every turn, and so put together as bytes.
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Self.size)
    func line(_ name: StaticString, _ value: some Sequence<UInt8>) {
      name.withUTF8Buffer { bytes.append(contentsOf: $0) }
      bytes.append(contentsOf: value)
      bytes.append(UInt8(ascii: "\n"))
    }
    line("frontdesk record 1", [])
    line("desk ", desk.utf8)
    line("epoch ", epoch.utf8)
    line("settled ", (isSettled ? "yes" : "no").utf8)
    line("turns ", String(turns).utf8)
    line("events ", String(tally.events).utf8)
    line("position ", String(tally.position).utf8)
    line("latest ", Hexadecimal.digits(tally.latest))
    line("sum ", Hexadecimal.digits(tally.sumBytes))
    line("check ", Hexadecimal.digits(SHA256.hash(bytes).prefix(8)))
    precondition(bytes.count < Self.size, "a mark fits into its sector")
    bytes.append(
      contentsOf: repeatElement(UInt8(ascii: " "), count: Self.size - bytes.count - 1))
    bytes.append(UInt8(ascii: "\n"))
    return bytes
  }

  /// Nil for what is no whole mark.
  init?(_ bytes: ArraySlice<UInt8>) {
    let lines = String(decoding: bytes, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.count > 9, lines[0] == Self.title else { return nil }
    let text = lines[..<9].joined(separator: "\n") + "\n"
    guard lines[9] == "check \(Hexadecimal.text(Array(SHA256.hash(text).prefix(8))))" else {
      return nil
    }
    var values: [Substring: Substring] = [:]
    for line in lines[1..<9] {
      guard let space = line.firstIndex(of: " ") else { return nil }
      values[line[..<space]] = line[line.index(after: space)...]
    }
    guard let desk = values["desk"], let epoch = values["epoch"], let settled = values["settled"],
      let turns = values["turns"].flatMap({ Int64($0) }), let tally = Tally(values)
    else { return nil }
    self.init(
      desk: String(desk), epoch: String(epoch), isSettled: settled == "yes", turns: turns,
      tally: tally)
  }

  init(desk: String, epoch: String, isSettled: Bool, turns: Int64, tally: Tally) {
    self.desk = desk
    self.epoch = epoch
    self.isSettled = isSettled
    self.turns = turns
    self.tally = tally
  }
}

extension Tally {
  fileprivate init?(_ values: [Substring: Substring]) {
    guard let events = values["events"].flatMap({ Int64($0) }),
      let position = values["position"].flatMap({ Int64($0) }),
      let latest = values["latest"].flatMap(Hexadecimal.bytes),
      let sum = values["sum"].flatMap(Tally.sum)
    else { return nil }
    self.init(events: events, position: position, latest: latest, sum: sum)
  }
}
