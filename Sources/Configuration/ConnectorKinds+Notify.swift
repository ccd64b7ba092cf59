extension ConnectorKind {
  static let notify = ConnectorKind(
    name: "notify", about: "Tells a team what happens: by mail, web hook, a recipe or a command.",
    keys: [
      ConnectorKey(
        "by", .choice(["mail", "hook", "recipe", "command"]), nil,
        "mail: letters. hook: signed web hooks. recipe: as a file says, for Slack. command: a program."
      ),
      ConnectorKey("to", .words, .texts([]), "Whom letters go to: [support-team@acme.example]."),
      ConnectorKey(
        "through", .text(longest: 64), .text(""),
        "The connector of kind mail whose server takes the letters, where there are several."),
      ConnectorKey("url", .text(longest: 2_048), .text(""), "Where it goes."),
      ConnectorKey(
        "url_file", .path, .text(""),
        "A file that only Frontdesk may read, with the address, where that is a secret itself."),
      ConnectorKey(
        "secret_file", .path, .text(""),
        "A file that only Frontdesk may read: the hook's whsec_ secrets, or the recipe's secret."),
      ConnectorKey(
        "recipe", .path, .text(""), "The recipe's file: config/notices/slack.yaml"),
      ConnectorKey("settings", .pairs, .pairs([]), "What the recipe asks for besides."),
      ConnectorKey(
        "command", .words, .texts([]), "A program and its arguments; it reads JSON on its input."),
      ConnectorKey(
        "on", .words,
        .texts(["handed_over", "missed", "promised", "breached", "escalated", "trouble"]),
        "What is told: occasions of rules, and trouble with mirrors and connectors."),
      ConnectorKey("queues", .names, .texts([]), "Only of these queues."),
      ConnectorKey(
        "priority", .choice(["low", "normal", "high", "urgent"]), .text("low"),
        "Only what is at least so urgent."),
      ConnectorKey("when", .text(longest: 1_000), .text(""), "A condition as in rules."),
      ConnectorKey(
        "quote", .integer(0...500), .integer(0),
        "How many characters of the customer's latest words are told."),
      ConnectorKey(
        "link", .text(longest: 1_000), .text(""),
        "Where people look at it: https://desk.example.com/{{ number }}"),
      ConnectorKey(
        "most", .integer(1...1_000), .integer(20),
        "So many notices in the time of per; what is beyond comes as one."),
      ConnectorKey(
        "per", .duration(.seconds(1)...(.seconds(86_400))), .duration(.seconds(60)),
        "The time in which most counts."),
      allowsPrivate, timeout,
    ])
}
