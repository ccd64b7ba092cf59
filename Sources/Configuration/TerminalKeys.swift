extension KeyTable {
  /// `$XDG_CONFIG_HOME/frontdesk/agent.yaml`: an agent's own.
  static let terminal = KeyTable(
    file: "agent.yaml", prefix: "FRONTDESK_AGENT_",
    about: [
      "The agent's terminal as its agent wants it. Every key is here with its default; the",
      "environment wins over this file. frontdesk agent config shows what holds, and what is wrong.",
    ],
    groups: ["alerts": alertWords],
    keys: [
      Key(
        "undo_send", .duration(.zero...(.seconds(60))), .duration(.seconds(5)),
        "How long words to a customer wait in the terminal before they leave; Alt-z takes them back",
        "until then. 0: they leave at once. Lines and scripts wait only where this is written."),
      Key(
        "theme", .choice(["auto", "dark", "light", "contrast", "mono"]), .text("auto"),
        "The colours. auto goes by what the terminal says of its background; --theme wins."),
      Key(
        "keys", .names, .texts([]),
        "Other keys for actions: ACTION=KEY, several keys with blanks between them, none for no key.",
        "F1 shows which there are; an action is called as /set-key completes it.",
        example: ["keys: [take-next=F5, \"board=F4 ^B\", suspend=none]"]),
      Key(
        "downloads", .path, .text("auto"),
        "The folder for files that are saved; ~ is your home. auto: $XDG_DOWNLOAD_DIR, else",
        "~/Downloads.",
        example: ["downloads: ~/Downloads/desk"]),
      Key(
        "open_command", .words, .texts([]),
        "A program, with its arguments, that opens files; the path comes as its last word. No shell",
        "reads it. Empty: xdg-open. Files of types that can run are never opened.",
        example: ["open_command: [feh, --scale-down]"]),
      Key("bell", .flag, .flag(true), "Whether alerts ring the terminal's bell."),
      Key(
        "desktop", .choice(["auto", "osc9", "osc777", "off"]), .text("auto"),
        "How the terminal is asked to show alerts on the desktop: by its own two ways, or by the one",
        "that it is likely to understand, or not at all."),
      Key(
        "alert_command", .words, .texts([]),
        "A program, with its arguments, that each alert is given to on its standard input: one line.",
        "No shell reads it. One at a time; ended after 5 s.",
        example: ["alert_command: [notify-send, --app-name=frontdesk, New words]"]),
      Key(
        "quiet_hours", .hours, .hours(Array(repeating: [], count: 7)),
        "When alerts are shown and nothing rings, by this machine's clock.",
        example: ["quiet_hours:", "  mon-fri: [\"20:00-07:00\"]"]),
    ] + alerts)

  private static let alertWords = [
    "What alerts do: off, nothing; show, a line and the title; once, also ring; insist, ring again",
    "after 10 s, 30 s, a minute and more, until the conversation is looked at, or Esc says: heard.",
  ]

  private static let alerts = [
    alert("new_customer", "once", "Somebody waits for a person."),
    alert("handover", "insist", "A conversation is handed to me."),
    alert("mention", "insist", "A colleague's note names me."),
    alert("note", "once", "A colleague's note in a conversation of mine."),
    alert("offer", "insist", "A conversation is offered to me."),
    alert("missed", "once", "Somebody waited for a person and found none."),
    alert("near", "once", "A customer of mine has waited long for an answer."),
    alert("late", "insist", "A customer of mine has waited too long."),
    alert("words", "once", "A customer of mine writes, and I am not looking."),
    alert(
      "unanswered", "insist", "A conversation of mine was taken back, for it was not answered."),
  ]

  private static func alert(_ name: String, _ standard: String, _ about: String) -> Key {
    Key("alerts.\(name)", .choice(["off", "show", "once", "insist"]), .text(standard), about)
  }
}
