import AgentDesk
import ArgumentParser
import Desk
import JSON

struct ConversationCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "conversation",
    abstract: "What an agent does with conversations, one act at a time, over the line.",
    discussion: """
      As the agent whose login is remembered (frontdesk agent), or of --token-file. Nobody is there for \
      customers because of it; conversations can be taken only while the agent's terminal is open \
      as well. Which conversation: the number of its ticket, or its id. Exit codes:
      \(AgentManual.statuses)
      """,
    subcommands: [
      List.self, Show.self, Search.self, Reply.self, Note.self, Take.self, Release.self,
      Transfer.self, Return.self, Resolve.self, Reopen.self, Priority.self, Category.self,
      Tag.self, Hold.self, Wake.self, Escalate.self,
    ])

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Who waits, who was missed or promised a reply, and whom you have.")
    @Flag(help: "One JSON object a line.") var json = false
    @OptionGroup var line: AgentLine

    func run() throws { try OneShot(line, json).run([ShellLine.text("list")]) }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "All that happened in one.")
    @Argument var conversation: NamedConversation
    @Flag(help: "One JSON object a line.") var json = false
    @OptionGroup var line: AgentLine

    func run() throws {
      try OneShot(line, json).run([
        ShellLine.text("conversation", conversation), ShellLine.text("follow", conversation),
      ])
    }
  }

  struct Search: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Search for words in all that you may read; docs/search.md says how to ask.")
    @Argument(help: "Words and filters.") var words: [String]
    @Flag(help: "One JSON object a line.") var json = false
    @OptionGroup var line: AgentLine

    func run() throws {
      try OneShot(line, json).run([
        ShellLine.text("search", nil, [("text", words.joined(separator: " "))])
      ])
    }
  }

  struct Reply: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Say something to the customer, or send a file.")
    @Argument var conversation: NamedConversation
    @Argument(help: "The words; - reads them from standard input. A file may go without any.")
    var words: [String] = []
    @Option(help: "A file that goes with the words.", completion: .file()) var file: String?
    @Flag(help: "One JSON object a line.") var json = false
    @OptionGroup var line: AgentLine

    func validate() throws {
      guard !words.isEmpty || file != nil else { throw ValidationError("say words, or --file") }
    }

    func run() throws {
      guard let file else { return try OneShot(line, json).say(words, conversation, isNote: false) }
      try OneShot(line, json).send(file, words, conversation)
    }
  }

  struct Note: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Write an internal note, which the customer never sees.")
    @Argument var conversation: NamedConversation
    @Argument(help: "The words; - reads them from standard input.") var words: [String]
    @Flag(help: "One JSON object a line.") var json = false
    @OptionGroup var line: AgentLine

    func run() throws { try OneShot(line, json).say(words, conversation, isNote: true) }
  }

  struct Take: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Take one; without a name whoever should be answered first.")
    @Argument var conversation: NamedConversation?
    @Flag(help: "One JSON object a line.") var json = false
    @OptionGroup var line: AgentLine

    func run() throws {
      let members = [
        JSONMember("id", .string("1")), JSONMember("do", .string("take")),
        JSONMember("follow", .bool(false)),
      ]
      try OneShot(line, json).run(
        [
          // The list has the number of whoever is next.
          ShellLine.text([JSONMember("do", .string("wait"))]),
          ShellLine.text(members + [conversation?.member].compactMap { $0 }),
        ], deed: "took")
    }
  }

  struct Release: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Give one back to its queue.")
    @Argument var conversation: NamedConversation
    @Option(help: "Why, where it is another agent's.") var reason: String?
    @Flag(help: "One JSON object a line.") var json = false
    @OptionGroup var line: AgentLine

    func run() throws {
      try OneShot(line, json).run(
        [ShellLine.text("release", conversation, [("reason", reason)])], deed: "released")
    }
  }

  struct Transfer: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Hand one to an agent or a queue.")
    @Argument var conversation: NamedConversation
    @Argument(help: "@agent or #queue.") var to: String
    @Option(help: "An internal note for whoever gets it.") var note: String?
    @Flag(help: "To a queue where nobody is there, too.") var anyway = false
    @Flag(help: "One JSON object a line.") var json = false
    @OptionGroup var line: AgentLine

    func validate() throws {
      guard to.count > 1, to.hasPrefix("@") || to.hasPrefix("#") else {
        throw ValidationError("say @agent or #queue")
      }
    }

    func run() throws {
      var members = [
        JSONMember("id", .string("1")), JSONMember("do", .string("transfer")),
        conversation.member,
        JSONMember(to.hasPrefix("@") ? "agent" : "queue", .string(String(to.dropFirst()))),
      ]
      if let note { members.append(JSONMember("note", .string(note))) }
      if anyway { members.append(JSONMember("anyway", .bool(true))) }
      try OneShot(line, json).run([ShellLine.text(members)], deed: "handed over")
    }
  }

  struct Return: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Give one back to the bot.")
    @Argument var conversation: NamedConversation
    @Option(help: "The flow it goes on with.") var flow: String?
    @Flag(help: "One JSON object a line.") var json = false
    @OptionGroup var line: AgentLine

    func run() throws {
      try OneShot(line, json).run(
        [ShellLine.text("return", conversation, [("flow", flow)])], deed: "gave to the bot")
    }
  }

  struct Resolve: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "The matter is settled.")
    @Argument var conversation: NamedConversation
    @Flag(help: "One JSON object a line.") var json = false
    @OptionGroup var line: AgentLine

    func run() throws {
      try OneShot(line, json).run([ShellLine.text("resolve", conversation)], deed: "resolved")
    }
  }

  struct Reopen: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Back to work.")
    @Argument var conversation: NamedConversation
    @Flag(help: "One JSON object a line.") var json = false
    @OptionGroup var line: AgentLine

    func run() throws {
      try OneShot(line, json).run([ShellLine.text("reopen", conversation)], deed: "reopened")
    }
  }
}
