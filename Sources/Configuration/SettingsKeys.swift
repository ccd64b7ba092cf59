extension KeyTable {
  /// `config/frontdesk.yaml`.
  static let frontdesk = KeyTable(
    file: "config/frontdesk.yaml", prefix: "FRONTDESK_",
    about: [
      "Frontdesk's settings. Every key is here with its default, so a line that you delete changes",
      "nothing. A flag wins over the environment, the environment over this file, and this file",
      "over the defaults; `frontdesk config show --origin` tells which one won. An empty variable",
      "counts as not set. Lists and maps are written in the environment as YAML: '[a, b]'.",
      "",
      "How safely the record is written is no setting: every turn is on disk before it is",
      "acknowledged.",
    ],
    groups: [
      "listen": ["Where Frontdesk waits for browsers, agents and scripts."],
      "folders": ["Where things are on disk."],
      "limits": ["What one server takes before it says no, politely and with a reason."],
      "customers": ["How long customers are known."],
      "agents": ["Agents' sessions."],
      "files": [
        "Files that customers and agents send: photos, papers. They lie in the data folder, by the",
        "code of their bytes; a copy of the record does not hold them.",
      ],
      "logging": ["The log: a line for each thing an operator should know of."],
    ],
    keys: listening + places + limits + files + others)

  private static let listening = [
    Key(
      "listen.host", .host, .text("127.0.0.1"),
      "Only this machine by default. Keep it so behind a reverse proxy that speaks TLS.",
      example: ["host: 0.0.0.0   # everybody who can reach this machine"]),
    Key(
      "listen.port", .integer(0...65_535), .integer(8080),
      "0 takes any free port, which is printed at the start."),
    Key(
      "public_url", .publicURL, .text("auto"),
      "Under which address customers' browsers reach Frontdesk. auto: http, this host and port.",
      example: ["public_url: https://help.example.com"]),
  ]

  private static let places = [
    Key(
      "folders.data", .path, .text("data"),
      "The record, its log, its key. Made if missing. Copy it: frontdesk record backup."),
    Key(
      "folders.flows", .path, .text("flows"),
      "What the bot says and asks, and the help centre's articles."),
    Key(
      "folders.watch_flows", .flag, .flag(false),
      "Whether the flows' folder is published by itself, some seconds after a file in it changed.",
      "A folder with errors changes nothing; frontdesk flow publish does the same when asked."),
    Key("folders.web", .path, .text("web-static"), "The widget's files."),
    Key(
      "sites", .sites, .sites([Site(name: "demo", origins: [], includesSelf: true)]),
      "The web sites that show the widget, by name, and the exact origins of their pages: scheme,",
      "host, and port unless it is the usual one. A page from anywhere else is refused.",
      "self: pages that Frontdesk serves itself, such as the demo page.",
      "identity says whether a site's own server signs who its visitors are: off, optional, or",
      "required, where nobody else may chat. issuer and keys are what its tokens are checked by;",
      "name two keys while one takes the other's place. HS256: a secret of 32 bytes or more in a",
      "file that only Frontdesk reads; EdDSA: a public key as openssl writes it. docs/identity.md.",
      "greetings: up to 20 times words that the widget puts beside its button by itself, the first",
      "that fits. page: a pattern of the page's path, in which * stands for any characters; after:",
      "how long on the page; returning: any, yes or no; once: for each visitor, or each day; words:",
      "by language, at most 300 characters each.",
      example: [
        "sites:", "  shop:",
        "    origins: [\"https://www.example.com\", \"https://shop.example.com\"]",
        "    identity: optional", "    issuer: shop.example.com", "    keys:",
        "      - {id: \"2026-11\", algorithm: HS256, file: config/shop-identity.secret}",
        "    greetings:",
        "      - {name: cart, page: \"/cart*\", after: 20s, words: {en: Questions about your order?}}",
      ]),
    Key(
      "trusted_proxies", .networks, .texts([]),
      "Reverse proxies whose X-Forwarded-For is believed: limits per address count the last address",
      "in it that is no such proxy. From anyone else it is ignored, and said once in the log. A proxy",
      "must add to that field, as nginx does with $proxy_add_x_forwarded_for. X-Real-IP and",
      "Forwarded are not read. Behind a proxy that is not named here all customers together are one",
      "address, and soon beyond its limits.",
      example: ["trusted_proxies: [127.0.0.1, 10.0.0.0/8]"]),
  ]

  private static let limits = [
    Key(
      "limits.connections", .integer(1...1_000_000), .integer(15_000),
      "Open at once. Each costs about 5 kB; the process needs as many file descriptors."),
    Key(
      "limits.per_address", .integer(1...1_000_000), .integer(20),
      "Open at once from one IPv4 address or one IPv6 /64 network, websockets and pages together.",
      "Whoever is beyond it gets 429 and words."),
    Key(
      "limits.loopback_exempt", .flag, .flag(false),
      "Whether limits per address do not hold for clients on this machine: for a demo, and tests. What",
      "a trusted proxy brings is counted all the same."),
    Key(
      "limits.starts_per_address", .rate(1...100_000),
      .rate(Rate(count: 60, per: .seconds(3_600))),
      "How many conversations may begin from one IPv4 address or one IPv6 /64 network."),
    Key(
      "limits.starts_per_customer", .rate(1...100_000),
      .rate(Rate(count: 10, per: .seconds(3_600))),
      "How many of these one customer who is known may begin."),
    Key(
      "limits.half_open", .integer(1...1_000_000), .integer(2_000),
      "Connections that have not yet said who they are."),
    Key(
      "limits.message_bytes", .bytes(4_096...(1 << 20)), .bytes(65_536),
      "The longest frame a client may send. A longer one ends the connection."),
    Key(
      "limits.text_characters", .integer(100...100_000), .integer(4_000),
      "The longest text in one message. It must fit into message_bytes, at 4 bytes a character."),
    Key(
      "limits.customer_rate", .rate(1...100_000), .rate(Rate(count: 30, per: .seconds(60))),
      "How often a customer may write, on average. Whatever else a page sends (that somebody",
      "types, that it follows, questions) is read twenty times as fast, and then more slowly.",
      "This is the person's, not the connection's: a second one or a reconnect lifts nothing."),
    Key(
      "limits.customer_burst", .integer(1...10_000), .integer(10),
      "How many messages a customer may write in one go."),
    Key(
      "limits.agent_rate", .rate(1...100_000), .rate(Rate(count: 300, per: .seconds(60))),
      "How many commands an agent may give, on average."),
    Key(
      "limits.conversation_messages", .integer(10...10_000_000), .integer(5_000),
      "How many messages a customer may write into one conversation; then they begin a new one.",
      "No customer who wants to be helped meets these quotas: they keep one who does not from",
      "filling the disk."),
    Key(
      "limits.conversation_bytes", .bytes(65_536...(1 << 40)), .bytes(8 << 20),
      "How much a conversation may hold of what its customer wrote and the bot answered."),
    Key(
      "limits.customer_daily_messages", .integer(10...10_000_000), .integer(10_000),
      "How many messages one customer may write in a day. Days are those of UTC."),
    Key(
      "limits.customer_daily_bytes", .bytes(65_536...(1 << 40)), .bytes(8 << 20),
      "The same, in bytes, with the bot's answers."),
    Key(
      "limits.site_daily_messages", .integer(10...1_000_000_000), .integer(5_000_000),
      "How many messages all customers of one site may write in a day."),
    Key(
      "limits.site_daily_bytes", .bytes(65_536...(1 << 40)), .bytes(4 << 30),
      "The same, in bytes, with the bot's answers."),
    Key(
      "limits.outbox_bytes", .bytes(65_536...(1 << 30)), .bytes(1 << 20),
      "What may wait for one slow reader. Beyond it the reader is cut off, and resumes where it",
      "was."),
    Key(
      "limits.outbox_events", .integer(10...1_000_000), .integer(1_000),
      "The same, counted in events."),
  ]

  private static let others = [
    Key(
      "customers.token", .duration(.seconds(3_600)...(.seconds(365 * 86_400))),
      .duration(.seconds(30 * 86_400)),
      "After this long without a visit a customer's browser is a stranger's again."),
    Key(
      "customers.read_marks", .flag, .flag(true),
      "Whether customers see how far their agent has read, and agents how far their customer has.",
      "What other agents look at is never told to customers."),
    Key(
      "customers.faces", .flag, .flag(true),
      "Whether customers see who is there: up to four names, with the photos that",
      "frontdesk user set LOGIN --photo FILE has given them."),
    Key(
      "customers.erase_after", .duration(.zero...(.seconds(30 * 86_400))),
      .duration(.seconds(86_400)),
      "So long after a customer has asked for it nothing is left of what they said; 0s: at once."),
    Key(
      "agents.session", .duration(.seconds(60)...(.seconds(30 * 86_400))),
      .duration(.seconds(86_400)), "After this an agent logs in again, however busy."),
    Key(
      "agents.idle", .duration(.seconds(60)...(.seconds(30 * 86_400))),
      .duration(.seconds(8 * 3_600)),
      "After this long without a command or a question an agent logs in again."),
    Key(
      "agents.second_factor", .choice(["optional", "required"]), .text("optional"),
      "Whether everybody who works here logs in with the code of an authenticator, too."),
    Key(
      "agents.grace", .duration(.seconds(1)...(.seconds(3_600))), .duration(.seconds(60)),
      "How long an agent whose connection is lost keeps the conversations."),
    Key(
      "mirrors", .mirrors, .mirrors([]),
      "Ticket systems that every ticket is sent to, signed (Standard Webhooks). Up to 16.",
      "allow_private: whether the address may be this machine or in a private network.",
      "timeout: for one attempt, at most 60s.",
      example: [
        "mirrors:", "  - name: helpdesk", "    url: https://tickets.example.com/hooks/frontdesk",
        "    secret_file: config/helpdesk.secret", "    allow_private: false", "    timeout: 20s",
      ]),
    Key(
      "connectors", .connectors, .connectors([]),
      "Ticket systems, mail, chat channels and others that conversations are carried to by steps of",
      "their own; docs/integrations.md has what each kind asks for. Up to 32. Secrets stand in files.",
      example: [
        "connectors:", "  - name: rt", "    kind: request_tracker",
        "    url: https://rt.example.com", "    token_file: config/rt.secret",
        "    queue: General",
      ]),
    Key(
      "customer_systems", .customerSystems, .connectors([]),
      "Systems that are asked what they know of a customer, for agents, rules and flows;",
      "docs/customer-systems.md has what each kind asks for. Up to 8. Secrets stand in files.",
      example: [
        "customer_systems:", "  - name: book", "    kind: carddav",
        "    url: https://dav.example.com/desk/customers/", "    user: desk",
        "    secret_file: config/book.secret", "    facts: {company: Company, plan: Plan}",
      ]),
    Key(
      "private_services", .names, .texts([]),
      "Services of the flows whose address may be this machine or in a private network. All others",
      "must have a public address, whatever a flow or a redirect says.",
      example: ["private_services: [orders]"]),
    Key(
      "logging.level",
      .choice(["trace", "debug", "info", "notice", "warning", "error", "critical"]),
      .text("info"), "Less important lines are left out. Customers' words are never logged."),
    Key(
      "logging.format", .choice(["auto", "text", "json"]), .text("auto"),
      "auto: text on a terminal, one JSON object a line otherwise."),
    Key(
      "logging.file", .path, .text("stderr"),
      "Where the lines go: stderr is the standard error stream. A file is made for its owner alone",
      "and opened again at SIGUSR1, for whatever has moved it away.",
      example: ["file: /var/log/frontdesk/frontdesk.log"]),
  ]
}
