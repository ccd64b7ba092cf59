/// The manual of `frontdesk agent`, made where it can from the tables the program runs by.
package enum AgentManual {
  package static var text: String {
    [
      introduction, section("Keys and commands", KeyTable.standard.manual()),
      section("Scripts", scripts),
      section("Files", files), section("Exit statuses", statuses),
    ].joined(separator: "\n\n")
  }

  private static func section(_ title: String, _ body: String) -> String {
    "\(title)\n\(String(repeating: "-", count: title.count))\n\(body)"
  }

  static let introduction = """
    frontdesk agent ADDRESS
    =======================
    The agent's terminal. Three faces: the full screen; lines alone (--plain, and by itself where
    the output is no terminal, FRONTDESK_PLAIN is set, or TERM is not set, dumb, unknown, ansi, or
    a vt or wy with a number such as vt100: they have no second screen, no mouse and no titles;
    a terminal that can do more than its name says gets it with TERM=xterm); and one JSON object a
    line (--json).

    Where LC_ALL, LC_CTYPE or LANG do not say UTF-8, as with LANG=C, everything shown is ASCII:
    letters lose their marks, an emoji is told by its name and any other letter by its number,
    <U+8377>. What is sent to the desk stays as it was written; --json is always UTF-8.

    The first time you are asked for your user and password; after that the token of the session
    is used. --password-stdin reads the password from the first line of the input instead, and
    FRONTDESK_TOKEN_FILE names a file whose last line is a token. --theme chooses the colours (dark,
    light, contrast, mono); without it they follow COLORFGBG, else they are dark. NO_COLOR is
    honoured: colour never says anything that a word or a mark does not say too.

    What you write is kept: drafts and messages the desk has not confirmed lie on disk before they
    are sent, and are sent again, once, when the desk is back. The gutter of a conversation says
    who speaks: a bar and a name for the customer, a name for an agent, : bot, # internal note.
    In the list > is the open conversation, * has unread words, ^ is of high priority (one triangle:
    urgent); behind the time ~ is nearly late and ! is late. Before a customer ✓ is verified: their
    site has signed who they are; ? is claimed by themselves; · is anonymous.
    """

  /// Every line of an example that begins with a brace is tried by the tests.
  static let scripts = """
    In: one object a line; "id" is yours and comes back as "re", the line's number as "line".
    {"do":"login","user":"maya","password":"correct horse"}
    {"id":"1","do":"list"}
    {"id":"2","do":"take"}
    {"id":"3","do":"take","number":1042}
    {"id":"4","do":"follow","number":1042}
    {"id":"5","do":"say","number":1042,"text":"Hello, this is Maya."}
    {"id":"6","do":"note","conversation":"w0JX3yVb8mZ2kQ5tR7uN1A","text":"Depot says hold"}
    {"id":"7","do":"transfer","number":1042,"queue":"billing","note":"wants the money back"}
    {"id":"8","do":"transfer","number":1042,"agent":"kim"}
    {"id":"9","do":"return","number":1042,"flow":"triage"}
    {"id":"10","do":"prioritise","number":1042,"priority":"high"}
    {"id":"11","do":"categorise","number":1042,"category":"order"}
    {"id":"12","do":"release","number":1042,"reason":"Kim is ill"}
    {"id":"13","do":"resolve","number":1042}
    {"id":"14","do":"reopen","number":1042}
    {"id":"15","do":"articles","text":"parcel late"}
    {"id":"16","do":"article","article":"late-parcel"}
    {"id":"17","do":"agents"}
    {"id":"18","do":"search","text":"refund from:anna@example.com"}
    {"id":"19","do":"conversation","number":1042}
    {"id":"20","do":"ask","about":"reply","name":"late-parcel","number":1042}
    {"id":"21","do":"unfollow","number":1042}
    {"id":"22","do":"typing","number":1042}
    {"id":"23","do":"status","status":"away","agent":"kim","reason":"went home"}
    {"id":"24","do":"block","number":1042,"for":86400000,"reason":"threats"}
    {"id":"25","do":"wait","for":{"event":"said","by":"customer"},"timeout":60000}
    {"id":"26","do":"say","of":"25","text":"Thank you."}
    {"id":"27","do":"expect","that":{"re":"26","type":"done"}}
    {"id":"28","do":"wait","ms":500}
    {"id":"29","do":"wait"}
    {"id":"30","do":"upload","number":1042,"path":"label.pdf","text":"Your new label"}
    {"id":"31","do":"logout"}
    {"id":"32","do":"quit"}

    Which conversation is said by its "conversation", its "number", or "of": the "id" of a line
    whose answer named it, as that of a "take" does. "take" without any takes whoever should be
    answered first; its events are told from then on, unless it says "follow": false.

    "wait" keeps the lines behind it until everything before is answered, for "ms", or until a
    line comes that holds all that "for" says; there {"contains": "x"} stands for a text with x in it, and
    "any": true in braces for anything. "expect" waits so for "that", and ends the script where it
    does not come. Both look at what was told since the latest of them came true (the last 2,000 lines), and
    wait as long as "timeout" says, in milliseconds, else --timeout.

    "upload" sends a file of this machine, and says the "text" with it when all of it is at the desk; it
    goes on after a cut, tells how far it is as "sending", and is answered as a "say" is. A file that
    an event tells of is had by {"do":"ask","about":"file"} with its "file": the address to fetch it.

    Commands given before the desk has answered are on disk at once, and go behind what an earlier
    run left there. A "number" is looked up when the list has come, even if that is in a later run;
    whom a "take" without one gets, the desk says when it comes there.

    After the last line, and with "quit", the program ends when everything is answered, or when
    --timeout is over: then every line without an answer is told as "failed", "unanswered". What it
    asked for is kept where it says so, and the next run sends it. "quit" with "now": true does not
    wait. With --observer nobody is there for customers because the script runs; it may do whatever
    the agent may, but take conversations only while the agent's terminal is open as well.

    Out: one object a line, each with "v" 1. Every line of yours is answered by one "done"
    (conversation, number, seq, cid; dup if it had been applied before; what a "wait" heard as
    "by"), "failed" (code, why; of and conversation where the desk said what it refused), "list"
    (queue, missed, promised and mine) or "answer", which is the desk's. As they happen: "online"
    (agent, name, role, epoch), "offline" (retry_in, why), and the desk's own "event", "caught_up",
    "reset", "summary", "typing", "desk" and more, as docs/protocol.md has them.

    frontdesk agent run FILE does what the lines of a file say; frontdesk agent tail tells what
    happens, in words or with --json; frontdesk agent send NUMBER - says what it reads. For single
    acts there is frontdesk conversation.
    """

  static let files = """
    $XDG_STATE_HOME/frontdesk/agent/HOST-PORT (by default under ~/.local/state), for you alone:
      token             the session you are logged in with
      USER-N.orders     what the desk has not confirmed, one JSON object a line
      USER-N.drafts     what you were writing
      USER-N.marks      how far you have read, and the numbers of your conversations
      panes             how wide you made the list and the card
      USER-N.lock       held by the running terminal; \(Notebook.slots) of a user can run at once
    $XDG_CONFIG_HOME/frontdesk/agent.yaml (by default under ~/.config): your own settings, how long
    words wait before they leave and how alerts ring; frontdesk agent config shows and checks them.
    With a token from a file, USER is token-DIGEST until the desk has said whose it is.
    """

  /// What the program ends with: the same in the manual and in `--help`.
  package static let statuses = """
    0      you left; of a script: everything that was asked for was done
    1      trouble, named on the standard error; of a script: something failed, or an `expect`
    64     used wrongly, or nobody to log in
    69     of a script: the desk was not reached in time
    74     the disk does not take what must be kept
    75     the time was over before everything was answered; it is kept where that was told
    77     the desk refused the login, or ended the session; of a script: nobody logged in
    78     your own settings (agent.yaml) are wrong
    128+n  ended by signal n
    """
}
