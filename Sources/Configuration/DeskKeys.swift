extension KeyTable {
  /// `config/desk.yaml`.
  static let desk = KeyTable(
    file: "config/desk.yaml", prefix: "FRONTDESK_DESK_",
    about: [
      "The desk: when it is open, which queues it has and what is promised in them. Every key is",
      "here with its default; a flag wins over the environment, the environment over this file.",
    ],
    groups: [:],
    keys: [
      Key(
        "timezone", .timeZone, .text("UTC"),
        "The clock on the desk's wall, by which hours and holidays are meant.",
        example: ["timezone: Europe/London"]),
      Key(
        "hours", .hours, .hours(Array(repeating: [0..<1_440], count: 7)),
        "When the desk is staffed. This is a demo desk, open around the clock so that a first trial",
        "works at any time of day: a real one has hours like those below. Days that are not named",
        "are closed. A stretch such as \"21:00-02:00\" goes on over midnight and belongs to the day",
        "it begins.",
        example: [
          "hours:", "  mon-fri: [\"09:00-12:30\", \"13:30-17:30\"]", "  sat: [\"10:00-14:00\"]",
        ]),
      Key(
        "holidays", .holidays, .holidays([]), "Days on which the desk is closed, whatever weekday.",
        example: ["holidays: [2026-12-25, 2026-12-26, 2027-01-01]"]),
      Key(
        "special_days", .specialDays, .specialDays([]),
        "Days with hours of their own, or closed, whatever weekday and holiday.",
        example: [
          "special_days:", "  2026-12-24: [\"09:00-12:00\"]", "  2026-12-25: closed",
        ]),
      Key(
        "accept_within", .duration(.seconds(5)...(.seconds(86_400))), .duration(.seconds(300)),
        "How long an agent may leave an offered conversation unanswered before the next one gets it."
      ),
      Key(
        "agent_capacity", .integer(1...100), .integer(4),
        "How many conversations an agent has at once, unless the account says otherwise."),
      Key(
        "queues", .queues, .queues(standardQueues),
        "The lines customers wait in, up to 500. Flows hand over to them by name.",
        "title: what people read. answer_within: how soon, in opening hours, a waiting customer",
        "should have a person. reply_within: how soon, in opening hours, a ticket is promised an",
        "answer. agents: all, or a list of account names. hours, special_days: its own; without",
        "them the desk's. visibility: open, or closed where only its agents and supervisors may see",
        "what is in it. teams: whose members serve it, beside agents that are named. mode: pull, where",
        "agents take; offer, where the desk offers to one after the other; or both. skills: what it",
        "takes, with the least level. fallback_after: how long somebody waits before less is asked.",
        "limit: how much of one agent's work may be of it. weight: how much of an agent's capacity",
        "one takes. offer_within: how long an offer stands. misses: after how many in a row an agent",
        "is shown away. escalates_to: the queue that what is in it is handed up to.",
        "docs/routing.md tells of all of them.",
        example: [
          "queues:", "  general:", "    title: General questions", "    answer_within: 5m",
          "    reply_within: 8h", "    agents: [maya, jon]",
          "    hours:", "      mon-sat: [\"08:00-20:00\"]", "    visibility: closed",
          "    teams: [money]", "    mode: offer", "    skills: {refunds: 2}",
          "    fallback_after: 2m", "    limit: 3",
          "    weight: {usual: 1, priority: {urgent: 2}}", "    offer_within: 30s", "    misses: 2",
        ]),
      Key(
        "categories", .categories, .categories([]),
        "What matters can be about: a tree, up to 500 in all and 4 deep. Flows, rules and agents name",
        "them by their whole path, such as billing/refund. Without any, every word can be one.",
        "title: what people read. owner: the team or agent whose matter it is. priority, queue: what",
        "a conversation gets with it where nobody chose otherwise; without them the parent's.",
        example: [
          "categories:", "  refunds: { title: Refunds, priority: high, queue: billing }",
          "  damage: { title: Damage, children: { transit: { title: In transit } } }",
        ]),
      Key(
        "fields", .fields, .fields([]),
        "What is kept with tickets beside what flows ask, up to 64. type: text, number, date, yes_no",
        "or choice with its options. required_at_resolve: true lets no agent resolve a ticket before",
        "it is filled in. A value that does not fit is refused.",
        example: [
          "fields:",
          "  cause: { title: Cause, type: choice, options: [parcel, us], required_at_resolve: true }",
        ]),
      Key(
        "service_levels", .serviceLevels, .serviceLevels([.standard]),
        "What the desk promises itself, by priority: first_answer, next_answer, solution. The first",
        "that is for a conversation counts. queues, tiers: what it is for; without them, all. A tier",
        "is the value of the field called tier. The time stands still while the customer is to",
        "write, and counts in the opening hours of the queue; clock: always counts around the clock.",
        "Agents are warned when 75 and 90 of a hundred parts are gone.",
        example: [
          "service_levels:", "  gold:", "    tiers: [gold]", "    clock: always",
          "    urgent: { first_answer: 15m, next_answer: 30m, solution: 1h }",
        ]),
      Key(
        "teams", .teams, .teams([]),
        "People who work together, up to 500 teams. skills: what every member can do, from 1 to 3.",
        example: [
          "teams:",
          "  money: {title: Money, members: [maya, jon], skills: {refunds: 2}, lead: maya}",
        ]),
      Key(
        "staff", .staff, .staff([]),
        "What agents can do and how much they have at once, by login. languages: without them",
        "every one. capacity: without it agent_capacity. limits: how much may be of a queue. What",
        "`frontdesk user set` said of an agent wins over this, one matter at a time.",
        example: [
          "staff:",
          "  maya: {skills: {refunds: 3}, languages: [en, de], capacity: 5, limits: {general: 2}}",
        ]),
      Key(
        "last_resort", .text(longest: 32), .text("nobody"),
        "The login of who gets what was handed up three times already: a person, so that nobody goes",
        "in circles. nobody: then a supervisor has to take it over."),
      Key(
        "fair_share", .integer(1...10_000), .integer(100),
        "How many conversations one agent is offered within fair_window; then it is others' turn."),
      Key(
        "fair_window", .duration(.seconds(60)...(.seconds(86_400))), .duration(.seconds(3_600)),
        "The time in which fair_share is counted."),
    ])

  private static let standardQueues = [
    QueueSettings(name: "general", title: "General questions"),
    QueueSettings(name: "orders", title: "Orders and delivery", answerWithin: .seconds(300)),
    QueueSettings(name: "billing", title: "Billing and refunds", answerWithin: .seconds(300)),
    QueueSettings(name: "technical", title: "Technical help", answerWithin: .seconds(900)),
  ]
}
