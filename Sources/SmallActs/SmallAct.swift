/// What customers say at any question, in a word or two: small acts, understood in every language
/// there are words for.
package enum SmallAct: String, Sendable, CaseIterable {
  /// A person is wanted, instead of the bot.
  case person
  case yes, no
  case thanks, goodbye
  /// To the question before.
  case back
  case startOver = "start_over"
  case help
  /// What was asked for is not wanted any more.
  case neverMind = "never_mind"
  /// Somebody may come to harm: a person is wanted at once.
  case danger
}
