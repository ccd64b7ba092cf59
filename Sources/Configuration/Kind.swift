/// What may be written for a setting.
enum Kind: Sendable {
  case text(longest: Int)
  case path
  case host
  /// `auto`, or an http(s) address.
  case publicURL
  case integer(ClosedRange<Int>)
  case bytes(ClosedRange<Int>)
  case duration(ClosedRange<Duration>)
  case rate(ClosedRange<Int>)
  case flag
  case choice([String])
  case networks
  case names
  /// A command, word by word.
  case words
  case sites
  case mirrors
  case connectors
  case customerSystems
  /// Names, each with a text.
  case pairs
  case timeZone
  case hours
  case holidays
  case specialDays
  case queues
  case categories
  case fields
  case serviceLevels
  case teams
  case staff

  /// What is allowed, for sentences such as `write …`.
  var allowed: String {
    switch self {
    case .text(let longest): "a text of 1 to \(longest) characters"
    case .path: "a path, absolute or relative to the working folder"
    case .host: "an IP address such as 127.0.0.1 or ::1, or a host name"
    case .publicURL: "auto, or an address such as https://help.example.com"
    case .integer(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
    case .bytes(let range):
      "a size from \(Quantities.size(range.lowerBound)) to \(Quantities.size(range.upperBound))"
        + " in B, KiB, MiB or GiB"
    case .duration(let range):
      "a time span from \(Quantities.span(range.lowerBound)) to"
        + " \(Quantities.span(range.upperBound)) in ms, s, m, h or d"
    case .rate(let range):
      "a rate such as 5/s, 30/min or 100/h, up to \(range.upperBound)"
    case .flag: "true or false"
    case .choice(let names): "one of \(names.joined(separator: ", "))"
    case .networks: "a list of networks, such as [10.0.0.0/8, \"::1\"]"
    case .names: "a list of names, such as [orders, parcels]"
    case .words: "a list of words, such as [notify-send, --urgency=low]"
    case .sites: "sites by name, each with its origins"
    case .mirrors: "a list of mirrors, each with name, url and secret_file"
    case .connectors: "a list of connectors, each with name, kind and what its kind asks for"
    case .customerSystems:
      "a list of customer systems, each with name, kind and what its kind asks for"
    case .pairs: "names, each with a text, such as {solved: resolved}"
    case .timeZone: "a time zone such as Europe/London or UTC"
    case .hours: "opening hours by day, such as mon-fri: [\"09:00-17:30\"]"
    case .holidays: "a list of days, such as [2026-12-25, 2027-01-01]"
    case .specialDays: "days with hours of their own, such as 2026-12-24: [\"09:00-12:00\"]"
    case .queues: "queues by name, each with a title"
    case .categories: "categories by name, each with a title"
    case .fields: "fields by name, each with title and type"
    case .serviceLevels: "service levels by name, each with times by priority"
    case .teams: "teams by name, each with title and members"
    case .staff: "agents by login, each with skills, languages, capacity or limits"
    }
  }

  /// Whether the value is one word, and so can be given as it is in the environment or a flag.
  var isScalar: Bool {
    switch self {
    case .text, .path, .host, .publicURL, .integer, .bytes, .duration, .rate, .flag, .choice,
      .timeZone:
      true
    case .networks, .names, .words, .sites, .mirrors, .connectors, .customerSystems,
      .pairs, .hours, .holidays, .specialDays, .queues,
      .categories, .fields, .serviceLevels, .teams, .staff:
      false
    }
  }
}
