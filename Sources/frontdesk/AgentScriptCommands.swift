import AgentDesk
import ArgumentParser
import Foundation

extension AgentCommand {
  struct Run: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Do what the lines of a file say: commands, waits and expectations.",
      discussion: """
        One JSON object a line, as with --json; frontdesk agent --manual has them all. Exit codes:
        \(AgentManual.statuses)
        """)
    @Argument(help: "The file; - is standard input.", completion: .file()) var file: String
    @Flag(help: "Nobody is there for customers because of this script.") var observer = false
    @OptionGroup var line: AgentLine

    func run() throws {
      var script = ScriptRun(source: .file(file))
      script.settings.isObserver = observer
      try line.run(script)
    }
  }

  struct Tail: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Tell what happens, until it is ended.",
      discussion: """
        Without a conversation: everything that agents' lists show. With some: every event of theirs, from \
        the beginning. Nobody is there for customers because of it.
        """)
    @Argument(help: "Numbers of tickets, or ids of conversations.")
    var conversations: [NamedConversation] = []
    @Flag(help: "One JSON object a line.") var json = false
    @OptionGroup var line: AgentLine

    func run() throws {
      var script = ScriptRun(
        conversations.flatMap {
          [ShellLine.text("conversation", $0), ShellLine.text("follow", $0)]
        }, source: .nowhere, telling: json ? .json : .words(deed: ""))
      script.staysOn = true
      script.settings.isObserver = true
      try line.run(script)
    }
  }

  struct Send: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Say something in a conversation of yours, from the command line or a pipe.")
    @Argument(help: "The ticket's number, or the conversation's id.")
    var conversation: NamedConversation
    @Argument(help: "The words; - reads them from standard input.") var words: [String]
    @Flag(help: "An internal note, which the customer never sees.") var note = false
    @Flag(help: "One JSON object a line.") var json = false
    @OptionGroup var line: AgentLine

    func run() throws {
      try OneShot(line, json).say(words, conversation, isNote: note)
    }
  }
}

/// One act of an agent from a shell: nobody is there for customers because of it.
struct OneShot {
  private let line: AgentLine
  private let json: Bool

  init(_ line: AgentLine, _ json: Bool) {
    self.line = line
    self.json = json
  }

  func run(_ lines: [String], deed: String = "") throws {
    var script = ScriptRun(
      lines, source: .nowhere, telling: json ? .json : .words(deed: deed))
    script.settings.isObserver = true
    try line.run(script)
  }

  func send(_ file: String, _ words: [String], _ conversation: NamedConversation) throws {
    let text = words.isEmpty ? nil : try self.words(words)
    try run(
      [ShellLine.text("upload", conversation, [("path", file), ("text", text)])],
      deed: "sent to")
  }

  private func words(_ words: [String]) throws -> String {
    guard words != ["-"] || !line.passwordStdin else {
      throw ValidationError("the standard input holds either the password or the words")
    }
    return try ShellWords.read(words)
  }

  func say(_ words: [String], _ conversation: NamedConversation, isNote: Bool) throws {
    let text = try self.words(words)
    try run(
      [ShellLine.text(isNote ? "note" : "say", conversation, [("text", text)])],
      deed: isNote ? "noted in" : "said in")
  }
}
