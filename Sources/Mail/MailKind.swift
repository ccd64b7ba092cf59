import Expressions

/// A letter that the desk writes by itself, or carries an agent's words in.
package enum MailKind: String, Sendable, CaseIterable {
  /// We have it, under this number, and answer by then.
  case acknowledgement
  /// What people of the desk said while the customer was not there.
  case answer
  /// The ticket is solved; whoever writes again opens it.
  case closing
  /// How was it, from 1 to 5?
  case survey
  /// The whole talk, because the customer asked for it.
  case transcript

  /// What is said of it where kinds are listed.
  package var about: String {
    switch self {
    case .acknowledgement: "to who left an address or wrote a letter: number and promise"
    case .answer: "what agents said while the customer was not there, in one letter"
    case .closing: "when people of the desk have solved a ticket that letters were written about"
    case .transcript: "to a customer of the page who asked for the whole talk by mail"
    case .survey: "some time after the end: a number from 1 to 5"
    }
  }
}

/// What templates of letters may speak of.
package struct MailFacts: Sendable {
  package var desk: String
  package var number: Int64
  package var subject: String
  package var name: String?
  package var email: String
  /// Who answered last.
  package var agent: String?
  /// By when an answer is promised, as a person reads it; nil where nothing is promised.
  package var promise: String?
  /// The words of the desk's people, ready to read.
  package var answers: String

  package init(
    desk: String, number: Int64, subject: String, name: String?, email: String,
    agent: String? = nil, promise: String? = nil, answers: String = ""
  ) {
    self.desk = desk
    self.number = number
    self.subject = subject
    self.name = name
    self.email = email
    self.agent = agent
    self.promise = promise
    self.answers = answers
  }

  static let scope = Scope([
    "desk.name": .string, "number": .int, "subject": .string, "customer.name": .string,
    "customer.first_name": .string, "customer.email": .string, "agent.name": .string,
    "promise": .string, "answers": .string,
  ])

  var bindings: Bindings {
    func value(_ text: String?) -> Value { text.map { .string($0) } ?? .null }
    let first = name?.split(separator: " ").first.map(String.init)
    return Bindings([
      "desk.name": .string(desk), "number": .int(number), "subject": .string(subject),
      "customer.name": value(name), "customer.first_name": value(first),
      "customer.email": .string(email), "agent.name": value(agent), "promise": value(promise),
      "answers": .string(answers),
    ])
  }
}
