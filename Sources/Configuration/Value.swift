/// What a setting can hold.
enum Value: Sendable, Equatable {
  case text(String)
  case integer(Int)
  case bytes(Int)
  case duration(Duration)
  case rate(Rate)
  case flag(Bool)
  case texts([String])
  case sites([Site])
  case mirrors([Mirror])
  case hours([[Range<Int>]])
  case holidays([Holiday])
  case queues([QueueSettings])
}

/// So many in so long.
package struct Rate: Sendable, Equatable {
  package let count: Int
  package let per: Duration

  package init(count: Int, per: Duration) {
    self.count = count
    self.per = per
  }
}

/// A web site that shows the widget.
package struct Site: Sendable, Equatable {
  package let name: String
  /// Exact origins: scheme, host and port.
  package let origins: [String]
  /// Whether pages that Frontdesk serves itself belong to the site: `self` in the file.
  package let includesSelf: Bool

  package init(name: String, origins: [String], includesSelf: Bool) {
    self.name = name
    self.origins = origins
    self.includesSelf = includesSelf
  }
}

/// A receiver that every ticket is mirrored to.
package struct Mirror: Sendable, Equatable {
  package let name: String
  package let url: String
  /// A file that only Frontdesk may read, with the secret that signs what is sent.
  package let secretFile: String
  /// Whether the address may be this machine or in a private network.
  package let allowsPrivate: Bool
  /// For one attempt, name look-up and connection included.
  package let timeout: Duration

  package init(
    name: String, url: String, secretFile: String, allowsPrivate: Bool = false,
    timeout: Duration = Mirror.usualTimeout
  ) {
    self.name = name
    self.url = url
    self.secretFile = secretFile
    self.allowsPrivate = allowsPrivate
    self.timeout = timeout
  }

  package static let usualTimeout = Duration.seconds(20)
  /// A receiver that needs longer than a minute needs a queue of its own.
  static let longestTimeout = Duration.seconds(60)
}

/// A day on which the desk is closed.
package struct Holiday: Sendable, Hashable {
  package let year: Int
  package let month: Int
  package let day: Int

  package init(year: Int, month: Int, day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }
}

/// A line that conversations wait in, and who serves it.
package struct QueueSettings: Sendable, Equatable {
  package enum Agents: Sendable, Equatable {
    case all
    case only([String])
  }

  package let name: String
  package let title: String
  /// How soon, in opening hours, a waiting customer should have a person.
  package let answerWithin: Duration
  /// How soon, in opening hours, a ticket is promised an answer.
  package let replyWithin: Duration
  package let agents: Agents

  package init(
    name: String, title: String, answerWithin: Duration = QueueSettings.usualAnswer,
    replyWithin: Duration = QueueSettings.usualReply, agents: Agents = .all
  ) {
    self.name = name
    self.title = title
    self.answerWithin = answerWithin
    self.replyWithin = replyWithin
    self.agents = agents
  }

  package static let usualAnswer = Duration.seconds(10 * 60)
  package static let usualReply = Duration.seconds(24 * 3_600)
}
