/// The man page of `frontdesk agent`, made of the tables the program runs by.
package enum AgentManPage {
  /// Where it stands in the repository, for who packs the program.
  package static let file = "share/man/man1/frontdesk-agent.1"

  package static var text: String {
    let parts = [
      head, section("DESCRIPTION", paragraphs(AgentManual.introduction)),
      section("OPTIONS", list(options)), keys, section("COMMANDS", commands),
      section("SCRIPTS", literal(AgentManual.scripts)),
      section("FILES", literal(AgentManual.files)),
      section("EXIT STATUS", literal(AgentManual.statuses)),
    ]
    return parts.joined(separator: "\n") + "\n"
  }

  private static let head = """
    .\\" Made by the program: frontdesk agent --man
    .TH FRONTDESK\\-AGENT 1 "" frontdesk "User Commands"
    .SH NAME
    frontdesk\\-agent \\- the terminal of a support desk's agents
    .SH SYNOPSIS
    .B frontdesk agent
    .RI [ address ]
    .RI [ options ]
    """

  /// The options and what they mean: the same here and in `--help`.
  static let options: [(term: String, meaning: String)] = [
    (
      "address",
      "the desk's; without it FRONTDESK_URL, the one of last time, or this machine's port 8080"
    ),
    ("--user LOGIN", "the login; asked for where it is missing"),
    ("--password-stdin", "read the password from the first line of standard input"),
    ("--token-file FILE", "a file whose last line is a session's token"),
    ("--totp-file FILE", "the secret of your authenticator, for logins of scripts"),
    ("--json", "one JSON object a line, both ways"),
    ("--observer", "with --json: nobody is there for customers because the script runs"),
    ("--timeout SECONDS", "with --json: how long answers may take"),
    ("--plain", "plain lines, for screen readers and pipes"),
    ("--ascii", "borders of plain characters"),
    ("--theme NAME", "the colours: dark, light, contrast or mono"),
    ("--no-mouse", "leave the mouse to the terminal"),
    ("--forget", "do not remember this login"),
    ("--insecure", "let the password travel unencrypted to another machine"),
    ("--tutorial", "five minutes with a customer who is not real, at a desk of your own"),
    ("--manual", "print the manual: keys, commands, the JSON spoken, files, exit codes"),
    ("--man", "print the same as a man page"),
  ]

  /// What an option means, as a sentence.
  package static func meaning(_ option: String) -> String {
    let row = options.first { $0.term.split(separator: " ").first.map(String.init) == option }
    guard let row else { preconditionFailure("\(option) is in the table of options") }
    return row.meaning.prefix(1).uppercased() + row.meaning.dropFirst() + "."
  }

  private static var keys: String {
    let groups = KeyTable.standard.groups.map { group, rows in
      ".SS \(escaped(group))\n" + list(rows.map { ($0.keys, $0.meaning) })
    }
    return section("KEYS", groups.joined(separator: "\n"))
  }

  private static var commands: String {
    SlashTable.rows.map { row in
      let also =
        row.aliases.isEmpty
        ? ""
        : " Also "
          + row.aliases.map { "/\($0)" }
          .joined(separator: ", ") + "."
      return ".TP\n.B \(quoted(row.usage))\n\(escaped(row.meaning + "." + also))\n.br\n"
        + "For example: \(escaped(row.example))"
    }.joined(separator: "\n")
  }

  // MARK: Roff

  private static func section(_ title: String, _ body: String) -> String { ".SH \(title)\n\(body)" }

  private static func list(_ rows: [(term: String, meaning: String)]) -> String {
    rows.map { ".TP\n.B \(quoted($0.term))\n\(escaped($0.meaning))" }.joined(separator: "\n")
  }

  /// Running text; its title is the page's own.
  private static func paragraphs(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).dropFirst(2)
      .map { $0.isEmpty ? ".PP" : escaped(String($0)) }.joined(separator: "\n")
  }

  /// Lines as they are.
  private static func literal(_ text: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { escaped(String($0)) }
    return ([".nf"] + lines + [".fi"]).joined(separator: "\n")
  }

  private static func quoted(_ text: String) -> String {
    "\"\(escaped(text).split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\\(dq"))\""
  }

  static func escaped(_ text: String) -> String {
    var roff = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": roff += "\\e"
      case "-": roff += "\\-"
      case "^": roff += "\\(ha"
      case "~": roff += "\\(ti"
      case "`": roff += "\\(ga"
      case "'": roff += "\\(aq"
      case _ where scalar.isASCII: roff.unicodeScalars.append(scalar)
      default:
        let digits = String(scalar.value, radix: 16, uppercase: true)
        roff += "\\[u\(String(repeating: "0", count: max(0, 4 - digits.count)))\(digits)]"
      }
    }
    return roff.hasPrefix(".") ? "\\&" + roff : roff
  }
}
