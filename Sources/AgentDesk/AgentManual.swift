/// The manual of `frontdesk agent`, made where it can from the tables the program runs by.
package enum AgentManual {
  package static var text: String {
    [
      introduction, section("Keys and commands", KeyTable.manual()), section("Scripts", scripts),
      section("Files", files), section("Exit statuses", statuses),
    ].joined(separator: "\n\n")
  }

  private static func section(_ title: String, _ body: String) -> String {
    "\(title)\n\(String(repeating: "-", count: title.count))\n\(body)"
  }

  private static let introduction = """
    frontdesk agent ADDRESS
    =======================
    The agent's terminal. Three faces: the full screen; lines alone (--plain, and by itself where
    TERM is dumb, FRONTDESK_PLAIN is set or the output is no terminal); and one JSON object a line
    (--json).

    The first time you are asked for your user and password; after that the token of the session
    is used. --password-stdin reads the password from the first line of the input instead, and
    FRONTDESK_TOKEN_FILE names a file whose last line is a token. NO_COLOR is honoured: colour
    never says anything that a word or a mark does not say too.

    What you write is kept: drafts and messages the desk has not confirmed lie on disk before they
    are sent, and are sent again, once, when the desk is back. The gutter of a conversation says
    who speaks: < customer, > agent, : bot, # internal note, - the desk itself.
    """

  /// Every line of an example that begins with a brace is tried by the tests.
  static let scripts = """
    In: one object a line; "id" is yours and comes back as "re".
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
    {"id":"9","do":"prioritise","number":1042,"priority":"high"}
    {"id":"10","do":"categorise","number":1042,"category":"order"}
    {"id":"11","do":"release","number":1042,"reason":"Kim is ill"}
    {"id":"12","do":"resolve","number":1042}
    {"id":"13","do":"reopen","number":1042}
    {"id":"14","do":"articles","text":"parcel late"}
    {"id":"15","do":"article","article":"late-parcel"}
    {"id":"16","do":"agents"}
    {"id":"22","do":"search","text":"refund from:anna@example.com"}
    {"id":"17","do":"conversation","number":1042}
    {"id":"18","do":"unfollow","number":1042}
    {"id":"19","do":"typing","number":1042}
    {"id":"20","do":"status","status":"away","agent":"kim","reason":"went home"}
    {"id":"21","do":"block","number":1042,"for":86400000,"reason":"threats"}
    {"id":"21","do":"logout"}
    {"id":"22","do":"quit"}

    Commands given before the desk has answered are on disk at once, and go behind what an earlier
    run left there. A "number" is looked up when the list has come, even if that is in a later run;
    whom a "take" without one gets, the desk says when it comes there.

    "conversation" and "number" both say which one; "take" without either takes whoever should be
    answered first. After the last line the program ends when everything is answered, or 30
    seconds later.

    Out: one object a line, each with "v" 1. "done" (conversation, seq, cid; dup if it had been
    applied before) and "failed" (code, why; of and conversation where the desk said what it refused) answer commands; "list" has queue, missed, promised and mine;
    "answer" is the desk's. As they happen: "online" (agent, name, role, epoch), "offline"
    (retry_in, why), and the desk's own "event", "caught_up", "reset", "summary", "typing" and
    "desk", as docs/protocol.md has them.
    """

  private static let files = """
    $XDG_STATE_HOME/frontdesk/agent/HOST-PORT (by default under ~/.local/state), for you alone:
      token             the session you are logged in with
      USER-N.orders     what the desk has not confirmed, one JSON object a line
      USER-N.drafts     what you were writing
      USER-N.lock       held by the running terminal; \(Notebook.slots) of a user can run at once
    With a token from a file, USER is token-DIGEST until the desk has said whose it is.
    """

  private static let statuses = """
    0      you left
    1      trouble, named on the standard error; a script whose answers never came
    64     used wrongly, or nobody to log in
    74     the disk does not take what must be kept
    77     the desk refused the login, or ended the session
    128+n  ended by signal n
    """
}
