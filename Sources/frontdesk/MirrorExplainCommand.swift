import ArgumentParser
import Desk
import Foundation
import JSON
import Journal
import Operator

extension MirrorCommand {
  struct Explain: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Tell what waits for a mirror and why, or where a conversation is known.",
      discussion: "Exit codes: 0 nothing waits, 1 something waits, 2 something needs a hand.")
    @OptionGroup var options: ConfigurationOptions
    @Flag(help: "One JSON object.") var json = false
    @Argument(help: "The mirror's name.") var name: String
    @Argument(help: "A conversation, or the number of its ticket.") var conversation: String?

    func run() throws {
      let desk = try MirrorDesk(options)
      try MirrorDesk.check(name, desk.settings)
      let wanted = try conversation.map { try desk.conversation($0).id }
      let lanes = try desk.lanes.waiting(for: name, limit: 1_000)
        .filter { wanted == nil || $0.conversation == wanted }
      let dead = try desk.lanes.deadLetters(of: name, limit: 1_000)
        .filter { wanted == nil || $0.conversation == wanted }
      let link = try wanted.flatMap { try desk.links.link(of: $0, at: name) }
      json ? tellJSON(lanes, dead, link, desk) : tell(lanes, dead, link, desk)
      if !dead.isEmpty || lanes.contains(where: { MirrorDesk.needsHand($0.why) }) {
        Foundation.exit(2)
      }
      if !lanes.isEmpty { Foundation.exit(1) }
    }

    private func tell(
      _ lanes: [LaneReading.Lane], _ dead: [LaneReading.DeadLetter], _ link: OutsideLink?,
      _ desk: MirrorDesk
    ) {
      if let link {
        let at = link.at.map { ", last carried \($0.iso8601)" } ?? ""
        Speech.tell("\(name) knows it as \(Column.plain(link.external))\(at)")
        if let url = link.url { Speech.tell("  \(Column.plain(url))") }
        if let trouble = link.lack { Speech.tell("  but \(Column.plain(trouble))") }
      } else if conversation != nil {
        Speech.tell("\(name) does not know it yet")
      }
      for lane in lanes { tell(lane, desk) }
      for letter in dead { Speech.tell(Self.words(letter)) }
      if lanes.isEmpty, dead.isEmpty { Speech.tell("nothing waits for \(name)") }
      if !lanes.isEmpty || !dead.isEmpty {
        Speech.tell("once it is mended: frontdesk mirror retry \(name)")
      }
    }

    private func tell(_ lane: LaneReading.Lane, _ desk: MirrorDesk) {
      let since = lane.since.map { " since \($0.iso8601)" } ?? ""
      // Without it only the ticket's name there is not shown.
      let link = try? desk.links.link(of: lane.conversation, at: name)
      let there = link.map { ", there \(Column.plain($0.external))" } ?? ""
      Speech.tell(
        "#\(lane.number) \(lane.conversation.text)\(there): \(lane.waiting) waiting\(since)")
      guard let why = lane.why, lane.attempts > 0 else { return }
      let due = lane.due.map { "; next at \($0.iso8601)" } ?? ""
      Speech.tell("  tried \(lane.attempts) times: \(Column.plain(why))\(due)")
    }

    static func words(_ letter: LaneReading.DeadLetter) -> String {
      let at = letter.at.map { " of \($0.iso8601)" } ?? ""
      return "#\(letter.number) \(letter.conversation.text): event \(letter.seq)\(at) was given up "
        + "after \(letter.attempts) attempts: \(Column.plain(letter.why ?? "no reason is known"))"
    }

    private func tellJSON(
      _ lanes: [LaneReading.Lane], _ dead: [LaneReading.DeadLetter], _ link: OutsideLink?,
      _ desk: MirrorDesk
    ) {
      Speech.tell(
        json: JSONWriter.object { writer in
          writer.member("name", name)
          if let link {
            writer.object("known_as") { writer in
              writer.member("external", link.external)
              writer.member("url", link.url)
              writer.member("at", link.at?.iso8601)
              writer.member("trouble", link.lack)
            }
          }
          writer.array("waiting", lanes) { writer, lane in
            writer.object { MirrorCommand.members(lane, &$0) }
          }
          writer.array("given_up", dead) { MirrorCommand.write($1, &$0) }
        })
    }
  }

  struct Dead: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List what a mirror refused for good; replay sends it again.",
      discussion: "Exit codes: 0 nothing was given up, 2 something was.")
    @OptionGroup var options: ConfigurationOptions
    @Flag(help: "One JSON object a line.") var json = false
    @Argument(help: "The mirror's name.") var name: String

    func run() throws {
      let desk = try MirrorDesk(options)
      try MirrorDesk.check(name, desk.settings)
      let dead = try desk.lanes.deadLetters(of: name, limit: MirrorDesk.most)
      let parked = try desk.lanes.parked(at: name, limit: MirrorDesk.most)
      for lane in parked {
        if json {
          Speech.tell(json: JSONWriter.object { MirrorCommand.members(lane, &$0) })
        } else {
          let why = Column.plain(lane.why ?? "")
          Speech.tell(
            "#\(lane.number) \(lane.conversation.text): \(lane.waiting) events wait; \(why)")
        }
      }
      for letter in dead {
        if json {
          Speech.tell(json: JSONWriter.object { MirrorCommand.members(letter, &$0) })
        } else {
          Speech.tell(Explain.words(letter))
        }
      }
      let isEmpty = dead.isEmpty && parked.isEmpty
      if isEmpty, !json { Speech.tell("\(name) refused nothing") }
      if !isEmpty { Foundation.exit(2) }
    }
  }

  fileprivate static func members(_ lane: LaneReading.Lane, _ writer: inout JSONWriter) {
    writer.member("conversation", lane.conversation.text)
    writer.member("ticket", lane.number)
    writer.member("events", lane.waiting)
    writer.member("since", lane.since?.iso8601)
    writer.member("attempts", lane.attempts)
    writer.member("next", lane.due?.iso8601)
    writer.member("why", lane.why)
    writer.member("needs_hand", MirrorDesk.needsHand(lane.why))
  }

  fileprivate static func write(_ letter: LaneReading.DeadLetter, _ writer: inout JSONWriter) {
    writer.object { members(letter, &$0) }
  }

  fileprivate static func members(_ letter: LaneReading.DeadLetter, _ writer: inout JSONWriter) {
    writer.member("conversation", letter.conversation.text)
    writer.member("ticket", letter.number)
    writer.member("seq", letter.seq)
    writer.member("at", letter.at?.iso8601)
    writer.member("attempts", letter.attempts)
    writer.member("why", letter.why)
  }
}
