/// Mistakes in `desk.yaml`, with the words the operator reads.
extension Mistakes {
  static let desk = [
    Mistake(
      text: "timezone: Europe/Lodnon",
      report: """
        d.yaml:1:11: error[C202] "timezone" cannot be "Europe/Lodnon"
            1 | timezone: Europe/Lodnon
              |           ^
              = hint: did you mean "Europe/London"?
        """),
    Mistake(
      text: "timezone: Here",
      report: """
        d.yaml:1:11: error[C202] "timezone" cannot be "Here"
            1 | timezone: Here
              |           ^
              = hint: write a time zone such as Europe/London or UTC
        """),
    Mistake(
      text: "hours: {monday: [\"09:00-17:00\"]}",
      report: """
        d.yaml:1:9: error[C201] "monday" is not a day
            1 | hours: {monday: ["09:00-17:00"]}
              |         ^
              = hint: write mon, tue, wed, thu, fri, sat, sun, or a span such as mon-fri
        """),
    Mistake(
      text: "hours: {mon: [\"9-17\"]}",
      report: """
        d.yaml:1:15: error[C202] "hours.mon" cannot be "9-17"
            1 | hours: {mon: ["9-17"]}
              |               ^
              = hint: write from and to in 24 hours, such as "09:00-17:30", or "21:00-02:00" over midnight
        """),
    Mistake(
      text: "hours: {mon: [\"09:00-09:00\"]}",
      report: """
        d.yaml:1:15: error[C202] "hours.mon" cannot be "09:00-09:00"
            1 | hours: {mon: ["09:00-09:00"]}
              |               ^
              = hint: it ends where it begins; around the clock is "00:00-24:00"
        """),
    Mistake(
      text: "hours: {mon: [\"24:00-02:00\"]}",
      report: """
        d.yaml:1:15: error[C202] "hours.mon" cannot be "24:00-02:00"
            1 | hours: {mon: ["24:00-02:00"]}
              |               ^
              = hint: write from and to in 24 hours, such as "09:00-17:30", or "21:00-02:00" over midnight
        """),
    Mistake(
      text: "hours: {mon: [\"21:00-02:00\"], tue: [\"01:00-05:00\"]}",
      report: """
        d.yaml:1:36: error[C202] "hours" has a stretch of tue that begins before the night of mon is over
            1 | hours: {mon: ["21:00-02:00"], tue: ["01:00-05:00"]}
              |                                    ^
              = hint: let one end where the other begins
        """),
    Mistake(
      text: "special_days: {2026-02-30: closed}",
      report: """
        d.yaml:1:16: error[C202] "special_days" cannot name the day "2026-02-30"
            1 | special_days: {2026-02-30: closed}
              |                ^
              = hint: write a day of the calendar as year-month-day: 2026-12-25
        """),
    Mistake(
      text: "hours: {mon: [\"09:00-24:01\"]}",
      report: """
        d.yaml:1:15: error[C202] "hours.mon" cannot be "09:00-24:01"
            1 | hours: {mon: ["09:00-24:01"]}
              |               ^
              = hint: write from and to in 24 hours, such as "09:00-17:30", or "21:00-02:00" over midnight
        """),
    Mistake(
      text: "hours: {mon: [\"13:00-14:00\", \"09:00-12:00\"]}",
      report: """
        d.yaml:1:30: error[C202] "hours.mon" has stretches that overlap or are out of order
            1 | hours: {mon: ["13:00-14:00", "09:00-12:00"]}
              |                              ^
              = hint: write them in the order of the day
        """),
    Mistake(
      text: "hours: {mon-fri: [\"09:00-17:00\"], wed: []}",
      report: """
        d.yaml:1:35: error[C202] "wed" is in "hours" twice
            1 | hours: {mon-fri: ["09:00-17:00"], wed: []}
              |                                   ^
              = hint: name each day once, alone or in a span such as mon-fri
        """),
    Mistake(
      text: "hours: always",
      report: """
        d.yaml:1:8: error[C202] "hours" cannot be "always"
            1 | hours: always
              |        ^
              = hint: write opening hours by day, such as mon-fri: ["09:00-17:30"]
        """),
    Mistake(
      text: "holidays: [2026-02-29]",
      report: """
        d.yaml:1:12: error[C202] "holidays" cannot be "2026-02-29"
            1 | holidays: [2026-02-29]
              |            ^
              = hint: write a day of the calendar as year-month-day: 2026-12-25
        """),
    Mistake(
      text: "holidays: 2026-12-25",
      report: """
        d.yaml:1:11: error[C202] "holidays" cannot be "2026-12-25"
            1 | holidays: 2026-12-25
              |           ^
              = hint: write a list of days, such as [2026-12-25, 2027-01-01]
        """),
    Mistake(
      text: "queues: {}",
      report: """
        d.yaml:1:9: error[C202] "queues" has 0 queues
            1 | queues: {}
              |         ^
              = hint: name at least one and at most 500
        """),
    Mistake(
      text: "queues: {general: {}}",
      report: """
        d.yaml:1:19: error[C202] "queues.general" needs "title"
            1 | queues: {general: {}}
              |                   ^
              = hint: add "title: …", a text of 1 to 60 characters
        """),
    Mistake(
      text: "queues: {general: {title: A, sla: 5m}}",
      report: """
        d.yaml:1:30: error[C201] there is no setting "sla" in "queues.general"
            1 | queues: {general: {title: A, sla: 5m}}
              |                              ^
              = hint: known here: agents, answer_within, escalates_to, fallback_after, hours, limit, misses, mode, offer_within, reply_within, skills, special_days, teams, title, visibility, weight
        """),
    Mistake(
      text: "queues: {general: {title: A, agents: []}}",
      report: """
        d.yaml:1:38: error[C202] "queues.general.agents" is an empty list
            1 | queues: {general: {title: A, agents: []}}
              |                                      ^
              = hint: name the accounts that serve the queue, or write all
        """),
    Mistake(
      text: "queues: {general: {title: A, agents: maya}}",
      report: """
        d.yaml:1:38: error[C202] "queues.general.agents" cannot be "maya"
            1 | queues: {general: {title: A, agents: maya}}
              |                                      ^
              = hint: write all, or a list of account names such as [maya, jon]
        """),
    Mistake(
      text: "queues: {general: {title: A, reply_within: 1s}}",
      report: """
        d.yaml:1:44: error[C202] "queues.general.reply_within" cannot be "1s"
            1 | queues: {general: {title: A, reply_within: 1s}}
              |                                            ^
              = hint: write a time span from 10s to 90d in ms, s, m, h or d
        """),
    Mistake(
      text: "queues: {general: \"A\"}",
      report: """
        d.yaml:1:19: error[C202] "queues.general" cannot be "A"
            1 | queues: {general: "A"}
              |                   ^
              = hint: write the queue's title
        """),
    Mistake(
      text: "agent_capacity: 0",
      report: """
        d.yaml:1:17: error[C202] "agent_capacity" cannot be "0"
            1 | agent_capacity: 0
              |                 ^
              = hint: write a whole number from 1 to 100
        """),
    Mistake(
      text: "accept_timeout: 5m",
      report: """
        d.yaml:1:1: error[C201] there is no setting "accept_timeout"
            1 | accept_timeout: 5m
              | ^
              = hint: known here: accept_within, agent_capacity, categories, fair_share, fair_window, fields, holidays, hours, last_resort, queues, service_levels, special_days, staff, teams, timezone
        """),
  ]
}
