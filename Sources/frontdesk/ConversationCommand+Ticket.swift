import AgentDesk
import ArgumentParser
import Desk
import Foundation
import JSON

/// What is put down of a ticket, or changes its turn.
extension ConversationCommand {
  struct Priority: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "How much it matters: low, normal, high, urgent.")
    @Argument var conversation: NamedConversation
    @Argument(help: "low, normal, high or urgent.") var priority: String
    @Flag(help: "One JSON object a line.") var json = false
    @OptionGroup var line: AgentLine

    func run() throws {
      try OneShot(line, json).run(
        [ShellLine.text("prioritise", conversation, [("priority", priority)])],
        deed: "set the priority of")
    }
  }

  struct Category: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "What it is about.")
    @Argument var conversation: NamedConversation
    @Argument var category: String
    @Flag(help: "One JSON object a line.") var json = false
    @OptionGroup var line: AgentLine

    func run() throws {
      try OneShot(line, json).run(
        [ShellLine.text("categorise", conversation, [("category", category)])],
        deed: "set the category of")
    }
  }

  struct Tag: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Put tags on one, or take them off.")
    @Argument var conversation: NamedConversation
    @Argument(help: "Tags to put on.") var tags: [String] = []
    @Option(name: .customLong("remove"), help: "A tag to take off; may be given again.")
    var removed: [String] = []
    @Flag(help: "One JSON object a line.") var json = false
    @OptionGroup var line: AgentLine

    func run() throws {
      let members = [
        JSONMember("id", .string("1")), JSONMember("do", .string("tag")), conversation.member,
        JSONMember("add", .array(tags.map { .string($0) })),
        JSONMember("remove", .array(removed.map { .string($0) })),
      ]
      try OneShot(line, json).run([ShellLine.text(members)], deed: "tagged")
    }
  }

  struct Hold: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Set one aside for so long; the customer's words end it before.")
    @Argument var conversation: NamedConversation
    @Option(help: "How many minutes.") var minutes: Int
    @Option(help: "What it waits for.") var reason: String?
    @Flag(help: "One JSON object a line.") var json = false
    @OptionGroup var line: AgentLine

    func validate() throws {
      guard (1...525_600).contains(minutes) else {
        throw ValidationError("--minutes is 1 to 525600, a year")
      }
    }

    func run() throws {
      let until = Int64(Date().timeIntervalSince1970 * 1000) + Int64(minutes) * 60_000
      var members = [
        JSONMember("id", .string("1")), JSONMember("do", .string("hold")), conversation.member,
        JSONMember("until", .int(until)),
      ]
      if let reason { members.append(JSONMember("reason", .string(reason))) }
      try OneShot(line, json).run([ShellLine.text(members)], deed: "set aside")
    }
  }

  struct Wake: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "No longer set aside.")
    @Argument var conversation: NamedConversation
    @Flag(help: "One JSON object a line.") var json = false
    @OptionGroup var line: AgentLine

    func run() throws {
      try OneShot(line, json).run([ShellLine.text("wake", conversation)], deed: "woke")
    }
  }

  struct Escalate: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Hand one on to people who can do more.")
    @Argument var conversation: NamedConversation
    @Argument(help: "Why.") var reason: String
    @Option(help: "To this queue; else where its own is escalated to.") var queue: String?
    @Flag(help: "One JSON object a line.") var json = false
    @OptionGroup var line: AgentLine

    func run() throws {
      try OneShot(line, json).run(
        [ShellLine.text("escalate", conversation, [("reason", reason), ("queue", queue)])],
        deed: "escalated")
    }
  }
}
