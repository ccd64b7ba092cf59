import Desk
import Terminal
import Wire

/// A conversation cut into what is told together: a message, a talk with the bot that is over, a
/// run of small events.
///
/// Everything is found from a place on, never from the beginning: a screen costs what it shows,
/// however long the conversation is.
struct Pieces {
  /// Words of one author within this time stand under one name.
  private static let group: Int64 = 300_000
  /// More small events than this are never told in one row.
  private static let longestRun = 100

  let transcript: Transcript
  let rows: EventRows
  let isUnfolded: Bool
  /// Whether there is room for blank rows.
  let isAiry: Bool

  /// What was read while these pieces are looked at: packed events are read once a frame.
  private final class Memo {
    var read: [Int: Entry] = [:]
  }

  private let memo = Memo()

  init(transcript: Transcript, rows: EventRows, isUnfolded: Bool, isAiry: Bool) {
    self.transcript = transcript
    self.rows = rows
    self.isUnfolded = isUnfolded
    self.isAiry = isAiry
  }

  private var count: Int { transcript.entries.count }

  private func entry(_ index: Int) -> Entry {
    if let known = memo.read[index] { return known }
    let entry = transcript.entries[index]
    memo.read[index] = entry
    return entry
  }

  /// The places of the entries that stand together with the one at `index`.
  func range(around index: Int) -> Range<Int> {
    guard !isUnfolded else { return index..<(index + 1) }
    if let talk = talk(around: index) { return talk }
    guard isSmall(index) else { return index..<(index + 1) }
    var first = index
    var last = index
    // Runs begin at fixed places, so that the same one is found from all of its entries.
    while first > 0, isSmall(first - 1), talk(around: first - 1) == nil, !isCut(first) {
      first -= 1
    }
    while last + 1 < count, isSmall(last + 1), talk(around: last + 1) == nil,
      !isCut(last + 1)
    {
      last += 1
    }
    return first..<(last + 1)
  }

  private func isCut(_ index: Int) -> Bool {
    index % Self.longestRun == 0 || startsDay(index) || startsNew(index)
  }

  private func talk(around index: Int) -> Range<Int>? {
    // There are as many as handovers: few.
    transcript.botTalks.first { $0.contains(index) && words(in: $0) > 3 }
  }

  /// How many messages there are, counted no further than needed.
  private func words(in range: Range<Int>) -> Int {
    var count = 0
    for index in range {
      if case .said = entry(index).event { count += 1 }
      if count > 3 { break }
    }
    return count
  }

  private func isSmall(_ index: Int) -> Bool {
    switch entry(index).content {
    case .known(let event): event.isSmall
    case .newer: false
    case .hidden: true
    }
  }

  /// Whether the piece hides something that can be opened.
  func isFolded(_ range: Range<Int>) -> Bool {
    range.count > 1 && (talk(around: range.lowerBound) != nil || told(range).count > 1)
  }

  // MARK: Rows

  func styled(_ range: Range<Int>) -> [StyledRow] {
    let first = range.lowerBound
    var result: [StyledRow] = []
    if startsDay(first) { result.append(rows.dayRule(entry(first).at)) }
    if startsNew(first) { result.append(rows.newMark) }
    let body = body(range)
    let isHead = isHead(first)
    if isAiry, isHead, first > 0, result.isEmpty, !body.isEmpty { result.append(StyledRow()) }
    return result + body
  }

  private func body(_ range: Range<Int>) -> [StyledRow] {
    let first = range.lowerBound
    if range.count > 1, talk(around: first) != nil { return folded(range) }
    if range.count > 1 || isSmall(first) && !isUnfolded { return small(range) }
    return rows.rows(for: entry(first), isHead: isHead(first), showsTime: showsTime(first))
  }

  private func folded(_ range: Range<Int>) -> [StyledRow] {
    let count = range.count { index in
      if case .said = entry(index).event { return true }
      return false
    }
    return rows.told(
      "bot talk, \(count) messages: Space opens it",
      Times.clock(entry(range.lowerBound).at, offset: rows.model.offset))
  }

  private func told(_ range: Range<Int>) -> [String] {
    range.compactMap { index in
      switch entry(index).content {
      case .known(let event): rows.saying.text(event)
      case .newer: Saying.newer
      case .hidden: nil
      }
    }
  }

  /// Small events in one row: what is cut can be opened.
  private func small(_ range: Range<Int>) -> [StyledRow] {
    let words = told(range)
    guard !words.isEmpty else { return [] }
    let last = entry(range.upperBound - 1)
    let time = Times.clock(last.at, offset: rows.model.offset)
    let text = CleanText(words.joined(separator: " \(rows.glyphs.bullet) "))
    return rows.told(
      words.count == 1 ? text.text : text.fitted(columns: rows.bodyWidth - 8).text, time)
  }

  // MARK: What stands before

  private func startsDay(_ index: Int) -> Bool {
    let offset = rows.model.offset
    let day = Times.dayNumber(entry(index).at, offset: offset)
    guard index > 0 else { return day != Times.dayNumber(rows.model.deskTime, offset: offset) }
    return day != Times.dayNumber(entry(index - 1).at, offset: offset)
  }

  private func startsNew(_ index: Int) -> Bool {
    guard let after = transcript.newAfter else { return false }
    return index > 0 && entry(index - 1).seq == after
  }

  private func isHead(_ index: Int) -> Bool {
    guard index > 0, !startsDay(index), !startsNew(index) else { return true }
    let (before, this) = (entry(index - 1), entry(index))
    guard let speaker = Self.speaker(this) else { return true }
    guard talk(around: index - 1) == nil || isUnfolded else { return true }
    return Self.speaker(before) != speaker
      || this.at.since(before.at) > .milliseconds(Self.group)
  }

  private func showsTime(_ index: Int) -> Bool {
    guard !isHead(index) else { return true }
    let offset = rows.model.offset
    return Times.clock(entry(index).at, offset: offset)
      != Times.clock(entry(index - 1).at, offset: offset)
  }

  private static func speaker(_ entry: Entry) -> String? {
    if case .noted(.agent(let agent), _) = entry.event { return "#\(agent.id.text)" }
    guard case .said(let message) = entry.event else { return nil }
    switch message.author {
    case .customer: return "<"
    case .bot, .rule: return ":"
    case .agent(let agent): return ">\(agent.id.text)"
    }
  }
}

extension Event {
  /// Whether it is one of the things that are good to know and need no row of their own.
  var isSmall: Bool {
    switch self {
    case .started, .identified, .recorded, .categorised, .prioritised, .suggested, .judged,
      .concluded, .tagged, .routed, .considered, .followed, .nearing, .notified, .lookedUp:
      true
    case .said, .noted, .queued, .taken, .released, .transferred, .withdrawn, .promised,
      .resolved, .reopened, .rated, .offered, .declined, .escalated, .held, .woken, .linked,
      .unlinked, .closed, .breached, .transcriptAsked, .erasureAsked, .erasureWithdrawn, .erased:
      false
    }
  }
}
