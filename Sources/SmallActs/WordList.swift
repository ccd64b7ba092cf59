/// What a few words do in a message: the lists of a language file, by their names there.
package enum WordList: String, Sendable, CaseIterable {
  /// Those who can be asked for: human, agent, manager.
  case person = "person.words"
  /// Somebody, anyone: a person where they are asked for, and in no other place.
  case somebody = "person.vague"
  /// Customer service, live chat: a person where nothing else is written, or where asked for.
  case service = "person.service"
  /// Ways of asking that speak of talking: can I talk to, put me through to.
  case contact = "person.asks"
  /// Ways of asking for anything: I want, give me.
  case want = "person.wants"
  /// Whole ways to ask for a person that name none: is anybody there.
  case calling = "person.whole"
  /// What may stand around: a, real, bloody, finally.
  case aside = "person.around"
  /// Bots and machines, which people want to be rid of.
  case machine = "person.machine"
  /// I don't want, no, instead of.
  case refusal = "person.refuse"
  /// What begins the story after the request: about, because.
  case about = "person.about"
  /// What holds a word for a person and means something else: estate agent, in person.
  case notPerson = "person.unlike"

  /// Yes, and nothing but yes.
  case yes = "yes.words"
  /// Words of consent that a no may follow: ok, sure, right, definitely.
  case consent = "yes.soft"
  case no = "no.words"
  /// Not, didn't: what turns a word.
  case not = "no.not"
  /// What an answer may speak of: it, that, really, yet.
  case topic = "answer.around"
  /// Said of what went well: solved, works.
  case solved = "answer.solved"
  /// Verbs that say so only with a yes or a not before them: it did not help.
  case outcome = "answer.verbs"
  /// Said of what did not: still broken.
  case unsolved = "answer.unsolved"
  /// Maybe, I think so: neither yes nor no.
  case doubt = "answer.doubt"
  /// But: what comes after it counts.
  case but = "answer.but"

  case thanks = "thanks.words"
  case thanksAside = "thanks.around"
  case goodbye = "goodbye.words"
  case goodbyeAside = "goodbye.around"
  /// What only closes a talk that is over: noted, that's all, no thanks.
  case closing = "goodbye.closing"
  case back
  case startOver = "start_over"
  case help
  case neverMind = "never_mind"

  /// Danger, wherever it stands.
  case danger = "danger.words"
  /// Fire, smoke: danger beside a word of `dangerNear`, or alone.
  case dangerHint = "danger.hints"
  case dangerNear = "danger.near"
  /// What holds a word of danger and is none: fire TV, smoking deal.
  case notDanger = "danger.unlike"

  /// Please, hello, now: around every act.
  case polite
  /// And, because: another thought begins.
  case join = "joins"
  /// Words that look like another language's and mean something else in this one.
  case other

  /// A list's bit.
  var roles: Roles {
    Roles(rawValue: 1 << UInt64(WordList.places[self] ?? 63))
  }

  private static let places = Dictionary(
    uniqueKeysWithValues: allCases.enumerated().map { ($1, $0) })
}

/// All that one phrase may do.
struct Roles: OptionSet, Sendable {
  let rawValue: UInt64

  static let person = WordList.person.roles
  static let somebody = WordList.somebody.roles
  static let service = WordList.service.roles
  static let contact = WordList.contact.roles
  static let want = WordList.want.roles
  static let calling = WordList.calling.roles
  static let aside = WordList.aside.roles
  static let machine = WordList.machine.roles
  static let refusal = WordList.refusal.roles
  static let about = WordList.about.roles
  static let notPerson = WordList.notPerson.roles
  static let yes = WordList.yes.roles
  static let consent = WordList.consent.roles
  static let no = WordList.no.roles
  static let not = WordList.not.roles
  static let topic = WordList.topic.roles
  static let solved = WordList.solved.roles
  static let outcome = WordList.outcome.roles
  static let unsolved = WordList.unsolved.roles
  static let doubt = WordList.doubt.roles
  static let but = WordList.but.roles
  static let thanks = WordList.thanks.roles
  static let thanksAside = WordList.thanksAside.roles
  static let goodbye = WordList.goodbye.roles
  static let goodbyeAside = WordList.goodbyeAside.roles
  static let closing = WordList.closing.roles
  static let back = WordList.back.roles
  static let startOver = WordList.startOver.roles
  static let help = WordList.help.roles
  static let neverMind = WordList.neverMind.roles
  static let danger = WordList.danger.roles
  static let dangerHint = WordList.dangerHint.roles
  static let dangerNear = WordList.dangerNear.roles
  static let notDanger = WordList.notDanger.roles
  static let polite = WordList.polite.roles
  static let join = WordList.join.roles
  /// A no of several words.
  static let denial = Roles(rawValue: 1 << 62)
  /// A yes made of nothing but what an answer may speak of.
  static let echo = Roles(rawValue: 1 << 61)
  static let other = WordList.other.roles
  static let all = Roles(rawValue: .max)
}
