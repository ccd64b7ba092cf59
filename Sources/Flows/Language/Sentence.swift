import Authoring
import Expressions

/// What the bot says of its own accord; `texts:` in `bot.yaml` puts other words in its place.
enum Sentence: String, Sendable, CaseIterable {
  case person, nobody, saved, sorry, invalid, choose, resume, stopped, form, answer, welcome, added,
    again, unsettled, same, late, help
  /// The last person has left while the customer waits, and what the customer may do then.
  case alone, waits
  /// They wait longer than they were told, and what they may do then.
  case longer
  case waitHere = "wait_here"
  case leaveMessage = "leave_message"
  case notSaved = "not_saved"
  case noBack = "no_back"

  static let names = allCases.map(\.rawValue)

  var words: String {
    switch self {
    case .person: "I'll get a person to help you."
    case .nobody: "Nobody is free to chat right now."
    case .saved:
      "I've saved this as ticket **{{ ticket.id }}**. We'll reply here by {{ ticket.reply_by }}."
    case .notSaved: "We have kept this chat and a person will read it."
    case .alone:
      "Nobody is at the desk just now. You can wait here, or leave a message and we will answer it."
    case .longer:
      "It takes longer than we told you. You can wait here, or leave a message and we will answer it."
    case .waits: "All right, you keep your place."
    case .waitHere: "Wait here"
    case .leaveMessage: "Leave a message"
    case .sorry: "Sorry, something went wrong on my side."
    case .invalid: "Sorry, I didn't understand that."
    case .choose: "Sorry, I didn't understand that. Please choose one of these."
    case .form: "Please look at the marked fields again."
    case .added: "Thank you, I've added that to your message for the team."
    case .again: "Something else"
    case .welcome: "You're welcome!"
    case .unsettled: "I'm sorry that it isn't solved after all. Let's go on where we were."
    case .late:
      "We said we would reply by {{ ticket.reply_by }}. That has gone by, and I'm sorry. Ticket "
        + "**{{ ticket.id }}** is still with the team, and their answer comes here."
    case .same: "Is this still about the same matter?"
    case .answer: "This might answer that:"
    case .resume: "Shall we go on where we were?"
    case .stopped: "All right, I'll stop here. Write again whenever you need us."
    case .help:
      "You can answer the question, ask for a person, go back, start over or stop, in your own words."
    case .noBack: "There is nothing to go back to."
    }
  }

  /// Every sentence compiled in our own words, by its key in `texts:`.
  static let texts: [String: Text] = Dictionary(
    uniqueKeysWithValues: allCases.map { ($0.rawValue, $0.text) })

  private var text: Text {
    var text = Text(builtIn: words, template: compiled(words))
    for (language, sentences) in Languages.shipped.sentences where language != "en" {
      text.translations[language] = sentences[rawValue]?.text.map(compiled)
    }
    return text
  }

  private func compiled(_ words: String) -> Template {
    do {
      return try Template.compile(words, in: Sentence.scope)
    } catch {
      preconditionFailure("the bot's own sentence \(rawValue) compiles: \(error)")
    }
  }

  /// What the bot's own sentences may speak of.
  static var scope: Scope {
    var scope = Vocabulary.scope
    scope.declare("ticket", as: .record(["id": .string, "reply_by": .string]))
    return scope
  }
}
